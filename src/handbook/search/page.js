/* On the page: starts the search only when somebody turns to it, so that a first view costs nothing; shows what else could
 * be asked. Runs before the theme's script, around whatever Worker there is (over http the browser's, from disk a frame).
 */

const Real = window.Worker;
const [SETUP, READY, QUERY, RESULT] = [0, 1, 2, 3];
const isQuery = (element) => element instanceof HTMLInputElement && element.name === "query";

// Stands in for the worker until the search box gets the focus; then passes everything on.
function LazySearch(url) {
  const target = document.createElement("div");
  const waiting = [];
  let worker = null;
  let failed = false;
  let settings = null;
  const tell = (data) => target.dispatchEvent(new MessageEvent("message", { data }));
  this.addEventListener = target.addEventListener.bind(target);
  this.removeEventListener = target.removeEventListener.bind(target);
  this.terminate = () => worker && worker.terminate();

  function lost() {
    failed = true;
    tell({ type: READY });
  }

  // The worker itself is missing: at least the list of all pages.
  function apology() {
    const [location, title, text] = settings.broken;
    return { items: [[{ location, title, text: "<p>" + text + "</p>", score: 0, terms: {} }]] };
  }

  this.postMessage = (message) => {
    if (message.type === SETUP) settings = message.data.config.chinese;
    if (failed && message.type === QUERY) {
      tell({ type: RESULT, data: message.data.trim() ? apology() : { items: [] } });
    } else if (worker) worker.postMessage(message);
    else waiting.push(message);
  };

  function start() {
    document.removeEventListener("focusin", onFocus);
    worker = new Real(url);
    worker.addEventListener("message", (event) => tell(event.data));
    worker.addEventListener("error", lost);
    waiting.forEach((message) => worker.postMessage(message));
  }

  const onFocus = (event) => isQuery(event.target) && start();
  document.addEventListener("focusin", onFocus);
  if (isQuery(document.activeElement)) start();
}

if (Real) {
  window.Worker = function (url, options) {
    return /\/workers\/search\./.test(String(url)) ? new LazySearch(url) : new Real(url, options);
  };
}

// ---- What else could be asked ----
function chips(list, input, ask) {
  const box = document.createElement("div");
  box.className = "search-suggest";
  box.setAttribute("role", "group");
  box.setAttribute("aria-label", "也可以这样问");
  for (const text of list) {
    const button = document.createElement("button");
    button.type = "button";
    button.textContent = text;
    button.addEventListener("click", () => {
      input.value = text;
      input.focus();
      ask();
    });
    box.append(button);
  }
  return box;
}

function watch() {
  const list = document.querySelector(".md-search-result__list");
  const input = document.querySelector(".md-search__input");
  if (!list || !input) return;
  const ask = () => input.dispatchEvent(new Event("keyup")); // all that the theme listens for
  // Pasting, dictating and some keyboards of phones write without a key.
  input.addEventListener("input", ask);
  let shown = null;
  new MutationObserver(() => {
    const carried = list.querySelector("[data-search-suggest]");
    if (shown) shown.remove();
    shown = carried && chips(JSON.parse(carried.getAttribute("data-search-suggest")), input, ask);
    if (shown) list.before(shown);
    // A page's entry leads to the section that fits best.
    for (const place of list.querySelectorAll("[data-search-target]")) {
      const link = place.closest("a");
      if (link) link.hash = place.getAttribute("data-search-target");
    }
  }).observe(list, { childList: true });
}

document.addEventListener("DOMContentLoaded", watch);
