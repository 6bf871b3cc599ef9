/* `plan`: what is owed, month by month, until it is paid; and what about it must be said aloud. */

import { sum } from "./numbers.js";
import { addMonths, monthsBetween } from "./dates.js";
import { list, MAX_ITEMS, may, need, pick, records } from "./reading.js";
import { STEP } from "./share.js";
import { ALLOCATIONS, MAX_MONTHS, owed, PARTS, simulate } from "./months.js";
import { cheapest } from "./cheapest.js";
import { assumptionsOf, explain, warningsOf } from "./advice.js";
const ORDERS = ["prorata", "avalanche", "snowball", "priority", "custom", "cheapest"];

// ---- Reading further: what one field alone cannot tell ----
// Months may be written as calendar months; a plan counts from 1.
function placeMonth(value, field, input, errors) {
  if (typeof value !== "string") return value;
  const month = input.start === null ? 0 : monthsBetween(input.start, value) + 1;
  if (input.start === null) errors.push({ field, message: "要先写开始的月份 start；或写第几个月" });
  else if (month < 1 || month > MAX_MONTHS) {
    errors.push({ field, message: "不在开始以后 " + MAX_MONTHS + " 个月里；请核对" });
  }
  return month;
}

function placeMonths(input, errors) {
  const place = (item, name, at) => (item[name] = placeMonth(item[name], at + "." + name, input, errors));
  input.steps.forEach((step, index) => place(step, "from", "steps[" + index + "]"));
  input.lumps.forEach((lump, index) => place(lump, "month", "lumps[" + index + "]"));
  input.debts.forEach((debt, index) => {
    const at = "debts[" + index + "].";
    debt.waive.forEach((waiver, number) => place(waiver, "month", at + "waive[" + number + "]"));
    if (debt.agreed) place(debt.agreed, "first", at + "agreed");
    debt.freeze.forEach((span, number) => {
      const here = at + "freeze[" + number + "]";
      ["from", "to"].forEach((name) => place(span, name, here));
      if (span.to < span.from) errors.push({ field: here + ".to", message: "早于 from；请核对" });
    });
  });
}

function checkDebts(input, errors) {
  if (errors.length) return;
  input.debts.forEach((debt, index) => {
    debt.name = debt.name || "欠款 " + (index + 1);
    const field = "debts[" + index + "].principal";
    if (!owed(debt)) errors.push({ field, message: "这一笔没有写欠款；请写本金，或删掉这笔" });
  });
}

function checkMoney(input, errors) {
  if (input.monthly === 0 && !input.steps.length && !input.lumps.length) {
    errors.push({ field: "monthly", message: "要大于 0；暂时还不了就留空，先申请缓一缓" });
  }
  if (input.income === null && input.monthly === null) {
    errors.push({ field: "monthly", message: "没有填；请写每月还多少，或写 income 和 essentials" });
  }
  if (input.income !== null && input.essentials === null) {
    errors.push({ field: "essentials", message: "没有填；写吃住、看病、水电等的合计" });
  }
}

const cardRule = (input, law) =>
  law && law.of("card_principal_first", "days", (input.start || law.day.slice(0, 7)) + "-01");

// What concerns the debts; also asked by `waiting`.
function checkTerms(input, errors, law) {
  if (input.debts.some((debt) => debt.method === "daily") && !input.start) {
    errors.push({ field: "start", message: "按天计息要知道从哪个月开始；请写 2026-01 这样" });
  }
  const card = input.debts.findIndex((debt) => debt.card_overdue_days !== null);
  if (card >= 0 && !cardRule(input, law)) {
    errors.push({
      field: "debts[" + card + "].card_overdue_days",
      message: "那时的规定没有收录，算不了；请删掉这一项",
    });
  }
  checkDebts(input, errors);
  placeMonths(input, errors);
}

function check(input, errors, law) {
  const { debts } = input;
  checkMoney(input, errors);
  const sorted = (input.custom || []).slice().sort((a, b) => a - b);
  if (input.order === "custom" && String(sorted) !== String(debts.map((_, index) => index + 1))) {
    errors.push({ field: "custom", message: "每笔的序号各写一次；例如 [2, 1, 3]" });
  }
  input.lumps.forEach(({ to }, index) => {
    const field = "lumps[" + index + "].to";
    if (to > debts.length) errors.push({ field, message: "没有这一笔；写 1 到 " + debts.length });
    else if (to && debts[to - 1].status === "verify_first") {
      errors.push({ field, message: "这笔还没核实；核实前先不要还" });
    }
  });
  checkTerms(input, errors, law);
}

