// @ts-check
/* Instalments, and the payment or the number of periods that is missing. */

import { addDays, addMonthsToDay } from "./days.js";
import { fault } from "./faults.js";
import { sum } from "./numbers.js";
import { PER_YEAR } from "./rate.js";
import { periodRates, xirr } from "./rates.js";
import { may, need, pick } from "./reading.js";
import { interestOn, levelRows, METHODS, periodRate, SCALE, shown } from "./schedules.js";

const MAX_PERIODS = 600;
/** Days between due dates, where it is not months.
 * @type {Record<number, number>}
 */
const DAYS = { 365: 1, 52: 7, 26: 14 };

/** @typedef {import("./faults.js").Fault} Fault */
/** @typedef {import("./engine.js").Trace} Trace */
/** @typedef {import("./schedules.js").Row} Row */
/** @typedef {import("./schedules.js").Terms} Terms */
/** Amounts in 分, rates as decimal text per one; null: not given.
 * @typedef {{ principal: number, annual_rate: string | null, period_rate: string | null, periods_per_year: number }} Loan
 */
/** @typedef {Loan & Terms & {
 *   method: string, deposit: number, upfront_fee: number, upfront_interest: number, first_due: string | null,
 *   drawdown: string | null,
 * }} Input
 */

/** @param {string[]} given
 * @param {Fault[]} errors
 */
function onlyOne(given, errors) {
  if (given.length > 1) errors.push(fault(given[1], "only_one", { other: given[0] }));
}

/** The names of those that were given.
 * @param {Record<string, unknown>} values
 */
const given = (values) => Object.keys(values).filter((name) => values[name] !== null);

/** @param {Input} input
 * @param {Fault[]} errors
 * @returns {string[] | null}
 */
function dueDates({ first_due, periods_per_year, periods }, errors) {
  if (!first_due) return null;
  const days = DAYS[periods_per_year];
  if (!days && 12 % periods_per_year) {
    errors.push(fault("periods_per_year", "instalments.no_due_dates"));
    return null;
  }
  const due = (/** @type {number} */ k) =>
    days ? addDays(first_due, k * days) : addMonthsToDay(first_due, (k * 12) / periods_per_year);
  return Array.from({ length: periods }, (_, k) => due(k));
}

/** @param {Input} input
 * @param {Fault[]} errors
 */
function check(input, errors) {
  const { method, annual_rate, period_rate, period_fee_rate, period_fee, remainder, drawdown, first_due } = input;
  const flat = given({ period_fee_rate, period_fee });
  onlyOne(given({ annual_rate, period_rate }), errors);
  onlyOne(flat, errors);
  const interest = [];
  if (Number(annual_rate) > 0) interest.push("annual_rate");
  if (Number(period_rate) > 0) interest.push("period_rate");
  const free = method === "interest_free";
  const unused = free || method === "flat_fee" ? interest.concat(free ? flat : []) : flat;
  unused.forEach((name) => errors.push(fault(name, "instalments.unused")));
  if (method === "equal_instalment" && remainder && remainder !== "last") {
    errors.push(fault("remainder", "instalments.remainder_last"));
  }
  if (input.deposit >= input.principal) errors.push(fault("deposit", "instalments.deposit_over"));
  if (drawdown && !first_due) errors.push(fault("first_due", "instalments.no_first_due"));
  if (drawdown && first_due && first_due < drawdown) errors.push(fault("first_due", "instalments.before_drawdown"));
}

/** Of unrounded rows the sum is rounded, not summed from what was rounded.
 * @param {Row[]} rows
 * @param {"payment" | "interest"} name
 */
function total(rows, name) {
  const exact = rows.reduce((all, { unrounded }) => unrounded ? all + unrounded[name] : all, BigInt(0));
  return rows[0].unrounded ? shown(exact) : sum(rows.map((row) => row[name]));
}

/** @param {Input} input
 * @param {Row[]} rows
 */
function totalsOf({ upfront_interest, upfront_fee, deposit }, rows) {
  return {
    interest: total(rows, "interest") + upfront_interest,
    fee: sum(rows.map((row) => row.fee)) + upfront_fee,
    paid: total(rows, "payment") + deposit + upfront_fee + upfront_interest,
  };
}

/** The rates that the payments come to, on the money that was got.
 * @param {Input} input
 * @param {Row[]} rows
 * @param {string[] | null} dates
 */
