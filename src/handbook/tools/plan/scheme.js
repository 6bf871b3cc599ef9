/* One scheme as the engine takes it, and the picture of where it leads; also what the questions after the plan begin with. */

import { addMonths } from "../../calculator/arithmetic/dates.js";
import { wordsOf } from "../../wording/words.js";
import { money } from "../budget/money.js";
import { debtPlace, debts } from "../debts/debts.js";
import { chart } from "../frame/parts.js";

const say = wordsOf("plan");
const FREEZES = { none: () => false, agreed: (row) => row.status === "agreed", all: () => true };

// The engine's input of one scheme. Without a budget the scheme must say what is paid a month. `freezes`: for whom
// interest stops, where that is not the scheme's own choice.
function inputOf(context, scheme, freezes) {
  const common = context.form("plan");
  const budget = context.has("budget") || scheme.monthly === null ? money(context) : null;
  const input = {
    debts: debts(context, freezes || FREEZES[scheme.freeze], scheme.waive),
    monthly: scheme.monthly,
    grace_months: scheme.grace_months || 0,
    order: scheme.order,
    allocation: common.allocation,
    step: Number(common.step),
    lumps: scheme.lump ? [{ month: scheme.lump_month || 1, amount: scheme.lump }] : [],
  };
  if (budget) Object.assign(input, { income: budget.income, essentials: budget.essentials, reserve: budget.reserve });
  const start = common.start || startOf(context.today);
  return start ? { ...input, start } : input;
}

// Plans begin with the month after the reader's.
const startOf = (today) => today && addMonths(today.slice(0, 7), 1);

// Where the engine's errors belong: to the scheme, what all share, or the debts.
function placeOf(context, index) {
  const ofDebts = debtPlace(context);
  return (field) => {
    const debt = ofDebts(field);
    if (debt) return debt;
    if (/^lumps/.test(field)) return "plan.schemes[" + index + "].lump_month";
    if (["monthly", "grace_months", "order"].indexOf(field) >= 0) return "plan.schemes[" + index + "]." + field;
    if (["start", "step", "allocation"].indexOf(field) >= 0) return "plan." + field;
    return field === "income" || field === "essentials" ? "budget." + field : "";
  };
}

/** Two years of a plan that never ends show where it leads; fifty would only frighten.
 * @param {any} plan
 * @returns {number[]}
 */
const points = (plan) =>
  [plan.total_owed].concat(
    plan.rows
      .slice(0, plan.months === null ? 24 : plan.rows.length)
      .map((/** @type {any} */ row) => row.balance),
  );

/** What is still owed, month by month; nothing where there is nothing to see.
 * @param {{ label: string, plan: any, says: string }[]} plans
 */
function picture(plans) {
  const lines = plans
    .filter(({ plan }) => plan.rows.length > 1)
    .map(({ label, plan }) => ({ label, points: points(plan) }));
  return lines.length ? [chart(lines, say("picture", { says: plans.map(({ says }) => says).join(" ") }))] : [];
}

export { inputOf, picture, placeOf };
