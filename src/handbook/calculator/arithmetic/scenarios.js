// @ts-check
/* What if: nothing is paid for some months, or the income falls. */

import { explainInterest } from "./advice.js";
import { fault } from "./faults.js";
import { owed, simulate } from "./months.js";
import { mulDivHalfUp, sum } from "./numbers.js";
import { plan } from "./plan.js";
import { checkTerms, placeMonth } from "./plan-checks.js";
import { DEBT, FIELDS, START } from "./plan-fields.js";
import { may, need, records } from "./reading.js";

/** @typedef {import("./faults.js").Fault} Fault */
/** @typedef {import("./law.js").LawBook} LawBook */
/** @typedef {import("./engine.js").Trace} Trace */
/** @typedef {import("./plan-fields.js").PlanInput} PlanInput */
/** @typedef {{ debts: import("./plan-fields.js").Debt[], months: number, start: string | null }} Waiting */
/** A plan; in 分 what was saved and what one bad bill comes to; the month in which it happens.
 * @typedef {PlanInput & { savings: number, expense: number, from: number | string }} Shock
 */

const SHORT_OF_INCOME = [10, 20, 30]; // percent
const LIVING_MONTHS = 12; // looked at where there is no plan

/** Rules of months in which nothing is paid.
 * @type {import("./months.js").Rules}
 */
const IDLE = {
  money: () => 0,
  first: 1,
  promises: true,
  lumps: [],
  order: "prorata",
  ranks: null,
  weights: "claim",
  allocation: "fees_interest_principal",
  step: 1,
  start: null,
  card_days: null,
};

/** @param {Waiting} input
 * @param {Fault[]} errors
 * @param {Trace} trace
 * @param {LawBook | null} law
 */
function waiting(input, errors, trace, law) {
  const whole = { ...input, steps: [], lumps: [] };
  checkTerms(whole, errors, law);
  if (errors.length) return null;
  explainInterest(input.debts, trace);
  trace("waiting.nothing_paid");
  const run = simulate(whole, { ...IDLE, start: input.start }, { rows: true, limit: input.months });
  const debts = run.debts
    .filter((debt) => !debt.aside)
    .map((debt) => ({ name: debt.name, owed: owed(input.debts[debt.place]), ...debt.added, owed_after: owed(debt) }));
  const [interest, penalty, fees] = [
    sum(debts.map((debt) => debt.interest)),
    sum(debts.map((debt) => debt.penalty)),
    sum(debts.map((debt) => debt.fees)),
  ];
  return {
    months: input.months,
    interest,
    penalty,
    fees,
    total: interest + penalty + fees,
    first_month: run.first,
    owed: sum(debts.map((debt) => debt.owed)),
    owed_after: sum(debts.map((debt) => debt.owed_after)),
    debts,
    rows: run.rows.map(({ month, balance }) => ({ month, balance })),
  };
}

/** The first month in which what is left of the income, and what was saved, no longer cover the payment.
 * @param {{ income: number, essentials: number, savings: number }} means
 * @param {number[]} payments
 * @param {(month: number) => number} lost
 */
function breaks({ income, essentials, savings }, payments, lost) {
  let cash = savings;
  for (let index = 0; index < payments.length; index += 1) {
    cash += income - essentials - lost(index + 1) - payments[index];
    if (cash < 0) return { month: index + 1, short: -cash };
  }
  return { month: null, short: 0 };
}

/** What may happen, by code: how much less there is in a month.
 * @param {number} income
 * @param {number} expense
 * @param {number} from
 * @returns {[string, (month: number) => number][]}
 */
function shocksOf(income, expense, from) {
  /** @param {number} percent
   * @returns {[string, (month: number) => number]}
   */
  const cut = (percent) => {
    const lost = mulDivHalfUp(income, percent, 100);
    return ["income_minus_" + percent, (month) => (month >= from ? lost : 0)];
  };
  const once = (/** @type {number} */ amount) => (/** @type {number} */ month) => (month === from ? amount : 0);
  const all = SHORT_OF_INCOME.map(cut);
  all.push(["one_month_lost", once(income)], ["one_expense", once(expense)]);
  return all;
}

/** @param {Shock} input
 * @param {Fault[]} errors
 * @param {Trace} trace
 * @param {LawBook | null} law
 */
function shock(input, errors, trace, law) {
  const { savings, expense, from: _, ...whole } = input;
  if (input.income === null) errors.push(fault("income", "blank", { help: { code: "help.no_income_zero" } }));
  const from = placeMonth(input.from, "from", input, errors);
  const result = errors.length ? null : plan(whole, errors, trace, law);
  if (!result) return null;
  trace("shock.means");
  const [income, essentials] = [Number(input.income), Number(input.essentials)];
  const lump = (/** @type {number} */ month) =>
    sum(input.lumps.filter((one) => one.month === month).map(({ amount }) => amount));
  // Without a plan there is still the living to be paid for.
  const paid = result.rows.map((row) => Math.max(0, row.paid - lump(row.month)));
  const payments = paid.length ? paid : Array.from({ length: LIVING_MONTHS }, () => 0);
  const means = { income, essentials, savings };
  const needed = essentials + result.monthly;
  return {
    monthly: result.monthly,
    months: result.months,
    spare: income - needed,
    // How long the savings alone would carry both living and the plan.
    buffer_months: needed > 0 ? Math.floor((savings * 10) / needed) / 10 : null,
    before: breaks(means, payments, () => 0),
    shocks: shocksOf(income, expense, from).map(([code, lost]) => ({ code, ...breaks(means, payments, lost) })),
    warnings: result.warnings.map((warning) => warning.code),
  };
}

const SHOCK_FIELDS = [may("fen", "savings", 0), may("fen", "expense", 300000), may("month", "from", 1)];

export const WAITING = {
  name: "waiting",
  run: waiting,
  fields: [records("debts", DEBT), need("count", "months", { min: 1, max: 120 }), START],
};
export const SHOCK = { name: "shock", run: shock, fields: FIELDS.concat(SHOCK_FIELDS) };
