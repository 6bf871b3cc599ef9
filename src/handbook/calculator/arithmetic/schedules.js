// @ts-check
/* Schedules of instalments, row by row: one for each way to repay.
 *
 * Amounts are exact until a rule says to round: PMT = P·r·(1+r)^n ÷ ((1+r)^n − 1) is computed as a BigInt fraction.
 */

import { roundFraction } from "./exact.js";
import { fraction, mulDivHalfUp } from "./numbers.js";
import { parted } from "./share.js";

const SCALE = BigInt("1" + "0".repeat(24)); // of a balance carried unrounded

/** The rate of a period, exactly: n ÷ d.
 * @typedef {{ n: bigint, d: bigint }} PeriodRate
 */
/** Amounts in 分. Of what is carried unrounded, also payment and interest in 分 × SCALE, for totals and rates.
 * @typedef {{
 *   payment: number, principal: number, interest: number, fee: number, balance: number, interest_exact?: string,
 *   unrounded?: { payment: bigint, interest: bigint },
 * }} Row
 */
/** What a schedule depends on besides the amount.
 * @typedef {{
 *   periods: number, rounding: string, carry: string, remainder: string | null, period_fee: number | null,
 *   period_fee_rate: string | null,
 * }} Terms
 */
/** @typedef {(financed: number, terms: Terms, rate: PeriodRate) => Row[]} Method */

/** @param {{ annual_rate: string | null, period_rate: string | null, periods_per_year: number }} input */
function periodRate({ annual_rate, period_rate, periods_per_year }) {
  const { n, d } = fraction((period_rate === null ? annual_rate : period_rate) || "0");
  return { n: BigInt(n), d: BigInt(d) * BigInt(period_rate === null ? periods_per_year : 1) };
}

/** The level payment, exactly.
 * @param {number} principal
 * @param {number} periods
 * @param {PeriodRate} rate
 */
function levelPayment(principal, periods, { n, d }) {
  const P = BigInt(principal);
  if (!n) return { top: P, bottom: BigInt(periods) };
  const grown = (n + d) ** BigInt(periods);
  return { top: P * n * grown, bottom: d * (grown - d ** BigInt(periods)) };
}

/** @param {number} balance
 * @param {PeriodRate} rate
 */
const interestOn = (balance, { n, d }) => Number(roundFraction(BigInt(balance) * n, d, "half_up"));

/** Rows of a level payment, rounded row by row; the last pays what is left.
 * @param {number} principal
 * @param {number} periods
 * @param {PeriodRate} rate
 * @param {number} payment
 */
function levelRows(principal, periods, rate, payment) {
  /** @type {Row[]} */
  const rows = [];
  for (let balance = principal, k = 1; k <= periods && balance > 0; k += 1) {
    const interest = interestOn(balance, rate);
    const part = k === periods ? balance : Math.max(0, Math.min(balance, payment - interest));
    balance -= part;
    rows.push({ payment: part + interest, principal: part, interest, fee: 0, balance });
  }
  return rows;
}

/** What was carried unrounded, in 分.
 * @param {bigint} scaled
 */
const shown = (scaled) => Number(roundFraction(scaled, SCALE, "half_up"));

/** The same as decimal text, to a ten thousandth of a 分.
 * @param {bigint} scaled
 */
function exactText(scaled) {
  const digits = String(roundFraction(scaled * BigInt(10000), SCALE, "half_up")).padStart(5, "0");
  return (digits.slice(0, -4) + "." + digits.slice(-4)).replace(/\.?0+$/, "");
}

/** Rows with everything carried unrounded, and figures rounded only to be shown.
 * @param {number} principal
 * @param {number} periods
 * @param {PeriodRate} rate
 * @param {(interest: bigint) => bigint} partOf how much principal a row pays
 * @returns {Row[]}
 */
function exactRows(principal, periods, rate, partOf) {
  let balance = BigInt(principal) * SCALE;
  return Array.from({ length: periods }, (_, k) => {
    const interest = (balance * rate.n) / rate.d;
    const part = k === periods - 1 ? balance : partOf(interest);
    balance -= part;
    return {
      payment: shown(part + interest),
      principal: shown(part),
      interest: shown(interest),
      fee: 0,
      balance: shown(balance),
      interest_exact: exactText(interest),
      unrounded: { payment: part + interest, interest },
    };
  });
}

/** @type {Method} */
function equalInstalment(financed, { periods, carry, rounding }, rate) {
  const { top, bottom } = levelPayment(financed, periods, rate);
  return carry === "exact"
    ? exactRows(financed, periods, rate, (interest) => (top * SCALE) / bottom - interest)
    : levelRows(financed, periods, rate, Number(roundFraction(top, bottom, rounding)));
}

/** @type {Method} */
function equalPrincipal(financed, { periods, carry, remainder }, rate) {
  if (carry === "exact") return exactRows(financed, periods, rate, () => (BigInt(financed) * SCALE) / BigInt(periods));
  let balance = financed;
  return parted(financed, periods, remainder || "last").map((part) => {
    const interest = interestOn(balance, rate);
    balance -= part;
    return { payment: part + interest, principal: part, interest, fee: 0, balance };
  });
}

/** @type {Method} */
function interestFirst(financed, { periods }, rate) {
  const interest = interestOn(financed, rate);
  return Array.from({ length: periods }, (_, k) => {
    const part = k === periods - 1 ? financed : 0;
    return { payment: part + interest, principal: part, interest, fee: 0, balance: part ? 0 : financed };
  });
}

/** @type {Method} */
function flatFee(financed, { periods, remainder, period_fee, period_fee_rate }) {
  const { n, d } = fraction(period_fee_rate || "0");
  const fee = period_fee === null ? mulDivHalfUp(financed, n, d) : period_fee;
  let balance = financed;
  return parted(financed, periods, remainder || "spread").map((part) => {
    balance -= part;
    return { payment: part + fee, principal: part, interest: 0, fee, balance };
  });
}

/** Ways to repay: how the rows come about, and the code of the rule.
 * @type {Record<string, { rule: string, rows: Method }>}
 */
const METHODS = {
  equal_instalment: { rule: "instalments.equal_instalment", rows: equalInstalment },
  equal_principal: { rule: "instalments.equal_principal", rows: equalPrincipal },
  interest_first: { rule: "instalments.interest_first", rows: interestFirst },
  flat_fee: { rule: "instalments.flat_fee", rows: flatFee },
  interest_free: { rule: "instalments.interest_free", rows: flatFee }, // with no fee
};

export { interestOn, levelRows, METHODS, periodRate, SCALE, shown };
