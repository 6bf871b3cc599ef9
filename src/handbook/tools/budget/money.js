// @ts-check
/* Income, essentials and reserve of a month, as every tool takes them from the budget. */

import { BUDGET } from "../../calculator/arithmetic/budget.js";
import { current } from "../../case/model.js";
import { wordsOf } from "../../wording/words.js";

const say = wordsOf("budget");

/** @typedef {{ id: string, label: string, class: string }} LineOfBudget */
/** Of a month, in 分; `found`: the engine's budget, where it was told line by line.
 * @typedef {{ income: number, essentials: number, reserve: number, found: any }} Money
 */

/** The lines that were filled in, as the engine takes them.
 * @param {any} form
 */
const linesOf = (form) =>
  /** @type {LineOfBudget[]} */ (current().lines)
    .map(({ id, label, class: kind }) => ({ id, name: label, class: kind, line: form.lines[id] }))
    .filter(({ line }) => line && (line.amount !== null || line.unknown))
    .map(({ line, ...plain }) => ({
      ...plain,
      amount: line.amount || 0,
      frequency: line.every,
      unknown: line.unknown,
    }));

/** From three totals, or from the lines.
 * @param {any} context
 * @returns {Money}
 */
export function money(context) {
  const form = context.form("budget");
  if (form.mode === "totals") {
    return { income: form.income, essentials: form.essentials, reserve: form.reserve || 0, found: null };
  }
  const lines = linesOf(form);
  if (!lines.length) {
    const [first] = /** @type {LineOfBudget[]} */ (current().lines).filter((line) => line.class === "income");
    context.errors.push({ field: "budget.lines." + first.id + ".amount", message: say("no_line") });
  }
  const place = (/** @type {string} */ field) => {
    const match = /^lines\[(\d+)\]/.exec(field);
    return match ? "budget.lines." + lines[Number(match[1])].id + ".amount" : "budget." + field;
  };
  const found = context.ask(BUDGET, { lines, persons: form.persons || 1, reserve: form.reserve }, place);
  if (!found) return { income: 0, essentials: 0, reserve: 0, found: null };
  return { income: found.totals.income, essentials: found.spending, reserve: found.reserve, found };
}
