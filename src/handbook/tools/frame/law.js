// @ts-check
/* What the answers of a page say of the law that it carries: articles, lines of rates, whose period it is. The scripts know
 * rules by id alone; data/ says what they are.
 */

import { current } from "../../case/model.js";

/** @typedef {import("../../calculator/arithmetic/law.js").Law} Law */

/** @returns {Law} */
const law = () => /** @type {any} */ (current()).law;

/** The article of a rule of data/rules.yml as readers see it, in brackets.
 * @param {string} id
 */
export const cite = (id) => "（" + law().rules[id].ground + "）";

/** A line of data/lines.yml.
 * @param {string} id
 */
export const lineOf = (id) => law().lines[id];

/** Whether a period of data/deadlines.yml runs against the reader: being late costs a right.
 * @param {string} id
 */
export const isOwn = (id) => law().deadlines[id].whose === "reader";
