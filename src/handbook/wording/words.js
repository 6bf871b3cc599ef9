// @ts-check
/* What a script says: it gives a code and its values; the sentence stands in the words file of its room (words.yml), which
 * the build puts into the published script. A slot is {name} or {name|format}.
 */

import { own } from "../bundling/text.js";
import { amount, inWan, percent } from "./format.js";
import { find, sentence } from "./sentences.js";

/** A value: text, a number, names, or another sentence of the same book.
 * @typedef {string | number | string[] | { code: string, values?: Values }} Value
 */
/** @typedef {{ [name: string]: Value }} Values */
/** @typedef {(code: string, values?: Values) => string} Say */

const WAN_FROM = 1e6; // 分: from 10,000 元 an amount is told in 万 too

const common = wordsOf("common");
/** @param {Value} fen */
const yuan = (fen) => common("yuan", { amount: amount(Number(fen)) });

/** @param {string} text "2026-12" or "2026-12-05" */
function calendar(text) {
  const [year, month, day] = text.split("-").map(Number);
  return common(day ? "day" : "month", { year, month, day: day || 0 });
}

/** @param {Value} fen */
function yuanAndWan(fen) {
  if (Number(fen) < WAN_FROM) return yuan(fen);
  const { wan, exact } = inWan(Number(fen));
  return yuan(fen) + common(exact ? "wan" : "about_wan", { wan });
}

/** @type {Record<string, (value: Value) => string>} */
const FORMATS = {
  amount: (fen) => amount(Number(fen)),
  yuan,
  wan: yuanAndWan,
  percent: (decimal) => percent(String(decimal)),
  fine_percent: (decimal) => percent(String(decimal), 6),
  day: (text) => calendar(String(text)),
  list: (names) => /** @type {string[]} */ (names).join(common("between")),
};

/** Whether a book has a sentence: a newer engine may send a code that this page has no words for.
 * @param {string} book
 * @param {string} code
 */
export const hasWords = (book, code) => find(book, code) !== undefined;

/** The way to say the sentences of one book, as plain text.
 * @param {string} book
 * @returns {Say}
 */
export function wordsOf(book) {
  /** @type {Say} */
  const say = (code, values = {}) =>
    sentence(book, code).replace(/\{(\w+)(?:\|(\w+))?\}/g, (_, name, format) => {
      if (!own(values, name)) throw new Error("no value for " + book + ": " + code + ": " + name);
      const value = values[name];
      if (typeof value === "object" && !Array.isArray(value)) return say(value.code, value.values);
      return format ? FORMATS[format](value) : String(value);
    });
  return say;
}

export { yuan, yuanAndWan };
