// @ts-check
/* The rate hidden in a series of payments. Doubles, as a rate has no exact value; only + − × ÷, so that every machine finds
 * the same digits. Rates are found as growth factors: 1.01 is 1 % a period.
 */

import { decimal, power } from "./exact.js";
import { daysBetween } from "./days.js";

const GRID = 4000; // points tried where several rates could fit; fewer for long series, so that no phone hangs
const GRID_WORK = 300000;

/** @typedef {import("./numbers.js").Fraction} Fraction */
/** An amount paid (or got: below zero) so many periods or days after the first; `at` rises along a list.
 * @typedef {{ amount: number, at: number }} Flow
 */
/** @typedef {{ amount: number, date: string }} DatedFlow */
/** A value for each growth factor.
 * @typedef {(g: number) => number} Curve
 */
/** Where a rate is looked for: as far as `limit`, from the factor `low` on in steps of `stride`; `size` of the series;
 * `scale`: what a difference is small against.
 * @typedef {{ limit: number, low: number, stride: number, size: number, scale: Curve }} Range
 */
/** The first payment comes after `full` whole periods and a part of one.
 * @typedef {{ full: number, fraction: Fraction }} Odd
 */

/** How often the sign turns along the series: Descartes' bound on the number of rates above −100 %.
 * @param {{ amount: number }[]} flows
 */
function turns(flows) {
  const signs = flows.map((flow) => Math.sign(flow.amount)).filter(Boolean);
  return signs.filter((sign, index) => index && sign !== signs[index - 1]).length;
}

/** Σ amount × g^−at, times whatever power of g keeps it finite (a positive factor moves no root). Gaps go by squaring.
 * @param {Flow[]} flows
 * @param {number} g
 */
function worth(flows, g) {
  const list = g >= 1 ? flows.slice().reverse() : flows;
  const v = g >= 1 ? 1 / g : g;
  let total = 0;
  list.forEach(({ amount, at }, index) => {
    const gap = index ? Math.abs(list[index - 1].at - at) : 0;
    total = total * (gap === 1 ? v : power(v, gap)) + amount;
  });
  return total;
}

/** The same with every amount taken as positive: what a difference is small against.
 * @param {Flow[]} flows
 * @returns {Curve}
 */
const scaleOf = (flows) => (g) =>
  worth(
    flows.map(({ amount, at }) => ({ amount: Math.abs(amount), at })),
    g,
  );

/** @param {Curve} f
 * @param {number} low
 * @param {number} high
 */
function bisect(f, low, high) {
  const sign = Math.sign(f(low));
  for (let step = 0; step < 200; step += 1) {
    const middle = low + (high - low) / 2;
    if (middle <= low || middle >= high) break;
    const value = f(middle);
    if (value === 0) return middle;
    if (Math.sign(value) === sign) low = middle;
    else high = middle;
  }
  return low + (high - low) / 2;
}

/** Between `low` and `high` |f| has one dip and f one sign at the ends: the two roots beside the dip, the one it touches,
 * or none.
 * @param {Curve} f
 * @param {number} low
 * @param {number} high
 * @param {Curve} scale
 */
function closer(f, low, high, scale) {
  const sign = Math.sign(f(low));
  let [a, b] = [low, high];
  for (let step = 0; step < 100 && b > a; step += 1) {
    const [left, right] = [a + (b - a) / 3, b - (b - a) / 3];
    const [at, after] = [f(left) * sign, f(right) * sign];
    if (at < 0 || after < 0) {
      const middle = at < 0 ? left : right;
      return [bisect(f, low, middle), bisect(f, middle, high)];
    }
    if (at <= after) b = right;
    else a = left;
  }
  const bottom = a + (b - a) / 2;
  return Math.abs(f(bottom)) <= scale(bottom) * 1e-14 ? [bottom] : [];
}

/** The one growth factor at which f may be 0, bracketed by doubling.
 * @param {Curve} f
 * @param {Range} range
 */
function onlyRoot(f, { limit, stride }) {
  if (f(1) === 0) return [1];
  const sign = Math.sign(f(1));
  for (let step = stride - 1; step < limit; step *= 2) {
    if (Math.sign(f(1 + step)) !== sign) return [bisect(f, 1, 1 + step)];
    if (Math.sign(f(1 / (1 + step))) !== sign) return [bisect(f, 1 / (1 + step), 1)];
  }
  return [];
}

/** Every growth factor at which f is 0, in rising order. With one turn there is at most one; with more, a grid of factors,
 * each `stride` times the last, is searched for sign changes.
 * @param {Curve} f
 * @param {number} turned
 * @param {Range} range
 */
