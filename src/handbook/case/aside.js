// @ts-check
/* What a case holds that this page does not know: forms of another page, boxes of a newer version. It is kept in the
 * record where it was found, under a name that no box has, and put back where the case is written.
 */

import { own } from "../bundling/text.js";

const ASIDE = "+";
const BESIDE = "+file"; // what a newer version wrote beside the case, its number among it
const DEEPEST = 50; // what lies deeper could not be written again everywhere

/** @param {unknown} value
 * @returns {value is Record<string, any>}
 */
const isRecord = (value) => typeof value === "object" && value !== null && !Array.isArray(value);

/** A name that all objects have would reach what they share; none of ours is called so.
 * @param {string} name
 */
const isShared = (name) => name in {} || name === "prototype";

/** @param {unknown} value
 * @param {number} [left]
 * @returns {boolean}
 */
const isDeep = (value, left = DEEPEST) =>
  typeof value === "object" && value !== null &&
  (!left || Object.values(value).some((inner) => isDeep(inner, left - 1)));

/** Whether something can be kept under that name as it is.
 * @param {string} name
 * @param {unknown} value
 */
const canKeep = (name, value) => !isShared(name) && !isDeep(value);

/** Whether a case holds something that this page cannot show.
 * @param {Record<string, any>} raw
 */
const keepsAside = (raw) => own(raw, ASIDE) || own(raw, BESIDE);

/** @param {Record<string, any>} record
 * @param {Record<string, any>} unknown
 */
const withAside = (record, unknown) => Object.keys(unknown).length ? { ...record, [ASIDE]: unknown } : record;

/** A case as it was brought: what was kept aside stands beside what is known. Of two lists one follows the other; of two
 * values the one on the page counts.
 * @param {any} value
 * @returns {any}
 */
function whole(value) {
  if (Array.isArray(value)) return value.map(whole);
  if (!isRecord(value)) return value;
  /** @type {Record<string, any>} */
  const out = {};
  Object.keys(value)
    .filter((name) => name !== ASIDE && name !== BESIDE)
    .forEach((name) => (out[name] = whole(value[name])));
  const unknown = value[ASIDE] || {};
  Object.keys(unknown).forEach((name) => {
    if (!own(out, name)) out[name] = unknown[name];
    else if (Array.isArray(out[name]) && Array.isArray(unknown[name])) out[name] = out[name].concat(unknown[name]);
  });
  return out;
}

export { BESIDE, canKeep, isRecord, keepsAside, whole, withAside };
