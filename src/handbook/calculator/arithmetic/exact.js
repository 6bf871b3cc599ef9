// @ts-check
/* Fractions and decimals that are exact, and rates that cannot be. On doubles only + − × ÷: Math.pow and its like may differ
 * in the last digit from one browser to the next, and then a receipt could not be redone.
 */

/** A fraction of any size.
 * @typedef {{ top: bigint, bottom: bigint }} Exact
 */
/** BigInt fraction → BigInt; `mode` is half_up, up or cut. Both parts ≥ 0.
 * @param {bigint} numerator
 * @param {bigint} denominator
 * @param {string} mode
 */
function roundFraction(numerator, denominator, mode) {
  if (mode === "cut") return numerator / denominator;
  if (mode === "up") return (numerator + denominator - BigInt(1)) / denominator;
  return (BigInt(2) * numerator + denominator) / (BigInt(2) * denominator);
}

/** "3.45" × "4" → "13.80": exact, with the decimals of the first as long as none is lost.
 * @param {string} value
 * @param {string} factor
 */
function times(value, factor) {
  const places = (/** @type {string} */ text) => (text.split(".")[1] || "").length;
  const all = places(value) + places(factor);
  const digits = String(BigInt(value.replace(".", "")) * BigInt(factor.replace(".", ""))).padStart(all + 1, "0");
  const text = all ? digits.slice(0, -all) + "." + digits.slice(-all) : digits;
  const spare = text.slice(text.length - places(factor));
  return places(factor) && /^0*$/.test(spare) ? text.slice(0, -places(factor)).replace(/\.$/, "") : text;
}

/** A computed rate as decimal text, at most 12 decimals; null where no plain number can say it.
 * @param {number | null} number
 */
function decimal(number) {
  if (number === null || !(Math.abs(number) < 1e20)) return null;
  const text = number.toFixed(12).replace(/\.?0+$/, "");
  return text === "-0" ? "0" : text;
}

/** x^n for whole n ≥ 0, by squaring.
 * @param {number} x
 * @param {number} n
 */
function power(x, n) {
  let result = 1;
  for (let base = x, left = n; left > 0; left = (left - (left % 2)) / 2) {
    if (left % 2) result *= base;
    base *= base;
  }
  return result;
}

export { decimal, power, roundFraction, times };
