// @ts-check
/* What the build asks of the worked examples. */

import { section as dated } from "./dated.js";
import { parts, result, section } from "./plan.js";

export { dated, parts, result, section };
