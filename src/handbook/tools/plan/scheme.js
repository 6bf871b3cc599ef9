// @ts-check
/* One scheme as the engine takes it, and the picture of where it leads; also what the questions after the plan begin with. */

import { addMonths } from "../../calculator/arithmetic/dates.js";
import { wordsOf } from "../../wording/words.js";
import { money } from "../budget/money.js";
import { debtPlace, debts } from "../debts/debts.js";
import { chart } from "../frame/parts.js";

const say = wordsOf("plan");
/** For whom interest stops, by the scheme's choice.
 * @type {Record<string, (row: import("../debts/debts.js").Row) => boolean>}
 */
const FREEZES = { none: () => false, agreed: (row) => row.status === "agreed", all: () => true };
const OF_SCHEME = ["monthly", "grace_months", "order"];
const OF_ALL = ["start", "step", "allocation"];

/** Plans begin with the month after the reader's.
 * @param {string | null} today
 */
const startOf = (today) => today && addMonths(today.slice(0, 7), 1);

/** The engine's input of one scheme. Without a budget the scheme must say what is paid a month.
 * @param {any} context
 * @param {any} scheme
 * @param {(row: import("../debts/debts.js").Row) => boolean} [freezes] where that is not the scheme's own choice
 * @returns {Record<string, any>}
 */
function inputOf(context, scheme, freezes) {
  const common = context.form("plan");
  const budget = context.has("budget") || scheme.monthly === null ? money(context) : null;
  const start = common.start || startOf(context.today);
  return {
    debts: debts(context, freezes || FREEZES[scheme.freeze], scheme.waive),
    monthly: scheme.monthly,
    grace_months: scheme.grace_months || 0,
    order: scheme.order,
    allocation: common.allocation,
    step: Number(common.step),
    lumps: scheme.lump ? [{ month: scheme.lump_month || 1, amount: scheme.lump }] : [],
    ...(budget ? { income: budget.income, essentials: budget.essentials, reserve: budget.reserve } : {}),
    ...(start ? { start } : {}),
  };
}

/** Where the engine's errors belong: to the scheme, what all share, or the debts.
 * @param {any} context
 * @param {number} index
 * @returns {(field: string) => string}
 */
function placeOf(context, index) {
  const ofDebts = debtPlace(context);
  return (field) => {
    const debt = ofDebts(field);
    if (debt) return debt;
    if (/^lumps/.test(field)) return "plan.schemes[" + index + "].lump_month";
    if (OF_SCHEME.indexOf(field) >= 0) return "plan.schemes[" + index + "]." + field;
    if (OF_ALL.indexOf(field) >= 0) return "plan." + field;
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
