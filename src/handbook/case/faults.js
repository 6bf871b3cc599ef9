// @ts-check
/* What is wrong, told at its box and once more on top. */

import { wordsOf } from "../wording/words.js";
import { isBlank, labelOf } from "./model.js";
import { valueAt } from "./paths.js";

/** @typedef {import("./boxes.js").Sheet} Sheet */
/** @typedef {import("./boxes.js").Box} Box */
/** @typedef {import("./model.js").Fault} Fault */

const say = wordsOf("case");

/** @param {Box} box
 * @param {string} message "" where nothing is wrong any more
 */
function tellAt(box, message) {
  const place = document.getElementById(box.id + "-error");
  if (!place) return;
  place.textContent = message && say("faults.end", { message });
  place.hidden = !message;
  if (message) box.setAttribute("aria-invalid", "true");
  else box.removeAttribute("aria-invalid");
}

/** @param {Fault} fault
 * @param {boolean} away whether the page has not the step in which it is mended
 */
function itemOf({ field, message }, away) {
  const link = document.createElement(field && !away ? "a" : "span");
  if (field && !away) {
    link.setAttribute("href", "#");
    link.setAttribute("data-goto", field);
  }
  const words = away ? say("faults.away", { message }) : message;
  link.textContent = field ? say("faults.item", { label: labelOf(field), message: words }) : words;
  const item = document.createElement("li");
  item.appendChild(link);
  return item;
}

/** @param {Sheet} sheet */
export function faultsOf(sheet) {
  const clear = () => sheet.fields().forEach((box) => box.hasAttribute("aria-invalid") && tellAt(box, ""));

  return {
    clear,
    /** Tells faults at their boxes. Unless `asked`, what is merely not filled in yet is no fault. → those told.
     * @param {Fault[]} faults
     * @param {boolean} asked
     */
    tell(faults, asked) {
      clear();
      const told = faults.filter(({ field }) => asked || !field || !isBlank(valueAt(sheet.raw, field)));
      told.forEach(({ field, message }) => field && sheet.boxes(field).forEach((box) => tellAt(box, message)));
      return told;
    },
    /** The list on top of a view, each fault a way to its box.
     * @param {HTMLElement} place
     * @param {Fault[]} faults
     * @param {boolean} focus
     */
    summarise(place, faults, focus) {
      place.hidden = !faults.length;
      place.textContent = "";
      if (!faults.length) return;
      const head = document.createElement("p");
      head.textContent = say("faults.count", { count: faults.length });
      const list = document.createElement("ul");
      faults.forEach((fault) => {
        // A case from elsewhere may hold a step that this page has not.
        const away = fault.field && !sheet.all('[data-view="' + fault.field.split(".")[0] + '"]').length;
        list.appendChild(itemOf(fault, Boolean(away)));
      });
      place.append(head, list);
      if (focus) place.focus();
    },
  };
}
