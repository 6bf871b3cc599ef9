/* What if: plans side by side, waiting, and a shock to the income. */
(function (parts, register) {
  "use strict";
  const { sum, mulDivHalfUp } = parts.numbers;
  const { need, may, records } = parts.reading;
  const { owed, simulate } = parts.months;
  const { plan, check, DEBT, FIELDS } = parts.plan;

  // Errors of one of several plans, told at its place.
  function inside(field, errors, run) {
    const own = [];
    const result = run(own);
    own.forEach((error) => errors.push({ ...error, field: field + (error.field ? "." + error.field : "") }));
    return result;
  }

  function compare(input, errors, trace, law) {
    const results = input.plans.map(({ label, ...one }, index) => inside("plans[" + index + "]", errors, (own) => plan(one, own, () => 0, law)));
    if (errors.length) return null;
    trace("同一笔账，各个方案分别推算，再和第一个比");
    const base = results[0];
    // Under 1 % of what is paid, the easier plan is as good as the cheaper.
    const less = (result) => result.months !== null && base.months !== null;
    const rows = results.map((result, index) => ({
      label: input.plans[index].label || "方案 " + (index + 1),
      monthly: result.monthly,
      months: result.months,
      finish: result.finish,
      total_paid: result.total_paid,
      cost: result.cost,
      months_more: less(result) ? result.months - base.months : null,
      yuan_more: less(result) ? result.total_paid - base.total_paid : null,
      close: less(result) ? Math.abs(result.total_paid - base.total_paid) * 100 < base.total_paid : null,
      warnings: result.warnings.map((warning) => warning.code),
    }));
    const ended = rows.filter((row) => row.months !== null);
    const best = (key) => (ended.length ? ended.reduce((a, b) => (b[key] < a[key] ? b : a)).label : null);
    return { plans: rows, cheapest: best("total_paid"), soonest: best("months") };
  }

  function waiting(input, errors, trace, law) {
    const whole = { ...NO_PLAN, ...input, monthly: 1 };
    check(whole, errors, law);
    if (errors.length) return null;
    trace("这些月一分不还，每月照样计息和计费");
    const rules = { money: () => 0, lumps: [], order: "prorata", ranks: null, weights: "claim", allocation: "fees_interest_principal", step: 1, start: input.start, grace: 0 };
    const run = simulate(whole, rules, { rows: true, limit: input.months });
    const debts = run.debts.map((debt, index) => ({ name: debt.name, owed: owed(input.debts[index]), ...debt.added, owed_after: owed(debt) }));
    const all = (name) => sum(debts.map((debt) => debt[name]));
    const items = { interest: all("interest"), penalty: all("penalty"), fees: all("fees") };
    const rows = run.rows.map((row) => ({ month: row.month, balance: row.balance }));
    const added = items.interest + items.penalty + items.fees;
    return { months: input.months, ...items, total: added, first_month: run.first, owed: all("owed"), owed_after: all("owed_after"), debts, rows };
  }

  // The first month in which what is left of the income, and what was saved, no longer cover the payment.
  function breaks({ income, essentials, savings }, payments, lost) {
    let cash = savings;
    for (let index = 0; index < payments.length; index += 1) {
      cash += income - essentials - lost(index + 1) - payments[index];
      if (cash < 0) return { month: index + 1, short: -cash };
    }
    return { month: null, short: 0 };
  }

  function shock(input, errors, trace, law) {
    const { savings, expense, from, ...whole } = input;
    const result = plan(whole, errors, () => 0, law);
    if (!errors.length && input.income === null) errors.push({ field: "income", message: "没有填；没有收入就写 0" });
    if (errors.length) return null;
    trace("收入少了以后，每月的钱先付必要开支，再付方案里的数；手里的积蓄可以顶");
    const payments = result.rows.map((row) => row.paid);
    const cut = (percent) => (month) => (month >= from ? mulDivHalfUp(input.income, percent, 100) : 0);
    const cases = [["income_minus_10", cut(10)], ["income_minus_20", cut(20)], ["income_minus_30", cut(30)]];
    cases.push(["one_month_lost", (month) => (month === from ? input.income : 0)], ["one_expense", (month) => (month === from ? expense : 0)]);
    const shocks = cases.map(([code, lost]) => ({ code, ...breaks(input, payments, lost) }));
    const spare = input.income - input.essentials - (payments[0] || 0);
    const needed = input.essentials + (payments[0] || 0);
    // How long the savings alone would carry both living and the plan.
    const buffer = needed > 0 ? Math.floor((savings * 10) / needed) / 10 : null;
    return { monthly: result.monthly, months: result.months, spare, buffer_months: buffer, before: breaks(input, payments, () => 0), shocks, warnings: result.warnings.map((warning) => warning.code) };
  }

  const NO_PLAN = { income: null, essentials: null, reserve: 0, grace_months: 0, steps: [], lumps: [], order: "prorata", custom: null };
  const SHOCK = [may("fen", "savings", 0), may("fen", "expense", 300000), may("month", "from", 1)];
  const START = FIELDS.find((field) => field.name === "start");

  register({
      compare: { run: compare, fields: [records("plans", [may("text", "label", "", { max: 30 })].concat(FIELDS), { min: 2, max: 4 })] },
      waiting: { run: waiting, fields: [records("debts", DEBT), need("count", "months", { min: 1, max: 120 }), START] },
      shock: { run: shock, fields: FIELDS.concat(SHOCK) },
    });
})(parts, register);
