// @ts-check
/* What the other side offered. */

import { fault } from "./faults.js";
import { fraction, mulDivHalfUp, sum } from "./numbers.js";
import { times } from "./exact.js";
import { may, need, pick, records } from "./reading.js";
import { parted, share } from "./share.js";
import { periodRates } from "./rates.js";
import { addMonths } from "./dates.js";

// Who may have lent, as far as the lines on the price of credit tell them apart (data/lines.yml).
const LENDERS = ["card", "licensed", "private", "unknown"];

/** @typedef {import("./law.js").LawBook} LawBook */
/** @typedef {import("./law.js").Line} Line */
/** Amounts in 分, rates as decimal text per one; null: not given.
 * @typedef {{
 *   principal: number, interest: number, penalty: number, fees: number, deposit: number, fee: number, waiver: number,
 *   periods: number, each: number | null, period_rate: string | null, available: number | null,
 *   others: { name: string, owed: number }[], lender: string, contract_date: string | null, start: string | null,
 * }} Input
 */
/** @typedef {import("./engine.js").Trace} Trace */
/** @typedef {import("./faults.js").Fault} Fault */
/** One line as it stands for this offer. `applies` null: it is not known who lent; `over` null: no rate could be told.
 * @typedef {{
 *   line: string, percent: string, ground: string, limits: string, applies: boolean | null, over: boolean | null, stale: boolean,
 * }} Judged
 */

/** The rate of a line on a day, in percent, and where it comes from; null where the data do not reach so far. What is
 * multiplied is a figure of its day, and never goes stale; the rule that multiplies is one of today.
 * @param {Line} line
 * @param {string} day
 * @param {LawBook} law
 */
function lineOn(line, day, law) {
  if (!line.times) return law.value(line.value, day, true);
  const [figure, rule] = [law.value(line.value, day), law.value(line.times, day, true)];
  return figure && rule && { ...rule, value: times(figure.value, rule.value), stale: figure.stale || rule.stale };
}

/** @param {Input} input
 * @param {string | null} rate
 * @param {Fault[]} errors
 * @param {LawBook | null} law
 */
function linesOf(input, rate, errors, law) {
  if (!input.contract_date || !law) return [];
  /** @type {Judged[]} */
  const lines = [];
  for (const id of Object.keys(law.lines)) {
    const known = lineOn(law.lines[id], input.contract_date, law);
    if (!known) continue;
    const { value: percent, ground, limits, stale } = known;
    const applies = input.lender === "unknown" ? null : law.lines[id].lenders.indexOf(input.lender) >= 0;
    const over = rate === null ? null : Number(rate) * 100 > Number(percent);
    lines.push({ line: id, percent, ground, limits, applies, over, stale });
  }
  if (!lines.some(({ applies }) => applies !== false)) {
    errors.push(fault("contract_date", "offer.no_line"));
  }
  return lines;
}

/** @param {Input} input
 * @param {Fault[]} errors
 * @param {LawBook | null} law
 */
function check(input, errors, law) {
  const claimed = claimedBy(input);
  if (!claimed) errors.push(fault("principal", "offer.nothing_owed"));
  if (input.waiver > claimed) errors.push(fault("waiver", "offer.waiver_over"));
  else if (claimed && input.waiver + input.deposit > claimed) {
    errors.push(fault("deposit", "offer.deposit_over"));
  }
  if (input.each !== null && input.period_rate !== null) {
    errors.push(fault("period_rate", "only_one", { other: "each" }));
  }
  if (input.contract_date && !law) {
    errors.push(fault("contract_date", "offer.no_law"));
  }
}

/** @param {Input} input */
const claimedBy = ({ principal, interest, penalty, fees }) => principal + interest + penalty + fees;

/** What each period comes to: as was said, or an even part with the charge of a period.
 * @param {Input} input
 * @param {number} base
 * @returns {number[]}
 */
function paymentsOf({ each, period_rate, periods }, base) {
  const { n, d } = fraction(period_rate || "0");
  const charge = mulDivHalfUp(base, n, d);
  return parted(base, periods, "spread").map((/** @type {number} */ part) => each === null ? part + charge : each);
}

/** What remains a month for the other creditors, and for each of them.
 * @param {Input} input
 * @param {number} each
 */
function othersOf({ available, others }, each) {
  const left = available === null ? null : available - each;
  const owed = others.map((one) => one.owed);
  const shares = left === null || left < 0 ? [] : share(left, owed, owed, 1).offers;
  return {
    fits: left === null ? null : left >= 0,
    over_budget: left === null ? null : Math.max(0, -left),
    left_for_others: left === null ? null : Math.max(0, left),
    others: others.map(({ name }, index) => ({ name, offer: shares[index] || 0 })),
  };
}

/** @param {Input} input
 * @param {Fault[]} errors
 * @param {Trace} trace
 * @param {LawBook | null} law
 */
function offer(input, errors, trace, law) {
  check(input, errors, law);
  if (errors.length) return null;
  const { deposit, fee, waiver, periods } = input;
  const claimed = claimedBy(input);
  const base = claimed - waiver - deposit;
  const payments = paymentsOf(input, base);
  trace("offer.total");
  const total = deposit + fee + sum(payments);
  trace("offer.real_rate");
  const lent = base - fee;
  const flows = [{ amount: -lent, at: 0 }].concat(payments.map((amount, k) => ({ amount, at: k + 1 })));
  const { per_period, annual_simple, annual_effective } = periodRates(lent > 0 ? flows : [], 12);
  const lines = linesOf(input, annual_simple, errors, law);
  if (errors.length) return null;
  lines.forEach(({ percent, ground }) => trace("offer.line", { percent }, ground));
  return {
    claimed,
    each: payments[0],
    upfront: deposit + fee,
    total,
    months: periods,
    finish: input.start ? addMonths(input.start, periods - (deposit ? 0 : 1)) : null,
    more_than_claimed: total - claimed,
    more_than_after_waiver: total - (claimed - waiver),
    rates: { per_period, annual_simple, annual_effective },
    lines,
    ...othersOf(input, payments[0]),
    fee_in_advance: fee > 0,
  };
}

const claim = [need("fen", "principal")].concat(
  ["interest", "penalty", "fees", "deposit", "fee", "waiver"].map((name) => may("fen", name, 0)),
);
const other = [may("text", "name", "", { max: 30 }), need("fen", "owed", { min: 1, help: "help.write_owed" })];
const fields = claim
  .concat(need("count", "periods", { min: 1 }), may("fen", "each", null, { min: 1 }), may("rate", "period_rate", null))
  .concat(may("fen", "available", null), records("others", other, { fallback: [], min: 0 }))
  .concat(
    pick("lender", LENDERS, { fallback: "unknown" }),
    may("day", "contract_date", null),
    may("calendar_month", "start", null),
  );

export const OFFER = { name: "offer", run: offer, fields };
