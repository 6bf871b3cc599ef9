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

/** What the answers of a page have in mind: for which views missing boxes were asked for, and each view's last answer
 * that stood.
 * @typedef {{
 *   tool: Tool, announcer: ReturnType<typeof announcerOf>, answering: string[],
 *   asked: Record<string, boolean>, last: Record<string, any>,
 * }} State
 */

/** Tells faults at their boxes and on top; where it was asked for, also what is merely not filled in yet.
 * @param {State} state
 * @param {string} name
 * @param {any[]} errors
 */
function tell({ tool, asked }, name, errors) {
  const told = tool.boxes.tell(errors, asked[name]);
  tool.boxes.summarise(tool.inView(name, "[data-summary]"), told, false);
}

/** @param {State} state
 * @param {string} name
 */
function answer(state, name) {
  const { tool, last, announcer } = state;
  const view = tool.viewOf(name);
  const place = /** @type {HTMLElement} */ (view.querySelector("[data-answer]"));
  const stop = stopped(tool, name);
  view.classList.toggle("tool-stopped", stop);
  /** @type {import("./answer.js").Found} */
  const found = stop ? { empty: true } : answerTo(name, tool.boxes.case(), tool.today());
  tell(state, name, found.errors || []);
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
 * @param {State} state
 * @param {string} name
 */
function listen(state, name) {
  const { boxes, inView } = state.tool;
  tell(state, name, faults(name, boxes.case()));
  const place = inView(name, "[data-sum]");
  if (place) place.textContent = answerTo(name, boxes.case(), null).say || "";
}

/** Where nothing at all was typed, the first form says what it needs.
 * @param {State} state
 * @param {string} name
 */
function errorsOf({ tool, answering }, name) {
  const raw = tool.boxes.case();
  if (answering.indexOf(name) < 0) return faults(name, raw);
  const found = answerTo(name, raw, tool.today());
  return found.empty ? faults(viewFor(name).needs[0], raw) : found.errors || [];
}

/** Asks for what is missing. → whether nothing is.
 * @param {State} state
 * @param {string} name
 */
function check(state, name) {
  const { boxes, inView, tell: say } = state.tool;
  state.asked[name] = true;
  const told = boxes.tell(errorsOf(state, name), true);
  boxes.summarise(inView(name, "[data-summary]"), told, told.length > 0);
  if (!told.length) say("");
  return !told.length;
}

/** To the answer, with the focus, or the bar would keep it and lie on the answer.
 * @param {Tool} tool
 */
function show(tool) {
  const place = /** @type {HTMLElement} */ (tool.inView(tool.open, "[data-answer], [data-sum]"));
  place.tabIndex = -1;
  place.focus({ preventScroll: true });
  place.scrollIntoView();
}

/** Makes room for the reader's answers above the examples.
 * @param {Tool} tool
 */
function prepare(tool) {
  tool.all("[data-answer]").forEach((place) => {
    const live = document.createElement("div");
    live.className = "tool-live";
    place.insertBefore(live, place.firstChild);
  });
  watch(tool);
}

/** @param {Tool} tool */
export function answersOf(tool) {
  const answering = tool.names.filter((name) => tool.inView(name, "[data-answer]"));
  /** @type {State} */
  const state = { tool, announcer: announcerOf(tool), answering, asked: {}, last: {} };
  return {
    announce: state.announcer.later,
    announceNow: state.announcer.now,
    /** @param {string} name */
    last: (name) => state.last[name],
    /** @param {string} name */
    ask(name) {
      state.asked[name] = true;
    },
    askNoMore() {
      state.asked = {};
    },
    forget() {
      state.last = {};
    },
    refresh() {
      // On paper a receipt stands alone; what is typed now is no part of it.
      document.documentElement.classList.remove("tools-receipt");
      (answering.indexOf(tool.open) >= 0 ? answer : listen)(state, tool.open);
    },
    /** @param {string} name */
    check: (name) => check(state, name),
    show: () => show(tool),
    prepare: () => prepare(tool),
  };
}
