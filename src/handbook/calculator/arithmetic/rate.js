/* The rate hidden in a series of payments. Doubles, as a rate has no exact value; only + − × ÷, so that every machine finds
 * the same digits. Rates are found as growth factors: 1.01 is 1 % a period.
 */

import { fraction } from "./numbers.js";
import { decimal, power } from "./exact.js";
import { daysBetween } from "./days.js";
import { may, need, pick, records } from "./reading.js";
const GRID = 4000; // points tried where several rates could fit; fewer for long series, so that no phone hangs
const GRID_WORK = 300000;

// How often the sign turns along the series: Descartes' bound on the number of rates above −100 %.
function turns(flows) {
  const signs = flows.map((flow) => Math.sign(flow.amount)).filter(Boolean);
  return signs.filter((sign, index) => index && sign !== signs[index - 1]).length;
}

// Σ amount × g^−at, times whatever power of g keeps it finite (a positive factor moves no root).
// `at` grows along the list; gaps go by squaring.
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

// The same with every amount taken as positive: what a difference is small against.
const scaleOf = (flows) => (g) =>
  worth(
    flows.map(({ amount, at }) => ({ amount: Math.abs(amount), at })),
    g,
  );

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

// Between `low` and `high` |f| has one dip and f one sign at the ends: the two roots beside the dip, the one it touches, or none.
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

/* Every growth factor at which f is 0, in rising order. With one turn there is at most one, and it is bracketed by
 * doubling; with more, a grid of factors from `low` on, each `stride` times the last, is searched for sign changes.
 */
function roots(f, turned, { limit, low, stride, size, scale }) {
  if (!turned) return [];
  if (f(1) === 0 && turned === 1) return [1];
  if (turned === 1) {
    const sign = Math.sign(f(1));
    for (let step = stride - 1; step < limit; step *= 2) {
      if (Math.sign(f(1 + step)) !== sign) return [bisect(f, 1, 1 + step)];
      if (Math.sign(f(1 / (1 + step))) !== sign) return [bisect(f, 1 / (1 + step), 1)];
    }
    return [];
  }
  const found = [];
  const leap = Math.max(1, Math.ceil((GRID * size) / GRID_WORK));
  const step = power(stride, leap);
  // Two rates can hide between neighbouring points, or one touch zero there: where |f| dips, look closer.
  let [older, left] = [null, null];
  let right = { g: low, value: f(low) };
  for (let point = 0; point < GRID; point += leap) {
    [older, left, right] = [left, right, { g: right.g * step, value: f(right.g * step) }];
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

// Flows [{amount, at}] with `at` in periods from 0. `odd` is {full, fraction: {n, d}} where the first payment comes after
// `full` whole periods and a part of one, the part bearing simple interest (the actuarial method of Regulation Z).
function periodRoots(flows, odd) {
  const range = { limit: 1e9, low: 1e-3, stride: 1.0035, size: flows.length, scale: scaleOf(flows) };
  if (!odd) return roots((g) => worth(flows, g), turns(flows), range);
  const [first, ...rest] = flows.map((flow, index) => ({ amount: flow.amount, at: index && flow.at - 1 + odd.full }));
  const part = odd.fraction.n / odd.fraction.d;
  const f = (g) => worth([{ amount: first.amount * (1 + part * (g - 1)), at: 0 }, ...rest], g);
  return roots(f, turns(flows), { ...range, low: part ? Math.max(1e-3, 1 - 1 / part + 1e-3) : 1e-3 });
}

// A day's growth over a year of so many days; the square root is exact by standard, as other roots are not.
const yearly = (day, basis) =>
  basis === "365.25" ? power(day, 365) * Math.sqrt(Math.sqrt(day)) : power(day, Number(basis));

// Flows [{amount, date}] in any order → yearly rates.
function datedRoots(flows, basis) {
  const sorted = flows.slice().sort((a, b) => daysBetween(b.date, a.date));
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
const finding = (rates) => FOUND[rates.length] || "several";

// → per_period, annual_simple (× periods a year), annual_effective (compounded), each decimal text or null.
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

function xirr(flows, basis = "365") {
  const found = datedRoots(flows, basis).filter((one) => decimal(one) !== null); // beyond words, beyond use
  return {
    xirr: found.length === 1 ? decimal(found[0]) : null,
    roots: found.slice(0, 9).map(decimal),
    found: finding(found),
  };
}

function rate(input, errors, trace) {
  const flows = [];
  for (const { amount, date, count } of input.flows) {
    for (let n = 0; n < count; n += 1) flows.push({ amount, date, at: flows.length });
  }
  const dated = flows.filter((flow) => flow.date);
  if (flows.length > 1200) errors.push({ field: "flows", message: "超过 1200 笔；请按期合并" });
  if (dated.length && dated.length < flows.length) {
    errors.push({ field: "flows", message: "有的写了日期，有的没写；请都写，或都不写" });
  }
  if (dated.length && input.first_period) errors.push({ field: "first_period", message: "按日期算时用不上；请删掉" });
  if (errors.length) return null;
  const none = { per_period: null, annual_simple: null, annual_effective: null, xirr: null };
  if (dated.length) {
    trace("按实际天数 ÷ " + input.basis + " 折成现值，找使合计为 0 的年利率（XIRR）");
    return { ...none, ...xirr(flows, input.basis) };
  }
  trace("逐期折成现值，找使合计为 0 的期利率（IRR）；年利率 = 期利率 × 每年期数");
  const odd = input.first_period && {
    full: input.first_period.full,
    fraction: fraction(input.first_period.fraction),
  };
  if (odd) trace("第一期不是整期：零头部分按单利");
  return { ...none, ...periodRates(flows, input.periods_per_year, odd) };
}

const PER_YEAR = may("count", "periods_per_year", 12, { min: 1, max: 365 });
const part = { max: 1, help: "part_below_one" };
const odd = [may("count", "full", 0, { max: 60 }), may("rate", "fraction", "0", part)];
const flow = [need("signed", "amount"), may("day", "date", null), may("count", "count", 1, { min: 1 })];
const fields = [
  records("flows", flow, { max: 600 }),
  PER_YEAR,
  pick("basis", ["365", "360", "366", "365.25"]),
  may("record", "first_period", null, { fields: odd }),
];

export { PER_YEAR, periodRates, xirr };
export const RATE = { name: "rate", run: rate, fields };
