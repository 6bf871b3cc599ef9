// @ts-check
/* Between the boxes on the page and the case, which keeps every box as it was typed. */

import { faultsOf } from "./faults.js";
import { showingOf } from "./show.js";
import { takingOf } from "./take.js";

/** @typedef {import("./model.js").Case} Case */
/** @typedef {HTMLInputElement | HTMLSelectElement | HTMLTextAreaElement} Box */
/** The case on the page, and where it stands there: places by a selector, all boxes, the boxes of one field.
 * @typedef {{
 *   raw: Case, all: (selector: string) => HTMLElement[], fields: () => Box[], boxes: (path: string) => Box[],
 * }} Sheet
 */

/** `remark(path, row)` says what is to be said of a row, as the tool that the row belongs to sees it.
 * @param {HTMLElement} section
 * @param {Case} raw
 * @param {{ remark: (path: string, row: Record<string, any>) => string }} tool
 */
export function boxesOf(section, raw, { remark }) {
  /** @param {string} selector
   * @returns {any[]}
   */
  const all = (selector) => Array.from(section.querySelectorAll(selector));
  /** @type {Sheet} */
  const sheet = {
    raw,
    all,
    fields: () => all("[data-field]"),
    boxes: (path) => all('[data-field="' + path + '"]'),
  };
  const { clear, tell, summarise } = faultsOf(sheet);
  const show = showingOf(sheet, remark);
  return {
    ...takingOf(sheet, show, clear),
    tell,
    summarise,
    showAll: show.everything,
    boxes: sheet.boxes,
    case: () => sheet.raw,
    /** @param {Case} next */
    replace(next) {
      sheet.raw = next;
      clear();
      show.everything();
    },
  };
}
