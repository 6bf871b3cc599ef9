/* Repayment arithmetic. Plain data in, plain data out; the reader's browser, the build and the tests run this same file.
 *
 * Money is whole 分 (fen). Products of two amounts go through BigInt, because they can pass 2^53, where a Number
 * would round without a word. The syntax stays at ES2019 without BigInt literals: an old phone must still be able to
 * parse the file, even if it then keeps the result that was built into the page.
 */
(function (root) {
  "use strict";
  const MAX_FEN = 1e12; // 100 亿元: sums over 50 debts and 600 months of interest stay below 2^53
  const MAX_YUAN_FEN = 1e10; // 1 亿元: what a person can have written without a slip of the finger
  const MAX_DEBTS = 50;
  const MAX_MONTHS = 600;
  const TOKEN_FEN = 1000; // below 10 元 a month a pause is worth asking for instead
  // ---- Reading input: every function's fields are declared once, below; this checks them and words the errors. ----
  // Thrown by readers and caught by `read`: a message “what is wrong；what to do”. Never leaves this file.
  const wrong = (what, fix) => {
    throw { refused: what + "；" + fix };
  };

  // Half of a surrogate pair cannot be written as UTF-8; control and direction marks could disguise a name.
  const clean = (text) =>
    Array.from(String(text))
      .map((char) => (char.length === 1 && char >= "\ud800" && char <= "\udfff" ? "\ufffd" : char))
      .join("")
      .replace(/[\u0000-\u001f\u007f-\u009f\u200b-\u200f\u2028-\u202e\u2060-\u2069\ufeff]/g, " ")
      .trim();
  const brief = (text, length) => clean(clean(text).slice(0, length)); // twice, as the cut may halve a pair
  const quote = (text) => "“" + brief(text, 20) + "”";

  // Chinese keyboards type ５０００，％ and ￥; they mean the same as their half-width twins.
  const narrow = (text) =>
    clean(text)
      .replace(/[\uff01-\uff5e]/g, (char) => String.fromCharCode(char.charCodeAt(0) - 0xfee0))
      .replace(/[\uffe5\u00a5]/g, "")
      .replace(/\u3000/g, " ")
      .trim();
  const typed = (value, example) =>
    typeof value === "string" || typeof value === "number" ? narrow(value) : wrong("这里不是数", "写成 " + example);

  const READERS = {
    fen(value, spec) {
      if (!Number.isInteger(value)) wrong("要写整数，单位是分", "例如 100 元写 10000");
      if (value < spec.min) wrong(spec.min > 0 ? "要大于 0" : "不能是负数", spec.help || "没有就写 0");
      if (value > spec.max) wrong("数太大", "请核对单位是不是分，是否多写了零");
      return value;
    },
    count(value, spec) {
      const match = /^(\d{1,3})\s*(?:个月)?$/.exec(typed(value, "3"));
      if (!match || Number(match[1]) > spec.max) wrong("不是 0 到 " + spec.max + " 的整数", "例如 3");
      return Number(match[1]);
    },
    rate(value) {
      if (typeof value !== "string") wrong("年利率要写成带引号的小数", '例如 "0.1825"，就是 18.25%');
      if (!/^\d{1,3}(\.\d{1,8})?$/.test(value)) wrong("看不懂年利率" + quote(value), '写成小数，例如 "0.1825"');
      if (Number(value) > 1) wrong("年利率超过 100%", '写成小数，例如 "0.1825" 就是 18.25%');
      return value;
    },
    text(value, spec) {
      if (typeof value !== "string" && typeof value !== "number") wrong("这里要写文字", "例如 “某网贷”");
      const text = clean(value);
      return Array.from(text).length > spec.max ? wrong("超过 " + spec.max + " 个字", "请写短一些") : text;
    },
    // A person's amount in 元: 5000 · 5,000.50 · ５０００ · 5千 · 1.2万 · 3000元. More than two decimals would be a guess.
    yuan(value) {
      if (value > MAX_YUAN_FEN) wrong("超过 1 亿元", "请核对是否多写了零"); // also 1e30, which would print as text
      const text = typed(value, "5000 或 1.2万");
      if (/^[-\u2010-\u2015\u2212]/.test(text)) wrong("不能是负数", "没有就写 0");
      const match = /^(\d+|\d{1,3}(?:,\d{3})+)(?:\.(\d*))?\s*([千万亿]?)\s*(?:元|块钱?)?$/.exec(text);
      if (!match) wrong("看不懂" + quote(text), "只写数字，例如 5000 或 1.2万");
      const places = 2 + { "": 0, 千: 3, 万: 4, 亿: 8 }[match[3]];
      const decimals = match[2] || "";
      if (decimals.length > places) wrong("小数超过两位", "最多写到分，例如 1234.50");
      const fen = Number(match[1].replace(/,/g, "") + decimals.padEnd(places, "0"));
      return fen > MAX_YUAN_FEN ? wrong("超过 1 亿元", "请核对是否多写了零") : fen;
    },
    // A person's yearly rate in percent, with or without the sign: 18.25% = 18.25. A bare 0.1825 could mean 18.25% or
    // 0.1825%, a hundredfold difference, so below 1 the sign is asked for.
    percent(value) {
      const text = typed(value, "18.25");
      const match = /^(\d{1,3})(?:\.(\d{1,4}))?\s*(%?)$/.exec(text);
      if (!match) wrong("看不懂年利率" + quote(text), "只写百分数，例如 18.25");
      const percent = Number(match[1] + "." + (match[2] || "0"));
      if (percent > 100) wrong("年利率超过 100%", "请核对，例如 18.25");
      if (percent > 0 && percent < 1 && !match[3]) wrong("年利率小于 1，又没有百分号", "18.25% 写 18.25，0.5% 写 0.5%");
      return (match[1].padStart(3, "0") + (match[2] || "")).replace(/^(\d)/, "$1.").replace(/\.?0+$/, "");
    },
  };

  const own = (object, name) => Object.prototype.hasOwnProperty.call(object, name);
  // Levenshtein distance, to tell a mistyped name from a foreign one.
  function distance(a, b) {
    let row = Array.from({ length: b.length + 1 }, (_, column) => column);
    for (let i = 0; i < a.length; i += 1) {
      const next = [i + 1];
      for (let j = 0; j < b.length; j += 1) next.push(Math.min(next[j] + 1, row[j + 1] + 1, row[j] + (a[i] === b[j] ? 0 : 1)));
      row = next;
    }
    return row[b.length];
  }

  function nearest(name, known) {
    const best = known.map((other) => ({ other, far: distance(brief(name, 40), other) })).sort((a, b) => a.far - b.far)[0];
    return best.far <= Math.max(2, best.other.length / 2) ? "是不是 " + best.other + "？" : "可用的有 " + known.join("、");
  }

  function readRecord(specs, value, path, errors) {
    const at = (name) => (path ? path + "." : "") + name;
    const known = specs.map((spec) => spec.name);
    const out = {};
    if (typeof value !== "object" || value === null || Array.isArray(value)) {
      errors.push({ field: path, message: "这里要写成一组“字段: 值”；可用的有 " + known.join("、") });
      return out;
    }
    for (const name of Object.keys(value).filter((given) => known.indexOf(given) < 0)) {
      errors.push({ field: at(brief(name, 40)), message: "没有" + quote(name) + "这一项；" + nearest(name, known) });
    }
    for (const spec of specs) out[spec.name] = read(spec, own(value, spec.name) ? value[spec.name] : null, at(spec.name), errors);
    return out;
  }

  function readList(spec, value, path, errors) {
    if (!Array.isArray(value)) wrong("这里要写成一列", "例如 [" + (spec.fields ? "{…}, {…}" : "10000, 20000") + "]");
    if (!value.length) wrong("一笔也没有", "至少写一笔");
    if (value.length > MAX_DEBTS) wrong("超过 " + MAX_DEBTS + " 笔", "请把小笔的合成一笔");
    return value.map((item, index) => {
      const at = path + "[" + index + "]";
      return spec.fields ? readRecord(spec.fields, item, at, errors) : read(spec.item, item, at, errors);
    });
  }

  function read(spec, value, path, errors) {
    const blank = value === undefined || value === null || (typeof value === "string" && spec.blank && !value.trim());
    if (blank && own(spec, "fallback")) return spec.fallback;
    try {
      if (blank) wrong("没有填", spec.help || "请补上");
      return spec.kind === "list" ? readList(spec, value, path, errors) : READERS[spec.kind](value, spec);
    } catch (error) {
      if (!error.refused) throw error;
      errors.push({ field: path, message: error.refused });
      return null;
    }
  }

  // ---- Sharing an amount ----
  const sum = (numbers) => numbers.reduce((total, number) => total + number, 0);

  /* Largest remainder with caps. A balance is the weight, a cap the most that may be offered.
   * Whoever's proportional part reaches the cap is paid the cap first, and the rest is shared afresh, so that rounding
   * steps are handed out once only; handing them out in every round would let a small debt gain twice.
   * Returns {offers, left}; `left` is below `step` unless every cap is reached.
   */
  function share(available, balances, caps, step) {
    const offers = balances.map(() => 0);
    let live = balances.map((_, index) => index).filter((index) => caps[index] > 0 && balances[index] > 0);
    let left = available;
    while (live.length && left >= step) {
      const total = BigInt(sum(live.map((index) => balances[index])));
      const part = (index) => BigInt(left) * BigInt(balances[index]);
      const full = live.filter((index) => part(index) >= BigInt(caps[index]) * total);
      if (!full.length) {
        const unit = total * BigInt(step);
        const rests = live.map((index) => ({ index, rest: part(index) % unit }));
        live.forEach((index) => (offers[index] = Number(part(index) / unit) * step));
        left -= sum(live.map((index) => offers[index]));
        // Ties go to the larger balance, then to list order, so that the answer never depends on the sort's whim.
        rests.sort((a, b) => (a.rest === b.rest ? balances[b.index] - balances[a.index] || a.index - b.index : a.rest < b.rest ? 1 : -1));
        for (const { index } of rests) {
          if (left < step) break;
          const gift = Math.min(step, caps[index] - offers[index]);
          offers[index] += gift;
          left -= gift;
        }
        break;
      }
      full.forEach((index) => (offers[index] = caps[index]));
      left -= sum(full.map((index) => caps[index]));
      live = live.filter((index) => full.indexOf(index) < 0);
    }
    return { offers, left };
  }

  function split(input, errors) {
    const { available, balances, step, caps } = input;
    for (const name of ["fixed", "caps"].filter((list) => input[list] && input[list].length !== balances.length)) {
      errors.push({ field: name, message: "个数和 balances 不一样；请逐笔对应，没有就写 null" });
    }
    if (errors.length) return null;
    const fixed = input.fixed || balances.map(() => null);
    fixed.forEach((amount, index) => {
      if (amount > balances[index]) errors.push({ field: "fixed[" + index + "]", message: "比这一笔的欠款还大；请核对这两个数" });
    });
    const agreed = sum(fixed);
    if (agreed > available) return { offers: fixed.map((amount) => amount || 0), residual: 0, shortfall: agreed - available };
    const limit = (balance, index) => (caps && caps[index] !== null ? Math.min(balance, caps[index]) : balance);
    const limits = balances.map((balance, index) => (fixed[index] === null ? limit(balance, index) : 0));
    const shared = share(available - agreed, balances, limits, step);
    return { offers: shared.offers.map((offer, index) => offer + fixed[index]), residual: shared.left, shortfall: 0 };
  }

  // ---- Paying month by month ----
  // Simple interest for one month on `principal`, rounded half up to 分. `rate` is the decimal text of a yearly rate.
  function monthInterest(principal, rate) {
    const [whole, fraction = ""] = rate.split(".");
    const base = BigInt(12) * BigInt("1" + "0".repeat(fraction.length));
    return Number((BigInt(2) * BigInt(principal) * BigInt(whole + fraction) + base) / (BigInt(2) * base));
  }

  // What a payment meets first inside one debt: costs and penalty, then interest, then principal. This is the default of
  // 民法典第561条 where the parties have agreed on no other order.
  const ORDER = ["overdue_fees", "penalty", "interest", "principal"];
  const owed = (debt) => sum(ORDER.map((part) => debt[part]));

  /* Pays `monthly` until nothing is owed or 600 months have passed; interest also accrues in the months of grace.
   * Each month: accrue on principal only, then share the payment by what each debt then claims.
   */
  function simulate(input, monthly) {
    const debts = input.debts.map((debt) => ({ ...debt, paid: 0, months: null, share: 0 }));
    const rows = [];
    let added = 0;
    let first = 0; // of `added`, month 1
    for (let month = 1; month <= MAX_MONTHS && sum(debts.map(owed)) > 0; month += 1) {
      for (const debt of debts) {
        const interest = monthInterest(debt.principal, debt.annual_rate);
        debt.interest += interest;
        added += interest;
        if (month === 1) first += interest;
      }
      const claims = debts.map(owed);
      const paying = month > input.grace_months;
      const payments = paying ? share(monthly, claims, claims, input.step).offers : claims.map(() => 0);
      debts.forEach((debt, index) => {
        let rest = payments[index];
        for (const part of ORDER) {
          const met = Math.min(rest, debt[part]);
          debt[part] -= met;
          rest -= met;
        }
        debt.paid += payments[index];
        if (month === input.grace_months + 1) debt.share = payments[index];
        if (debt.months === null && owed(debt) === 0) debt.months = month;
      });
      rows.push({ month, paid: sum(payments), balance: sum(debts.map(owed)), payments });
    }
    return { debts, rows, added, first, months: sum(debts.map(owed)) > 0 ? null : rows.length };
  }

  // Keeps the [when, code, data] that apply.
  const apply = (list) => list.filter(([when]) => when).map(([, code, data]) => ({ code, ...data }));

  function warningsOf(input, surplus, monthly, run) {
    const { first, months } = run;
    const free = input.income - input.essentials;
    const kept = Math.max(input.step, Math.floor((free * 9) / 10));
    const tight = run.rows.some((row) => row.paid >= free); // a debt that ends at once may take less than `monthly`
    const steady = tight && { monthly_if_kept: kept, kept: free - kept, months_if_kept: simulate(input, kept).months };
    const tokens = run.debts.filter((debt, index) => debt.share < TOKEN_FEN && debt.share < owed(input.debts[index]));
    return apply([
      [first >= monthly, "payment_below_interest", { interest: first, payment: monthly, gap: first - monthly }],
      [months === null, "never", { limit: MAX_MONTHS }],
      [monthly > surplus, "over_budget", { over: monthly - surplus, surplus }],
      [steady, "whole_surplus", steady],
      [months > 120, "over_120_months", { months }],
      [months > 60 && months <= 120, "over_60_months", { months }],
      [tokens.length, "token_share", { limit: TOKEN_FEN, debts: tokens.map(({ name, share }) => ({ name, share })) }],
    ]);
  }

  function assumptionsOf({ debts, grace_months }) {
    const without = debts.filter((debt) => Number(debt.annual_rate) === 0).map((debt) => debt.name);
    return apply([
      [without.length === debts.length, "no_new_interest"], // needs the creditor's agreement: nobody has a right to it
      [without.length < debts.length, "simple_interest", { without }],
      [grace_months > 0, "grace_agreed", { months: grace_months }],
      [true, "steady_income"],
      [true, "all_agree", { count: debts.length }],
      [debts.length > 1, "share_by_claim"],
      [true, "payment_order"],
    ]);
  }

  // What `plan` and `parse_case` both refuse; the wording fits 分 and 元 alike.
  function checkDebts(input, errors) {
    if (errors.length) return;
    input.debts.forEach((debt, index) => {
      debt.name = debt.name || "欠款 " + (index + 1);
      if (!owed(debt)) errors.push({ field: "debts[" + index + "].principal", message: "这一笔没有写欠款；请写本金，或删掉这笔" });
    });
    if (input.monthly === 0) errors.push({ field: "monthly", message: "要大于 0；暂时还不了就留空，先申请缓一缓" });
  }

  function plan(input, errors) {
    checkDebts(input, errors);
    if (errors.length) return null;
    const surplus = input.income - input.essentials - input.reserve;
    const total = sum(input.debts.map(owed));
    if (surplus <= 0) {
      // A sum that cannot be kept up harms the reader, so none is offered, whatever `monthly` says.
      const warnings = [{ code: "no_surplus", surplus, gap: -surplus }];
      const debts = input.debts.map((debt) => ({ name: debt.name, owed: owed(debt), share: 0, paid: 0, months: null }));
      const totals = { surplus, monthly: 0, total_owed: total, months: null, total_paid: 0, added_interest: 0 };
      return { ...totals, debts, rows: [], assumptions: [], warnings };
    }
    const monthly = input.monthly === null ? surplus : input.monthly;
    if (monthly < input.step) return void errors.push({ field: "step", message: "取整的单位比每月还的数还大；请把 step 改小" });
    const run = simulate(input, monthly);
    const { months, rows, added } = run;
    const debts = run.debts.map(({ name, share, paid, months }, i) => ({ name, owed: owed(input.debts[i]), share, paid, months }));
    const totals = { surplus, monthly, total_owed: total, months, total_paid: sum(rows.map((row) => row.paid)), added_interest: added };
    return { ...totals, debts, rows, assumptions: assumptionsOf(input), warnings: warningsOf(input, surplus, monthly, run) };
  }

  function parseCase(clear, errors) {
    checkDebts(clear, errors);
    const { title, ...input } = clear;
    return { input, title };
  }

  // ---- The registry: what each function takes and returns. `handbook calc --list` prints it, `readRecord` enforces it. ----
  const UNITS = { fen: ["整数", "分"], yuan: ["金额文本", "元"], rate: ["小数文本", "每年"], percent: ["百分数文本", "%/年"], count: ["整数", "个月"] };
  const field = (kind, name, doc, options) => ({ kind, name, doc, min: 0, max: MAX_FEN, ...options });
  const optional = (kind, name, doc, options) => field(kind, name, doc, { fallback: 0, blank: true, ...options });
  const fenList = (name, doc, options) => field("list", name, doc, { item: field("fen"), ...options });
  const STEP = optional("fen", "step", "取整单位：1 是分，100 是元，1000 是 10 元", { fallback: 1, min: 1, max: 1e5, help: "例如 1 或 100" });
  const TITLE = optional("text", "title", "标题，最多 60 个字", { fallback: "", max: 60 });
  const debtFields = (money, rate) => [
    optional("text", "name", "名称，最多 30 个字；不填是“欠款 1”", { fallback: "", max: 30 }),
    (money === "fen" ? field : optional)(money, "principal", "本金", money === "fen" ? {} : { fallback: 0 }),
    optional(money, "interest", "已产生、未还的利息"),
    optional(money, "penalty", "已产生、未还的违约金"),
    optional(money, "overdue_fees", "已产生、未还的费用"),
    optional(rate[0], "annual_rate", rate[1], { fallback: "0" }),
  ];
  const caseFields = (money, rate) => [
    field(money, "income", "每月到手收入", { help: "没有收入就写 0", blank: true }),
    field(money, "essentials", "每月必要开支", { help: "写吃住、看病、水电等的合计", blank: true }),
    (money === "fen" ? field : optional)(money, "reserve", "每月应急预留", money === "fen" ? { help: "不预留就写 0" } : {}),
    field("list", "debts", "各笔欠款，1 到 " + MAX_DEBTS + " 笔", { fields: debtFields(money, rate), help: "至少写一笔" }),
    optional("count", "grace_months", "先缓几个月，0 到 60；缓的时候照样计息", { max: 60 }),
    optional(money, "monthly", "每月打算还多少；不填就是收入减开支再减预留", { fallback: null }),
  ];

  const FUNCTIONS = {
    split: {
      run: split,
      summary: "把一笔钱按各笔欠款的比例分开，一分不差（最大余数法）",
      fields: [
        field("fen", "available", "可分的钱"),
        fenList("balances", "各笔欠款，1 到 " + MAX_DEBTS + " 笔，可以是 0"),
        STEP,
        fenList("fixed", "已经约定或判定的数，先扣；没有就写 null", { item: field("fen", "", "", { fallback: null }), fallback: null }),
        fenList("caps", "最多给多少；没有就写 null", { item: field("fen", "", "", { fallback: null }), fallback: null }),
      ],
      returns: "{offers: 各笔分到的分, residual: 不够一个取整单位、留下的分, shortfall: 约定的数超出可分的钱多少分}",
    },
    plan: {
      run: plan,
      summary: "按月推算：每月还多少、每笔分多少、第几个月还清",
      fields: caseFields("fen", ["rate", '年利率，小数文本，例如 "0.1825" 是 18.25%；按本金单利，每月四舍五入到分']).concat(STEP),
      returns:
        "{surplus 结余, monthly 每月还, total_owed 现在共欠, months 第几个月还清或 null, total_paid 共还, added_interest 新增利息, " +
        "debts: [{name, owed, share 首期, paid, months}], rows: [{month, paid, balance, payments}], assumptions: [{code}], warnings: [{code}]}；金额都是分",
    },
    parse_case: {
      run: parseCase,
      summary: "读人写的情形（金额用元，可写 5,000.50、1.2万），换成 plan 的输入",
      fields: [TITLE].concat(caseFields("yuan", ["percent", "年利率，百分数：18.25 或 18.25%；小于 1 时必须写百分号；停息就不填"])),
      returns: "{input: plan 的输入，单位分, title}",
    },
  };

  function publicField(spec) {
    const inner = spec.item || spec;
    const [type, unit] = UNITS[inner.kind] || ["文字", ""];
    const out = { name: spec.name, type, unit, required: !own(spec, "fallback"), doc: spec.doc };
    if (spec.kind === "list") out.type = spec.fields ? "列表" : type + "列表";
    return spec.fields ? { ...out, unit: "", fields: spec.fields.map(publicField) } : out;
  }

  const publicFunction = (name, { summary, fields, returns }) => ({ name, summary, fields: fields.map(publicField), returns });
  // Every function's name, summary, fields and returns, as plain data.
  const describe = () => Object.keys(FUNCTIONS).map((name) => publicFunction(name, FUNCTIONS[name]));

  // Runs one function. Bad input gives {errors: [{field, message}]}; a message reads “what is wrong；what to do”.
  function calculate(name, input) {
    try {
      if (typeof name !== "string" || !own(FUNCTIONS, name)) {
        return { errors: [{ field: "", message: "没有" + quote(name) + "这个函数；" + nearest(name, Object.keys(FUNCTIONS)) }] };
      }
      const errors = [];
      const clear = readRecord(FUNCTIONS[name].fields, input, "", errors);
      const result = errors.length ? null : FUNCTIONS[name].run(clear, errors);
      return errors.length ? { errors } : result;
    } catch (error) {
      // No BigInt, an object with a trap, a fault of ours: the caller keeps what it shows.
      return { errors: [{ field: "", message: "这里算不了；请换个浏览器，或看页面上已有的结果" }] };
    }
  }

  root.PlanEngine = Object.freeze({ calculate, describe });
})(typeof globalThis === "object" ? globalThis : this);
