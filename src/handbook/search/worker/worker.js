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

// A worker, a frame of a page opened from disk, or Python.
const scope = typeof self === "undefined" ? globalThis : self;
const [SETUP, READY, QUERY, RESULT] = [0, 1, 2, 3];
const LIMIT = 10;
let settings = null;
let usable = false;
let last = 0;

const base = typeof document === "object" && document.currentScript
  ? document.currentScript.src
  : scope.location && scope.location.href;
scope.chineseSearch = receive;

function load(file, done) {
  if (scope.loadSearchPart) return done(scope.loadSearchPart(file)); // Python
  const url = new URL("../../../search/" + file, base).href;
  if (typeof importScripts === "function") {
    try {
      importScripts(url);
      return done(true);
    } catch (error) {
      return done(false);
    }
  }
  const script = document.createElement("script");
  script.src = url;
  script.onload = () => done(true);
  script.onerror = () => done(false);
  document.head.appendChild(script);
}

const send = (type, data) => scope.postMessage({ type, data });

// The index could not be read: the list of all pages still helps.
function broken() {
  const [location, title, text] = settings.broken;
  return {
    items: [[{ location, title: escape(title), text: "<p>" + escape(text) + "</p>", score: 0, terms: {}, help: true }]],
  };
}

function answer(query) {
  last += 1;
  const mine = last;
  const reply = (data) => mine === last && send(RESULT, data);
  const text = String(query === undefined || query === null ? "" : query);
  if (!text.trim()) return reply({ items: [] });
  if (!usable) return reply(broken());
  const asked = read(text);
  const tokens = asked.tokens.map(({ token }) => token);
  needTokens(tokens, load, (ok) => {
    if (!ok) return reply(broken());
    const wider = widen(asked);
    const found = rank(wider, LEAST).slice(0, LIMIT);
    const near = found.length ? [] : rank(wider, 0).slice(0, 3);
    needPages(
      found.concat(near).map(({ page }) => page),
      load,
      (good) => {
        if (!good) return reply(broken());
        reply(found.length ? results(wider, found) : nothing(near));
      },
    );
  });
}

function setup(data) {
  settings = data.config.chinese;
  need([settings.core], load, (ok) => {
    usable = ok && coreOf() !== null;
    send(READY);
  });
}

scope.addEventListener("message", (event) => {
  if (event.data.type === SETUP) setup(event.data.data);
  if (event.data.type === QUERY) answer(event.data.data);
});
scope.searchText = { conceptsIn, dictionary, fold, grams, numbers }; // index.py cuts text with these very functions
