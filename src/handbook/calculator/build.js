// @ts-check
/* What the build asks of the calculator: every function of the engine, in words, and the tables of a plan. */

import { calculate as run, describe } from "./arithmetic/all.js";
import { section as dated } from "./dated.js";
import { result, section } from "./render.js";
import { told } from "./told.js";

/** @param {string} name
 * @param {unknown} input
 * @param {import("./arithmetic/law.js").Law | null} law
 */
const calculate = (name, input, law) => told(run(name, input, law));

export { calculate, dated, describe, result, section };
