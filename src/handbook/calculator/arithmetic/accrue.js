// @ts-check
/* Interest by the day: what a bill should say. Exact fractions until the one rounding that is asked for. */

import { fault } from "./faults.js";
import { fraction, mulDivHalfUp, sum } from "./numbers.js";
import { roundFraction, times } from "./exact.js";
import { addDays, daysBetween, leapDays } from "./days.js";
import { groundOf } from "./law.js";
import { may, need, pick, records } from "./reading.js";

const B = BigInt;
const MAX_TOTAL = 1e15; // 10 万亿元; and far below 2^53, beyond which a Number rounds without a word
const CENTURY = 36600; // days
const LATE = "late_performance"; // its rate is set by law
const UPLIFTED = "penalty_interest"; // only a lender's penalty interest is the rate of the contract and some more

/** @typedef {import("./law.js").LawBook} LawBook */
/** @typedef {import("./engine.js").Trace} Trace */
/** @typedef {import("./faults.js").Fault} Fault */
/** Amounts in 分, rates as decimal text per one; null or "": not given.
 * @typedef {{
 *   name: string, kind: string, balance: number, days: number | null, from: string | null, to: string | null,
 *   lpr_date: string | null, annual_rate: string | null, daily_rate: string | null, lpr_multiple: string | null,
 *   lpr: string | null, uplift: string, payments: { date: string, amount: number }[],
 * }} Segment
 */
/** @typedef {{ name: string, base: number, rate: string, minimum: number, cap: number | null }} Damage */
/** @typedef {{
 *   segments: Segment[], damages: Damage[], count: string, basis: string, compound: boolean, rounding: string,
 * }} Input
 */
/** A part of a segment with one balance.
 * @typedef {{ balance: number, from: string | null, days: number }} Piece
 */
/** What a segment costs a year or, with `perDay`, a day.
 * @typedef {{ rate: string, perDay?: boolean, ground?: string, stale?: boolean }} Cost
 */
/** @typedef {import("./exact.js").Exact} Exact */
/** @typedef {{ segment: Segment, cuts: Piece[], cost: Cost }} Work */

/** Days of a span split by the year's length: → [[days, divisor]].
 * @param {string | null} from
 * @param {number} days
 * @param {string} basis
 */
function counted(from, days, basis) {
  if (basis !== "actual") return [[days, Number(basis)]];
  const leap = leapDays(String(from), days);
  return [
    [leap, 366],
    [days - leap, 365],
  ].filter(([count]) => count);
}

/** Whether a segment says from when to when, or for how many days. Dates: true; days: false; null: it is wrong.
 * @param {Segment} segment
 * @param {string} at
 * @param {Fault[]} errors
 */
function datedBy({ days, from, to, payments }, at, errors) {
  const dated = Boolean(from && to);
  if (days !== null && dated) errors.push(fault(at + "days", "accrue.days_and_dates"));
  else if (days === null && !dated) errors.push(fault(at + "days", "blank", { help: { code: "help.write_days" } }));
  else if (!dated && payments.length) {
    errors.push(fault(at + "payments", "accrue.payments_undated"));
  } else return dated;
  return null;
}

/** A segment cut where a payment falls: from the day it is paid the lower balance counts.
 * @param {Segment} segment
 * @param {string} at
 * @param {string} count
 * @param {Fault[]} errors
 * @returns {Piece[]}
 */
function pieces(segment, at, count, errors) {
  const { balance, payments } = segment;
  const dated = datedBy(segment, at, errors);
  if (dated === false) return [{ balance, from: segment.from, days: Number(segment.days) }];
  if (dated === null) return [];
  const [from, to] = [String(segment.from), String(segment.to)];
  const end = count === "both" ? addDays(to, 1) : to;
  if (to < from) errors.push(fault(at + "to", "before_from"));
  else if (daysBetween(from, end) > CENTURY) errors.push(fault(at + "to", "accrue.over_century"));
  const sorted = payments.slice().sort((a, b) => daysBetween(b.date, a.date));
  if (sorted.some(({ date }) => date < from || date > to)) {
    errors.push(fault(at + "payments", "accrue.payment_outside"));
  }
  if (sum(payments.map(({ amount }) => amount)) > balance) {
    errors.push(fault(at + "payments", "accrue.paid_over_balance"));
  }
  /** @type {Piece[]} */
  const out = [];
  let [left, start] = [balance, from];
  for (const { date, amount } of sorted.concat({ date: end, amount: 0 })) {
    if (date > start) out.push({ balance: left, from: start, days: daysBetween(start, date) });
    [left, start] = [left - amount, date > start ? date : start];
  }
  return out;
}

