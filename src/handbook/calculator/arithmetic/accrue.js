/* Interest by the day: what a bill should say. Exact fractions until the one rounding that is asked for. */

import { fraction, mulDivHalfUp, sum } from "./numbers.js";
import { roundFraction, times } from "./exact.js";
import { addDays, daysBetween, leapDays } from "./days.js";
import { may, need, pick, records } from "./reading.js";
const B = BigInt;
const MAX_TOTAL = 1e15; // 10 万亿元; and far below 2^53, beyond which a Number rounds without a word

// Days of a span split by the year's length: → [[days, divisor]].
function counted(from, days, basis) {
  if (basis !== "actual") return [[days, Number(basis)]];
  const leap = leapDays(from, days);
  return [
    [leap, 366],
    [days - leap, 365],
  ].filter(([count]) => count);
}

// A segment cut where a payment falls: from the day it is paid the lower balance counts.
function pieces(segment, at, count, errors) {
  const { balance, payments } = segment;
  const dated = segment.from && segment.to;
  if (segment.days !== null && dated) errors.push({ field: at + "days", message: "和起止日只能写一样；请删掉一样" });
  else if (segment.days === null && !dated) {
    errors.push({ field: at + "days", message: "没有填；写天数，或写 from 和 to" });
  } else if (!dated && payments.length) {
    errors.push({ field: at + "payments", message: "有还款就要写 from 和 to；请补上日期" });
  } else if (!dated) return [{ balance, from: segment.from, days: segment.days }];
  if (!dated || segment.days !== null) return [];
  const end = count === "both" ? addDays(segment.to, 1) : segment.to;
  if (segment.to < segment.from) errors.push({ field: at + "to", message: "早于 from；请核对" });
  else if (daysBetween(segment.from, end) > 36600) errors.push({ field: at + "to", message: "超过 100 年；请核对" });
  const sorted = payments.slice().sort((a, b) => daysBetween(b.date, a.date));
  if (sorted.some(({ date }) => date < segment.from || date > segment.to)) {
    errors.push({ field: at + "payments", message: "有的还款不在起止日里；请核对" });
  }
  if (sum(payments.map(({ amount }) => amount)) > balance) {
    errors.push({ field: at + "payments", message: "还的比本金多；请核对" });
  }
  const out = [];
  let [left, start] = [balance, segment.from];
  for (const { date, amount } of sorted.concat({ date: end, amount: 0 })) {
    if (date > start) out.push({ balance: left, from: start, days: daysBetween(start, date) });
    [left, start] = [left - amount, date > start ? date : start];
  }
  return out;
}

// What a segment costs a year or a day, as decimal text; `perDay` tells which.
function price(segment, at, law, errors) {
  const given = ["annual_rate", "daily_rate", "lpr_multiple"].filter((name) => segment[name] !== null);
  const late = segment.kind === "late_performance";
  if (given.length + (late ? 1 : 0) !== 1) {
    errors.push({
      field: at + (given[1] || given[0] || "annual_rate"),
      message: late ? "迟延履行的利率由法律定；请删掉" : "年利率、日利率、LPR 倍数要写一个，也只写一个；请改",
    });
    return null;
  }
  if (segment.kind !== "penalty_interest" && Number(segment.uplift) > 0) {
    errors.push({ field: at + "uplift", message: "只有罚息才上浮；请删掉，或把 kind 写成 penalty_interest" });
  }
  if (segment.lpr_multiple === null && (segment.lpr !== null || segment.lpr_date)) {
    errors.push({
      field: at + (segment.lpr === null ? "lpr_date" : "lpr"),
      message: "没写 lpr_multiple，用不上；请删掉，或写几倍",
    });
  }
  if (segment.annual_rate !== null) return { rate: segment.annual_rate };
  if (segment.daily_rate !== null) return { rate: segment.daily_rate, perDay: true };
  const day = late ? segment.from : segment.lpr_date || segment.from;
  const own = !late && segment.lpr;
  const known = own
    ? { value: times(segment.lpr, "100"), ground: "" }
    : day && law && law.value(late ? "迟延履行日利率" : "一年期LPR", day, late);
  if (!known) {
    const fix = late ? "请写 2014-08-01 以后的 from 和 to" : "请写 lpr_date，或自己填 lpr";
    const what = day ? "那天的数没有收录；" : "没写日期，查不到那天的数；";
    return void errors.push({ field: at + (late ? "from" : "lpr_date"), message: what + fix });
  }
  const percent = times(known.value, "0.01");
  return {
    rate: late ? percent : times(percent, segment.lpr_multiple),
    perDay: late,
    ground: known.ground,
    stale: known.stale,
  };
}

function amountOf(piece, base, { rate, perDay }, uplift, basis) {
  const [{ n, d }, up] = [fraction(rate), fraction(uplift)];
  const scale = B(d) * B(up.d);
  const yearly = B(base) * B(n) * B(up.n + up.d);
  if (perDay) return { top: yearly * B(piece.days), bottom: scale };
  // Days over their divisors, on one denominator.
  const spans = counted(piece.from, piece.days, basis);
  const bottom = spans.reduce((all, [, divisor]) => all * B(divisor), B(1));
  const share = spans.reduce((all, [days, divisor]) => all + (B(days) * bottom) / B(divisor), B(0));
  return { top: yearly * share, bottom: scale * bottom };
}

