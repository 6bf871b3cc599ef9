/* Calendar days and months as text, by the Gregorian rule alone: no clock, no time zone. */

const LENGTHS = [31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31];
const pad = (number, width) => String(number).padStart(width, "0");
const isLeap = (year) => year % 4 === 0 && (year % 100 !== 0 || year % 400 === 0);
const monthDays = (year, month) => (month === 2 && isLeap(year) ? 29 : LENGTHS[month - 1]);

function isDay(text) {
  const match = /^(\d{4})-(\d\d)-(\d\d)$/.exec(text);
  if (!match) return false;
  const [year, month, date] = match.slice(1).map(Number);
  return year >= 1900 && month >= 1 && month <= 12 && date >= 1 && date <= monthDays(year, month);
}

// "2026-01" + 13 → "2027-02"
function addMonths(month, count) {
  const [year, number] = month.split("-").map(Number);
  const total = year * 12 + number - 1 + count;
  return pad(Math.floor(total / 12), 4) + "-" + pad((total % 12) + 1, 2);
}

const monthsBetween = (from, to) => {
  const [a, b] = [from, to].map((text) => Number(text.slice(0, 4)) * 12 + Number(text.slice(5, 7)));
  return b - a;
};
const daysInMonth = (month) => monthDays(...month.split("-").map(Number));

parts.dates = { isDay, isLeap, pad, monthDays, addMonths, daysInMonth, monthsBetween };
