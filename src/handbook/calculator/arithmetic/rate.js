// @ts-check
/* The rate of a series of payments, by period or by date. */

import { fault } from "./faults.js";
import { fraction } from "./numbers.js";
import { periodRates, xirr } from "./rates.js";
import { may, need, pick, records } from "./reading.js";

const MAX_FLOWS = 1200;

/** Amounts in 分, what was got below zero; a flow with `count` stands for so many. A `fraction` is decimal text.
 * @typedef {{
 *   flows: { amount: number, date: string | null, count: number }[], periods_per_year: number, basis: string,
 *   first_period: { full: number, fraction: string } | null,
 * }} Input
 */

/** @param {Input} input */
function flowsOf(input) {
  const flows = [];
  for (const { amount, date, count } of input.flows) {
    for (let n = 0; n < count; n += 1) flows.push({ amount, date: date || "", at: flows.length });
  }
  return flows;
}

/** @param {Input} input
 * @param {import("./faults.js").Fault[]} errors
 * @param {import("./engine.js").Trace} trace
 */
function rate(input, errors, trace) {
  const flows = flowsOf(input);
  const dated = flows.filter((flow) => flow.date).length;
  if (flows.length > MAX_FLOWS) errors.push(fault("flows", "rate.too_many", { max: MAX_FLOWS }));
  if (dated && dated < flows.length) errors.push(fault("flows", "rate.dates_all_or_none"));
  if (dated && input.first_period) errors.push(fault("first_period", "rate.no_first_period"));
  if (errors.length) return null;
  const none = { per_period: null, annual_simple: null, annual_effective: null, xirr: null };
  if (dated) {
    trace("rate.dated", { basis: input.basis });
    return { ...none, ...xirr(flows, input.basis) };
  }
  trace("rate.by_period");
  const odd = input.first_period && {
    full: input.first_period.full,
    fraction: fraction(input.first_period.fraction),
  };
  if (odd) trace("rate.first_period");
  return { ...none, ...periodRates(flows, input.periods_per_year, odd) };
}

const PER_YEAR = may("count", "periods_per_year", 12, { min: 1, max: 365 });
const part = { max: 1, help: "help.part_below_one" };
const odd = [may("count", "full", 0, { max: 60 }), may("rate", "fraction", "0", part)];
const flow = [need("signed", "amount"), may("day", "date", null), may("count", "count", 1, { min: 1 })];
const fields = [
  records("flows", flow, { max: 600 }),
  PER_YEAR,
  pick("basis", ["365", "360", "366", "365.25"]),
  may("record", "first_period", null, { fields: odd }),
];

export { PER_YEAR };
export const RATE = { name: "rate", run: rate, fields };
