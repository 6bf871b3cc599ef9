/* Court fees and deadlines. Every figure comes from the dated legal values; this only applies them. */

import { fraction } from "./numbers.js";
import { roundFraction } from "./exact.js";
import { addDays, addMonthsToDay, daysBetween, weekday } from "./days.js";
import { list, may, need } from "./reading.js";
const B = BigInt;
const noLaw = (errors, field) => void errors.push({ field, message: "没有法定数值，算不了；请在网页或命令行里用" });

// ---- Fees ----
// procedure → table, who bears it in the end (article), and the share of the table (a parameter: percent, or one part in
// so many).
const FEE = "财产案件受理费";
const PROCEDURES = {
  ordinary: [FEE, "诉讼费办法 29"],
  simplified: [FEE, "诉讼费办法 29", "简易程序受理费比例"],
  mediated: [FEE, "诉讼费办法 31", "调解撤诉受理费比例"],
  withdrawn: [FEE, "诉讼费办法 34", "调解撤诉受理费比例"],
  appeal: [FEE, "诉讼费办法 29"],
  counterclaim: [FEE, "诉讼费办法 29", "反诉受理费比例"],
  payment_order: [FEE, "诉讼费办法 36", "支付令费比例"],
  enforcement: ["申请执行费", "诉讼费办法 38"],
  preservation: ["财产保全申请费", "诉讼费办法 38"],
};

// Amount in 分, bracket in 元: fee = amount × rate + plus, rounded half up to 分 once, after the share.
function courtFees(input, errors, trace, law) {
  if (!law) return noLaw(errors, "procedure");
  const [name, ground, part] = PROCEDURES[input.procedure];
  const day = input.date || law.day;
  const table = law.brackets(name, day);
  const share = part && law.value(part, day);
  if (!table || (part && !share)) {
    return void errors.push({ field: "date", message: "那天的收费标准没有收录；请问法院" });
  }
  const amount = B(input.claim);
  const yuan = (text) => B(text) * B(100);
  const inside = ({ over, upto }) => (amount > yuan(over) || !input.claim) && (upto === "0" || amount <= yuan(upto));
  const row = table.rows.find(inside);
  const { n, d } = fraction(row.rate);
  const top = amount * B(n) + yuan(row.plus) * B(d);
  const cut = share ? (share.unit === "%" ? [share.value, "100"] : ["1", share.value]) : ["1", "1"];
  const [by, over] = cut.map(B);
  const plus = row.plus[0] === "-" ? " − " + row.plus.slice(1) : " + " + row.plus;
  trace("按分段表：金额 × " + row.rate + plus + " 元", table.ground);
  if (share) trace("再乘 " + by + "/" + over, share.ground);
  const payer = share && share.advanced_by ? share : table;
  trace("谁先交：" + payer.advanced_by, "诉讼费办法 20");
  trace("最后谁承担：" + payer.borne_by, ground);
  return {
    fee: Number(roundFraction(top * by, B(d) * over, "half_up")),
    full_fee: Number(roundFraction(top, B(d), "half_up")),
    bracket: { ...row, upto: row.upto === "0" ? "" : row.upto },
    advanced_by: payer.advanced_by,
    borne_by: payer.borne_by,
    limits: [table.limits, share ? share.limits : ""].filter(Boolean),
    stale: Boolean(table.stale || (share && share.stale)),
  };
}

// ---- Deadlines ----
// rule → [parameters added up, where it is said that a last day off moves on (none: it stays)].
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
  months: [[], CIVIL],
  years: [[], CIVIL],
  working_days: [[], ""],
};
const UNITS = { days: "日", months: "个月", years: "年", working_days: "个工作日" };
// What starts afresh when interrupted, and the article that says so.
const RESTARTS = { limitation: "民法典 195", enforcement: "民诉法 250" };

