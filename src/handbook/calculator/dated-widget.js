// @ts-check
/* Lets the reader ask a table of dated values for another day, and put a newer value in its place.
 * All arithmetic and markup are in dated.js; where no script runs, the built answer stays.
 */

import { wordsOf } from "../wording/words.js";
import { answerOf, paragraph } from "./dated.js";

/** @typedef {{ holder: Element, input: HTMLInputElement, error: HTMLElement }} Field */

const say = wordsOf("engine");

/** @param {string} id
 * @param {string} label
 * @param {string} type
 * @param {string} value
 * @returns {Field}
 */
function fieldOf(id, label, type, value) {
  const holder = document.createElement("div");
  holder.className = "plan-field";
  const name = document.createElement("label");
  name.htmlFor = id;
  name.textContent = label;
  const input = document.createElement("input");
  input.id = id;
  input.type = type;
  input.value = value;
  input.autocomplete = "off";
  if (type === "text") input.inputMode = "decimal";
  const error = document.createElement("p");
  error.className = "plan-error";
  error.id = id + "-error";
  error.hidden = true;
  input.setAttribute("aria-describedby", error.id);
  holder.append(name, input, error);
  return { holder, input, error };
}

/** @param {Field} field
 * @param {string} message "" where nothing is wrong
 */
function tell({ input, error }, message) {
  error.textContent = message && say("dated.error", { message });
  error.hidden = !message;
  if (message) input.setAttribute("aria-invalid", "true");
  else input.removeAttribute("aria-invalid");
}

/** @param {HTMLElement} section
 * @param {number} number
 */
function mount(section, number) {
  /** @type {import("./dated.js").Table} */
  const table = JSON.parse(String(section.dataset.table));
  const prefix = "dated-" + number + "-";
  const day = fieldOf(prefix + "day", table.ask, "date", String(table.day));
  const value = fieldOf(prefix + "value", say("dated.newer", { title: table.title, unit: table.unit }), "text", "");
  const form = document.createElement("div");
  form.className = "plan-form";
  form.append(day.holder, value.holder);
  const answer = () => /** @type {Element} */ (section.querySelector(".dated-answer"));

  function update() {
    const result = answerOf(table, day.input.value, value.input.value);
    /** @type {import("./told.js").Told[]} */
    const errors = result.errors || [];
    /** @param {string} name */
    const messageAt = (name) => (errors.find(({ field }) => field === name) || { message: "" }).message;
    tell(day, messageAt("day"));
    tell(value, messageAt("value"));
    // A fault leaves the last answer standing, marked as such.
    answer().classList.toggle("plan-stale", errors.length > 0);
    if (errors.length) return;
    answer().outerHTML = paragraph(table, day.input.value, result); // every value in it is escaped
    answer().setAttribute("role", "status");
  }

  section.insertBefore(form, answer());
  form.addEventListener("input", update);
}

/** Call once the words are there. */
export function start() {
  /** @type {NodeListOf<HTMLElement>} */
  const sections = document.querySelectorAll("section.dated-value[data-table]");
  sections.forEach((section, index) => mount(section, index + 1));
}
