// @ts-check
/* The receipt of an answer: shown below it, printed alone, copied as text without names. */

import { html, text } from "../../case/receipt.js";

/** @typedef {import("./tool.js").Tool} Tool */
/** @typedef {(words: string, box: HTMLTextAreaElement, done: (words: string) => void) => void} Copy */

/** @param {Tool} tool
 * @param {any} answers
 */
export function receiptsOf(tool, answers) {
  /** @param {string} name */
  function show(name) {
    const sheet = tool.inView(name, "[data-receipt-of]");
    const answer = answers.check(name) && answers.last(name);
    if (!sheet || !answer || !answer.receipt) return;
    sheet.innerHTML = html(tool.titleOf(name), tool.boxes.case(), answer.forms, answer, tool.today());
    sheet.hidden = false;
    document.documentElement.classList.add("tools-receipt"); // on paper it stands alone
    /** @type {HTMLElement} */ (sheet.querySelector("button")).focus();
  }

  /** @param {HTMLElement} button
   * @param {Copy} copyText
   */
  function copy(button, copyText) {
    const sheet = /** @type {HTMLElement} */ (button.closest("[data-receipt-of]"));
    const name = sheet.getAttribute("data-receipt-of") || "";
    const answer = answers.last(name);
    const words = text(tool.titleOf(name), tool.boxes.case(), answer.forms, answer, tool.today());
    copyText(words, /** @type {HTMLTextAreaElement} */ (sheet.querySelector(".tool-copy")), answers.announceNow);
  }

  function clear() {
    tool.all("[data-receipt-of]").forEach((sheet) => {
      sheet.hidden = true;
      sheet.innerHTML = "";
    });
  }

  return { show, copy, clear };
}
