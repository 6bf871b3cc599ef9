// @ts-check
/* What an answer is made of, as plain data: texts that a view has said by code, tables, a picture. draw.js makes markup of
 * them, and nothing else does; so no view can forget to escape a name.
 */

/** A warning: what it means, and what would mend it.
 * @typedef {{ says: string, do: string }} Alert
 */
/** A note; `change` leads to the box that decides. A cell; `small` stands below it.
 * @typedef {{ text: string, change?: string }} Note
 * @typedef {string | { text: string, small: string }} Cell
 * @typedef {{ label: string, points: number[] }} Line
 */
/** A file to take along.
 * @typedef {{ name: string, type: string, label: string, text: string }} Download
 */
/** @typedef {(
 *   { part: "grounds", grounds: string[] } | { part: "block", parts: Part[] } | { part: "folded", title: string, open: boolean, parts: Part[] } |
 *   { part: "alerts", items: Alert[] } | { part: "headline", says: string, rest: string } |
 *   { part: "notes", lead: string, items: Note[] } | { part: "text", look: string, text: string } |
 *   { part: "table", look: string, caption: string, heads: string[], rows: Cell[][], fold: boolean } |
 *   { part: "chart", lines: Line[], name: string } | { part: "ways", downloads: Download[] }
 * )} Part
 */
/** What a view answers. `say` is one sentence, `brief` what of it fits in a bar.
 * @typedef {{
 *   say: string, brief?: string, parts?: Part[], receipt?: any, downloads?: Download[],
 * }} Answer
 */

/** One result; what stands outside of it comes before all sums.
 * @param {Part[]} parts
 * @returns {Part}
 */
export const block = (parts) => ({ part: "block", parts });
/** @param {string} title
 * @param {boolean} open
 * @param {Part[]} parts
 * @returns {Part}
 */
export const folded = (title, open, parts) => ({ part: "folded", title, open, parts });
/** @param {Alert[]} items
 * @returns {Part}
 */
export const alerts = (items) => ({ part: "alerts", items });
/** @param {string} says
 * @param {string} [rest]
 * @returns {Part}
 */
export const headline = (says, rest = "") => ({ part: "headline", says, rest });
/** @param {string} lead
 * @param {(string | Note)[]} items
 * @returns {Part}
 */
export const notes = (lead, items) => ({
  part: "notes",
  lead,
  items: items.map((item) => (typeof item === "string" ? { text: item } : item)),
});
/** @param {string} text
 * @param {string} [look]
 * @returns {Part}
 */
export const text = (text, look = "plan-note") => ({ part: "text", look, text });
/** @param {string} look
 * @param {string} caption
 * @param {string[]} heads
 * @param {Cell[][]} rows
 * @returns {Part}
 */
export const table = (look, caption, heads, rows) => ({ part: "table", look, caption, heads, rows, fold: false });
/** At most twelve rows at once; the rest behind “show all”.
 * @param {string} look
 * @param {string} caption
 * @param {string[]} heads
 * @param {Cell[][]} rows
 * @returns {Part}
 */
export const long = (look, caption, heads, rows) => ({ part: "table", look, caption, heads, rows, fold: true });
/** @param {Line[]} lines
 * @param {string} name
 * @returns {Part}
 */
export const chart = (lines, name) => ({ part: "chart", lines, name });
/** The articles that an answer rests on, in the order of its steps.
 * @param {{ steps: { ground: string }[] }} receipt
 * @returns {Part}
 */
export function grounds({ steps }) {
  const named = steps.map(({ ground }) => ground);
  return { part: "grounds", grounds: named.filter((ground, at) => ground && named.indexOf(ground) === at) };
}
