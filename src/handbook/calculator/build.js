// @ts-check
/* What the build and the command line ask of the calculator: every function of the engine, in words. */

import { calculate as run, describe } from "./arithmetic/all.js";
import { told } from "./told.js";

/** @param {string} name
 * @param {unknown} input
 * @param {any} law
 */
const calculate = (name, input, law) => told(run(name, input, law));

export { calculate, describe };
