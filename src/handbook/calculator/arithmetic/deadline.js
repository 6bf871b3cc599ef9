// @ts-check
/* The last day of a period. How long it is, how it is counted and on what ground comes with the law; this only counts. */

import { addDays, addMonthsToDay, daysBetween, weekday } from "./days.js";
import { fault } from "./faults.js";
import { list, may, need } from "./reading.js";

/** @typedef {import("./law.js").LawBook} LawBook */
/** @typedef {import("./law.js").Deadline} Deadline */
/** A part of a period: one that law sets, or one that the reader typed.
 * @typedef {Pick<import("./law.js").Value, "value" | "unit" | "counts" | "limits"> & { ground?: string, stale?: boolean }} Term
 */
/** @typedef {{ rule: string, event: string, length: number | null, interruptions: string[], today: string | null }} Input */
/** @typedef {{ date: string, after_expiry: boolean }} Restart */
/** @typedef {import("./engine.js").Trace} Trace */
/** @typedef {import("./faults.js").Fault} Fault */

/** The last day of a term that begins with `day`.
 * @param {string} day
 * @param {Term} term
 * @param {LawBook} law
 */
function add(day, { value, counts }, law) {
  const count = Number(value);
  if (counts === "days") return addDays(day, count);
  if (counts !== "working_days") return addMonthsToDay(day, count * (counts === "years" ? 12 : 1));
  let last = day;
  for (let left = count; left > 0; left -= 1) last = moved(addDays(last, 1), law).last;
  return last;
}

/** Moves a last day that is a day off to the next working day. Outside the table's years only weekends are known.
 * @param {string} day
 * @param {LawBook} law
 */
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

/** @param {Input} input
 * @param {Fault[]} errors
 * @param {Deadline} rule
 * @param {(Term | null)[]} legal
 */
function check(input, errors, rule, legal) {
  const { event, interruptions } = input;
  if (rule.unit && input.length === null) {
    errors.push(fault("length", "blank", { help: { code: "help.write_length" } }));
  }
  if (!rule.unit && input.length !== null) errors.push(fault("length", "deadline.length_by_law"));
  if (!rule.restarts && interruptions.length) {
    errors.push(fault("interruptions", "deadline.no_restart"));
  }
  if (legal.some((term) => !term)) {
    errors.push(fault("event", "deadline.unknown"));
  }
  const early = interruptions.findIndex((day) => day < event);
  if (early >= 0) errors.push(fault("interruptions[" + early + "]", "deadline.before_event"));
}

/** Each interruption within the period starts it afresh; one after its end does not.
 * @param {Input} input
 * @param {(start: string) => string} end
 */
function restartsOf(input, end) {
  let start = input.event;
  /** @type {Restart[]} */
  const restarts = [];
  for (const date of input.interruptions.slice().sort()) {
    const late = date > end(start);
    restarts.push({ date, after_expiry: late });
    if (!late) start = date;
  }
  return { start, restarts };
}

/** @param {Deadline} rule
 * @param {Term[]} terms
 * @param {Restart[]} restarts
 * @param {Trace} trace
 * @param {LawBook} law
 */
function explain(rule, terms, restarts, trace, law) {
  const { starts, moves } = law.counting[rule.counting];
  trace("deadline.starts", {}, starts);
  terms.forEach(({ value, unit, ground }) => trace("deadline.term", { value, unit }, ground));
  if (restarts.length) trace("deadline.restarts", {}, rule.restarts);
  if (rule.after_expiry && restarts.some((one) => one.after_expiry)) {
    trace("deadline.after_expiry", {}, rule.after_expiry);
  }
  if (moves) trace("deadline.moves", {}, moves);
}

/** @param {Deadline} rule
 * @param {Input} input
 * @param {Fault[]} errors
 * @param {LawBook} law
 * @returns {Term[]}
 */
function termsOf(rule, input, errors, law) {
  const legal = (rule.length || []).map((name) => law.value(name, input.event, true));
  check(input, errors, rule, legal);
  if (errors.length) return [];
  if (rule.unit) return [{ value: String(input.length), unit: rule.unit, counts: rule.counts, limits: "" }];
  return /** @type {Term[]} */ (legal);
}

/** @param {Input} input
 * @param {Fault[]} errors
 * @param {Trace} trace
 * @param {LawBook | null} law
 */
function deadline(input, errors, trace, law) {
  if (!law) return void errors.push(fault("rule", "no_law"));
  const rule = law.deadlines[input.rule];
  const { moves } = law.counting[rule.counting];
  const terms = termsOf(rule, input, errors, law);
  if (errors.length) return null;
  const length = (/** @type {string} */ day) => terms.reduce((at, term) => add(at, term, law), day);
  const { start, restarts } = restartsOf(input, (day) => (moves ? moved(length(day), law).last : length(day)));
  explain(rule, terms, restarts, trace, law);
  const plain = length(start);
  const askHolidays = moves || rule.counts === "working_days";
  const { last, known } = askHolidays ? moved(plain, law) : { last: plain, known: true };
  const longest = rule.longest ? law.value(rule.longest, input.event) : null;
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
    longest_until: longest ? add(input.event, longest, law) : null,
    grounds: terms.map((term) => term.ground).concat(moves).filter(Boolean),
    limits: terms.map((term) => term.limits).concat(rule.notes || []).filter(Boolean),
    stale: terms.some((term) => term.stale === true),
  };
}

const FIELDS = [
  need("choice", "rule", { options_from: "deadlines" }),
  need("day", "event"),
  may("count", "length", null, { min: 1, max: 3660 }),
].concat(list("interruptions", need("day", ""), { fallback: [], min: 0 }), may("day", "today", null));

export const LAST_DAY = { name: "deadline", run: deadline, fields: FIELDS };