function add(day, value, unit, law) {
  if (unit === "日") return addDays(day, value);
  if (unit !== "个工作日") return addMonthsToDay(day, value * (unit === "年" ? 12 : 1));
  let last = day;
  for (let left = value; left > 0; left -= 1) last = moved(addDays(last, 1), law).last;
  return last;
}

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

function checkDeadline(input, errors, terms) {
  const { rule, event, interruptions } = input;
  const own = ownLength(rule);
  if (own && input.length === null) errors.push({ field: "length", message: "没有填；写多长，例如 15" });
  if (!own && input.length !== null) errors.push({ field: "length", message: "这种期限由法律定；请删掉" });
  if (!RESTARTS[rule] && interruptions.length) {
    errors.push({ field: "interruptions", message: "只有诉讼时效和申请执行会重新算；请删掉，或换 rule" });
  }
  if (terms.some((term) => !term)) {
    errors.push({ field: "event", message: "那时的规定没有收录；请看当时的法律，或问律师" });
  }
  const early = interruptions.findIndex((day) => day < event);
  if (early >= 0) errors.push({ field: "interruptions[" + early + "]", message: "早于 event；请核对" });
}

const ownLength = (rule) => UNITS[rule] !== undefined;

// Each interruption within the period starts it afresh; one after its end does not.
function restartsOf(input, end) {
  let start = input.event;
  const restarts = [];
  for (const date of input.interruptions.slice().sort()) {
    const late = date > end(start);
    restarts.push({ date, after_expiry: late });
    if (!late) start = date;
  }
  return { start, restarts };
}

function explain(rule, terms, ground, restarts, trace) {
  trace("开始的那天不算，从第二天起算；按月按年的，到对应那天满", ground === COURT ? COURT : "民法典 201");
  terms.forEach((term) => trace("期限 " + term.value + " " + term.unit, term.ground));
  if (restarts.length) trace("期限内催要、同意还款的，从那天重新算；起诉、仲裁的，从程序终结时重新算", RESTARTS[rule]);
  if (rule === "limitation" && restarts.some((one) => one.after_expiry)) {
    trace("过期以后，催要不会让它重新算；但自己同意还的，不能再拿过期来抗辩", "民法典 192");
  }
  if (ground) trace("最后一天是休息日的，顺到下一个上班的日子", ground);
}

function deadline(input, errors, trace, law) {
  if (!law) return noLaw(errors, "rule");
  const { rule, event } = input;
  const [names, ground] = RULES[rule];
  const legal = names.map((name) => law.value(name, event, true));
  checkDeadline(input, errors, legal);
  if (errors.length) return null;
  const terms = ownLength(rule) ? [{ value: input.length, unit: UNITS[rule], limits: "" }] : legal;
  const length = (day) => terms.reduce((at, term) => add(at, Number(term.value), term.unit, law), day);
  const ends = (day) => (ground ? moved(length(day), law).last : length(day));
  const { start, restarts } = restartsOf(input, ends);
  explain(rule, terms, ground, restarts, trace);
  const plain = length(start);
  const { last, known } = ground || rule === "working_days" ? moved(plain, law) : { last: plain, known: true };
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
    grounds: terms
      .map((term) => term.ground)
      .concat(ground)
      .filter(Boolean),
    limits: terms.map((term) => term.limits).filter(Boolean),
    stale: terms.some((term) => term.stale === true),
  };
}

const FEES_FIELDS = [
  need("fen", "claim"),
  need("choice", "procedure", { options: Object.keys(PROCEDURES) }),
  may("day", "date", null),
];
const DEADLINE_FIELDS = [
  need("choice", "rule", { options: Object.keys(RULES) }),
  need("day", "event"),
  may("count", "length", null, { min: 1, max: 3660 }),
].concat(list("interruptions", need("day", ""), { fallback: [], min: 0 }), may("day", "today", null));

export const COURT_FEES = { name: "court_fees", run: courtFees, fields: FEES_FIELDS };
export const LAST_DAY = { name: "deadline", run: deadline, fields: DEADLINE_FIELDS };
