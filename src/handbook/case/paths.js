// @ts-check
/* A case by path: "debts.rows[0].principal". */

/** @param {string} path */
const steps = (path) => path.replace(/\[(\d+)\]/g, ".$1").split(".");
const NUMBER = /^\d+$/;

/** What stands there; undefined where nothing does.
 * @param {any} raw
 * @param {string} path
 */
export const valueAt = (raw, path) =>
  steps(path).reduce((at, name) => (at === undefined || at === null ? undefined : at[name]), raw);

/** Puts a value there, and makes the records and lists on the way.
 * @param {any} raw
 * @param {string} path
 * @param {unknown} value
 */
export function putAt(raw, path, value) {
  const names = steps(path);
  const last = /** @type {string} */ (names.pop());
  let at = raw;
  names.forEach((name, index) => {
    if (at[name] === undefined) at[name] = NUMBER.test(names[index + 1] || last) ? [] : {};
    at = at[name];
  });
  at[last] = value;
}
