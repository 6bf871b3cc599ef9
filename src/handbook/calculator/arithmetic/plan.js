// @ts-check
/* `plan`: what is owed, month by month, until it is paid; and what about it must be said aloud. */

import { assumptionsOf, explain, warningsOf } from "./advice.js";
import { cheapest } from "./cheapest.js";
import { addMonths } from "./dates.js";
import { fault } from "./faults.js";
import { MAX_MONTHS, owed, simulate } from "./months.js";
import { sum } from "./numbers.js";
import { cardRule, checkPlan } from "./plan-checks.js";
import { FIELDS } from "./plan-fields.js";

/** @typedef {import("./faults.js").Fault} Fault */
/** @typedef {import("./law.js").LawBook} LawBook */
/** @typedef {import("./engine.js").Trace} Trace */
/** @typedef {import("./months.js").Rules} Rules */
/** @typedef {import("./months.js").Run} Run */
/** @typedef {import("./cheapest.js").Found} Found */
/** @typedef {import("./plan-fields.js").Debt} Debt */
/** @typedef {import("./plan-fields.js").PlanInput} PlanInput */

const NOTHING = {
  months: null,
  finish: null,
  total_paid: 0,
  added_interest: 0,
  added_penalty: 0,
  added_fees: 0,
  cost: 0,
  waived: 0,
};

/** month → the money of that month; `monthly` is that of an ordinary one.
 * @param {PlanInput} input
 * @param {number} monthly
 * @returns {(month: number) => number}
 */
function moneyOf(input, monthly) {
  const steps = input.steps.slice().sort((a, b) => a.from - b.from);
  return (month) =>
    month <= input.grace_months ? 0 : steps.reduce((now, step) => (month >= step.from ? step.monthly : now), monthly);
}

/** @param {PlanInput} input
 * @param {number} monthly
 * @param {LawBook | null} law
 * @returns {Rules}
 */
function rulesOf(input, monthly, law) {
  const card = cardRule(input, law);
  const { lumps, order, weights, allocation, step, start, custom } = input;
  const money = moneyOf(input, monthly);
  let first = 1; // the first month in which there is money
  while (first < MAX_MONTHS && !money(first) && !lumps.some((lump) => lump.month === first)) first += 1;
  return {
    money,
    first,
    // Whether any debt is paid before the rest is shared.
    promises: input.debts.some((debt) => debt.agreed || debt.fixed !== null || debt.minimum),
    lumps,
    order,
    ranks: order === "custom" && custom ? input.debts.map((_, index) => custom.indexOf(index + 1)) : null,
    weights,
    allocation,
    step,
    start,
    card_days: card && Number(card.value),
  };
}

/** A month of the plan in the calendar, where the plan says when it starts.
 * @typedef {(month: number | null) => string | null} Dated
 */

/** @param {import("./months.js").Running} debt
 * @param {Debt} before
 * @param {Dated} dated
 */
function debtResult(debt, before, dated) {
  const { name, status, share, paid, months, waived, added } = debt;
  return {
    name,
    status,
    owed: owed(before),
    share,
    paid,
    waived,
    ...added,
    left: owed(debt),
    months,
    finish: dated(months),
  };
}

/** No sum is offered: what cannot be kept up, or is not yet known to be owed, would harm the reader. Null: one may be.
 * @param {PlanInput} input
 * @param {number | null} surplus
 * @param {number} total_owed
 */
function nothing(input, surplus, total_owed) {
  const doubtful = input.debts.every((debt) => debt.status === "verify_first");
  const none = surplus !== null && surplus <= 0 && !input.steps.length;
  if (!doubtful && !none) return null;
  const owing = input.debts.map((debt) => ({ name: debt.name, owed: owed(debt) }));
  const warnings = doubtful
    ? [{ code: "verify_first", debts: owing }]
    : [{ code: "no_surplus", surplus, gap: -Number(surplus) }];
  const debts = owing.map((debt) => ({ ...debt, share: 0, paid: 0, months: null }));
  return { surplus, monthly: 0, total_owed, ...NOTHING, debts, order: null, rows: [], assumptions: [], warnings };
}