/** Whether a segment says its price once, and nothing that does not belong to it.
 * @param {Segment} segment
 * @param {string} at
 * @param {Fault[]} errors
 */
function priced(segment, at, errors) {
  const { annual_rate, daily_rate, lpr_multiple, lpr } = segment;
  const prices = Object.entries({ annual_rate, daily_rate, lpr_multiple });
  const given = prices.filter(([, price]) => price !== null).map(([name]) => name);
  const late = segment.kind === LATE;
  if (given.length + (late ? 1 : 0) !== 1) {
    const code = late ? "accrue.rate_by_law" : "accrue.one_price";
    errors.push(fault(at + (given[1] || given[0] || "annual_rate"), code));
    return false;
  }
  if (segment.kind !== UPLIFTED && Number(segment.uplift) > 0) {
    errors.push(fault(at + "uplift", "accrue.uplift_unused"));
  }
  if (lpr_multiple === null && (lpr !== null || segment.lpr_date)) {
    errors.push(fault(at + (lpr === null ? "lpr_date" : "lpr"), "accrue.lpr_unused"));
  }
  return true;
}

/** The rate that law sets for being late with a judgment, a day; null where it is not known.
 * @param {Segment} segment
 * @param {string} at
 * @param {Fault[]} errors
 * @param {LawBook | null} law
 * @returns {Cost | null}
 */
function lateCost(segment, at, errors, law) {
  const known = law && segment.from ? law.of(LATE, "rate", segment.from, true) : null;
  if (known) return { rate: times(known.value, "0.01"), perDay: true, ground: known.ground, stale: known.stale };
  const help = law ? { code: "help.dates_since", values: { day: law.since(LATE, "rate") } } : { code: "help.with_law" };
  errors.push(fault(at + "from", segment.from ? "accrue.unknown_rate" : "accrue.undated_rate", { help }));
  return null;
}

/** A multiple of the LPR of a day, or of one that was typed; null where it is not known.
 * @param {Segment} segment
 * @param {string} at
 * @param {Fault[]} errors
 * @param {LawBook | null} law
 * @returns {Cost | null}
 */
function lprCost(segment, at, errors, law) {
  const rate = (/** @type {string} */ percent) => times(times(percent, "0.01"), String(segment.lpr_multiple));
  if (segment.lpr) return { rate: rate(times(segment.lpr, "100")) };
  const day = segment.lpr_date || segment.from;
  const known = law && day ? law.of("lpr", "rate", day) : null;
  if (known) return { rate: rate(known.value), ground: known.ground, stale: known.stale };
  const help = { code: "help.write_lpr" };
  errors.push(fault(at + "lpr_date", day ? "accrue.unknown_rate" : "accrue.undated_rate", { help }));
  return null;
}

/** @param {Segment} segment
 * @param {string} at
 * @param {Fault[]} errors
 * @param {LawBook | null} law
 * @returns {Cost | null}
 */
function costOf(segment, at, errors, law) {
  if (!priced(segment, at, errors)) return null;
  if (segment.annual_rate !== null) return { rate: segment.annual_rate };
  if (segment.daily_rate !== null) return { rate: segment.daily_rate, perDay: true };
  return segment.kind === LATE ? lateCost(segment, at, errors, law) : lprCost(segment, at, errors, law);
}

/** The interest of a piece as an exact fraction.
 * @param {Piece} piece
 * @param {number} base
 * @param {Cost} cost
 * @param {string} uplift
 * @param {string} basis
 * @returns {Exact}
 */
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

/** @type {Record<string, string>} */
const FORMULAS = {
  interest: "accrue.interest",
  penalty_interest: "accrue.penalty_interest",
  late_performance: "accrue.late_performance",
};

/** By which formula, and on what ground: of the rate, or of the kind.
 * @param {Segment} segment
 * @param {Cost} cost
 * @param {Trace} trace
 * @param {LawBook | null} law
 */
function explain({ kind }, cost, trace, law) {
  const lawful = kind === LATE || kind === UPLIFTED;
  trace(FORMULAS[kind], {}, cost.ground || (lawful ? groundOf(law, kind) : ""));
}

/** @param {Segment} segment
 * @param {LawBook | null} law
 */