function ratesOf({ principal, deposit, upfront_fee, upfront_interest, periods_per_year, drawdown }, rows, dates) {
  const got = principal - deposit - upfront_fee - upfront_interest;
  const paidIn = (/** @type {Row} */ { payment, unrounded }) =>
    unrounded ? Number(unrounded.payment) / Number(SCALE) : payment;
  const flows = got > 0
    ? [{ amount: -got, at: 0, date: drawdown || "" }].concat(
      rows.map((row, k) => ({ amount: paidIn(row), at: k + 1, date: dates ? dates[k] : "" })),
    )
    : [];
  const { per_period, annual_simple, annual_effective } = periodRates(flows, periods_per_year);
  return { per_period, annual_simple, annual_effective, xirr: drawdown && got > 0 ? xirr(flows, "365").xirr : null };
}

/** @param {Input} input
 * @param {Fault[]} errors
 * @param {Trace} trace
 */
function instalments(input, errors, trace) {
  check(input, errors);
  const dates = dueDates(input, errors);
  if (errors.length) return null;
  const { rule, rows: rowsOf } = METHODS[input.method];
  trace(rule);
  const rows = rowsOf(input.principal - input.deposit, input, periodRate(input));
  trace("instalments.real_rate");
  const payment = rows[0].payment;
  return {
    payment,
    last_payment: rows[rows.length - 1].payment,
    payment_times_periods: payment * input.periods,
    totals: totalsOf(input, rows),
    rates: ratesOf(input, rows, dates),
    rows: rows.map(({ unrounded: _, ...row }, k) => ({ n: k + 1, due: dates && dates[k], ...row })),
  };
}

/** @param {Loan} input
 * @param {Fault[]} errors
 */
function needRate({ annual_rate, period_rate }, errors) {
  const rates = given({ annual_rate, period_rate });
  onlyOne(rates, errors);
  if (!rates.length) errors.push(fault("annual_rate", "instalments.no_rate"));
}

/** @param {Loan & { periods: number, rounding: string }} input
 * @param {Fault[]} errors
 * @param {Trace} trace
 */
function paymentFor(input, errors, trace) {
  needRate(input, errors);
  if (errors.length) return null;
  const result = instalments({ ...PLAIN, ...input }, errors, trace);
  return (
    result && {
      payment: result.payment,
      last_payment: result.last_payment,
      total_paid: result.totals.paid,
      total_interest: result.totals.interest,
    }
  );
}

/** @param {Loan & { payment: number }} input
 * @param {Fault[]} errors
 * @param {Trace} trace
 */
function periodsFor(input, errors, trace) {
  needRate(input, errors);
  if (errors.length) return null;
  trace("instalments.until_paid");
  const { principal, payment } = input;
  const rate = periodRate(input);
  const never = { periods: null, last_payment: null, total_paid: null, total_interest: null };
  if (payment <= interestOn(principal, rate)) return { ...never, reason: "payment_below_interest" };
  const rows = levelRows(principal, MAX_PERIODS + 1, rate, payment);
  if (rows.length > MAX_PERIODS) return { ...never, reason: "over_600_periods" };
  return {
    periods: rows.length,
    last_payment: rows[rows.length - 1].payment,
    total_paid: sum(rows.map((row) => row.payment)),
    total_interest: sum(rows.map((row) => row.interest)),
    reason: "",
  };
}

const RATES = [may("rate", "annual_rate", null), may("rate", "period_rate", null), PER_YEAR];
const LOAN = need("fen", "principal", { min: 1, help: "help.write_principal" });
const PERIODS = need("count", "periods", { min: 1 });
const ROUNDING = pick("rounding", ["half_up", "up", "cut"]);
// A loan with a level payment, and nothing but what was asked.
const PLAIN = {
  method: "equal_instalment",
  deposit: 0,
  upfront_fee: 0,
  upfront_interest: 0,
  period_fee_rate: null,
  period_fee: null,
  remainder: null,
  carry: "rounded",
  first_due: null,
  drawdown: null,
};
const fields = [LOAN, PERIODS, need("choice", "method", { options: Object.keys(METHODS) })]
  .concat(RATES, may("rate", "period_fee_rate", null), may("fen", "period_fee", null))
  .concat(["upfront_fee", "upfront_interest", "deposit"].map((name) => may("fen", name, 0)))
  .concat(may("day", "first_due", null), may("day", "drawdown", null), ROUNDING)
  .concat(pick("remainder", ["last", "first", "spread"], { fallback: null }), pick("carry", ["rounded", "exact"]));

export const INSTALMENTS = { name: "instalments", run: instalments, fields };
export const PAYMENT_FOR = { name: "payment_for", run: paymentFor, fields: [LOAN, PERIODS, ...RATES, ROUNDING] };
export const PERIODS_FOR = {
  name: "periods_for",
  run: periodsFor,
  fields: [LOAN, need("fen", "payment", { min: 1, help: "help.write_payment" }), ...RATES],
};
