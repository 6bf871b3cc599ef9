// @ts-check
/* What is left of a month. */

import { hasWords, wordsOf } from "../../wording/words.js";
import { money } from "./money.js";

const say = wordsOf("budget");

/** What is not yet known is to be found out; that it is nought is no slip.
 * @type {Record<string, string>}
 */
const LINE = { food_under_10_yuan_a_day: "food", rent_is_zero: "rent" };

/** @param {number} left */
function endOf(left) {
  if (!left) return say("left.nothing");
  return left > 0 ? say("left.some", { left }) : say("left.short", { short: -left });
}

/** @param {any} context
 * @returns {import("../frame/parts.js").Answer | null}
 */
function run(context) {
  const { income, essentials, reserve, found } = money(context);
  if (context.errors.length) return null;
  const { lines } = context.form("budget");
  /** @param {string} code */
  const fits = (code) => hasWords("budget", "warnings." + code) && !(LINE[code] && lines[LINE[code]].unknown);
  const warnings = found
    ? found.warnings.filter(fits).map((/** @type {string} */ code) => say("warnings." + code))
    : [];
  const unknown = found && found.to_find_out.length ? say("to_find_out", { names: found.to_find_out }) : "";
  const parts = say("parts", { income, essentials, reserve });
  return { say: parts + endOf(income - essentials - reserve) + warnings.join("") + unknown };
}

export const view = { needs: ["budget"], run };
