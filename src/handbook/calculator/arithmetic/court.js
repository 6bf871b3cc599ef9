/* Court fees and deadlines. Every figure comes from the dated legal values; this only applies them. */
(function (parts, register) {
  "use strict";
  const { fraction } = parts.numbers;
  const { roundFraction } = parts.exact;
  const { addDays, addMonthsToDay, daysBetween, weekday } = parts.days;
  const { need, may, list, pick } = parts.reading;
  const B = BigInt;
  const noLaw = (errors, field) => void errors.push({ field, message: "没有法定数值，算不了；请在网页或命令行里用" });

  // ---- Fees ----
  // procedure → table, and the share of it (a parameter: percent, or one part in so many).
  const PROCEDURES = {
    ordinary: ["财产案件受理费"],
    simplified: ["财产案件受理费", "简易程序受理费比例"],
    mediated: ["财产案件受理费", "调解撤诉受理费比例"],
    withdrawn: ["财产案件受理费", "调解撤诉受理费比例"],
    appeal: ["财产案件受理费"],
    counterclaim: ["财产案件受理费", "反诉受理费比例"],
    payment_order: ["财产案件受理费", "支付令费比例"],
    enforcement: ["申请执行费"],
    preservation: ["财产保全申请费"],
  };

  // Amount in 分, bracket in 元: fee = amount × rate + plus, rounded half up to 分 once, after the share.
  function courtFees(input, errors, trace, law) {
    if (!law) return noLaw(errors, "procedure");
    const [name, part] = PROCEDURES[input.procedure];
    const table = law.brackets(name);
    const share = part && law.value(part, input.date || law.day);
    if (!table || (input.date || law.day) < table.from || (part && !share)) return void errors.push({ field: "date", message: "那天的收费标准没有收录；请问法院" });
    const amount = B(input.claim);
    const yuan = (text) => B(text) * B(100);
    const row = table.rows.find(({ over, upto }) => (amount > yuan(over) || !input.claim) && (upto === "0" || amount <= yuan(upto)));
    const { n, d } = fraction(row.rate);
    const top = amount * B(n) + yuan(row.plus) * B(d);
    const cut = share ? (share.unit === "%" ? [share.value, "100"] : ["1", share.value]) : ["1", "1"];
    const [by, over] = cut.map(B);
    trace("受理费按分段表：金额 × " + row.rate + " + " + row.plus + " 元", table.ground);
    if (share) trace("再乘 " + by + "/" + over, share.ground);
    trace("先由一方垫付，最后看输赢、和解或法院决定", "诉讼费办法 29");
    const payer = share && share.advanced_by ? share : table;
    return {
      fee: Number(roundFraction(top * by, B(d) * over, "half_up")),
      full_fee: Number(roundFraction(top, B(d), "half_up")),
      bracket: row,
      advanced_by: payer.advanced_by,
      borne_by: payer.borne_by,
      limits: [table.limits, share ? share.limits : ""].filter(Boolean),
      stale: Boolean(table.stale || (share && share.stale)),
    };
  }

  // ---- Deadlines ----
  // rule → [parameters added up, who counts, moved when the last day is a day off, where that is said].
  const CIVIL = "民法典 203";
  const COURT = "民诉法 85";
  const RULES = {
    answer: [["答辩期"], COURT],
    small_claim_answer: [["小额答辩期上限"], COURT],
    payment_order_objection: [["支付令异议期"], COURT],
    appeal_judgment: [["判决上诉期"], COURT],
    appeal_ruling: [["裁定上诉期"], COURT],
    retrial: [["再审申请期"], COURT],
    judicial_confirmation: [["司法确认申请期"], COURT],
    enforcement: [["申请执行期间"], COURT],
    refuse_notarised: [["公证债权不予执行申请期"], COURT],
    refuse_award: [["仲裁不予执行申请期"], COURT],
    limitation: [["诉讼时效"], CIVIL],
    rescission: [["撤销权期间"], CIVIL],
    complaint: [["投诉办结期"], ""],
    complaint_complex: [["复杂投诉办结期"], ""],
    complaint_extended: [["复杂投诉办结期", "投诉延长期"], ""],
    credit_objection: [["异议答复期"], ""],
    credit_complaint: [["征信投诉答复期"], ""],
    credit_record: [["不良信息保存期"], ""],
    days: [[], CIVIL],
  };

  const add = (day, value, unit) => (unit === "日" ? addDays(day, value) : addMonthsToDay(day, value * (unit === "年" ? 12 : 1)));

  // Moves a last day that is a day off to the next working day. Outside the table's years only weekends are known.
  function moved(day, law) {
    let last = day;
    let known = true;
    for (;;) {
      const year = Number(last.slice(0, 4));
      const covered = year >= law.holidays.from && year <= law.holidays.to;
      known = known && covered;
      const short = last.replace(/-/g, "");
      const off = covered && law.holidays.off.has(short);
      const worked = covered && law.holidays.on.has(short);
      if (!off && (weekday(last) < 6 || worked)) return { last, known };
      last = addDays(last, 1);
    }
  }

  function deadline(input, errors, trace, law) {
    if (!law) return noLaw(errors, "rule");
    const { rule, event, interruptions } = input;
    const [names, ground] = RULES[rule];
    if (rule === "days" && input.days === null) errors.push({ field: "days", message: "没有填；写几天，例如 15" });
    if (rule !== "days" && input.days !== null) errors.push({ field: "days", message: "这种期限由法律定；请删掉" });
    if (rule !== "limitation" && interruptions.length) errors.push({ field: "interruptions", message: "只有诉讼时效会重新算；请删掉，或写 limitation" });
    const terms = names.map((name) => law.value(name, event));
    if (terms.some((term) => !term)) errors.push({ field: "event", message: "那时的规定没有收录；请看当时的法律，或问律师" });
    const early = interruptions.findIndex((day) => day < event);
    if (early >= 0) errors.push({ field: "interruptions[" + early + "]", message: "早于 event；请核对" });
    if (errors.length) return null;
    const length = (day) => (rule === "days" ? addDays(day, input.days) : terms.reduce((at, term) => add(at, Number(term.value), term.unit), day));
    trace("开始的那天不算，从第二天起算；按月按年的，到对应那天满", "民法典 201");
    terms.forEach((term) => trace("期限 " + term.value + " " + term.unit, term.ground));
    // Each interruption within the period starts it afresh; one after its end is only told, as its effect is disputed.
    let start = event;
    const restarts = [];
    for (const day of interruptions.slice().sort()) {
      const late = day > (ground ? moved(length(start), law).last : length(start));
      restarts.push({ date: day, after_expiry: late });
      if (!late) start = day;
    }
    if (restarts.length) trace("时效内催要、同意还款、起诉等，从那天起重新算", "民法典 195");
    const plain = length(start);
    const { last, known } = ground ? moved(plain, law) : { last: plain, known: true };
    if (ground) trace("最后一天是休息日的，顺到下一个上班的日子", ground);
    const longest = rule === "limitation" && law.value("最长诉讼时效", event);
    return {
      last_day: last,
      before_moving: plain,
      moved_days: daysBetween(plain, last),
      weekday: weekday(last),
      counted_from: addDays(start, 1),
      days_left: input.today ? daysBetween(input.today, last) : null,
      holidays_known: known,
      holidays_from: law.holidays.from,
      holidays_to: law.holidays.to,
      restarts,
      longest_until: longest ? add(event, Number(longest.value), longest.unit) : null,
      grounds: terms.map((term) => term.ground).concat(ground || []),
      limits: terms.map((term) => term.limits).filter(Boolean),
      stale: terms.some((term) => term.stale),
    };
  }

  const FEES = [need("fen", "claim"), need("choice", "procedure", { options: Object.keys(PROCEDURES) }), may("day", "date", null)];
  const DEADLINE = [need("choice", "rule", { options: Object.keys(RULES) }), need("day", "event"), may("count", "days", null, { min: 1, max: 3660 })]
    .concat(list("interruptions", need("day", ""), { fallback: [], min: 0 }), may("day", "today", null));

  register({ court_fees: { run: courtFees, fields: FEES }, deadline: { run: deadline, fields: DEADLINE } });
})(parts, register);
