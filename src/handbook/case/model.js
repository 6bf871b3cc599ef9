// @ts-check
/* The forms as the scripts know them, and what stands in them. `setup` brings the data: the fields of every form, and
 * whatever else the page carries.
 */

import { own } from "../bundling/text.js";
import { keepsAside } from "./aside.js";

/** A field of a form: one box, a record of `fields`, or `rows` of boxes, `least` to `most` of them. `box`: its number on
 * paper. `when`: it stands only where other fields of its record hold one of some values, divided by blanks. Without a
 * `fallback` it must be filled in. `keep`: a row counts also where all its boxes are left as they are. `stops`: ticked,
 * it stops the tool. `private`: may name or show somebody, and leaves this device only in the reader's own file. `long`:
 * text of several lines. `max`: characters of a text, or the largest count.
 * @typedef {{
 *   name: string, kind?: string, label?: string, box?: string, options?: Record<string, string>, values?: string[],
 *   fallback?: any, when?: Record<string, string>, rows?: Spec[], fields?: Spec[], most?: number, least?: number,
 *   keep?: boolean, stops?: boolean, private?: boolean, long?: boolean, min?: number, max?: number, blank?: boolean,
 * }} Spec
 */
/** What stands in a record of a form: field → text as it was typed, a tick, a record, rows.
 * @typedef {Record<string, any>} Fields
 */
/** What stands in the forms: form → its fields. What this page does not know is kept aside (aside.js).
 * @typedef {Record<string, Fields>} Case
 */
/** What a page carries: forms with their titles, legal values, and what its tools need beside.
 * @typedef {{ forms: Record<string, Spec[]>, titles: Record<string, string>, law: any, [more: string]: any }} Setup
 */
/** Whereby an answer can be computed again: the engine's version and function, a check code, its rules.
 * @typedef {{ version: string, function: string, code: string, steps: { rule: string, ground: string }[] }} Receipt
 */
/** @typedef {{ field: string, message: string }} Fault */

/** @type {Setup} */
let carried = { forms: {}, titles: {}, law: null };

/** @param {unknown} value */
const isBlank = (value) => value === undefined || value === null || value === false || String(value).trim() === "";

/** "35000" → "35,000"; what cannot be read stays as it was typed.
 * @param {string} text
 */
const commas = (text) => {
  const [units, rest] = text.trim().split(".");
  return /^\d{4,}$/.test(units) && (rest === undefined || /^\d{1,2}$/.test(rest))
    ? units.replace(/\B(?=(\d{3})+$)/g, ",") + (rest === undefined ? "" : "." + rest)
    : text;
};

/** @param {any} value
 * @returns {Fields}
 */
const recordOf = (value) => (typeof value === "object" && value !== null ? value : {});

/** Every box may be left blank; whether it must not is told by its fallback.
 * @param {Spec[]} specs
 */
function prepare(specs) {
  specs.forEach((spec) => {
    spec.blank = true;
    if (spec.options) spec.values = Object.keys(spec.options);
    prepare(spec.rows || []);
    prepare(spec.fields || []);
  });
}

/** What the page carries; before anything else is asked.
 * @param {Setup} given
 */
function setup(given) {
  carried = given;
  Object.values(given.forms).forEach(prepare);
}

const current = () => carried;

/** The value of a choice; left alone, it holds what it falls back to.
 * @param {Spec} spec
 * @param {unknown} held
 * @returns {string}
 */
const chosen = (spec, held) => isBlank(held) ? spec.fallback : String(held);

/** Whether a field stands, given what the others of its record hold.
 * @param {Spec} spec
 * @param {Fields} record
 * @param {Spec[]} specs
 */
function shown(spec, record, specs) {
  const { when = {} } = spec;
  return Object.keys(when).every((name) => {
    const other = /** @type {Spec} */ (specs.find((another) => another.name === name));
    return when[name].split(" ").indexOf(chosen(other, record[name])) >= 0;
  });
}

/** Whether something was typed or ticked: a choice left alone says nothing.
 * @param {Spec[]} specs
 * @param {unknown} value
 * @returns {boolean}
 */
const typed = (specs, value) =>
  specs.some(({ name, kind, rows, fields }) => {
    const held = recordOf(value)[name];
    if (rows) return Array.isArray(held) && held.some((row) => typed(rows, row));
    if (fields) return typed(fields, held);
    return kind !== "choice" && !isBlank(held);
  });

/** Whether a case may be given up for another: nothing was typed, and nothing that this page cannot show is in it.
 * @param {Case} raw
 */
const untouched = (raw) =>
  !keepsAside(raw) && Object.keys(carried.forms).every((name) => !typed(carried.forms[name], raw[name]));

/** "debts.rows[1].principal" → its spec, and the number of its box on paper; null where there is none.
 * @param {string} path
 */
function find(path) {
  const [form, ...rest] = path.replace(/\[(\d+)\]/g, ".$1").split(".");
  let specs = own(carried.forms, form) ? carried.forms[form] : [];
  /** @type {Spec | null} */
  let spec = null;
  let row = "";
  for (const part of rest) {
    if (/^\d+$/.test(part)) {
      row = (spec && spec.box || "") + (Number(part) + 1);
      continue;
    }
    spec = specs.find(({ name }) => name === part) || null;
    if (!spec) return null;
    specs = spec.rows || spec.fields || [];
  }
  return spec && { spec, box: row + (spec.box || "") };
}

/** "debts.rows[1].principal" → "债2B 本金（元）"
 * @param {string} path
 */
function labelOf(path) {
  const found = find(path);
  // A list of days has no box of its own; its number tells which.
  return found ? [found.box, found.spec.label || ""].filter(Boolean).join(" ") : "";
}

export { chosen, commas, current, find, isBlank, labelOf, recordOf, setup, shown, typed, untouched };
