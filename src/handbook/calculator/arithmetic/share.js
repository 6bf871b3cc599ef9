// @ts-check
/* Sharing an amount, to the fen: in proportion, or in equal parts. */

import { fault } from "./faults.js";
import { mulDivHalfUp, over, sum } from "./numbers.js";
import { list, may, need, pick } from "./reading.js";

/** Largest remainder with caps. `weights` decide the proportion, a cap is the most that may be offered.
 * Whoever's proportional part reaches the cap is paid the cap first, and the rest is shared afresh, so that rounding
 * steps are handed out once only; handing them out in every round would let a small debt gain twice.
 * Returns {offers, left}; `left` is below `step` unless every cap is reached.
 * @param {number} available
 * @param {number[]} weights
 * @param {number[]} caps
 * @param {number} step
 */
function share(available, weights, caps, step) {
  const offers = weights.map(() => 0);
  /** @type {number[]} */
  let live = [];
  weights.forEach((weight, index) => weight > 0 && caps[index] > 0 && live.push(index));
  let left = available;
  while (live.length && left >= step) {
    const total = live.reduce((all, index) => all + weights[index], 0);
    // BigInt only where a product could pass 2^53: it costs a phone many times as much.
    const most = caps === weights ? 0 : Math.max(...caps);
    const small = Math.max(left, most, step) * total <= Number.MAX_SAFE_INTEGER;
    const N = /** @type {(number: number) => any} */ (small ? Number : BigInt);
    const pool = N(left);
    const part = live.map((index) => pool * N(weights[index]));
    // Where each weight is its own cap, all are reached at once or none is.
    const full = live.filter((index, at) => caps === weights ? left >= total : part[at] >= N(caps[index]) * N(total));
    if (full.length) {
      for (const index of full) offers[index] = caps[index];
      left -= sum(full.map((index) => caps[index]));
      live = live.filter((index) => full.indexOf(index) < 0);
      continue;
    }
    const unit = N(total) * N(step);
    /** @type {any[]} */
    const rests = [];
    live.forEach((index, at) => {
      const steps = small ? over(part[at], unit) : part[at] / unit;
      rests[index] = part[at] - steps * unit;
      offers[index] = Number(steps) * step;
      left -= offers[index];
    });
    if (left < step) break;
    // Ties go to the larger weight, then to list order, so that the answer never depends on the sort's whim.
    live.sort((a, b) => (rests[a] === rests[b] ? weights[b] - weights[a] || a - b : rests[a] < rests[b] ? 1 : -1));
    for (const index of live) {
      if (left < step) break;
      const gift = Math.min(step, caps[index] - offers[index]);
      offers[index] += gift;
      left -= gift;
    }
    break;
  }
  return { offers, left };
}

/** `total` in `periods` whole parts. The rest goes to the last, to the first, or is spread from the front, 1 分 each.
 * @param {number} total
 * @param {number} periods
 * @param {string} remainder
 */
function parted(total, periods, remainder) {
  const each = (total - (total % periods)) / periods;
  const rest = total - each * periods;
  const extra = (/** @type {number} */ k) => {
    if (remainder === "spread") return k < rest ? 1 : 0;
    return k === (remainder === "first" ? 0 : periods - 1) ? rest : 0;
  };
  return Array.from({ length: periods }, (_, k) => each + extra(k));
}

/** Amounts in 分; null: nothing fixed, no cap.
 * @typedef {{
 *   available: number, balances: number[], step: number, fixed: (number | null)[] | null, caps: (number | null)[] | null,
 *   rounding: string,
 * }} Input
 */
/** @typedef {import("./faults.js").Fault} Fault */

/** What was agreed for each debt: null where it takes its share.
 * @param {Input} input
 * @param {Fault[]} errors
 */
function fixedOf({ balances, fixed, caps }, errors) {
  if (fixed && fixed.length !== balances.length) errors.push(fault("fixed", "split.not_one_each"));
  if (caps && caps.length !== balances.length) errors.push(fault("caps", "split.not_one_each"));
  if (errors.length || !fixed) return balances.map(() => null);
  fixed.forEach((amount, index) => {
    if (Number(amount) > balances[index]) errors.push(fault("fixed[" + index + "]", "split.fixed_over_balance"));
  });
  return fixed;
}

/** @param {Input} input
 * @param {Fault[]} errors
 * @param {import("./engine.js").Trace} trace
 */
function split(input, errors, trace) {
  const { available, balances, step, caps } = input;
  const fixed = fixedOf(input, errors);
  if (errors.length) return null;
  const given = fixed.map(Number);
  const agreed = sum(given);
  trace("split.fixed_first");
  if (agreed > available) return { offers: given, residual: 0, shortfall: agreed - available };
  const cap = (/** @type {number} */ index) => caps ? caps[index] : null;
  const limits = balances.map((balance, index) => {
    const most = cap(index);
    return fixed[index] === null ? Math.min(balance, most === null ? balance : most) : 0;
  });
  if (input.rounding === "each") {
    trace("split.each");
    const weights = balances.map((balance, index) => (fixed[index] === null ? balance : 0));
    const parts = sum(weights) * step;
    const offer = (/** @type {number} */ index) =>
      Math.min(limits[index], mulDivHalfUp(available - agreed, weights[index], parts) * step);
    const offers = given.map((amount, index) => (weights[index] ? offer(index) : amount));
    return { offers, residual: available - sum(offers), shortfall: 0 };
  }
  trace("split.largest_remainder");
  const shared = share(available - agreed, balances, limits, step);
  return { offers: shared.offers.map((offer, index) => offer + given[index]), residual: shared.left, shortfall: 0 };
}

const STEP = may("fen", "step", 1, { min: 1, max: 1e5 });
const perDebt = (/** @type {string} */ name) => list(name, may("fen", "", null), { fallback: null });
const fields = [
  need("fen", "available"),
  list("balances", "fen"),
  STEP,
  perDebt("fixed"),
  perDebt("caps"),
  pick("rounding", ["largest_remainder", "each"]),
];

export { parted, share, STEP };
export const SPLIT = { name: "split", run: split, fields };
