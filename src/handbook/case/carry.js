// @ts-check
/* Taking a case along and bringing one back: as a file, as text, as the end of an address. What is brought is checked by
 * file.js before a single box changes.
 */

import { wordsOf } from "../wording/words.js";
import { read } from "./file.js";

/** @typedef {import("./model.js").Case} Case */
/** @typedef {import("./file.js").Opened} Opened */

const LARGEST = 2e6; // bytes: what is larger is no case and is not even read
const LASTS = 1000; // ms until a browser has surely taken the file
const NAME = "debt-plan.json";

const say = wordsOf("case");

/** Hands the reader a file.
 * @param {HTMLElement} section
 * @param {string} name
 * @param {string} type
 * @param {string} text
 */
function saveFile(section, name, type, text) {
  const link = document.createElement("a");
  link.href = URL.createObjectURL(new Blob([text], { type }));
  link.download = name;
  section.appendChild(link);
  link.click();
  link.remove();
  setTimeout(() => URL.revokeObjectURL(link.href), LASTS);
}

/** Older browsers, and those inside chat apps, know no clipboard: the text is shown to be copied by hand.
 * @param {string} words
 * @param {HTMLTextAreaElement} box
 * @param {(said: string) => void} done
 */
function copy(words, box, done) {
  box.value = words;
  box.hidden = false;
  box.focus();
  box.select();
  let copied = false;
  try {
    copied = document.execCommand("copy");
  } catch (_refused) {
    copied = false;
  }
  done(say(copied ? "carry.copied" : "carry.selected"));
}

/** Opens the file that the reader chose.
 * @param {HTMLInputElement} box
 * @param {(opened: Opened) => void} bring
 */
function listenToFile(box, bring) {
  box.addEventListener("change", () => {
    const file = box.files && box.files[0];
    if (!file) return;
    const reader = new FileReader();
    reader.onload = () => {
      bring(read(String(reader.result)));
      box.value = "";
    };
    if (file.size > LARGEST) bring(read("x".repeat(LARGEST)));
    else reader.readAsText(file);
  });
}

/** `text()` is the case as a file, `put(case)` brings one to the page, `untouched()` tells whether that loses nothing.
 * @param {HTMLElement} section
 * @param {{ text: () => string, put: (raw: Case) => void, tell: (said: string) => void, untouched: () => boolean }} page
 */
function carrying(section, { text, put, tell, untouched }) {
  const find = (/** @type {string} */ selector) => /** @type {HTMLElement} */ (section.querySelector(selector));

  /** @param {Opened} opened
   * @param {string} field the id of its box
   * @param {string} [code] what is said where it could be opened
   */
  function bring(opened, field, code = "carry.opened") {
    const place = /** @type {HTMLElement} */ (document.getElementById(field + "-error"));
    place.textContent = opened.error || "";
    place.hidden = !opened.error;
    if (!opened.case) return;
    put(opened.case);
    tell(say(code) + (opened.newer || ""));
  }

  /** A case sent to a page that is open already. What was typed here is not given up for it.
   * @param {Opened} sent
   */
  function receive(sent) {
    history.replaceState(history.state, "", location.pathname + location.search);
    /** @type {HTMLDetailsElement} */ (find("[data-keep]")).open = true;
    if (sent.error || !untouched()) tell(sent.error || say("carry.busy"));
    else bring(sent, "tool-paste", "carry.opened_link");
  }

  function save() {
    saveFile(section, NAME, "application/json", text());
    tell(say("carry.saved", { name: NAME }));
  }

  const box = /** @type {HTMLInputElement} */ (find("[data-import]"));
  listenToFile(box, (opened) => bring(opened, "tool-import"));
  return { bring, receive, save, copy };
}

export { carrying, saveFile };
