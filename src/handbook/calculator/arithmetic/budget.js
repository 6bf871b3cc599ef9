// @ts-check
/* Income and spending, each line at its own rhythm, as one month; and what is left for whom. */

import { mulDivHalfUp, sum } from "./numbers.js";
import { may, need, pick, records } from "./reading.js";

// Parts of a month: a month is 365/12 days. [n, d]: amount × n ÷ d.
/** @type {Record<string, [number, number]>} */
const RHYTHMS = {
  month: [1, 1],
  day: [365, 12],
  week: [365, 84],
  two_weeks: [365, 168],
  four_weeks: [365, 336],
  quarter: [1, 3],
  half_year: [1, 6],
  year: [1, 12],
};
const CLASSES = ["income", "fixed", "basic", "other", "priority_debt"];
const FOOD_FEN_A_DAY = 1000; // below 10 元 a person, a budget will hardly hold

/** Amounts in 分; null: not given.
 * @typedef {{
 *   id: string, name: string, amount: number, class: string, frequency: string, times_per_year: number | null,
 *   unknown: boolean,
 * }} Line
 */
/** @typedef {{ lines: Line[], persons: number, reserve: number | null, reserve_cap: number | null }} Input */
/** @typedef {Line & { monthly: number }} Monthly */
/** The sums of a month by class.
 * @typedef {Record<string, number>} Totals
 */

/** @param {Line} line */
function perMonth(line) {
  const [n, d] = line.times_per_year === null ? RHYTHMS[line.frequency] : [line.times_per_year, 12];
  return { ...line, monthly: mulDivHalfUp(line.amount, n, d) };
}

/** @param {Monthly[]} lines
 * @returns {Totals}
 */
function totalsOf(lines) {
  /** @type {Totals} */
  const totals = {};
  for (const name of CLASSES) {
    totals[name] = sum(lines.filter((line) => line.class === name).map((line) => line.monthly));
  }
  return totals;
}

/** What to look at again: by code.
 * @param {Input} input
 * @param {Monthly[]} lines
 * @param {Totals} totals
 * @param {{ spending: number, surplus: number, priority: number }} left
 */
function warningsOf(input, lines, { income, priority_debt }, { spending, surplus, priority }) {
  const food = lines.filter((line) => line.class === "basic" && line.id === "food");
  const rent = lines.filter((line) => line.id === "rent");
  const hungry = mulDivHalfUp(FOOD_FEN_A_DAY * input.persons, 365, 12);
  /** @type {[boolean, string][]} */
  const warnings = [
    [income === 0, "no_income"],
    [surplus <= 0, "nothing_left"],
    [surplus > 0 && surplus * 20 <= income, "hardly_anything_left"],
    [priority_debt > Math.max(0, priority), "priority_debts_not_covered"],
    [income > 0 && spending * 2 < income, "spending_under_half"],
    [income > 0 && spending > income * 3, "spending_over_three_times"],
    [food.length > 0 && sum(food.map((line) => line.monthly)) < hungry, "food_under_10_yuan_a_day"],
    [rent.length > 0 && rent.every((line) => !line.amount), "rent_is_zero"],
  ];
  return warnings.filter(([when]) => when).map(([, code]) => code);
}

/** @param {Input} input
 * @param {import("./faults.js").Fault[]} _errors
 * @param {import("./engine.js").Trace} trace
 */
function budget(input, _errors, trace) {
  const lines = input.lines.map(perMonth);
  trace("budget.monthly");
  const totals = totalsOf(lines);
  const spending = totals.fixed + totals.basic + totals.other;
  const surplus = totals.income - spending;
  const tenth = Math.max(0, Math.floor(surplus / 10));
  const capped = input.reserve_cap === null ? tenth : Math.min(tenth, input.reserve_cap);
  const reserve = input.reserve === null ? capped : input.reserve;
  trace(input.reserve === null ? "budget.reserve_tenth" : "budget.reserve_own");
  trace("budget.available");
  const priority = surplus - reserve;
  const ordinary = priority - totals.priority_debt;
  return {
    lines: lines.map(({ id, name, monthly }) => ({ id, name, monthly })),
    totals,
    spending,
    surplus,
    reserve,
    available_for_priority: Math.max(0, priority),
    available_for_ordinary: Math.max(0, ordinary),
    short: Math.max(0, -ordinary),
    to_find_out: lines.filter((line) => line.unknown).map((line) => line.name || line.id),
    warnings: warningsOf(input, lines, totals, { spending, surplus, priority }),
  };
}

const line = [
  may("text", "id", "", { max: 30 }),
  may("text", "name", "", { max: 30 }),
  may("fen", "amount", 0),
  need("choice", "class", { options: CLASSES }),
].concat(
  pick("frequency", Object.keys(RHYTHMS)),
  may("count", "times_per_year", null, { min: 1, max: 366 }),
  may("flag", "unknown", false),
);
const fields = [
  records("lines", line, { max: 200 }),
  may("count", "persons", 1, { min: 1, max: 20 }),
  may("fen", "reserve", null),
  may("fen", "reserve_cap", null),
];

export const BUDGET = { name: "budget", run: budget, fields };
