// @ts-check
/* Runs one function of the engine, which its own module exports as {name, run, fields}. Plain data in, plain data out;
 * invalid input gives {errors: [{field, code, values}]}, never an exception, never NaN.
 *
 * `law` holds the dated legal values (grounds/law.py writes it); the engine itself contains none. Every result carries a
 * receipt, so that a volunteer or a judge can redo it: the same inputs give the same code.
 */

import { fault } from "./faults.js";
import { lawBook, withOptions } from "./law.js";
import { readRecord } from "./reading.js";

const VERSION = "1";

/** FNV-1a twice, from two starts, over UTF-16 code units: 40 bits in eight letters that no one mistakes for another.
 * @param {string} text
 */
function checkCode(text) {
  const letters = "0123456789ABCDEFGHJKMNPQRSTVWXYZ";
  const hash = (/** @type {number} */ start) => {
    let value = start;
    for (let index = 0; index < text.length; index += 1) value = Math.imul(value ^ text.charCodeAt(index), 16777619);
    return value >>> 0;
  };
  const [high, low] = [hash(2166136261), hash(3735928559)];
  const bits = [12, 17, 22, 27]
    .map((shift) => (high >>> shift) & 31)
    .concat([12, 17, 22, 27].map((shift) => (low >>> shift) & 31));
  const code = bits.map((five) => letters[five]).join("");
  return code.slice(0, 4) + "-" + code.slice(4);
}

/** @param {string} name
 * @param {unknown} input
 * @param {any} result
 * @param {Step[]} steps
 */
function withReceipt(name, input, result, steps) {
  // Rows and debts follow from the rest, and can be long.
  const core = JSON.stringify([name, VERSION, input, { ...result, rows: 0, debts: 0 }]);
  return { ...result, receipt: { function: name, version: VERSION, code: checkCode(core), steps, input } };
}

/** @typedef {{ rule: string, values: import("./faults.js").Values, ground: string }} Step */
/** Notes one rule that was used, once: its code, its values, and its ground where that came with the legal values.
 * @typedef {(rule: string, values?: import("./faults.js").Values, ground?: string) => void} Trace
 */

/** One function of the engine. `raw`: it takes what people write, which then stays as they wrote it.
 * @typedef {{
 *   name: string, fields: import("./reading.js").Spec[], raw?: boolean,
 *   run: (input: any, errors: import("./faults.js").Fault[], trace: Trace, law: any) => any,
 * }} Entry
 */

/** → the function's result with its receipt, or {errors}: codes, of which told.js makes sentences.
 * @param {Entry} entry
 * @param {unknown} input
 * @param {any} law
 * @param {import("./reading.js").Strict} [strict] what tells of unknown fields
 * @returns {any}
 */
export function calculate(entry, input, law, strict) {
  try {
    /** @type {import("./faults.js").Fault[]} */
    const errors = [];
    /** @type {Step[]} */
    const steps = [];
    /** @type {Trace} */
    const trace = (rule, values = {}, ground = "") => {
      const told = JSON.stringify([rule, values]);
      if (!steps.some((step) => JSON.stringify([step.rule, step.values]) === told)) {
        steps.push({ rule, values, ground });
      }
    };
    const clear = readRecord(withOptions(entry.fields, law), input, "", errors, strict);
    // As read, with its defaults; what people wrote stays as they wrote it, or it could not be read again.
    const given = JSON.parse(JSON.stringify(entry.raw ? input : clear));
    const result = errors.length ? null : entry.run(clear, errors, trace, lawBook(law));
    return errors.length ? { errors } : withReceipt(entry.name, given, result, steps);
  } catch (_error) {
    // No BigInt, an object with a trap, a fault of ours: the caller keeps what it shows.
    return { errors: [fault("", "cannot_compute")] };
  }
}