const NOTHING = {
  months: null,
  finish: null,
  total_paid: 0,
  added_interest: 0,
  added_penalty: 0,
  added_fees: 0,
  cost: 0,
  waived: 0,
};

// month → the money of that month; `monthly` is that of an ordinary one.
function moneyOf(input, monthly) {
  const steps = input.steps.slice().sort((a, b) => a.from - b.from);
  return (month) =>
    month <= input.grace_months ? 0 : steps.reduce((now, step) => (month >= step.from ? step.monthly : now), monthly);
}

function rulesOf(input, monthly, law) {
  const card = cardRule(input, law);
  const ranks = input.order === "custom" ? input.debts.map((_, index) => input.custom.indexOf(index + 1)) : null;
  const { lumps, order, weights, allocation, step, start } = input;
  const money = moneyOf(input, monthly);
  let first = 1; // the first month in which there is money
  while (first < MAX_MONTHS && !money(first) && !lumps.some((lump) => lump.month === first)) first += 1;
  // Whether any debt is paid before the rest is shared.
  const promises = input.debts.some((debt) => debt.agreed || debt.fixed !== null || debt.minimum);
  return {
    money,
    first,
    promises,
    lumps,
    order,
    ranks,
    weights,
    allocation,
    step,
    start,
    card_days: card && Number(card.value),
  };
}

function debtResult(debt, before, dated) {
  const { name, status, share, paid, months, waived, added } = debt;
  return {
    name,
    status,
    owed: owed(before),
    share,
    paid,
    waived,
    ...added,
    left: owed(debt),
    months,
    finish: dated(months),
  };
}

// No sum is offered: what cannot be kept up, or is not yet known to be owed, would harm the reader.
function nothing(input, surplus, total_owed, warnings) {
  const debts = input.debts.map((debt) => ({ name: debt.name, owed: owed(debt), share: 0, paid: 0, months: null }));
  return { surplus, monthly: 0, total_owed, ...NOTHING, debts, order: null, rows: [], assumptions: [], warnings };
}

// `part`: of the work that a search for the cheapest order may take, where several plans share it.
function plan(input, errors, trace, law, part = 1) {
  check(input, errors, law);
  if (errors.length) return null;
  const surplus = input.income === null ? null : input.income - input.essentials - input.reserve;
  const active = input.debts.filter((debt) => debt.status !== "verify_first");
  const total_owed = sum(active.map(owed));
  if (!active.length) {
    const debts = input.debts.map((debt) => ({ name: debt.name, owed: owed(debt) }));
    return nothing(input, surplus, 0, [{ code: "verify_first", debts }]);
  }
  if (surplus !== null && surplus <= 0 && !input.steps.length) {
    return nothing(input, surplus, total_owed, [{ code: "no_surplus", surplus, gap: -surplus }]);
  }
  const monthly = input.monthly === null ? Math.max(0, surplus) : input.monthly;
  if (monthly && monthly < input.step) {
    return void errors.push({ field: "step", message: "取整的单位比每月还的数还大；请把 step 改小" });
  }
  let rules = rulesOf(input, monthly, law);
  let found = null;
  explain(input, trace, law);
  if (input.order === "cheapest") {
    found = cheapest(input, rules, part);
    rules = { ...rules, order: found.order, ranks: found.ranks };
    trace(found.full ? "把各种先后次序都算一遍，取多付最少的" : "笔数多或期限长，只比了几种常见的次序");
  }
  const run = simulate(input, rules, { rows: true });
  const added = (name) => sum(run.debts.map((debt) => debt.added[name]));
  const dated = (month) => (month && input.start ? addMonths(input.start, month - 1) : null);
  const rerun = (other) => simulate(input, { ...rules, money: moneyOf(input, other) }, {}).months;
  return {
    surplus,
    monthly,
    total_owed,
    months: run.months,
    finish: dated(run.months),
    total_paid: sum(run.debts.map((debt) => debt.paid)),
    added_interest: added("interest"),
    added_penalty: added("penalty"),
    added_fees: added("fees"),
    cost: run.cost,
    waived: sum(run.debts.map((debt) => debt.waived)),
    debts: run.debts.map((debt, index) => debtResult(debt, input.debts[index], dated)),
    order: found && orderResult(found, run),
    rows: input.start ? run.rows.map((row) => ({ ...row, date: dated(row.month) })) : run.rows,
    assumptions: assumptionsOf(input),
    warnings: warningsOf(input, surplus, run, rules, rerun),
  };
}

