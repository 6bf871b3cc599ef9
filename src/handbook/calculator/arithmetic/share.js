/* Sharing an amount in proportion, to the fen. */

import { mulDivHalfUp, over, sum } from "./numbers.js";
import { list, may, need, pick } from "./reading.js";

/* Largest remainder with caps. `weights` decide the proportion, a cap is the most that may be offered.
 * Whoever's proportional part reaches the cap is paid the cap first, and the rest is shared afresh, so that rounding
 * steps are handed out once only; handing them out in every round would let a small debt gain twice.
 * Returns {offers, left}; `left` is below `step` unless every cap is reached.
 */
function share(available, weights, caps, step) {
  const offers = weights.map(() => 0);
  let live = [];
  weights.forEach((weight, index) => weight > 0 && caps[index] > 0 && live.push(index));
  let left = available;
  while (live.length && left >= step) {
    const total = live.reduce((all, index) => all + weights[index], 0);
    // BigInt only where a product could pass 2^53: it costs a phone many times as much.
    const most = caps === weights ? 0 : Math.max(...caps);
    const N = Math.max(left, most, step) * total <= Number.MAX_SAFE_INTEGER ? Number : BigInt;
    const pool = N(left);
    const part = live.map((index) => pool * N(weights[index]));
    // Where each weight is its own cap, all are reached at once or none is.
    const met = (index, at) => (caps === weights ? left >= total : part[at] >= N(caps[index]) * N(total));
    const full = live.filter(met);
    if (full.length) {
      for (const index of full) offers[index] = caps[index];
      left -= sum(full.map((index) => caps[index]));
      live = live.filter((index) => full.indexOf(index) < 0);
      continue;
    }
    const unit = N(total) * N(step);
    const rests = [];
    live.forEach((index, at) => {
      const steps = N === Number ? over(part[at], unit) : part[at] / unit;
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

function split(input, errors, trace) {
  const { available, balances, step, caps } = input;
  for (const name of ["fixed", "caps"].filter((key) => input[key] && input[key].length !== balances.length)) {
    errors.push({ field: name, message: "个数和 balances 不一样；请逐笔对应，没有就写 null" });
  }
  if (errors.length) return null;
  const fixed = input.fixed || balances.map(() => null);
  fixed.forEach((amount, index) => {
    if (amount > balances[index]) {
      errors.push({ field: "fixed[" + index + "]", message: "比这一笔的欠款还大；请核对这两个数" });
    }
  });
  const agreed = sum(fixed);
  trace("约定或判定的数先扣，不够就报差多少");
  if (agreed > available) {
    return { offers: fixed.map((amount) => amount || 0), residual: 0, shortfall: agreed - available };
  }
  const limit = (balance, index) => (caps && caps[index] !== null ? Math.min(balance, caps[index]) : balance);
  const limits = balances.map((balance, index) => (fixed[index] === null ? limit(balance, index) : 0));
  if (input.rounding === "each") {
    trace("各笔 = 可分的钱 × 这一笔 ÷ 合计，各自四舍五入，合计可能差几分");
    const weights = balances.map((balance, index) => (fixed[index] === null ? balance : 0));
    const pool = available - agreed;
    const offer = (index) => Math.min(limits[index], mulDivHalfUp(pool, weights[index], sum(weights) * step) * step);
    const offers = balances.map((_, index) => (weights[index] ? offer(index) : fixed[index] || 0));
    return { offers, residual: available - sum(offers), shortfall: 0 };
  }
  trace("各笔 = 可分的钱 × 这一笔 ÷ 合计，零头给余数最大的");
  const shared = share(available - agreed, balances, limits, step);
  return { offers: shared.offers.map((offer, index) => offer + fixed[index]), residual: shared.left, shortfall: 0 };
}

const STEP = may("fen", "step", 1, { min: 1, max: 1e5 });
const perDebt = (name) => list(name, may("fen", "", null), { fallback: null });
const fields = [
  need("fen", "available"),
  list("balances", "fen"),
  STEP,
  perDebt("fixed"),
  perDebt("caps"),
  pick("rounding", ["largest_remainder", "each"]),
];

export { share, STEP };
export const SPLIT = { name: "split", run: split, fields };
