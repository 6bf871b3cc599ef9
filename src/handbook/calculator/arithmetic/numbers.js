// @ts-check
/* Whole numbers. Money is whole 分 (fen) in a Number; a product that could pass 2^53, where a Number would round without a
 * word, goes through BigInt.
 */

const SAFE = Number.MAX_SAFE_INTEGER;
/** @param {number[]} numbers */
const sum = (numbers) => numbers.reduce((total, number) => total + number, 0);

/** floor(a ÷ b) for whole a ≥ 0, b > 0 below 2^53: the quotient of doubles may round up to the next whole number, once.
 * @param {number} a
 * @param {number} b
 */
function over(a, b) {
  const quotient = Math.floor(a / b);
  return quotient * b > a ? quotient - 1 : quotient;
}

/** a × b ÷ c for whole a, b ≥ 0 and c > 0, rounded half up.
 * @param {number} a
 * @param {number} b
 * @param {number} c
 */
function mulDivHalfUp(a, b, c) {
  const twice = 2 * a * b + c;
  if (twice <= SAFE && 2 * c <= SAFE) return over(twice, 2 * c);
  return Number((BigInt(2) * BigInt(a) * BigInt(b) + BigInt(c)) / (BigInt(2) * BigInt(c)));
}

/** A part of one, exactly: n ÷ d.
 * @typedef {{ n: number, d: number }} Fraction
 */
/** "0.1825" → {n: 1825, d: 10000}: exact, at most 12 decimals.
 * @param {string} text
 * @returns {Fraction}
 */
function fraction(text) {
  const [whole, decimals = ""] = text.split(".");
  return { n: Number(whole + decimals), d: Number("1" + "0".repeat(decimals.length)) };
}

export { fraction, mulDivHalfUp, over, sum };
