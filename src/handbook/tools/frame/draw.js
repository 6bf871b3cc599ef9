// @ts-check
/* The parts of an answer as HTML text. Every value is escaped here. The pages forbid inline styles and handlers (a strict
 * Content-Security-Policy), so none are written; no headings either: the outline of the page belongs to the page.
 */

import { escape } from "../../bundling/text.js";
import { wordsOf } from "../../wording/words.js";
import { drawChart } from "./chart.js";

/** @typedef {import("./parts.js").Part} Part */
/** @typedef {import("./parts.js").Cell} Cell */
/** @typedef {import("./parts.js").Note} Note */
/** @typedef {import("./parts.js").Alert} Alert */

const VISIBLE_ROWS = 12;
const say = wordsOf("frame");

/** @param {string} look
 * @param {string} html
 */
const paragraph = (look, html) => `<p class="${look}">${html}</p>`;
/** @param {string} look
 * @param {string[]} items
 */
const list = (look, items) => (items.length ? `<ul class="${look}">${items.join("")}</ul>` : "");

/** A way back to the box that decides; the page's script follows it, also to another step.
 * @param {string} path
 */
const change = (path) => ` <a class="tool-change" href="#" data-goto="${escape(path)}">${escape(say("change"))}</a>`;

/** @param {Note} note */
const drawNote = (note) => `<li>${escape(note.text)}${note.change ? change(note.change) : ""}</li>`;
/** @param {Alert} alert */
const drawAlert = (alert) => `<li class="plan-warning"><strong>${escape(alert.says)}</strong>${escape(alert.do)}</li>`;

/** @param {Cell} cell */
const drawCell = (cell) =>
  typeof cell === "string" ? escape(cell) : `${escape(cell.text)}<small>${escape(cell.small)}</small>`;

/** @param {string} look
 * @param {string} caption
 * @param {string[]} heads
 * @param {Cell[][]} rows
 */
function drawTable(look, caption, heads, rows) {
  const head = heads.map((text) => `<th scope="col">${escape(text)}</th>`).join("");
  const body = rows
    .map(([first, ...rest]) =>
      `<tr><th scope="row">${drawCell(first)}</th>${rest.map((cell) => `<td>${drawCell(cell)}</td>`).join("")}</tr>`
    )
    .join("");
  return `<table class="plan-table ${look}"><caption>${
    escape(caption)
  }</caption><thead><tr>${head}</tr></thead><tbody>${body}</tbody></table>`;
}

/** @param {string} look
 * @param {string} caption
 * @param {string[]} heads
 * @param {Cell[][]} rows
 */
function drawLong(look, caption, heads, rows) {
  if (rows.length <= VISIBLE_ROWS) return drawTable(look, caption, heads, rows);
  const [shown, from] = [VISIBLE_ROWS, VISIBLE_ROWS + 1];
  const first = drawTable(look, say("first_rows", { caption, shown }), heads, rows.slice(0, shown));
  const rest = drawTable(look, say("rows_from", { caption, from }), heads, rows.slice(shown));
  const all = escape(say("show_all", { count: rows.length }));
  return `${first}<details class="plan-more"><summary>${all}</summary>${rest}</details>`;
}

/** What can be taken along, as buttons that the page's script listens to.
 * @param {import("./parts.js").Download[]} downloads
 */
function drawWays(downloads) {
  const buttons = downloads.map(({ label }, at) =>
    `<button type="button" class="plan-button" data-download="${at}">${escape(label)}</button>`
  );
  return buttons.length ? paragraph("tool-script", buttons.join(" ")) : "";
}

/** @param {Part} part
 * @returns {string}
 */
function drawPart(part) {
  switch (part.part) {
    case "block":
      return `<div class="plan-result">${draw(part.parts)}</div>`;
    case "folded": {
      const open = part.open ? " open" : "";
      return `<details class="tool-scheme"${open}><summary>${escape(part.title)}</summary>${
        draw(part.parts)
      }</details>`;
    }
    case "alerts":
      return list("plan-warnings", part.items.map(drawAlert));
    case "headline":
      return paragraph("plan-headline", `<strong>${escape(part.says)}</strong> ${escape(part.rest)}`);
    case "notes":
      return part.items.length
        ? paragraph("plan-assumptions-lead", escape(part.lead)) + list("plan-assumptions", part.items.map(drawNote))
        : "";
    case "table":
      return (part.fold ? drawLong : drawTable)(part.look, part.caption, part.heads, part.rows);
    case "grounds":
      return part.grounds.length ? paragraph("tool-grounds", escape(say("grounds", { grounds: part.grounds }))) : "";
    case "ways":
      return drawWays(part.downloads);
    case "chart":
      return drawChart(part.lines, part.name);
    default:
      return part.text ? paragraph(part.look, escape(part.text)) : "";
  }
}

/** @param {Part[]} parts */
export const draw = (parts) => parts.map(drawPart).join("");