// Says plainly when an easier order costs hardly more: under 1 % of what is paid.
function orderResult({ tried, full, order, ranks }, run) {
  const paid = sum(run.debts.map((debt) => debt.paid));
  const more = (other) => (other.months === null || run.months === null ? null : other.dear - run.dear);
  const others = tried.map((other) => ({ order: other.order, months: other.months, more: more(other) }));
  const names = ranks &&
    run.debts
      .slice()
      .sort((a, b) => ranks[a.place] - ranks[b.place])
      .map(({ name }) => name);
  const close = others.filter((other) => other.more !== null && other.more * 100 < paid).map((other) => other.order);
  return { all_tried: full, best: order, names, others, close };
}

// ---- Fields ----
const span = [
  may("month", "from", 1),
  may("month", "to", MAX_MONTHS),
  may("list", "what", ["interest", "penalty", "fees"], {
    item: need("choice", "", { options: ["interest", "penalty", "fees"] }),
  }),
];
const waiver = [may("month", "month", 1)].concat(PARTS.map((part) => may("fen", part, 0)));
const agreed = [
  may("fen", "deposit", 0),
  need("count", "periods", { min: 1 }),
  need("fen", "each", { min: 1 }),
  may("month", "first", 1),
  may("flag", "settles", false),
];
const STATUS = ["unasked", "asked", "agreed", "refused", "sued", "verify_first"];
// `money` and `rate` are kinds: 分 and decimal text for machines, 元 and percent for people.
const debtFields = (money, rate) => [
  may("text", "name", "", { max: 30 }),
  (money === "fen" ? need : may)(money, "principal", ...(money === "fen" ? [] : [0])),
  ...["interest", "penalty", "fees"].map((name) => may(money, name, 0)),
  may(rate, "annual_rate", "0"),
];
const DEBT = debtFields("fen", "rate").concat(
  may("rate", "penalty_rate", "0"),
  may("fen", "monthly_fee", 0),
  pick("method", ["simple", "compound", "daily"]),
  records("freeze", span, { fallback: [], min: 0 }),
  records("waive", waiver, { fallback: [], min: 0 }),
  may("record", "agreed", null, { fields: agreed }),
  pick("status", STATUS),
  may("count", "priority", 2, { max: 2 }),
  may("fen", "fixed", null),
  may("fen", "minimum", 0),
  may("count", "card_overdue_days", null, { max: 7300 }),
);
const DEBTS = records("debts", DEBT, { help: "at_least_one" });
const income = (money, required) => [
  required("income", { help: "no_income_zero", blank: true }),
  required("essentials", { help: "write_essentials", blank: true }),
  may(money, "reserve", 0),
  may("count", "grace_months", 0, { max: 60 }),
  may(money, "monthly", null),
];
const FIELDS = [DEBTS].concat(
  income("fen", (name) => may("fen", name, null)),
  records("steps", [need("month", "from"), need("fen", "monthly")], { fallback: [], min: 0 }),
  records(
    "lumps",
    [need("month", "month"), need("fen", "amount"), may("count", "to", null, { min: 1, max: MAX_ITEMS })],
    { fallback: [], min: 0 },
  ),
  pick("order", ORDERS),
  list("custom", need("count", "", { min: 1, max: MAX_ITEMS }), { fallback: null }),
  pick("weights", ["claim", "principal"]),
  pick("allocation", Object.keys(ALLOCATIONS)),
  may("calendar_month", "start", null),
  STEP,
);

// A case as people write it, in 元 and percent, for the form and the pages.
function parseCase(clear, errors) {
  checkDebts(clear, errors);
  if (clear.monthly === 0) errors.push({ field: "monthly", message: "要大于 0；暂时还不了就留空，先申请缓一缓" });
  const { title, ...input } = clear;
  return { input, title };
}
const CASE = [may("text", "title", "", { max: 60 })]
  .concat(income("yuan", (name, options) => need("yuan", name, options)))
  .concat(records("debts", debtFields("yuan", "percent"), { help: "at_least_one" }));

export { checkTerms, DEBT, FIELDS, placeMonth, plan };
export const PLAN = { name: "plan", run: plan, fields: FIELDS };
export const PARSE_CASE = { name: "parse_case", run: parseCase, fields: CASE, raw: true };
