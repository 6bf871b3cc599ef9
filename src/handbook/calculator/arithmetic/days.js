// @ts-check
/* Counting days: a day as a whole number, 0 is 1970-01-01. */

import { addMonths, isLeap, monthDays, pad } from "./dates.js";

/** @param {string} text */
function isDay(text) {
  const match = /^(\d{4})-(\d\d)-(\d\d)$/.exec(text);
  if (!match) return false;
  const [year, month, date] = match.slice(1).map(Number);
  return year >= 1900 && month >= 1 && month <= 12 && date >= 1 && date <= monthDays(year, month);
}

/** Days from civil (H. Hinnant): the year is taken to begin in March, so that the leap day is its last.
 * @param {string} text
 */
function toDay(text) {
  const [year, month, date] = text.split("-").map(Number);
  const y = month > 2 ? year : year - 1;
  const era = Math.floor(y / 400);
  const inEra = y - era * 400;
  const inYear = Math.floor((153 * (month + (month > 2 ? -3 : 9)) + 2) / 5) + date - 1;
  return era * 146097 + inEra * 365 + Math.floor(inEra / 4) - Math.floor(inEra / 100) + inYear - 719468;
}

/** @param {number} day */
function fromDay(day) {
  const z = day + 719468;
  const era = Math.floor(z / 146097);
  const inEra = z - era * 146097;
  const y = Math.floor(
    (inEra - Math.floor(inEra / 1460) + Math.floor(inEra / 36524) - Math.floor(inEra / 146096)) / 365,
  );
  const inYear = inEra - (365 * y + Math.floor(y / 4) - Math.floor(y / 100));
  const m = Math.floor((5 * inYear + 2) / 153);
  const month = m < 10 ? m + 3 : m - 9;
  const year = y + era * 400 + (month <= 2 ? 1 : 0);
  return pad(year, 4) + "-" + pad(month, 2) + "-" + pad(inYear - Math.floor((153 * m + 2) / 5) + 1, 2);
}

/** The same date `count` months on; where that month is too short, its last day (民法典第202条).
 * @param {string} text
 * @param {number} count
 */
function addMonthsToDay(text, count) {
  const month = addMonths(text.slice(0, 7), count);
  const [year, number] = month.split("-").map(Number);
  return month + "-" + pad(Math.min(Number(text.slice(8)), monthDays(year, number)), 2);
}

/** Of `days` days from `from`, how many lie in leap years; year by year, as a loop over days would take seconds.
 * @param {string} from
 * @param {number} days
 */
function leapDays(from, days) {
  const end = toDay(from) + days;
  let leap = 0;
  for (let year = Number(from.slice(0, 4)), at = toDay(from); at < end; year += 1) {
    const next = Math.min(end, toDay(pad(year + 1, 4) + "-01-01"));
    if (isLeap(year)) leap += next - at;
    at = next;
  }
  return leap;
}

/** @param {string} text
 * @param {number} count
 */
const addDays = (text, count) => fromDay(toDay(text) + count);
/** @param {string} from
 * @param {string} to
 */
const daysBetween = (from, to) => toDay(to) - toDay(from);
/** 1 is Monday, 7 is Sunday.
 * @param {string} text
 */
const weekday = (text) => ((((toDay(text) + 3) % 7) + 7) % 7) + 1;

export { addDays, addMonthsToDay, daysBetween, isDay, leapDays, weekday };