/** The order in which debts take their turn: as asked, or the cheapest found. `part`: of the work that a search may take,
 * where several plans share it.
 * @param {PlanInput} input
 * @param {Rules} asked
 * @param {Trace} trace
 * @param {number} part
 */
function orderOf(input, asked, trace, part) {
  if (input.order !== "cheapest") return { rules: asked, found: null };
  const found = cheapest(input, asked, part);
  trace(found.full ? "plan.all_orders" : "plan.common_orders");
  return { rules: { ...asked, order: found.order, ranks: found.ranks }, found };
}

/** @param {PlanInput} input
 * @param {Run} run
 * @param {Dated} dated
 */
function amountsOf(input, run, dated) {
  const added = (/** @type {"interest" | "penalty" | "fees"} */ name) => sum(run.debts.map((debt) => debt.added[name]));
  return {
    months: run.months,
    finish: dated(run.months),
    total_paid: sum(run.debts.map((debt) => debt.paid)),
    added_interest: added("interest"),
    added_penalty: added("penalty"),
    added_fees: added("fees"),
    cost: run.cost,
    waived: sum(run.debts.map((debt) => debt.waived)),
    debts: run.debts.map((debt, index) => debtResult(debt, input.debts[index], dated)),
  };
}

/** `part`: of the work that a search for the cheapest order may take.
 * @param {PlanInput} input
 * @param {Fault[]} errors
 * @param {Trace} trace
 * @param {LawBook | null} law
 * @param {number} [part]
 */
function plan(input, errors, trace, law, part = 1) {
  checkPlan(input, errors, law);
  if (errors.length) return null;
  const { start, income, essentials, reserve } = input;
  const surplus = income === null ? null : income - Number(essentials) - reserve;
  const total_owed = sum(input.debts.filter((debt) => debt.status !== "verify_first").map(owed));
  const refused = nothing(input, surplus, total_owed);
  if (refused) return refused;
  const monthly = input.monthly === null ? Math.max(0, Number(surplus)) : input.monthly;
  if (monthly && monthly < input.step) {
    errors.push(fault("step", "plan.step_over_monthly"));
    return null;
  }
  explain(input, trace, law);
  const { rules, found } = orderOf(input, rulesOf(input, monthly, law), trace, part);
  const run = simulate(input, rules, { rows: true });
  const dated = (/** @type {number | null} */ month) => (month && start ? addMonths(start, month - 1) : null);
  const rerun = (/** @type {number} */ other) => simulate(input, { ...rules, money: moneyOf(input, other) }, {}).months;
  return {
    surplus,
    monthly,
    total_owed,
    ...amountsOf(input, run, dated),
    order: found && orderResult(found, run),
    rows: start ? run.rows.map((row) => ({ ...row, date: dated(row.month) })) : run.rows,
    assumptions: assumptionsOf(input),
    warnings: warningsOf(input, surplus, run, rules, rerun),
  };
}

/** Says plainly when an easier order costs hardly more: under 1 % of what is paid.
 * @param {Found} found
 * @param {Run} run
 */
function orderResult({ tried, full, order, ranks }, run) {
  const paid = sum(run.debts.map((debt) => debt.paid));
  const others = tried.map(({ order, months, dear }) => ({
    order,
    months,
    more: months === null || run.months === null ? null : dear - run.dear,
  }));
  const names = ranks && run.debts.slice().sort((a, b) => ranks[a.place] - ranks[b.place]).map(({ name }) => name);
  const close = others.filter(({ more }) => more !== null && more * 100 < paid).map((other) => other.order);
  return { all_tried: full, best: order, names, others, close };
}

export { plan };
export const PLAN = { name: "plan", run: plan, fields: FIELDS };
