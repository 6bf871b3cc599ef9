/* What the build asks of the calculator: every function of the engine, and the words and tables of a plan. */

import { calculate, describe } from "./arithmetic/all.js";
import { section as dated } from "./dated.js";
import { result, section } from "./render.js";

export { calculate, dated, describe, result, section };
