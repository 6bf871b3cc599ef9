// @ts-check
/* A case from outside, held against the forms: what is wrong or not known is refused with its name, not dropped without a
 * word. What a newer version or another page may have written is kept aside instead.
 */

import { own } from "../bundling/text.js";
import { wordsOf } from "../wording/words.js";
import { canKeep, isRecord, withAside } from "./aside.js";
import { current, isBlank } from "./model.js";

/** @typedef {import("./model.js").Spec} Spec */
/** @typedef {import("./model.js").Case} Case */
/** @typedef {import("./model.js").Fields} Fields */

const LONGEST_BOX = 200; // characters of one box that has no larger limit of its own: a slip is told at the box
const LONGEST_NAME = 20; // characters of a strange name that are quoted

const say = wordsOf("case");

/** Thrown here and caught by `read` (file.js).
 * @param {string} message
 * @returns {never}
 */
const refuse = (message) => {
  throw { refused: message };
};
/** @param {string} name */
const brief = (name) => name.slice(0, LONGEST_NAME);

/** What is wrong with one box; "" where nothing is.
 * @param {Spec} spec
 * @param {unknown} value
 * @param {string} label
 */
function faultOfBox(spec, value, label) {
  if (spec.kind === "flag") return typeof value === "boolean" ? "" : say("check.flag", { label });
  if (typeof value !== "string") return say("check.text", { label });
  const longest = spec.kind === "text" ? Math.max(LONGEST_BOX, spec.max || 0) : LONGEST_BOX;
  if (value.length > longest) return say("check.long", { label });
  const known = !spec.options || isBlank(value) || own(spec.options, value);
  return known ? "" : say("check.option", { label, name: brief(value) });
}

/** @param {string} label
 * @param {number} at
 */
const labelOfRow = (label, at) => say("check.row", { label, number: at + 1 });

/** @param {Spec} spec
 * @param {unknown} value
 * @param {string} label
 */
function faultOfRows(spec, value, label) {
  if (!Array.isArray(value)) return say("check.list", { label });
  const most = spec.most || 0;
  if (value.length > most) return say("check.rows", { label, most });
  const odd = value.findIndex((row) => !isRecord(row));
  return odd < 0 ? "" : say("check.shape", { label: labelOfRow(label, odd) });
}

/** @param {Spec} spec
 * @param {unknown} value
 * @param {string} label
 */
function faultOf(spec, value, label) {
  if (spec.rows) return faultOfRows(spec, value, label);
  if (spec.fields) return isRecord(value) ? "" : say("check.shape", { label });
  return faultOfBox(spec, value, label);
}

/** A record again, made of nothing but what its specs know. `newer`: what they do not know is kept aside.
 * @param {Spec[]} specs
 * @param {Fields} record
 * @param {string} label
 * @param {boolean} newer
 * @returns {Fields}
 */
function checkRecord(specs, record, label, newer) {
  /** @type {Fields} */
  const known = {};
  /** @type {Fields} */
  const unknown = {};
  for (const name of Object.keys(record)) {
    const value = record[name];
    const spec = specs.find((candidate) => candidate.name === name);
    const box = spec && spec.label ? say("check.box", { label, box: spec.label }) : label;
    const wrong = spec ? faultOf(spec, value, box) : say("check.unknown", { label, name: brief(name) });
    if (spec && !wrong) known[name] = checkInside(spec, value, box, newer);
    else if (newer && canKeep(name, value)) unknown[name] = value;
    else refuse(wrong);
  }
  return withAside(known, unknown);
}

/** What is sound by itself may hold boxes that are not.
 * @param {Spec} spec
 * @param {any} value
 * @param {string} label
 * @param {boolean} newer
 */
function checkInside({ fields, rows }, value, label, newer) {
  if (fields) return checkRecord(fields, value, label, newer);
  if (!rows) return value;
  return value.map((/** @type {Fields} */ row, /** @type {number} */ at) =>
    checkRecord(rows, row, labelOfRow(label, at), newer)
  );
}

/** A case again, made of nothing but what the forms know; a form that this page does not carry is kept aside. Throws
 * {refused}.
 * @param {unknown} data
 * @param {boolean} newer
 * @returns {Case}
 */
function checkCase(data, newer) {
  if (!isRecord(data)) return refuse(say("file.no_case"));
  const { forms, titles } = current();
  /** @type {Case} */
  const known = {};
  /** @type {Fields} */
  const unknown = {};
  for (const name of Object.keys(data)) {
    const form = data[name];
    const label = own(forms, name) ? say("check.title", { title: titles[name] }) : "";
    if (label && isRecord(form)) known[name] = checkRecord(forms[name], form, label, newer);
    else if ((newer || !label) && canKeep(name, form)) unknown[name] = form;
    else refuse(label ? say("check.shape", { label }) : say("check.unknown_part", { name: brief(name) }));
  }
  return withAside(known, unknown);
}

export { brief, checkCase, refuse };
