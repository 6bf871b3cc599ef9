/* The forms as the scripts know them, and what stands in them. A case is what stands in the forms, as text: {form: {field:
 * text, rows: [...]}}. `setup` brings the data: the fields of every form, and whatever else the page carries.
 */

import { own } from "../bundling/text.js";

let data = { forms: {}, titles: {}, kinds: [], reasons: [], classes: {}, lines: [], law: null };

const isBlank = (value) => value === undefined || value === null || value === false || String(value).trim() === "";
// "35000" → "35,000"; what cannot be read stays as it was typed.
const commas = (text) => {
  const [whole, rest] = text.trim().split(".");
  return /^\d{4,}$/.test(whole) && (rest === undefined || /^\d{1,2}$/.test(rest))
    ? whole.replace(/\B(?=(\d{3})+$)/g, ",") + (rest === undefined ? "" : "." + rest)
    : text;
};
const recordOf = (value) => (typeof value === "object" && value !== null ? value : {});

// Every box may be left blank; whether it must not is told by its fallback.
function eachSpec(lists) {
  lists.forEach((specs) =>
    specs.forEach((spec) => {
      spec.blank = true;
      if (spec.options) spec.values = Object.keys(spec.options);
      eachSpec([spec.rows || [], spec.fields || []]);
    })
  );
}

// What the page carries; before anything else is asked.
function setup(given) {
  data = given;
  eachSpec(Object.values(given.forms));
}

// A field stands only where another holds one of some values; a choice left alone holds its first.
function shown(spec, record, specs) {
  return Object.keys(spec.when || {}).every((name) => {
    const other = specs.find((one) => one.name === name);
    const value = isBlank(record[name]) ? Object.keys(other.options)[0] : record[name];
    return spec.when[name].split(" ").indexOf(value) >= 0;
  });
}

// A choice left alone says nothing; only what was typed or ticked counts.
const typed = (specs, value) =>
  specs.some((spec) => {
    const held = recordOf(value)[spec.name];
    if (spec.rows) return Array.isArray(held) && held.some((row) => typed(spec.rows, row));
    if (spec.fields) return typed(spec.fields, held);
    return spec.kind !== "choice" && !isBlank(held);
  });

// "debts.rows[1].principal" → {form, specs on the way, last spec, row}
function find(path) {
  const [form, ...rest] = path.replace(/\[(\d+)\]/g, ".$1").split(".");
  let specs = own(data.forms, form) ? data.forms[form] : [];
  let spec = null;
  let row = null;
  let box = "";
  for (const part of rest) {
    if (/^\d+$/.test(part)) {
      row = Number(part);
      continue;
    }
    spec = specs.find((one) => one.name === part) || null;
    if (!spec) return null;
    specs = spec.rows || spec.fields || [];
    box = spec.rows ? spec.box : box;
  }
  return spec && { spec, row, box: row === null ? spec.box || "" : box + (row + 1) + (spec.box || "") };
}

// "debts.rows[1].principal" → "债2B 本金（元）"
function labelOf(path) {
  const found = find(path);
  if (!found) return "";
  // A list of days has no box of its own; its number tells which.
  return [found.box, found.spec.label || ""].filter(Boolean).join(" ");
}

const current = () => data;

export { commas, current, find, isBlank, labelOf, recordOf, setup, shown, typed };
