/* `plan`: what is owed, month by month, until it is paid; and what about it must be said aloud. */
(function (parts) {
  "use strict";
  const { sum } = parts.numbers;
  const { addMonths, monthsBetween } = parts.dates;
  const { need, may, list, records, pick, MAX_ITEMS } = parts.reading;
  const { STEP } = parts.share;
  const { MAX_MONTHS, PARTS, ALLOCATIONS, UNWILLING, owed, simulate } = parts.months;
  const TOKEN_FEN = 1000; // below 10 元 a month a pause is worth asking for instead
  const ORDERS = ["prorata", "avalanche", "snowball", "priority", "custom", "cheapest"];

  // ---- Reading further: what one field alone cannot tell ----
  // Months may be written as calendar months; the plan counts from 1.
  function placeMonths(input, errors) {
    const place = (value, field) => {
      if (typeof value !== "string") return value;
      const month = input.start === null ? 0 : monthsBetween(input.start, value) + 1;
      if (input.start === null) errors.push({ field, message: "写了年月，就要写开始的月份 start；或改写成第几个月" });
      else if (month < 1 || month > MAX_MONTHS) errors.push({ field, message: "不在开始以后 " + MAX_MONTHS + " 个月里；请核对" });
      return month;
    };
    const spans = (items, field, names) => items.forEach((item, at) => names.forEach((name) => (item[name] = place(item[name], field + "[" + at + "]." + name))));
    spans(input.steps, "steps", ["from"]);
    spans(input.lumps, "lumps", ["month"]);
    input.debts.forEach((debt, index) => {
      const at = "debts[" + index + "].";
      spans(debt.freeze, at + "freeze", ["from", "to"]);
      spans(debt.waive, at + "waive", ["month"]);
      if (debt.agreed) debt.agreed.first = place(debt.agreed.first, at + "agreed.first");
    });
  }

  function checkDebts(input, errors) {
    if (errors.length) return;
    input.debts.forEach((debt, index) => {
      const at = "debts[" + index + "].";
      debt.name = debt.name || "欠款 " + (index + 1);
      if (!owed(debt)) errors.push({ field: at + "principal", message: "这一笔没有写欠款；请写本金，或删掉这笔" });
    });
    if (input.monthly === 0 && !input.steps.length && !input.lumps.length) {
      errors.push({ field: "monthly", message: "要大于 0；暂时还不了就留空，先申请缓一缓" });
    }
  }

  function check(input, errors, law) {
    const { debts } = input;
    const daily = debts.findIndex((debt) => debt.method === "daily");
    if (daily >= 0 && !input.start) errors.push({ field: "start", message: "按天计息要知道从哪个月开始；请写 2026-01 这样" });
    if (debts.some((debt) => debt.card_overdue_days !== null) && !law) errors.push({ field: "debts", message: "没有法定数值，算不了 card_overdue_days；请删掉这一项" });
    if (input.income === null && input.monthly === null) errors.push({ field: "monthly", message: "没有填；请写每月还多少，或写 income 和 essentials" });
    if (input.income !== null && input.essentials === null) errors.push({ field: "essentials", message: "没有填；写吃住、看病、水电等的合计" });
    const sorted = (input.custom || []).slice().sort((a, b) => a - b);
    if (input.order === "custom" && String(sorted) !== String(debts.map((_, index) => index + 1))) {
      errors.push({ field: "custom", message: "要把每笔的序号各写一次；例如 [2, 1, 3]" });
    }
    input.lumps.forEach(({ to }, index) => {
      if (to > debts.length) errors.push({ field: "lumps[" + index + "].to", message: "没有这一笔；写 1 到 " + debts.length });
      else if (to && debts[to - 1].status === "verify_first") errors.push({ field: "lumps[" + index + "].to", message: "这笔还没核实；核实前先不要还" });
    });
    checkDebts(input, errors);
    placeMonths(input, errors);
  }

  const NOTHING = { months: null, finish: null, total_paid: 0, added_interest: 0, added_penalty: 0, added_fees: 0, cost: 0, waived: 0 };

  // month → the money of that month; `monthly` is that of an ordinary one.
  function moneyOf(input, monthly) {
    const steps = input.steps.slice().sort((a, b) => a.from - b.from);
    return (month) => (month <= input.grace_months ? 0 : steps.reduce((now, step) => (month >= step.from ? step.monthly : now), monthly));
  }

  function rulesOf(input, monthly, law) {
    const card = law && law.value("先本后息逾期日数", (input.start || law.day.slice(0, 7)) + "-01");
    const ranks = input.order === "custom" ? input.debts.map((_, index) => input.custom.indexOf(index + 1)) : null;
    const { lumps, order, weights, allocation, step, start } = input;
    return { money: moneyOf(input, monthly), lumps, order, ranks, weights, allocation, step, start, grace: input.grace_months, card_days: card && Number(card.value) };
  }

  // ---- What must be said ----
  // Keeps the [when, code, data] that apply.
  const apply = (items) => items.filter(([when]) => when).map(([, code, data]) => ({ code, ...data }));
  const named = (debts) => debts.map(({ name }) => name);

  function warningsOf(input, surplus, monthly, run, rules) {
    const { first, months, short } = run;
    const paying = rules.money(input.grace_months + 1);
    const free = surplus === null ? null : input.income - input.essentials;
    const kept = Math.max(input.step, Math.floor((free * 9) / 10));
    const tight = free !== null && run.rows.some((row) => row.paid >= free); // a debt that ends at once may take less
    const steady = tight && !input.steps.length && {
      monthly_if_kept: kept,
      kept: free - kept,
      months_if_kept: simulate(input, { ...rules, money: moneyOf(input, kept) }, {}).months,
    };
    const inTurn = (debt) => rules.order === "prorata" && !debt.aside && !debt.agreed && debt.fixed === null;
    const few = run.debts.filter((debt, index) => inTurn(debt) && debt.share < Math.min(TOKEN_FEN, owed(input.debts[index])));
    const broken = run.debts.filter((debt) => debt.agreed && !debt.agreed.settles && debt.months === null);
    const doubtful = run.debts.filter((debt) => debt.aside);
    const refused = input.debts.filter((debt) => UNWILLING.indexOf(debt.status) >= 0);
    return apply([
      [first >= paying && !input.lumps.length, "payment_below_interest", { interest: first, payment: paying, gap: first - paying }],
      [months === null, "never", { limit: MAX_MONTHS }],
      [short, "offers_over_available", short],
      [surplus !== null && monthly > surplus, "over_budget", { over: monthly - surplus, surplus }],
      [steady, "whole_surplus", steady],
      [months > 120, "over_120_months", { months }],
      [months > 60 && months <= 120, "over_60_months", { months }],
      [few.length, "token_share", { limit: TOKEN_FEN, debts: few.map(({ name, share }) => ({ name, share })) }],
      [broken.length, "agreed_leaves_rest", { debts: broken.map((debt) => ({ name: debt.name, left: owed(debt) })) }],
      [refused.length, "refused", { debts: named(refused) }],
      [doubtful.length, "verify_first", { debts: doubtful.map((debt) => ({ name: debt.name, owed: owed(debt) })) }],
    ]);
  }

  const bears = (debt) => Number(debt.annual_rate) + Number(debt.penalty_rate) + debt.monthly_fee > 0;

  function assumptionsOf({ debts, grace_months, steps, order }) {
    const without = named(debts.filter((debt) => !bears(debt)));
    const promised = named(debts.filter((debt) => debt.status !== "agreed" && UNWILLING.indexOf(debt.status) < 0 && (debt.freeze.length || debt.waive.length || debt.agreed)));
    return apply([
      [without.length === debts.length, "no_new_interest"], // needs the creditor's agreement: nobody has a right to it
      [without.length < debts.length, "simple_interest", { without }],
      [debts.some((debt) => debt.method === "compound"), "compound_interest"],
      [promised.length, "terms_granted", { debts: promised }],
      [grace_months > 0, "grace_agreed", { months: grace_months }],
      [!steps.length, "steady_income"],
      [debts.some((debt) => debt.status !== "agreed"), "all_agree", { count: debts.length }],
      [debts.length > 1 && order === "prorata", "share_by_claim"],
      [debts.length > 1 && order !== "prorata", "share_by_order", { order }],
      [true, "payment_order"],
    ]);
  }

  function explain(input, trace) {
    trace("每月先计息，再还款；利息 = 本金 × 年利率 ÷ 12，四舍五入到分");
    if (input.debts.some((debt) => debt.method === "compound")) trace("写明算复利的，没付的利息并入下月的基数；要看合同有没有约定");
    if (input.allocation === "principal_first") trace("合同约定先抵本金");
    else trace("每笔先抵费用，再抵利息，最后抵本金；另有约定的按约定", "民法典 561");
    if (input.debts.some((debt) => debt.card_overdue_days !== null)) trace("信用卡逾期满一定天数的，先抵本金", "信用卡办法 57");
    trace({ prorata: "每月的钱按各笔欠款的比例分，零头给余数最大的" }[input.order] || "每月的钱先付约定数和最低数，剩下的按 " + input.order + " 的次序还");
  }

  function debtResult(debt, before, input) {
    const { name, status, share, paid, months, waived, added } = debt;
    const finish = months && input.start ? addMonths(input.start, months - 1) : null;
    return { name, status, owed: owed(before), share, paid, waived, ...added, left: owed(debt), months, finish };
  }

  function plan(input, errors, trace, law) {
    check(input, errors, law);
    if (errors.length) return null;
    const surplus = input.income === null ? null : input.income - input.essentials - input.reserve;
    const active = input.debts.filter((debt) => debt.status !== "verify_first");
    const total_owed = sum(active.map(owed));
    if (surplus !== null && surplus <= 0) {
      // A sum that cannot be kept up harms the reader, so none is offered, whatever `monthly` says.
      const debts = input.debts.map((debt) => ({ name: debt.name, owed: owed(debt), share: 0, paid: 0, months: null }));
      return { surplus, monthly: 0, total_owed, ...NOTHING, debts, rows: [], assumptions: [], warnings: [{ code: "no_surplus", surplus, gap: -surplus }] };
    }
    const monthly = input.monthly === null ? surplus : input.monthly;
    if (monthly && monthly < input.step) return void errors.push({ field: "step", message: "取整的单位比每月还的数还大；请把 step 改小" });
    let rules = rulesOf(input, monthly, law);
    let found = null;
    explain(input, trace);
    if (input.order === "cheapest") {
      // Of the second file, as few plans ask for it.
      if (!parts.cheapest) return void errors.push({ field: "order", message: "这一页试不了各种次序；请换一种" });
      found = parts.cheapest.cheapest(input, rules);
      rules = { ...rules, order: found.order, ranks: found.ranks };
      trace(found.full ? "把各种先后次序都算一遍，取新增费用最少的" : "笔数多或期限长，只比了几种常见的次序");
    }
    const run = simulate(input, rules, { rows: true });
    const rows = input.start ? run.rows.map((row) => ({ ...row, date: addMonths(input.start, row.month - 1) })) : run.rows;
    const added = (name) => sum(run.debts.map((debt) => debt.added[name]));
    const paid = sum(run.debts.map((debt) => debt.paid));
    return {
      surplus,
      monthly,
      total_owed,
      months: run.months,
      finish: run.months && input.start ? addMonths(input.start, run.months - 1) : null,
      total_paid: paid,
      added_interest: added("interest"),
      added_penalty: added("penalty"),
      added_fees: added("fees"),
      cost: run.cost,
      waived: sum(run.debts.map((debt) => debt.waived)),
      debts: run.debts.map((debt, index) => debtResult(debt, input.debts[index], input)),
      order: found && orderResult(found, run, input),
      rows,
      assumptions: assumptionsOf(input),
      warnings: warningsOf(input, surplus, monthly, run, rules),
    };
  }

  // Says plainly when the easier order costs hardly more: under 1 % of what is paid.
  function orderResult({ tried, full, order, ranks }, run, input) {
    const paid = sum(run.debts.map((debt) => debt.paid));
    const others = tried.map(({ order: name, months, cost }) => ({ order: name, months, cost, more: months === null ? null : cost - run.cost }));
    const best = ranks && run.debts.slice().sort((a, b) => ranks[a.place] - ranks[b.place]).map((debt) => debt.name);
    const close = others.filter((other) => other.more !== null && run.months !== null && other.more * 100 < paid).map((other) => other.order);
    return { all_tried: full, best: order === "custom" ? best : order, others, close };
  }

  // ---- Fields ----
  const span = [may("month", "from", 1), may("month", "to", MAX_MONTHS), may("list", "what", ["interest", "penalty", "fees"], { item: need("choice", "", { options: ["interest", "penalty", "fees"] }) })];
  const waiver = [may("month", "month", 1)].concat(PARTS.map((part) => may("fen", part, 0)));
  const agreed = [may("fen", "deposit", 0), need("count", "periods", { min: 1 }), need("fen", "each", { min: 1 }), may("month", "first", 1), may("flag", "settles", false)];
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
    may("count", "card_overdue_days", null, { max: 7300 })
  );
  const DEBTS = records("debts", DEBT, { help: "至少写一笔" });
  const income = (money, required) => [
    required("income", { help: "没有收入就写 0", blank: true }),
    required("essentials", { help: "写吃住、看病、水电等的合计", blank: true }),
    may(money, "reserve", 0),
    may("count", "grace_months", 0, { max: 60 }),
    may(money, "monthly", null),
  ];
  const FIELDS = [DEBTS].concat(
    income("fen", (name) => may("fen", name, null)),
    records("steps", [need("month", "from"), need("fen", "monthly")], { fallback: [], min: 0 }),
    records("lumps", [need("month", "month"), need("fen", "amount"), may("count", "to", null, { min: 1, max: MAX_ITEMS })], { fallback: [], min: 0 }),
    pick("order", ORDERS),
    list("custom", need("count", "", { min: 1, max: MAX_ITEMS }), { fallback: null }),
    pick("weights", ["claim", "principal"]),
    pick("allocation", Object.keys(ALLOCATIONS)),
    may("calendar_month", "start", null),
    STEP
  );

  // A case as people write it, in 元 and percent, for the form and the pages.
  function parseCase(clear, errors) {
    checkDebts({ ...clear, steps: [], lumps: [] }, errors);
    const { title, ...input } = clear;
    return { input, title };
  }
  const CASE = [may("text", "title", "", { max: 60 })]
    .concat(income("yuan", (name, options) => need("yuan", name, options)))
    .concat(records("debts", debtFields("yuan", "percent"), { help: "至少写一笔" }));

  parts.plan = { plan, check, rulesOf, DEBT, FIELDS, functions: { plan: { run: plan, fields: FIELDS }, parse_case: { run: parseCase, fields: CASE } } };
})(parts);
