/* Income, essentials and reserve of a month, as every tool takes them from the budget. */

import { BUDGET } from "../../calculator/arithmetic/budget.js";
import { current } from "../../case/model.js";
import { wordsOf } from "../../wording/words.js";

const say = wordsOf("budget");

// Income, essentials and reserve of a month in 分, from three totals or the lines. `found`: the engine's budget.
export function money(context) {
  const form = context.form("budget");
  if (form.mode === "totals") {
    return { income: form.income, essentials: form.essentials, reserve: form.reserve || 0, found: null };
  }
  const lines = current().lines
    .map(({ id, label, class: kind }) => ({ id, name: label, class: kind, line: form.lines[id] }))
    .filter(({ line }) => line && (line.amount !== null || line.unknown))
    .map(({ line, ...one }) => ({ ...one, amount: line.amount || 0, frequency: line.every, unknown: line.unknown }));
  if (!lines.length) {
    const first = current().lines.find((line) => line.class === "income").id;
    context.errors.push({ field: "budget.lines." + first + ".amount", message: say("no_line") });
  }
  const place = (field) => {
    const match = /^lines\[(\d+)\]/.exec(field);
    return match ? "budget.lines." + lines[match[1]].id + ".amount" : "budget." + field;
  };
  const found = context.ask(BUDGET, { lines, persons: form.persons || 1, reserve: form.reserve }, place);
  if (!found) return { income: 0, essentials: 0, reserve: 0, found: null };
  return { income: found.totals.income, essentials: found.spending, reserve: found.reserve, found };
}
