// @ts-check
/* Turns a table of dated values into HTML text. The arithmetic is the engine's. */

import { escape } from "../bundling/text.js";
import { wordsOf } from "../wording/words.js";
import { DATED_VALUE } from "./arithmetic/dated.js";
import { calculateTold } from "./told.js";

/** One value: from which day to which it held.
 * @typedef {{ from: string, to: string, value: string }} Row
 */
/** A series as the section carries it: what the reader asks for, how many times the value, and until when it was checked.
 * @typedef {{
 *   title: string, ask: string, result: string, unit: string, rows: Row[], times?: string, known_until?: string,
 *   day?: string,
 * }} Table
 */

const GAP = "\0"; // stands for markup inside a sentence
const say = wordsOf("engine");

/** What the engine makes of a table for a day, and of a newer value where the reader has one.
 * @param {Table} table
 * @param {string} day
 * @param {string} [value]
 */
const answerOf = ({ rows, times, known_until }, day, value) =>
  calculateTold(DATED_VALUE, { rows, times, known_until, day, value }, null);

/** The answer for a day as one paragraph.
 * @param {Table} table
 * @param {string} day
 * @param {any} answer from answerOf, without errors
 */
function paragraph(table, day, answer) {
  const { title, unit, result, times, known_until } = table;
  const [before, after] = say("dated.answer", {
    basis: answer.changed ? say("dated.by_own") : say("dated.by_day", { day }),
    note: answer.stale ? say("dated.stale", { day: String(known_until) }) : "",
    value: answer.value,
    multiple: GAP,
    title,
    unit,
    result,
  }).split(GAP);
  const multiple = times === undefined
    ? ""
    : ` × ${escape(answer.times)} = <strong>${escape(answer.result)}${escape(unit)}</strong>`;
  return `<p class="dated-answer">${escape(before)}${multiple}${escape(after)}</p>`;
}

/** @param {Table} table
 * @param {Row} row
 */
function rowOf(table, { from, value }) {
  const since = escape(say("dated.since", { day: from }));
  const multiple = escape(answerOf(table, from).result);
  return `<tr><th scope="row">${since}</th><td>${escape(value)}</td><td>${multiple}</td></tr>`;
}

/** Every row, the newest first, to be opened.
 * @param {Table} table
 */
function history(table) {
  const { title, unit, times = "1" } = table;
  const columns = [
    say("dated.column_from"),
    say("dated.column_value", { unit }),
    say("dated.column_times", { times, unit }),
  ];
  const head = columns.map((column) => `<th scope="col">${escape(column)}</th>`).join("");
  const rows = table.rows.map((row) => rowOf(table, row)).reverse().join("");
  const caption = `<caption>${escape(title)}</caption><thead><tr>${head}</tr></thead>`;
  const summary = `<summary>${escape(say("dated.history"))}</summary>`;
  return `<details class="dated-table">${summary}<table class="plan-table">${caption}<tbody>${rows}</tbody></table></details>`;
}

/** The whole section as built: the answer for the day of the build, and every row, so that it serves without scripts.
 * {html}, or {errors}.
 * @param {Table} table
 * @param {string} day
 */
function section(table, day) {
  const answer = answerOf(table, day);
  if (answer.errors) return answer;
  const data = escape(JSON.stringify(Object.assign({ day }, table)));
  const start = `<section class="dated-value" role="group" aria-label="${escape(table.result)}" data-table="${data}">`;
  return { html: `${start}${paragraph(table, day, answer)}${history(table)}</section>` };
}

export { answerOf, paragraph, section };
