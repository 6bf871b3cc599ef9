// @ts-check
/* Leaving at once, by a button or three times Shift, and clearing all that was typed or kept. */

import { forget } from "../../case/reading.js";

/** @typedef {import("./tool.js").Tool} Tool */

const WITHIN = 5000; // ms for three times Shift
const TIMES = 3;
const NO_TITLE = "\u200b"; // a browser shows the address where there is no title

/** Three times Shift, and nothing else between.
 * @param {() => void} hide
 */
function listenToShift(hide) {
  /** @type {number[]} */
  let shifts = [];
  document.addEventListener("keydown", (event) => {
    if (event.key !== "Shift" || event.repeat) {
      if (event.key !== "Shift") shifts = [];
      return;
    }
    const now = event.timeStamp;
    shifts = shifts.filter((then) => now - then < WITHIN).concat(now);
    if (shifts.length >= TIMES) hide();
  });
}

/** @param {Tool} tool
 * @param {any} answers
 * @param {any} receipts
 */
export function leavingOf(tool, answers, receipts) {
  const { boxes, keep, one } = tool;

  function wipe() {
    keep.remember(false);
    keep.clear(() => {
      history.replaceState(null, "", "#tool-" + tool.open);
      tool.tell(tool.say("wiped"));
    });
    /** @type {HTMLInputElement} */ (one("[data-remember]")).checked = false;
    /** @type {HTMLTextAreaElement} */ (one("[data-paste]")).value = "";
    forget();
    answers.forget();
    answers.askNoMore();
    boxes.replace({});
    receipts.clear();
    tool.section.classList.remove("tool-touched");
    answers.refresh();
  }

  function hide() {
    const cover = document.createElement("div");
    cover.className = "tool-cover";
    document.body.appendChild(cover);
    document.title = NO_TITLE;
    boxes.replace({});
    // In the place of all its steps, so that “back” does not return to any.
    keep.clear(() => location.replace("about:blank"));
  }

  listenToShift(hide);
  return { hide, wipe };
}
