/* What if: plans side by side, waiting, and a shock to the income. */

import { mulDivHalfUp, sum } from "./numbers.js";
import { may, need, records } from "./reading.js";
import { owed, simulate } from "./months.js";
import { explainInterest } from "./advice.js";
import { checkTerms, DEBT, FIELDS, placeMonth, plan } from "./plan.js";

// Errors of one of several plans, told at its place.
function inside(field, errors, run) {
  const own = [];
  const result = run(own);
  own.forEach((error) => errors.push({ ...error, field: field + (error.field ? "." + error.field : "") }));
  return result;
}

function compare(input, errors, trace, law) {
  const results = input.plans.map(({ label, ...one }, index) =>
    inside("plans[" + index + "]", errors, (own) => plan(one, own, trace, law, 1 / input.plans.length))
  );
  if (errors.length) return null;
  trace("同一笔账，各个方案分别推算，再和第一个比");
  const base = results[0];
  // Under 1 % of what is paid, the easier plan is as good as the cheaper.
  const less = (result) => result.months !== null && base.months !== null;
  const rows = results.map((result, index) => ({
    label: input.plans[index].label || "方案 " + (index + 1),
    monthly: result.monthly,
    months: result.months,
    finish: result.finish,
    total_paid: result.total_paid,
    cost: result.cost,
    months_more: less(result) ? result.months - base.months : null,
    yuan_more: less(result) ? result.total_paid - base.total_paid : null,
    close: less(result) ? Math.abs(result.total_paid - base.total_paid) * 100 < base.total_paid : null,
    warnings: result.warnings.map((warning) => warning.code),
  }));
  const ended = rows.filter((row) => row.months !== null);
  const best = (key) => (ended.length ? ended.reduce((a, b) => (b[key] < a[key] ? b : a)).label : null);
  return { plans: rows, cheapest: best("total_paid"), soonest: best("months") };
}

function waiting(input, errors, trace, law) {
  const whole = { ...input, steps: [], lumps: [] };
  checkTerms(whole, errors, law);
  if (errors.length) return null;
  explainInterest(input.debts, trace);
  trace("这些月一分不还，每月照样计息和计费；先核实的那几笔不算在内");
  const rules = { ...IDLE, start: input.start };
  const run = simulate(whole, rules, { rows: true, limit: input.months });
  const debts = run.debts
    .filter((debt) => !debt.aside)
    .map((debt) => ({ name: debt.name, owed: owed(input.debts[debt.place]), ...debt.added, owed_after: owed(debt) }));
  const all = (name) => sum(debts.map((debt) => debt[name]));
  const items = { interest: all("interest"), penalty: all("penalty"), fees: all("fees") };
  const rows = run.rows.map((row) => ({ month: row.month, balance: row.balance }));
  const added = items.interest + items.penalty + items.fees;
  return {
    months: input.months,
    ...items,
    total: added,
    first_month: run.first,
    owed: all("owed"),
    owed_after: all("owed_after"),
    debts,
    rows,
  };
}

// The first month in which what is left of the income, and what was saved, no longer cover the payment.
function breaks({ income, essentials, savings }, payments, lost) {
  let cash = savings;
  for (let index = 0; index < payments.length; index += 1) {
    cash += income - essentials - lost(index + 1) - payments[index];
    if (cash < 0) return { month: index + 1, short: -cash };
  }
  return { month: null, short: 0 };
}

function shock(input, errors, trace, law) {
  const { savings, expense, ...whole } = input;
  if (input.income === null) errors.push({ field: "income", message: "没有填；没有收入就写 0" });
  const from = placeMonth(input.from, "from", input, errors);
  const result = errors.length ? null : plan(whole, errors, trace, law);
  if (errors.length) return null;
  trace("收入少了以后，每月的钱先付必要开支，再付方案里的数；手里的积蓄可以顶，一次性的钱算外面来的");
  const lump = (month) => sum(input.lumps.filter((one) => one.month === month).map(({ amount }) => amount));
  // Without a plan there is still the living to be paid for.
  const paid = result.rows.map((row) => Math.max(0, row.paid - lump(row.month)));
  const payments = paid.length ? paid : Array.from({ length: 12 }, () => 0);
  const cut = (percent) => (month) => (month >= from ? mulDivHalfUp(input.income, percent, 100) : 0);
  const once = (amount) => (month) => (month === from ? amount : 0);
  const cases = [10, 20, 30].map((percent) => ["income_minus_" + percent, cut(percent)]);
  cases.push(["one_month_lost", once(input.income)], ["one_expense", once(expense)]);
  const needed = input.essentials + result.monthly;
  return {
    monthly: result.monthly,
    months: result.months,
    spare: input.income - needed,
    // How long the savings alone would carry both living and the plan.
    buffer_months: needed > 0 ? Math.floor((savings * 10) / needed) / 10 : null,
    before: breaks(input, payments, () => 0),
    shocks: cases.map(([code, lost]) => ({ code, ...breaks(input, payments, lost) })),
    warnings: result.warnings.map((warning) => warning.code),
  };
}

// Rules of months in which nothing is paid.
const IDLE = {
  money: () => 0,
  first: 1,
  promises: true,
  lumps: [],
  order: "prorata",
  weights: "claim",
  allocation: "fees_interest_principal",
  step: 1,
};
const SHOCK_FIELDS = [may("fen", "savings", 0), may("fen", "expense", 300000), may("month", "from", 1)];
const START = FIELDS.find((field) => field.name === "start");

export const COMPARE = {
  name: "compare",
  run: compare,
  fields: [records("plans", [may("text", "label", "", { max: 30 })].concat(FIELDS), { min: 2, max: 4 })],
};
export const WAITING = {
  name: "waiting",
  run: waiting,
  fields: [records("debts", DEBT), need("count", "months", { min: 1, max: 120 }), START],
};
export const SHOCK = { name: "shock", run: shock, fields: FIELDS.concat(SHOCK_FIELDS) };