const RULE = {
  interest: ["利息 = 金额 × 利率 × 天数", ""],
  penalty_interest: ["罚息 = 金额 × 利率 ×（1 + 上浮）× 天数", "贷款利率通知 3"],
  late_performance: ["加倍部分利息 = 判决的金额（不含一般利息）× 日利率 × 天数", "迟延利息解释 1"],
};

function upliftNote(segment, law) {
  if (segment.kind !== "penalty_interest" || !law) return [];
  const from = segment.lpr_date || segment.from || law.day;
  const [low, high] = ["罚息上浮下限", "罚息上浮上限"].map((short) => law.value(short, from));
  const percent = Number(segment.uplift) * 100;
  return low && high && (percent < Number(low.value) || percent > Number(high.value))
    ? ["uplift_outside_" + low.value + "_" + high.value]
    : [];
}

function accrue(input, errors, trace, law) {
  const { count, basis, compound, rounding } = input;
  const work = input.segments.map((segment, index) => {
    const at = "segments[" + index + "].";
    if (basis === "actual" && segment.daily_rate === null && !segment.from) {
      errors.push({ field: at + "from", message: "按实际天数算要写日期；请写 from 和 to" });
    }
    return { segment, cuts: pieces(segment, at, count, errors), cost: price(segment, at, law, errors) };
  });
  input.damages.forEach(({ minimum, cap }, index) => {
    if (cap !== null && minimum > cap) {
      errors.push({ field: "damages[" + index + "].minimum", message: "最低额比上限还高；请核对" });
    }
  });
  if (errors.length) return null;
  if (!input.segments.length && !input.damages.length) {
    return void errors.push({ field: "segments", message: "一段也没有；至少写一段，或写 damages" });
  }
  const rows = [];
  let exact = { top: B(0), bottom: B(1) };
  let unpaid = 0;
  for (const { segment, cuts, cost } of work) {
    trace(RULE[segment.kind][0], cost.ground || RULE[segment.kind][1]);
    const joined = compound ? unpaid : 0; // of the segments before; a payment cuts a segment, but compounds nothing
    for (const piece of cuts) {
      const base = piece.balance + joined;
      const { top, bottom } = amountOf(piece, base, cost, segment.uplift, basis);
      const amount = Number(roundFraction(top, bottom, "half_up"));
      if (rounding === "total") exact = { top: exact.top * bottom + top * exact.bottom, bottom: exact.bottom * bottom };
      unpaid += amount;
      if (unpaid > MAX_TOTAL) {
        return void errors.push({ field: "segments", message: "算出来的数太大；请核对金额、利率和天数" });
      }
      const to = piece.from && addDays(piece.from, piece.days - 1);
      rows.push({
        name: segment.name,
        kind: segment.kind,
        balance: base,
        from: piece.from,
        to,
        days: piece.days,
        rate: cost.rate,
        per: cost.perDay ? "day" : "year",
        amount,
        notes: upliftNote(segment, law).concat(cost.stale ? ["stale"] : []),
      });
    }
  }
  if (compound) trace("算复利：前一段没付的利息并入后一段的基数；要看合同有没有约定");
  const damages = input.damages.map(({ name, base, rate, minimum, cap }) => {
    const { n, d } = fraction(rate);
    const plain = mulDivHalfUp(base, n, d);
    return { name, base, rate, plain, amount: Math.min(Math.max(plain, minimum), cap === null ? Infinity : cap) };
  });
  if (damages.length) trace("违约金 = 基数 × 比例，不低于最低额，不高于上限");
  trace(rounding === "total" ? "只在最后四舍五入到分" : "每段四舍五入到分");
  const interest = rounding === "total" ? Number(roundFraction(exact.top, exact.bottom, "half_up")) : unpaid;
  const all = sum(damages.map(({ amount }) => amount));
  return { rows, damages, interest, damages_total: all, total: interest + all };
}

const payment = [need("day", "date"), need("fen", "amount")];
const segment = [
  may("text", "name", "", { max: 30 }),
  pick("kind", Object.keys(RULE)),
  need("fen", "balance"),
  may("count", "days", null, { max: 36600 }),
]
  .concat(["from", "to", "lpr_date"].map((name) => may("day", name, null)))
  .concat(
    ["annual_rate", "daily_rate"].map((name) => may("rate", name, null)),
    may("rate", "lpr_multiple", null, { max: 24 }),
    may("rate", "lpr", null),
  )
  .concat(may("rate", "uplift", "0", { max: 2 }), records("payments", payment, { fallback: [], min: 0 }));
const damage = [
  may("text", "name", "", { max: 30 }),
  need("fen", "base"),
  need("rate", "rate"),
  may("fen", "minimum", 0),
  may("fen", "cap", null),
];
const fields = [
  records("segments", segment, { fallback: [], min: 0 }),
  records("damages", damage, { fallback: [], min: 0 }),
].concat(
  pick("count", ["from", "both"]),
  pick("basis", ["365", "360", "366", "actual"]),
  may("flag", "compound", false),
  pick("rounding", ["each", "total"]),
);

export const ACCRUE = { name: "accrue", run: accrue, fields };
