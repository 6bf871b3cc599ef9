// @ts-check
/* What every script needs: text made safe for markup, a record's own keys. */

/** @type {Record<string, string>} */
const ENTITIES = { "&": "&amp;", "<": "&lt;", ">": "&gt;", '"': "&quot;", "'": "&#39;" };

/** What all text must pass before it becomes markup.
 * @param {unknown} text
 */
export const escape = (text) => String(text).replace(/[&<>"']/g, (char) => ENTITIES[char]);

/** Whether a record has a key of its own, not one that all objects have.
 * @param {object} record
 * @param {string} name
 */
export const own = (record, name) => Object.prototype.hasOwnProperty.call(record, name);
