// @ts-check
/* The engine's codes in words: what is wrong, and by which rules a result was computed. Between the arithmetic, which
 * knows no words, and whoever shows its results.
 */

import { own } from "../bundling/text.js";
import { hasWords, wordsOf } from "../wording/words.js";
import { calculate } from "./arithmetic/engine.js";
import { read } from "./arithmetic/reading.js";

/** @typedef {import("./arithmetic/faults.js").Fault} Fault */
/** @typedef {{ field: string, message: string }} Told */

const say = wordsOf("engine");

/** A page has no words for what only who writes JSON by hand can get wrong, nor ever comes to it.
 * @param {Fault} wrong
 * @returns {Told}
 */
const toldFault = ({ field, code, values }) => ({
  field,
  message: hasWords("engine", "errors." + code) ? say("errors." + code, values) : say("errors.cannot_compute"),
});

/** @param {import("./arithmetic/engine.js").Step} step */
const toldStep = ({ rule, values, ground }) => ({ rule: say("rules." + rule, values), ground });

/** A part of a result with sentences in place of their codes: what the reader gave no name has one for its number. Rows of
 * months hold numbers alone, and may be many.
 * @param {any} part
 * @returns {any}
 */
function named(part) {
  if (Array.isArray(part)) return part.map(named);
  if (typeof part !== "object" || part === null) return part;
  if (own(part, "code") && own(part, "values")) return say(part.code, part.values);
  const out = { ...part };
  for (const name of Object.keys(part)) if (name !== "rows") out[name] = named(part[name]);
  return out;
}

/** A result of the engine with sentences for its codes: {errors: [{field, message}]}, or a receipt of {rule, ground}.
 * @param {any} result
 */
export function told(result) {
  if (result.errors) return { errors: result.errors.map(toldFault) };
  const { receipt, ...rest } = result;
  return { ...named(rest), receipt: { ...receipt, steps: receipt.steps.map(toldStep) } };
}

/** What a function of the engine makes of an input, told.
 * @param {import("./arithmetic/engine.js").Entry} entry
 * @param {unknown} input
 * @param {unknown} law
 */
export const calculateTold = (entry, input, law) => told(calculate(entry, input, law));

/** What a person wrote in one box, by its spec; null where it is wrong, of which `errors` then tells.
 * @param {import("./arithmetic/reading.js").Spec} spec
 * @param {unknown} value
 * @param {string} path
 * @param {Told[]} errors
 */
export function readTold(spec, value, path, errors) {
  /** @type {Fault[]} */
  const wrong = [];
  const out = read(spec, value, path, wrong);
  errors.push(...wrong.map(toldFault));
  return out;
}
