// @ts-check
/* The engine's codes in words: what is wrong, and by which rules a result was computed. Between the arithmetic, which
 * knows no words, and whoever shows its results.
 */

import { hasWords, wordsOf } from "../wording/words.js";
import { calculate } from "./arithmetic/engine.js";
import { read } from "./arithmetic/reading.js";

/** @typedef {import("./arithmetic/faults.js").Fault} Fault */
/** @typedef {{ field: string, message: string }} Told */

const BOOK = "engine";
const say = wordsOf(BOOK);

/** @param {Fault} wrong
 * @returns {Told}
 */
const toldFault = ({ field, code, values, message }) => ({ field, message: message || say("errors." + code, values) });

/** @param {import("./arithmetic/engine.js").Step} step */
function toldStep({ rule, values, ground }) {
  const cited = hasWords(BOOK, "grounds." + rule) ? say("grounds." + rule) : "";
  if (!hasWords(BOOK, "rules." + rule)) return { rule, ground: ground || (typeof values === "string" ? values : "") };
  return { rule: say("rules." + rule, values), ground: ground || cited };
}

/** A result of the engine with sentences for its codes: {errors: [{field, message}]}, or a receipt of {rule, ground}.
 * @param {any} result
 */
export function told(result) {
  if (result.errors) return { errors: result.errors.map(toldFault) };
  return { ...result, receipt: { ...result.receipt, steps: result.receipt.steps.map(toldStep) } };
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
