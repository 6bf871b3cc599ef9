// @ts-check
/* On the page: starts the search only when somebody turns to it, so that a first view costs nothing; shows what else could
 * be asked. Runs before the theme's script, around whatever Worker there is (over http the browser's, from disk a frame).
 */

import { sentence } from "../wording/sentences.js";

/** What the theme and the worker send each other (see worker.js).
 * @typedef {{ type: number, data?: any }} Message
 */

const RealWorker = window.Worker;
const [SETUP, READY, QUERY, RESULT] = [0, 1, 2, 3];

/** @param {unknown} element */
const isQuery = (element) => element instanceof HTMLInputElement && element.name === "query";

/** Stands in for the worker until the search box gets the focus; then passes everything on.
 * @this {any}
 * @param {string | URL} url
 */
function LazySearch(url) {
  const target = document.createElement("div");
  /** @type {Message[]} */
  const waiting = [];
  /** @type {Worker | null} */
  let worker = null;
  let failed = false;
  /** The page to send the reader to when the search cannot be loaded: [location, title, text].
   * @type {string[]}
   */
  let fallback = [];
  /** @param {Message} data */
  const deliver = (data) => target.dispatchEvent(new MessageEvent("message", { data }));
  this.addEventListener = target.addEventListener.bind(target);
  this.removeEventListener = target.removeEventListener.bind(target);
  this.terminate = () => worker && worker.terminate();

  function onLost() {
    failed = true;
    deliver({ type: READY });
  }

  /** @param {Message} message */
  this.postMessage = (message) => {
    if (message.type === SETUP) fallback = message.data.config.chinese.broken;
    if (failed && message.type === QUERY) {
      deliver({ type: RESULT, data: { items: message.data.trim() ? apology(fallback) : [] } });
    } else if (worker) worker.postMessage(message);
    else waiting.push(message);
  };

  function start() {
    document.removeEventListener("focusin", onFocus);
    const started = worker = new RealWorker(url);
    started.addEventListener("message", (event) => deliver(event.data));
    started.addEventListener("error", onLost);
    waiting.forEach((message) => started.postMessage(message));
  }

  /** @param {FocusEvent} event */
  const onFocus = (event) => isQuery(event.target) && start();
  document.addEventListener("focusin", onFocus);
  if (isQuery(document.activeElement)) start();
}

/** The worker itself is missing: at least the list of all pages.
 * @param {string[]} fallback
 */
const apology = ([location, title, text]) => [[{ location, title, text: "<p>" + text + "</p>", score: 0, terms: {} }]];

/** @param {string | URL} url
 * @param {WorkerOptions} [options]
 */
function startWorker(url, options) {
  const ours = /\/workers\/search\./.test(String(url));
  return ours ? new /** @type {any} */ (LazySearch)(url) : new RealWorker(url, options);
}

if (RealWorker) window.Worker = /** @type {any} */ (startWorker);

/** What else could be asked, as buttons.
 * @param {string[]} questions
 * @param {HTMLInputElement} input
 * @param {() => void} search
 */
function chips(questions, input, search) {
  const box = document.createElement("div");
  box.className = "search-suggest";
  box.setAttribute("role", "group");
  box.setAttribute("aria-label", sentence("search", "also_ask"));
  for (const question of questions) {
    const button = document.createElement("button");
    button.type = "button";
    button.textContent = question;
    button.addEventListener("click", () => {
      input.value = question;
      input.focus();
      search();
    });
    box.append(button);
  }
  return box;
}

/** A page's entry leads to the section that fits best.
 * @param {Element} list
 */
function aim(list) {
  /** @type {NodeListOf<HTMLElement>} */
  const places = list.querySelectorAll("[data-search-target]");
  for (const place of places) {
    const link = place.closest("a");
    if (link) link.hash = String(place.dataset.searchTarget);
  }
}

function watch() {
  const list = document.querySelector(".md-search-result__list");
  /** @type {HTMLInputElement | null} */
  const input = document.querySelector(".md-search__input");
  if (!list || !input) return;
  const search = () => input.dispatchEvent(new Event("keyup")); // all that the theme listens for
  // Pasting, dictating and some keyboards of phones write without a key.
  input.addEventListener("input", search);
  /** @type {HTMLElement | null} */
  let shown = null;
  new MutationObserver(() => {
    /** @type {HTMLElement | null} */
    const carrier = list.querySelector("[data-search-suggest]");
    if (shown) shown.remove();
    shown = carrier && chips(JSON.parse(String(carrier.dataset.searchSuggest)), input, search);
    if (shown) list.before(shown);
    aim(list);
  }).observe(list, { childList: true });
}

document.addEventListener("DOMContentLoaded", watch);