function roots(f, turned, range) {
  if (turned < 2) return turned ? onlyRoot(f, range) : [];
  const { low, stride, size, scale } = range;
  const found = [];
  const leap = Math.max(1, Math.ceil((GRID * size) / GRID_WORK));
  const step = power(stride, leap);
  const at = (/** @type {number} */ g) => ({ g, value: f(g) });
  // Two rates can hide between neighbouring points, or one touch zero there: where |f| dips, look closer.
  /** @type {{ g: number, value: number } | null} */
  let older = null;
  let left = at(low);
  let right = at(low * step);
  for (let point = 0; point < GRID; point += leap) {
    if (point) [older, left, right] = [left, right, at(right.g * step)];
    const turn = Math.sign(left.value) * Math.sign(right.value);
    if (right.value === 0) found.push(right.g);
    else if (turn < 0) found.push(bisect(f, left.g, right.g));
    else if (older && turn > 0 && older.value * left.value > 0) {
      const dips = Math.abs(left.value) < Math.abs(older.value) && Math.abs(left.value) <= Math.abs(right.value);
      if (dips) found.push(...closer(f, older.g, right.g, scale));
    }
  }
  return found;
}

/** Every growth factor of a period. The part of a first period that is not whole bears simple interest (the actuarial
 * method of Regulation Z).
 * @param {Flow[]} flows
 * @param {Odd | null} [odd]
 */
function periodRoots(flows, odd) {
  const range = { limit: 1e9, low: 1e-3, stride: 1.0035, size: flows.length, scale: scaleOf(flows) };
  if (!odd) return roots((g) => worth(flows, g), turns(flows), range);
  const [first, ...rest] = flows.map((flow, index) => ({ amount: flow.amount, at: index && flow.at - 1 + odd.full }));
  const part = odd.fraction.n / odd.fraction.d;
  /** @type {Curve} */
  const f = (g) => worth([{ amount: first.amount * (1 + part * (g - 1)), at: 0 }, ...rest], g);
  return roots(f, turns(flows), { ...range, low: part ? Math.max(1e-3, 1 - 1 / part + 1e-3) : 1e-3 });
}

/** A day's growth over a year of so many days; the square root is exact by standard, as other roots are not.
 * @param {number} day
 * @param {string} basis
 */
const yearly = (day, basis) =>
  basis === "365.25" ? power(day, 365) * Math.sqrt(Math.sqrt(day)) : power(day, Number(basis));

/** Flows in any order → yearly rates.
 * @param {DatedFlow[]} flows
 * @param {string} basis
 */
function datedRoots(flows, basis) {
  const sorted = flows.slice().sort((a, b) => daysBetween(b.date, a.date));
  /** @type {Flow[]} */
  const timed = [];
  for (const { amount, date } of sorted) {
    const at = daysBetween(sorted[0].date, date);
    const last = timed[timed.length - 1];
    if (last && last.at === at) last.amount += amount;
    else timed.push({ amount, at });
  }
  return roots((g) => worth(timed, g), turns(timed), {
    limit: 10,
    low: 0.98,
    stride: 1.00001,
    size: 8 * timed.length,
    scale: scaleOf(timed),
  }).map((day) => yearly(day, basis) - 1);
}

const FOUND = ["none", "one"];
/** @param {unknown[]} rates */
const finding = (rates) => FOUND[rates.length] || "several";

/** → per_period, annual_simple (× periods a year), annual_effective (compounded), each decimal text or null.
 * @param {Flow[]} flows
 * @param {number} perYear
 * @param {Odd | null} [odd]
 */
function periodRates(flows, perYear, odd) {
  const found = periodRoots(flows, odd).map((g) => g - 1);
  const only = found.length === 1 ? found[0] : null;
  return {
    per_period: decimal(only),
    annual_simple: decimal(only === null ? null : only * perYear),
    annual_effective: decimal(only === null ? null : power(1 + only, perYear) - 1),
    roots: found.slice(0, 9).map(decimal),
    found: finding(found),
  };
}

/** @param {DatedFlow[]} flows
 * @param {string} basis
 */
function xirr(flows, basis = "365") {
  const found = datedRoots(flows, basis).filter((one) => decimal(one) !== null); // beyond words, beyond use
  return {
    xirr: found.length === 1 ? decimal(found[0]) : null,
    roots: found.slice(0, 9).map(decimal),
    found: finding(found),
  };
}

export { periodRates, xirr };
