// @ts-check
/* The theme's messages (Material 9.8.1, not a public interface): {type: 0, data: {config, docs}} sets up and is answered by
 * {type: 1}; {type: 2, data: query} is answered by {type: 3, data: {items: [[page, section, …], …]}}.
 *
 * The theme hands over an empty index, so that a first view costs nothing; config.chinese names the real one, which is
 * loaded here. Only the last question is answered, should more arrive while something loads.
 */

import { escape } from "../../bundling/text.js";
import { LEAST, rank, read, widen } from "./rank.js";
import { nothing, results } from "./show.js";
import { coreOf, need, needPages, needTokens, receive } from "./store.js";
import { conceptsIn, dictionary, fold, grams, numbers } from "./text.js";

/** config.chinese: the core file, and where to send the reader without it, as [location, title, text].
 * @typedef {{ core: string, broken: [string, string, string] }} Settings
 */

/** A worker, a frame of a page opened from disk, or Python.
 * @type {any}
 */
const scope = typeof self === "undefined" ? globalThis : self;
const [SETUP, READY, QUERY, RESULT] = [0, 1, 2, 3];
const LIMIT = 10;
/** @type {Settings["broken"]} */
let fallback = ["", "", ""];
let usable = false;
let last = 0;

const script = typeof document === "object" && /** @type {HTMLScriptElement | null} */ (document.currentScript);
const base = script ? script.src : scope.location && scope.location.href;
scope.chineseSearch = receive;

/** @type {import("./store.js").Load} */
function load(file, done) {
  if (scope.loadSearchPart) return done(scope.loadSearchPart(file)); // Python
  const url = new URL("../../../search/" + file, base).href;
  if (!scope.importScripts) return loadInFrame(url, done);
  try {
    scope.importScripts(url);
  } catch (_error) {
    return done(false);
  }
  done(true);
}

/** @param {string} url
 * @param {(ok: boolean) => unknown} done
 */
function loadInFrame(url, done) {
  const part = document.createElement("script");
  part.src = url;
  part.onload = () => done(true);
  part.onerror = () => done(false);
  document.head.appendChild(part);
}

/** @param {number} type
 * @param {unknown} [data]
 */
const send = (type, data) => scope.postMessage({ type, data });

/** The index could not be read: the list of all pages still helps. */
function broken() {
  const [location, title, text] = fallback;
  return {
    items: [[{ location, title: escape(title), text: "<p>" + escape(text) + "</p>", score: 0, terms: {}, help: true }]],
  };
}

/** @param {unknown} query */
function answer(query) {
  last += 1;
  const mine = last;
  /** @param {object} data */
  const reply = (data) => mine === last && send(RESULT, data);
  const text = String(query === undefined || query === null ? "" : query);
  if (!text.trim()) return reply({ items: [] });
  if (!usable) return reply(broken());
  const narrow = read(text);
  needTokens(narrow.tokens.map(({ token }) => token), load, (ok) => {
    if (!ok) return reply(broken());
    const question = widen(narrow);
    const best = rank(question, LEAST).slice(0, LIMIT);
    const near = best.length ? [] : rank(question, 0).slice(0, 3);
    const pages = best.concat(near).map(({ page }) => page);
    needPages(pages, load, (good) => {
      if (!good) return reply(broken());
      reply(best.length ? results(question, best) : nothing(near));
    });
  });
}

/** @param {{ config: { chinese: Settings } }} data */
function setUp({ config: { chinese } }) {
  fallback = chinese.broken;
  need([chinese.core], load, (ok) => {
    usable = ok && coreOf() !== null;
    send(READY);
  });
}

/** @param {MessageEvent} event */
function onMessage({ data: { type, data } }) {
  if (type === SETUP) setUp(data);
  if (type === QUERY) answer(data);
}

scope.addEventListener("message", onMessage);
scope.searchText = { conceptsIn, dictionary, fold, grams, numbers }; // index.py cuts text with these very functions
