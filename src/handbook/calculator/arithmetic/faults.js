// @ts-check
/* What is wrong with an input, as a code with its values: told.js has the words. */

/** @typedef {import("../../wording/words.js").Values} Values */
/** One fault: where, what, and the values that its sentence needs.
 * @typedef {{ field: string, code: string, values?: Values }} Fault
 */

/** @param {string} field
 * @param {string} code
 * @param {Values} [values]
 * @returns {Fault}
 */
export const fault = (field, code, values) => ({ field, code, values });
