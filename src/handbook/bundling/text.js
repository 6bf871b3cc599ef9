// @ts-check
/* What every script needs: text made safe for markup, a record's own keys. */

/** @type {Record<string, string>} */
const ENTITIES = { "&": "&amp;", "<": "&lt;", ">": "&gt;", '"': "&quot;", "'": "&#39;" };

/** What all text must pass before it becomes markup.
 * @param {unknown} text
 */
export function escape(text) {
  const plain = String(text);
  // Most cells of a long table hold nothing of the kind, and to look is quicker than to replace.
  return /[&<>"']/.test(plain) ? plain.replace(/[&<>"']/g, (char) => ENTITIES[char]) : plain;
}

/** Whether a record has a key of its own, not one that all objects have.
 * @param {object} record
 * @param {string} name
 */
export const own = (record, name) => Object.prototype.hasOwnProperty.call(record, name);
