// @ts-check
/* Days that matter as a file for the reader's own calendar (iCalendar, RFC 5545). Only a view with days loads it. */

import { wordsOf } from "../../wording/words.js";

/** A day, and what is to be done on it.
 * @typedef {{ day: string, says: string }} DayNote
 */

const LINE = 74; // bytes of a line but the first blank, RFC 5545 3.1
const say = wordsOf("frame");

/** @param {string} text */
const escaped = (text) => text.replace(/[\\;,]/g, "\\$&").replace(/\n/g, "\\n");

/** A long line goes on in the next, after a blank; never in the middle of a letter.
 * @param {string} line
 */
function foldLine(line) {
  const lines = [""];
  let size = 0;
  for (const letter of Array.from(line)) {
    const bytes = encodeURIComponent(letter).replace(/%../g, "x").length;
    if (size + bytes > LINE) {
      lines.push("");
      size = 0;
    }
    lines[lines.length - 1] += letter;
    size += bytes;
  }
  return lines.join("\r\n ");
}

/** @param {string} day "2026-12-05" */
const dayAfter = (day) => new Date(Date.parse(day) + 864e5).toISOString().slice(0, 10);

/** Days as a calendar file: each lasts the whole day, with a reminder the day before.
 * @param {DayNote[]} dates
 * @param {string} today
 */
function calendarText(dates, today) {
  const plain = (/** @type {string} */ day) => day.replace(/-/g, "");
  const events = dates.map(({ day, says }) => [
    "BEGIN:VEVENT",
    `UID:${day}-${encodeURIComponent(says).length}@xieshang`,
    `DTSTAMP:${plain(today)}T000000Z`,
    `DTSTART;VALUE=DATE:${plain(day)}`,
    `DTEND;VALUE=DATE:${plain(dayAfter(day))}`,
    "SUMMARY:" + escaped(says),
    "BEGIN:VALARM",
    "ACTION:DISPLAY",
    "DESCRIPTION:" + escaped(says),
    "TRIGGER:-P1D",
    "END:VALARM",
    "END:VEVENT",
  ]);
  const lines = ["BEGIN:VCALENDAR", "VERSION:2.0", "PRODID:-//xieshang//handbook//ZH"]
    .concat(...events, "END:VCALENDAR");
  return lines.map(foldLine).join("\r\n") + "\r\n";
}

/** The download of some days.
 * @param {DayNote[]} dates
 * @param {string} today
 * @returns {import("./parts.js").Download}
 */
export const calendar = (dates, today) => ({
  name: "dates.ics",
  type: "text/calendar",
  label: say("to_calendar"),
  text: calendarText(dates, today),
});
