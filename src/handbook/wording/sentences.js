// @ts-check
/* The sentences that the build puts into a script, by book and code. Scripts of every page need no more than this; where
 * a sentence has slots, words.js fills them in.
 */

import { own } from "../bundling/text.js";

/** @typedef {string | { [name: string]: Words }} Words a sentence, or a group of them */

/** @type {Record<string, Words>} */
const books = {};

/** What the build hands over, before anything is said: book → group → sentence.
 * @param {Record<string, Words>} given
 */
const setWords = (given) => Object.assign(books, given);

/** The sentence with a code such as "alerts.fee.says"; undefined where there is none.
 * @param {string} book
 * @param {string} code
 * @returns {string | undefined}
 */
function find(book, code) {
  /** @type {Words | undefined} */
  let at = books[book];
  for (const name of code.split(".")) at = typeof at === "object" && own(at, name) ? at[name] : undefined;
  return typeof at === "string" ? at : undefined;
}

/** A sentence as it stands in its words file.
 * @param {string} book
 * @param {string} code
 */
function sentence(book, code) {
  const text = find(book, code);
  if (text === undefined) throw new Error("no words for " + book + ": " + code);
  return text;
}

export { find, sentence, setWords };