function upliftNote(segment, law) {
  if (segment.kind !== UPLIFTED || !law) return [];
  const from = segment.lpr_date || segment.from || law.day;
  const [low, high] = ["low", "high"].map((part) => law.of(UPLIFTED, part, from));
  const percent = Number(segment.uplift) * 100;
  return low && high && (percent < Number(low.value) || percent > Number(high.value))
    ? ["uplift_outside_" + low.value + "_" + high.value]
    : [];
}

/** What to compute, segment by segment; nothing where something is wrong.
 * @param {Input} input
 * @param {Fault[]} errors
 * @param {LawBook | null} law
 * @returns {Work[]}
 */
function workOf({ segments, damages, count, basis }, errors, law) {
  const work = segments.map((segment, index) => {
    const at = "segments[" + index + "].";
    if (basis === "actual" && segment.daily_rate === null && !segment.from) {
      errors.push(fault(at + "from", "accrue.actual_undated"));
    }
    return { segment, cuts: pieces(segment, at, count, errors), cost: costOf(segment, at, errors, law) };
  });
  damages.forEach(({ minimum, cap }, index) => {
    if (cap !== null && minimum > cap) {
      errors.push(fault("damages[" + index + "].minimum", "accrue.minimum_over_cap"));
    }
  });
  if (!errors.length && !segments.length && !damages.length) {
    errors.push(fault("segments", "accrue.nothing"));
  }
  return errors.length ? [] : /** @type {Work[]} */ (work);
}

/** One row for each piece, and what they come to, rounded each and not at all.
 * @param {Work[]} work
 * @param {Input} input
 * @param {Fault[]} errors
 * @param {Trace} trace
 * @param {LawBook | null} law
 */
function rowsOf(work, { basis, compound, rounding }, errors, trace, law) {
  const rows = [];
  let exact = { top: B(0), bottom: B(1) };
  let unpaid = 0;
  for (const { segment, cuts, cost } of work) {
    explain(segment, cost, trace, law);
    const joined = compound ? unpaid : 0; // of the segments before; a payment cuts a segment, but compounds nothing
    for (const piece of cuts) {
      const base = piece.balance + joined;
      const { top, bottom } = amountOf(piece, base, cost, segment.uplift, basis);
      const amount = Number(roundFraction(top, bottom, "half_up"));
      if (rounding === "total") exact = { top: exact.top * bottom + top * exact.bottom, bottom: exact.bottom * bottom };
      unpaid += amount;
      if (unpaid > MAX_TOTAL) {
        return void errors.push(fault("segments", "accrue.too_large"));
      }
      rows.push({
        name: segment.name,
        kind: segment.kind,
        balance: base,
        from: piece.from,
        to: piece.from && addDays(piece.from, piece.days - 1),
        days: piece.days,
        rate: cost.rate,
        per: cost.perDay ? "day" : "year",
        amount,
        notes: upliftNote(segment, law).concat(cost.stale ? ["stale"] : []),
      });
    }
  }
  return { rows, exact, unpaid };
}

/** @param {Damage} damage */
function damageOf({ name, base, rate, minimum, cap }) {
  const { n, d } = fraction(rate);
  const plain = mulDivHalfUp(base, n, d);
  return { name, base, rate, plain, amount: Math.min(Math.max(plain, minimum), cap === null ? Infinity : cap) };
}

/** @param {Input} input
 * @param {Fault[]} errors
 * @param {Trace} trace
 * @param {LawBook | null} law
 */
function accrue(input, errors, trace, law) {
  const { compound, rounding } = input;
  const work = workOf(input, errors, law);
  if (errors.length) return null;
  const made = rowsOf(work, input, errors, trace, law);
  if (!made) return null;
  const { rows, exact, unpaid } = made;
  if (compound) trace("accrue.compound");
  const damages = input.damages.map(damageOf);
  if (damages.length) trace("accrue.damages");
  trace(rounding === "total" ? "accrue.round_once" : "accrue.round_each");
  const interest = rounding === "total" ? Number(roundFraction(exact.top, exact.bottom, "half_up")) : unpaid;
  const all = sum(damages.map(({ amount }) => amount));
  return { rows, damages, interest, damages_total: all, total: interest + all };
}

const payment = [need("day", "date"), need("fen", "amount")];
const segment = [
  may("text", "name", "", { max: 30 }),
  pick("kind", Object.keys(FORMULAS)),
  need("fen", "balance"),
  may("count", "days", null, { max: CENTURY }),
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
