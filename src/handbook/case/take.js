// @ts-check
/* From the page to the case: every box as it was typed, rows added and taken away. */

import { commas } from "./model.js";
import { putAt, valueAt } from "./paths.js";
import { named, presetOf } from "./show.js";

/** @typedef {import("./boxes.js").Sheet} Sheet */
/** @typedef {import("./boxes.js").Box} Box */
/** @typedef {ReturnType<typeof import("./show.js").showingOf>} Showing */

const NAME = /\[\d+\]\.name$/;

/** @param {Box} box */
function isChanged(box) {
  const tick = /** @type {HTMLInputElement} */ (box);
  if (box.tagName === "SELECT") return box.value !== presetOf(/** @type {any} */ (box));
  return /^(checkbox|radio)$/.test(box.type) ? tick.checked && !tick.defaultChecked : box.value !== "";
}

/** Amounts get their commas when the reader leaves a box.
 * @param {Box} box
 */
function tidy(box) {
  if (named(box, "kind") === "yuan") box.value = commas(box.value);
}

/** @param {Sheet} sheet
 * @param {Showing} show
 * @param {() => void} clearFaults
 */
export function takingOf(sheet, show, clearFaults) {
  /** @param {Box} box */
  function take(box) {
    const path = named(box, "field");
    const isTick = box.type === "checkbox";
    putAt(sheet.raw, path, isTick ? /** @type {HTMLInputElement} */ (box).checked : box.value);
    sheet.boxes(path).filter((other) => other !== box && other.type !== "radio").forEach(show.box);
    const wan = /** @type {Element} */ (box.parentNode).querySelector("[data-wan]");
    if (wan) show.wan(wan);
    if (NAME.test(path)) show.titles(path.replace(NAME, ""));
    if (named(box, "kind") === "choice" || isTick) show.parts();
  }

  /** @param {string} path */
  const rowsAt = (path) => valueAt(sheet.raw, path) || [];
  /** @param {string} path */
  const placeOf = (path) => sheet.all('[data-rows="' + path + '"]:not([data-mirror])')[0];

  return {
    take,
    tidy,
    /** What was typed while the scripts were still on their way: on a slow phone the boxes stand there long before. */
    gather: () => sheet.fields().filter(isChanged).forEach(take),
    /** @param {string} path */
    add(path) {
      const list = /** @type {Element} */ (placeOf(path).querySelector("[data-list]"));
      const rows = rowsAt(path);
      const count = list.children.length + 1;
      while (rows.length < count) rows.push({});
      putAt(sheet.raw, path, rows);
      show.everything();
      /** @type {HTMLElement | null} */
      const first = /** @type {Element} */ (list.lastElementChild).querySelector("[data-field]");
      if (first) first.focus();
    },
    /** @param {string} path
     * @param {number} index
     */
    remove(path, index) {
      const rows = rowsAt(path);
      rows.splice(index, 1);
      putAt(sheet.raw, path, rows);
      clearFaults();
      show.everything();
      /** @type {HTMLElement} */ (placeOf(path).querySelector("[data-add]")).focus();
    },
  };
}
