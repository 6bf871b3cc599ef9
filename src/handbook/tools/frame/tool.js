// @ts-check
/* What the parts of a tool on a page share: its markup, its boxes, what is kept, which step is open. */

import { wordsOf } from "../../wording/words.js";

/** @typedef {import("../../wording/words.js").Say} Say */
/** @typedef {{
 *   section: HTMLElement, setup: any, boxes: any, keep: any, names: string[], open: string, say: Say,
 *   one: (selector: string) => HTMLElement, all: (selector: string) => HTMLElement[],
 *   viewOf: (name: string) => HTMLElement, inView: (name: string, selector: string) => HTMLElement | null,
 *   titleOf: (name: string) => string, today: () => string, text: () => string, tell: (words: string) => void,
 * }} Tool
 */

// The reader's own day, not that of Greenwich.
function today() {
  const now = new Date();
  return new Date(now.getTime() - now.getTimezoneOffset() * 60000).toISOString().slice(0, 10);
}

/** @param {HTMLElement} section
 * @param {any} setup
 * @param {any} boxes
 * @param {any} keep
 * @param {(raw: any, today: string) => string} write
 * @returns {Tool}
 */
export function toolOf(section, setup, boxes, keep, write) {
  /** @param {string} selector */
  const one = (selector) => /** @type {HTMLElement} */ (section.querySelector(selector));
  /** @param {string} selector
   * @returns {HTMLElement[]}
   */
  const all = (selector) => Array.from(section.querySelectorAll(selector));
  /** @param {string} name */
  const viewOf = (name) => one('[data-view="' + name + '"]');
  const names = all("[data-view]").map((view) => view.getAttribute("data-view") || "");
  return {
    section,
    setup,
    boxes,
    keep,
    names,
    open: names[0],
    say: wordsOf("frame"),
    one,
    all,
    viewOf,
    inView: (name, selector) => viewOf(name).querySelector(selector),
    titleOf: (name) => viewOf(name).getAttribute("aria-label") || "",
    today,
    text: () => write(boxes.case(), today()),
    tell: (words) => {
      one("[data-said]").textContent = words;
    },
  };
}
