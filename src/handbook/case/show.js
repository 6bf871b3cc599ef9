// @ts-check
/* From the case to the page: boxes hold what the case holds, as many rows stand as it has, made from the page's own
 * templates, and beside them what is said of them.
 */

import { READERS } from "../calculator/arithmetic/reading.js";
import { wordsOf } from "../wording/words.js";
import { chosen, commas, find, isBlank } from "./model.js";
import { valueAt } from "./paths.js";

/** @typedef {import("./boxes.js").Sheet} Sheet */
/** @typedef {import("./boxes.js").Box} Box */
/** @typedef {import("./model.js").Spec} Spec */

const WAN_FROM = 1e6; // 分: from 10,000 元 an amount is told in 万 too

const say = wordsOf("case");

/** What an attribute names; "" where there is none.
 * @param {Element} element
 * @param {string} name
 */
const named = (element, name) => element.getAttribute("data-" + name) || "";

/** @param {HTMLSelectElement} select */
const presetOf = (select) =>
  (Array.from(select.options).find((option) => option.defaultSelected) || select.options[0]).value;

/** An amount as people read it; "" where it is small or cannot be read.
 * @param {any} text
 */
function wanOf(text) {
  try {
    const fen = isBlank(text) ? 0 : READERS.yuan(text, /** @type {any} */ ({}));
    return fen >= WAN_FROM ? say("wan", { wan: Math.round(fen / 1e4) / 100 }) : "";
  } catch (_refused) {
    return "";
  }
}

/** @param {Box} box
 * @param {any} held
 */
function showBox(box, held) {
  const tick = /** @type {HTMLInputElement} */ (box);
  if (box.type === "radio") tick.checked = isBlank(held) ? tick.defaultChecked : box.value === held;
  else if (box.type === "checkbox") tick.checked = held === true;
  else if (box.tagName === "SELECT") box.value = isBlank(held) ? presetOf(/** @type {any} */ (box)) : held;
  else box.value = held === undefined ? "" : named(box, "kind") === "yuan" ? commas(held) : held;
}

/** As many rows as the case has, each list from its own template.
 * @param {Element} place
 * @param {number} count
 * @param {number} least
 */
function showRows(place, count, least) {
  const list = /** @type {Element} */ (place.querySelector("[data-list]"));
  if (list.children.length !== count) {
    const html = /** @type {Element} */ (place.querySelector("template")).innerHTML;
    list.innerHTML = Array.from({ length: count }, (_, index) => html.replace(/__i__/g, String(index))).join("");
  }
  Array.from(list.children).forEach((row, index) => {
    /** @type {Element} */ (row.querySelector("[data-number]")).textContent = String(index + 1);
    /** @type {HTMLElement | null} */
    const remove = row.querySelector("[data-remove]");
    if (remove) remove.hidden = count <= Math.max(1, least) && least > 0;
  });
  /** @type {HTMLElement | null} */
  const add = place.querySelector("[data-add]");
  if (add) add.hidden = count >= Number(named(place, "most"));
  if (place.hasAttribute("data-mirror") && !count) list.textContent = say("mirror_empty");
}

/** What a row is called stands above it.
 * @param {Element} row
 * @param {{ name?: string }[] | undefined} rows
 */
function showTitle(row, rows = []) {
  const { name } = rows[Number(named(row, "row"))] || {};
  /** @type {Element} */ (row.querySelector("[data-title]")).textContent = name || "";
}

/** @param {Sheet} sheet
 * @param {(path: string, row: any) => string} remark what is to be said of a row
 */
export function showingOf(sheet, remark) {
  const { all } = sheet;
  const valueOf = (/** @type {string} */ path) => valueAt(sheet.raw, path);

  /** @param {string} path */
  const titles = (path) =>
    all('[data-rows="' + path + '"] > [data-list] > [data-row]').forEach((row) => showTitle(row, valueOf(path)));

  function rows() {
    all("[data-rows]").forEach((place) => {
      const path = named(place, "rows");
      const least = Number(named(place, "least"));
      showRows(place, Math.max((valueOf(path) || []).length, least), least);
      titles(path);
    });
  }

  /** @param {Element} place */
  const wan = (place) => (place.textContent = wanOf(valueOf(named(place, "wan"))));

  /** Which boxes stand, given what others hold, and what is said of each row. */
  function parts() {
    all("[data-when]").forEach((place) => {
      const [path, values] = named(place, "when").split("=");
      const { spec } = /** @type {{ spec: Spec }} */ (find(path));
      place.toggleAttribute("data-away", values.split(" ").indexOf(chosen(spec, valueOf(path))) < 0);
    });
    all("[data-class-of]").forEach((place) => {
      const path = named(place, "class-of");
      place.textContent = remark(path, valueOf(path) || {});
    });
  }

  /** @param {Box} box */
  const box = (box) => showBox(box, valueOf(named(box, "field")));

  function everything() {
    rows();
    sheet.fields().forEach(box);
    all("[data-wan]").forEach(wan);
    parts();
  }

  return { box, everything, parts, titles, wan };
}

export { named, presetOf };
