// @ts-check
/* Files to take along: what a view offers, and its days for the reader's own calendar (iCalendar, RFC 5545). */

import { saveFile as save } from "../../case/carry.js";

/** @typedef {import("./parts.js").Download} Download */
/** @typedef {import("./parts.js").DayNote} DayNote */
/** @typedef {import("./tool.js").Tool} Tool */

const LINE = 74; // bytes of a line but the first blank, RFC 5545 3.1
const BOM = "\ufeff"; // without it spreadsheets read UTF-8 as something else

/** @param {Tool} tool
 * @param {Download} download
 */
export const saveFile = ({ section }, { name, type, text }) =>
  save(section, name, type, type === "text/csv" ? BOM + text : text);

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
export function calendarText(dates, today) {
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

/** @param {Tool} tool
 * @param {DayNote[]} dates
 */
export const saveDates = (tool, dates) =>
  saveFile(tool, {
    name: "dates.ics",
    type: "text/calendar",
    label: "",
    text: calendarText(dates, tool.today()),
  });
