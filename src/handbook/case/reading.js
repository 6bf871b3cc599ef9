// @ts-check
/* From what people typed to what the engine can be asked: the forms that a view wants, read by the engine's own readers. */

import { own } from "../bundling/text.js";
import { calculateTold, readTold } from "../calculator/told.js";
import { current, recordOf, shown, typed } from "./model.js";

/** @typedef {import("./model.js").Spec} Spec */
/** @typedef {import("./model.js").Case} Case */
/** @typedef {import("./model.js").Fields} Fields */
/** @typedef {import("./model.js").Fault} Fault */
/** @typedef {import("../calculator/arithmetic/engine.js").Entry} Entry */

// The engine's last few results: of three schemes, a key changes one.
const KEPT = 8;
/** @type {Map<string, any>} */
const results = new Map();

/** @param {Entry} entry
 * @param {unknown} input
 */
function calculate(entry, input) {
  const key = entry.name + JSON.stringify(input);
  const result = results.get(key) || calculateTold(entry, input, current().law);
  results.delete(key);
  results.set(key, result);
  if (results.size > KEPT) results.delete(/** @type {string} */ (results.keys().next().value));
  return result;
}
const forget = () => results.clear();

// ---- Forms ----
/** @param {Spec} spec
 * @param {unknown} held
 * @param {string} path
 * @param {Fault[]} errors
 */
function readRows({ rows: specs = [], keep, least }, held, path, errors) {
  const rows = Array.isArray(held) ? held : [];
  // A row just added and not yet filled in is no mistake; it is left out until something is typed.
  const filled = rows
    .map((row, index) => ({ row: recordOf(row), index }))
    .filter(({ row }) => keep || typed(specs, row));
  if (!filled.length && least) filled.push({ row: {}, index: 0 });
  return filled.map(({ row, index }) => ({
    ...readFields(specs, row, path + "[" + index + "]", errors),
    index,
  }));
}

/** @param {Spec} spec
 * @param {unknown} held
 * @param {string} path
 * @param {Fault[]} errors
 */
function readBox(spec, held, path, errors) {
  const engines = /** @type {any} */ (spec.options ? { ...spec, options: spec.values } : spec);
  const lines = spec.long && typeof held === "string" ? held.trim().split("\n") : [];
  if (lines.length < 2) return readTold(engines, held, path, errors);
  // The engine's reader makes one line of all.
  return lines.map((line) => readTold({ ...engines, fallback: "" }, line, path, errors)).join("\n");
}

/** @param {Spec[]} specs
 * @param {Fields} record
 * @param {string} path
 * @param {Fault[]} errors
 * @returns {Fields}
 */
function readFields(specs, record, path, errors) {
  /** @type {Fields} */
  const out = {};
  for (const spec of specs) {
    const { name, rows, fields } = spec;
    const at = path + "." + name;
    const held = record[name];
    if (!shown(spec, record, specs)) out[name] = rows ? [] : null;
    else if (rows) out[name] = readRows(spec, held, at, errors);
    else if (fields) out[name] = readFields(fields, recordOf(held), at, errors);
    else out[name] = readBox(spec, held, at, errors);
  }
  return out;
}

// ---- What a view works with ----
/** A case, of which a view takes the forms that it needs: read once, with all that is wrong in `errors`.
 * @param {Case} raw
 * @param {string | null} today "2026-11-25"
 */
function open(raw, today) {
  /** @type {Fault[]} */
  const errors = [];
  /** @type {Record<string, Fields>} */
  const forms = {};
  return {
    raw,
    today,
    errors,
    /** @param {string} name */
    has: (name) => typed(current().forms[name], raw[name]),
    used: () => Object.keys(current().forms).filter((name) => own(forms, name)),
    /** @param {string} name */
    form(name) {
      if (!own(forms, name)) forms[name] = readFields(current().forms[name], recordOf(raw[name]), name, errors);
      return forms[name];
    },
    /** Asks the engine; its errors are told where they came from: `place` maps the engine's field to the form's.
     * @param {Entry} entry
     * @param {unknown} input
     * @param {(field: string) => string} place
     */
    ask(entry, input, place) {
      if (errors.length) return null;
      const result = calculate(entry, input);
      if (!result.errors) return result;
      result.errors.forEach((/** @type {Fault} */ { field, message }) => errors.push({ field: place(field), message }));
      return null;
    },
  };
}

/** The first that is wrong at each box.
 * @param {Fault[]} errors
 */
const unique = (errors) => errors.filter((error, at) => errors.findIndex(({ field }) => field === error.field) === at);

/** What is wrong with one form by itself.
 * @param {string} name
 * @param {Case} raw
 */
function faults(name, raw) {
  const context = open(raw, null);
  context.form(name);
  return unique(context.errors);
}

export { calculate, faults, forget, open, unique };
