// @ts-check
/* Keeping a case: nothing is stored unless the reader ticks the box. Without it the case lives on this page and in this
 * tab's own history, one entry for each step that was opened, so that going back, reloading or turning the phone loses
 * nothing; all end with the tab.
 */

const KEY = "xieshang-case";
const WAIT = 400; // ms: some browsers allow only so many changes of an entry in half a minute
const STEP_BACK = 3000; // ms: longer than a busy phone needs to go back within a page; waited out only where it never comes

// ---- On this device ----
/** What an action on the store gives; `otherwise` where the browser refuses even to name the store.
 * @template T
 * @param {(store: Storage) => T} act
 * @param {T} otherwise
 */
function stored(act, otherwise) {
  try {
    return act(localStorage);
  } catch (_refused) {
    return otherwise;
  }
}

const kept = () => stored((store) => store.getItem(KEY), null);

/** Whether it could be stored.
 * @param {string} text
 */
const keep = (text) =>
  stored((store) => {
    store.setItem(KEY, text);
    return true;
  }, false);

const forget = () => stored((store) => store.removeItem(KEY), undefined);

// ---- In this tab ----
const entry = () => history.state || {};

/** Walks back over the entries of this page and empties each; what lies ahead is cut off. `done` runs once, on the first
 * of them.
 * @param {number} behind how many entries lie behind this one
 * @param {() => void} done
 */
function emptyEntries(behind, done) {
  let left = behind;
  let late = 0;
  function end() {
    clearTimeout(late);
    removeEventListener("popstate", empty);
    done();
  }
  function empty() {
    clearTimeout(late);
    history.replaceState(null, "");
    if (!left) return end();
    left -= 1;
    late = setTimeout(end, STEP_BACK);
    return history.back();
  }
  addEventListener("popstate", empty);
  empty();
}

/** This tab's memory of the page, for going back and reloading. */
function inHistory() {
  let timer = 0;
  let depth = entry().depth || 0; // how many entries of this page lie behind this one
  let walking = false;

  /** @param {string} text */
  function markNow(text) {
    clearTimeout(timer);
    try {
      history.replaceState({ toolCase: text, depth }, "");
    } catch (_refused) {
      // Too often or too large: the page itself still holds what was typed.
    }
  }

  return {
    markNow,
    /** @param {string} text */
    mark(text) {
      clearTimeout(timer);
      timer = setTimeout(() => markNow(text), WAIT);
    },
    /** Another entry is in front, a new one or an older: it must hold the case as it is now.
     * @param {string} text
     */
    arrive(text) {
      depth = typeof entry().depth === "number" ? entry().depth : depth + 1;
      markNow(text);
    },
    /** Every entry of this page holds the case, so all are emptied.
     * @param {() => void} done
     */
    clear(done) {
      if (walking) return;
      clearTimeout(timer);
      walking = true;
      history.pushState(null, "");
      emptyEntries(depth + 1, () => {
        depth = 0;
        done();
        setTimeout(() => (walking = false)); // after the event that tells of the last step
      });
    },
    walking: () => walking,
    /** @returns {string | null} */
    marked: () => (typeof entry().toolCase === "string" ? entry().toolCase : null),
  };
}

export function keeping() {
  const { mark, ...memory } = inHistory();
  let remembering = false;
  return {
    ...memory,
    possible: stored((store) => store.getItem(KEY) !== undefined, false),
    kept,
    /** @param {boolean} on
     * @param {string} [text]
     */
    remember(on, text = "") {
      remembering = on && keep(text);
      if (!on) forget();
      return remembering;
    },
    /** @param {string} text */
    save(text) {
      mark(text);
      if (remembering) keep(text);
    },
  };
}
