// @ts-check
/* From a case to an answer: a view takes the forms it needs, asks the engine and says what came out in parts, which are
 * drawn here. Pure: the build makes the worked examples with it, the browser the reader's answers.
 */

import { open, unique } from "../../case/reading.js";
import { draw } from "./draw.js";

/** A step's own part: the forms of which one must be filled in before anything is said, what is said of them, and what
 * is said at a row. A step that only asks may have no `run`.
 * @typedef {{
 *   needs: string[], run?: (context: any) => import("./parts.js").Answer | null,
 *   remark?: (row: Record<string, any>) => string,
 * }} View
 */

/** What came out, for whoever shows it.
 * @typedef {Partial<import("./parts.js").Answer> & {
 *   empty?: boolean, errors?: { field: string, message: string }[], html?: string, forms?: string[],
 * }} Found
 */

/** @type {Record<string, View>} */
let views = {};

/** The views of this page by name; before anything is answered.
 * @param {Record<string, View>} given
 */
const use = (given) => {
  views = given;
};
/** @param {string} name */
const viewOf = (name) => views[name];

/** → {empty: true}: nothing was typed yet; {errors: [{field, message}]}; or the view's answer with its markup, `html`,
 * and the `forms` it rests on. Without `today` ("2026-11-25", the reader's) nothing is dated.
 * @param {string} name
 * @param {any} raw
 * @param {string | null} [today]
 * @returns {Found}
 */
function answer(name, raw, today) {
  const view = viewOf(name);
  const context = open(raw, today || null);
  if (!view.run || !view.needs.some((form) => context.has(form))) return { empty: true };
  const result = view.run(context);
  if (context.errors.length || !result) return { errors: unique(context.errors) };
  const { parts, downloads = [] } = result;
  const ways = /** @type {const} */ ({ part: "ways", downloads });
  const drawn = parts ? { html: draw([...parts, ways]) } : {};
  return { ...result, ...drawn, forms: context.used() };
}

export { answer, use, viewOf };
