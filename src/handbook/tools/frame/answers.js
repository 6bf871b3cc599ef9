// @ts-check
/* The answer of the open step, as the reader types: shown at once, read out after a pause, kept as the last good one while
 * a box is wrong.
 */

import { current } from "../../case/model.js";
import { faults } from "../../case/reading.js";
import { answer as answerTo, viewOf as viewFor } from "./answer.js";
import { morph } from "./morph.js";

/** @typedef {import("./tool.js").Tool} Tool */

const ANNOUNCE_AFTER = 800; // ms: a screen reader should hear the outcome, not every keystroke

/** What is told of an answer, at once for the eye, after a pause for the ear. `brief` is what fits in the bar.
 * @param {Tool} tool
 */
function announcerOf(tool) {
  let timer = 0;
  return {
    /** @param {string} words
     * @param {string} [brief]
     */
    later(words, brief) {
      tool.one("[data-show]").textContent = brief || words;
      clearTimeout(timer);
      timer = setTimeout(() => {
        tool.one("[data-heard]").textContent = words;
      }, ANNOUNCE_AFTER);
    },
    /** @param {string} words */
    now(words) {
      clearTimeout(timer);
      tool.one("[data-heard]").textContent = words;
      tool.one("[data-show]").textContent = words;
    },
  };
}

/** The bar only while the answer itself is still below what is in sight: further down it would lie on other things.
 * @param {Tool} tool
 */
function watch(tool) {
  if (typeof IntersectionObserver !== "function") return;
  const show = (/** @type {IntersectionObserverEntry[]} */ entries) =>
    entries
      .filter(({ target }) => tool.viewOf(tool.open).contains(target))
      .forEach((entry) => tool.one("[data-bar]").classList.toggle("tool-idle", entry.isIntersecting));
  // All that lies above counts as in sight: a jump from below the answer to above it is told only so.
  const seen = new IntersectionObserver(show, { rootMargin: "1000000px 0px 0px" });
  tool.all("[data-answer]").forEach((place) => seen.observe(place));
}

/** Whether a box is ticked that stops the tool, such as the sign of a scam.
 * @param {Tool} tool
 * @param {string} name
 */
function stopped({ boxes }, name) {
  const form = boxes.case()[name] || {};
  return current().forms[name].some((/** @type {any} */ spec) => spec.stops && form[spec.name] === true);
}

/** What is said of an answer in one line.
 * @param {Tool} tool
 * @param {any} found
 * @param {boolean} stop
 * @param {boolean} stale whether an older answer still stands
 */
function sentenceOf({ say }, found, stop, stale) {
  if (stop) return say("stop");
  if (found.html) return found.say;
  if (!found.errors) return "";
  return say(stale ? "stale" : "missing", { count: found.errors.length });
}

/** @param {Tool} tool */
export function answersOf(tool) {
  const { boxes } = tool;
  const announcer = announcerOf(tool);
  const answering = tool.names.filter((name) => tool.inView(name, "[data-answer]"));
  /** @type {Record<string, boolean>} views whose missing boxes were asked for */
  const asked = {};
  /** @type {Record<string, any>} view → the last answer that stood */
  const last = {};

  /** @param {string} name
   * @param {any[]} errors
   */
  function tell(name, errors) {
    const told = boxes.tell(errors, asked[name]);
    boxes.summarise(tool.inView(name, "[data-summary]"), told, false);
  }

  /** @param {string} name */
  function answer(name) {
    const view = tool.viewOf(name);
    const place = /** @type {HTMLElement} */ (view.querySelector("[data-answer]"));
    const stop = stopped(tool, name);
    view.classList.toggle("tool-stopped", stop);
    /** @type {import("./answer.js").Found} */
    const found = stop ? { empty: true } : answerTo(name, boxes.case(), tool.today());
    tell(name, found.errors || []);
    if (found.html || found.empty) {
      morph(/** @type {HTMLElement} */ (place.querySelector(".tool-live")), found.html || "");
      last[name] = found.html ? found : null;
    }
    view.classList.toggle("tool-answered", Boolean(last[name]));
    const stale = Boolean(found.errors && last[name]);
    place.classList.toggle("plan-stale", stale);
    announcer.later(sentenceOf(tool, found, stop, stale), found.brief);
    const sheet = tool.inView(name, "[data-receipt-of]");
    if (sheet && !sheet.hidden) sheet.hidden = true;
  }

  /** A step that only asks: its faults, and what can be said already, such as the balance of the budget.
   * @param {string} name
   */
  function listen(name) {
    tell(name, faults(name, boxes.case()));
    const place = tool.inView(name, "[data-sum]");
    if (place) place.textContent = answerTo(name, boxes.case(), null).say || "";
  }

  /** Where nothing at all was typed, the first form says what it needs.
   * @param {string} name
   */
  function errorsOf(name) {
    if (answering.indexOf(name) < 0) return faults(name, boxes.case());
    const found = answerTo(name, boxes.case(), tool.today());
    return found.empty ? faults(viewFor(name).needs[0], boxes.case()) : found.errors || [];
  }

  return {
    announce: announcer.later,
    announceNow: announcer.now,
    /** @param {string} name */
    last: (name) => last[name],
    /** @param {string} name */
    ask(name) {
      asked[name] = true;
    },
    askNoMore: () => Object.keys(asked).forEach((name) => delete asked[name]),
    forget: () => Object.keys(last).forEach((name) => (last[name] = null)),
    refresh() {
      // On paper a receipt stands alone; what is typed now is no part of it.
      document.documentElement.classList.remove("tools-receipt");
      (answering.indexOf(tool.open) >= 0 ? answer : listen)(tool.open);
    },
    /** Asks for what is missing. → whether nothing is.
     * @param {string} name
     */
    check(name) {
      asked[name] = true;
      const told = boxes.tell(errorsOf(name), true);
      boxes.summarise(tool.inView(name, "[data-summary]"), told, told.length > 0);
      if (!told.length) tool.tell("");
      return !told.length;
    },
    // With the focus, or the bar would keep it and lie on the answer.
    show() {
      const place = /** @type {HTMLElement} */ (tool.inView(tool.open, "[data-answer], [data-sum]"));
      place.tabIndex = -1;
      place.focus({ preventScroll: true });
      place.scrollIntoView();
    },
    prepare() {
      tool.all("[data-answer]").forEach((place) => {
        const live = document.createElement("div");
        live.className = "tool-live";
        place.insertBefore(live, place.firstChild);
      });
      watch(tool);
    },
  };
}
