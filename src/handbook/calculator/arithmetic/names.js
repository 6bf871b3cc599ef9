// @ts-check
/* For who writes JSON by hand: which name was meant by one that does not exist, and what fields there are. */

/** @typedef {import("./reading.js").Spec} Spec */

/** How many letters must change, come or go to make one text of another.
 * @param {string} a
 * @param {string} b
 */
function distance(a, b) {
  let row = Array.from({ length: b.length + 1 }, (_, column) => column);
  for (let i = 0; i < a.length; i += 1) {
    const next = [i + 1];
    for (let j = 0; j < b.length; j += 1) {
      next.push(Math.min(next[j] + 1, row[j + 1] + 1, row[j] + (a[i] === b[j] ? 0 : 1)));
    }
    row = next;
  }
  return row[b.length];
}

/** The sentence that tells which name was meant; where none is near, which there are.
 * @param {string} name
 * @param {string[]} known
 * @returns {import("../../wording/words.js").Value}
 */
function nearest(name, known) {
  const best = known.map((other) => ({ other, far: distance(name, other) })).sort((a, b) => a.far - b.far)[0];
  return best.far <= Math.max(2, best.other.length / 2)
    ? { code: "errors.program.is_it", values: { name: best.other } }
    : { code: "errors.program.known_are", values: { known } };
}

/** @typedef {{
 *   name: string, kind: string, item?: string, min: number, max: number, required: boolean, fallback?: unknown,
 *   options?: string[], options_from?: string, fields?: Description[],
 * }} Description
 */
/** A field as plain data.
 * @param {Spec} spec
 * @returns {Description}
 */
const describe = ({ name, kind, min, max, fallback, options, options_from, item, fields }) => {
  const inner = item && item.fields ? item.fields : fields;
  return {
    name,
    kind,
    item: item && item.kind,
    min,
    max,
    required: fallback === undefined,
    fallback,
    options: options || (item && item.options),
    options_from,
    fields: inner && inner.map(describe),
  };
};

export { describe, nearest };
