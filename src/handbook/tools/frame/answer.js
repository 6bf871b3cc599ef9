/* From a case to an answer. A view takes the forms it needs, asks the engine, and words the answer as HTML text. Pure: the
 * build makes the worked examples with it, the browser the reader's answers.
 */

import { open, unique } from "../../case/reading.js";
import { draw } from "./draw.js";

let views = {};

// The views of this page by name; before anything is answered.
const use = (given) => (views = given);
const viewOf = (name) => views[name];

// ---- The answer ----
/* → {empty: true}: nothing was typed yet; {errors: [{field, message}]}; or {say, html, receipt}: the sentence, the whole
 * answer as HTML, and the engine's receipt; `forms` names those it rests on. `today` ("2026-11-25") is the reader's;
 * without it nothing is dated.
 */
function answer(name, raw, today) {
  const view = viewOf(name);
  const context = open(raw, today || null);
  if (!view.needs.some((form) => context.has(form))) return { empty: true };
  const result = view.run(context);
  if (context.errors.length) return { errors: unique(context.errors) };
  const drawn = result.parts ? { html: draw(result.parts) } : {};
  return { ...result, ...drawn, forms: context.used() };
}

export { answer, use, viewOf };
