/* From what people typed to what the engine can be asked: the forms that a view wants, read by the engine's own readers. */

import { own } from "../bundling/text.js";
import { calculateTold as run, readTold as read } from "../calculator/told.js";
import { current, recordOf, shown, typed } from "./model.js";

// The engine's last few results: of three schemes, a key changes one.
const KEPT = 8;
const results = new Map();
function calculate(entry, input) {
  const key = entry.name + JSON.stringify(input);
  const result = results.get(key) || run(entry, input, current().law);
  results.delete(key);
  results.set(key, result);
  if (results.size > KEPT) results.delete(results.keys().next().value);
  return result;
}
const forget = () => results.clear();

function readRows(spec, held, path, errors) {
  const rows = Array.isArray(held) ? held : [];
  // A row just added and not yet filled in is no mistake; it is left out until something is typed.
  const filled = rows
    .map((row, index) => ({ row: recordOf(row), index }))
    .filter(({ row }) => spec.keep || typed(spec.rows, row));
  if (!filled.length && spec.least) filled.push({ row: {}, index: 0 });
  return filled.map(({ row, index }) => ({
    ...readFields(spec.rows, row, path + "[" + index + "]", errors),
    index,
  }));
}

function readFields(specs, record, path, errors) {
  const out = {};
  for (const spec of specs) {
    const at = path + "." + spec.name;
    const held = record[spec.name];
    if (!shown(spec, record, specs)) out[spec.name] = spec.rows ? [] : null;
    else if (spec.rows) out[spec.name] = readRows(spec, held, at, errors);
    else if (spec.fields) out[spec.name] = readFields(spec.fields, recordOf(held), at, errors);
    else {
      out[spec.name] = read(spec.options ? { ...spec, options: spec.values } : spec, held, at, errors);
    }
  }
  return out;
}

// ---- What a view works with ----
function open(raw, today) {
  const errors = [];
  const found = {};
  return {
    raw,
    today,
    errors,
    has: (name) => typed(current().forms[name], raw[name]),
    used: () => Object.keys(current().forms).filter((name) => own(found, name)),
    form(name) {
      if (!own(found, name)) found[name] = readFields(current().forms[name], recordOf(raw[name]), name, errors);
      return found[name];
    },
    // Asks the engine; its errors are told where they came from: `place` maps the engine's field to the form's.
    ask(entry, input, place) {
      if (errors.length) return null;
      const result = calculate(entry, input);
      if (!result.errors) return result;
      result.errors.forEach(({ field, message }) => errors.push({ field: place(field), message }));
      return null;
    },
  };
}
// What is wrong with one form by itself.
function faults(name, raw) {
  const context = open(raw, null);
  context.form(name);
  return unique(context.errors);
}

const unique = (errors) => errors.filter((one, at) => errors.findIndex((other) => other.field === one.field) === at);

export { calculate, faults, forget, open, unique };
