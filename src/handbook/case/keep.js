/* Keeping a case: nothing is stored unless the reader ticks the box. Without it the case lives on this page and in this
 * tab's own history, one entry for each step that was opened, so that going back, reloading or turning the phone loses
 * nothing; all end with the tab.
 */

const KEY = "xieshang-case";
const WAIT = 400; // ms: some browsers allow only so many changes of an entry in half a minute
const STEP_BACK = 3000; // ms: longer than a busy phone needs to go back within a page; waited out only where it never comes

// Some browsers refuse even to name the store.
function store() {
  try {
    const found = window.localStorage;
    found.getItem(KEY);
    return found;
  } catch (error) {
    return null;
  }
}

export function keeping() {
  const place = store();
  const held = () => history.state || {};
  let timer = 0;
  let remembering = false;
  let depth = held().depth || 0; // how many entries of this page lie behind this one
  let walking = false;

  function kept() {
    try {
      return place && place.getItem(KEY);
    } catch (error) {
      return null;
    }
  }

  // → whether it could be stored.
  function keep(text) {
    try {
      place.setItem(KEY, text);
      return true;
    } catch (error) {
      return false;
    }
  }

  function forget() {
    try {
      if (place) place.removeItem(KEY);
    } catch (error) {
      // There is nothing to forget where nothing can be stored.
    }
  }

  // This tab's memory of the page, for going back and reloading.
  function mark(text) {
    clearTimeout(timer);
    timer = setTimeout(() => markNow(text), WAIT);
  }

  function markNow(text) {
    clearTimeout(timer);
    try {
      history.replaceState({ toolCase: text, depth }, "");
    } catch (error) {
      // Too often or too large: the page itself still holds what was typed.
    }
  }

  // Another entry is in front, a new one or an older: it must hold the case as it is now.
  function arrive(text) {
    depth = typeof held().depth === "number" ? held().depth : depth + 1;
    markNow(text);
  }

  // Every entry of this page holds the case, so all are walked back and emptied; what lies ahead is cut off. `done`
  // runs once, on the first of them.
  function clear(done) {
    if (walking) return;
    clearTimeout(timer);
    walking = true;
    history.pushState(null, "");
    depth += 1;
    let late = 0;
    function end() {
      clearTimeout(late);
      window.removeEventListener("popstate", empty);
      depth = 0;
      done();
      setTimeout(() => (walking = false)); // after the event that tells of the last step
    }
    function empty() {
      clearTimeout(late);
      history.replaceState(null, "");
      if (!depth) return end();
      depth -= 1;
      late = setTimeout(end, STEP_BACK);
      return history.back();
    }
    window.addEventListener("popstate", empty);
    empty();
  }

  return {
    possible: Boolean(place),
    kept,
    markNow,
    arrive,
    clear,
    walking: () => walking,
    marked: () => (typeof held().toolCase === "string" ? held().toolCase : null),
    remember(on, text) {
      remembering = on && keep(text);
      if (!on) forget();
      return remembering;
    },
    save(text) {
      mark(text);
      if (remembering) keep(text);
    },
  };
}
