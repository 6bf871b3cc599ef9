// @ts-check
/* What the arithmetic says, as codes with their values: told.js has the words. */

/** @typedef {import("../../wording/words.js").Values} Values */
/** One fault: where, what, and the values that its sentence needs.
 * @typedef {{ field: string, code: string, values?: Values }} Fault
 */
/** What the reader called a debt or a plan; where nothing, a sentence for its number.
 * @typedef {string | { code: string, values: Values }} Named
 */

/** @param {string} field
 * @param {string} code
 * @param {Values} [values]
 * @returns {Fault}
 */
export const fault = (field, code, values) => ({ field, code, values });

/** @param {"unnamed.debt" | "unnamed.plan"} code
 * @param {number} index
 * @returns {Named}
 */
export const unnamed = (code, index) => ({ code, values: { number: index + 1 } });
