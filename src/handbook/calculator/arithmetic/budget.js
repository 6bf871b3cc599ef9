/* Income and spending, each line at its own rhythm, as one month; and what is left for whom. */

import { mulDivHalfUp, sum } from "./numbers.js";
import { may, need, pick, records } from "./reading.js";
// Parts of a month: a month is 365/12 days. [n, d]: amount × n ÷ d.
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

function budget(input, errors, trace) {
  const lines = input.lines.map((line) => {
    const [n, d] = line.times_per_year === null ? RHYTHMS[line.frequency] : [line.times_per_year, 12];
    return { ...line, monthly: mulDivHalfUp(line.amount, n, d) };
  });
  trace("每行折成每月：一个月 = 365 ÷ 12 天，四舍五入到分");
  const of = (name) => lines.filter((line) => line.class === name);
  const totals = {};
  CLASSES.forEach((name) => (totals[name] = sum(of(name).map((line) => line.monthly))));
  const spending = totals.fixed + totals.basic + totals.other;
  const surplus = totals.income - spending;
  const tenth = Math.max(0, Math.floor(surplus / 10));
  const reserve = input.reserve === null
    ? Math.min(tenth, input.reserve_cap === null ? tenth : input.reserve_cap)
    : input.reserve;
  trace(input.reserve === null ? "应急预留 = 余钱的十分之一，可以改" : "应急预留按填的数");
  trace("能还优先债务的 = 收入 − 开支 − 预留；再减优先债务，是能还普通债务的");
  const priority = surplus - reserve;
  const ordinary = priority - totals.priority_debt;
  const food = of("basic").filter((line) => line.id === "food");
  const rent = lines.filter((line) => line.id === "rent");
  const warnings = [
    [totals.income === 0, "no_income"],
    [surplus <= 0, "nothing_left"],
    [surplus > 0 && surplus * 20 <= totals.income, "hardly_anything_left"],
    [totals.priority_debt > Math.max(0, priority), "priority_debts_not_covered"],
    [totals.income > 0 && spending * 2 < totals.income, "spending_under_half"],
    [totals.income > 0 && spending > totals.income * 3, "spending_over_three_times"],
    [
      food.length > 0 && sum(food.map((line) => line.monthly)) < mulDivHalfUp(FOOD_FEN_A_DAY * input.persons, 365, 12),
      "food_under_10_yuan_a_day",
    ],
    [rent.length > 0 && rent.every((line) => !line.amount), "rent_is_zero"],
  ];
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
    warnings: warnings.filter(([when]) => when).map(([, code]) => code),
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
