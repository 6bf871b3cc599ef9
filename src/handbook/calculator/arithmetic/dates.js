// @ts-check
/* Calendar days and months as text, by the Gregorian rule alone: no clock, no time zone. */

const LENGTHS = [31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31];
/** @param {number} number
 * @param {number} width
 */
const pad = (number, width) => String(number).padStart(width, "0");
/** @param {number} year */
const isLeap = (year) => year % 4 === 0 && (year % 100 !== 0 || year % 400 === 0);
/** @param {number} year
 * @param {number} month
 */
const monthDays = (year, month) => (month === 2 && isLeap(year) ? 29 : LENGTHS[month - 1]);

/** @param {string} text */
const isMonth = (text) => /^(19|[2-9]\d)\d\d-(0[1-9]|1[0-2])$/.test(text);

/** "2026-01" + 13 → "2027-02"
 * @param {string} month
 * @param {number} count
 */
function addMonths(month, count) {
  const [year, number] = month.split("-").map(Number);
  const total = year * 12 + number - 1 + count;
  return pad(Math.floor(total / 12), 4) + "-" + pad((total % 12) + 1, 2);
}

/** @param {string} from
 * @param {string} to
 */
const monthsBetween = (from, to) => {
  const [a, b] = [from, to].map((text) => Number(text.slice(0, 4)) * 12 + Number(text.slice(5, 7)));
  return b - a;
};
/** @param {string} month */
function daysInMonth(month) {
  const [year, number] = month.split("-").map(Number); // a long plan may reach the year 10000
  return monthDays(year, number);
}

export { addMonths, daysInMonth, isLeap, isMonth, monthDays, monthsBetween, pad };
