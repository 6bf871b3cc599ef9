// @ts-check
/* Amounts, rates and days as readers read them. 分 and decimals in, Chinese text out. */

/** 123450 → "1,234.50"; whole 元 carry no decimals.
 * @param {number} fen
 */
export function amount(fen) {
  const cents = fen % 100;
  const whole = String((fen - cents) / 100).replace(/\B(?=(\d{3})+$)/g, ",");
  return cents ? whole + "." + String(cents).padStart(2, "0") : whole;
}

/** Of 分, how many 万元, and whether that says it all: people think of large debts so.
 * @param {number} fen
 */
export const inWan = (fen) => ({ wan: String(Math.round(fen / 1e4) / 100), exact: fen % 1e4 === 0 });

/** Decimal text per one → percent with so many decimals at most: "0.123456" → "12.35".
 * @param {string | number} decimal
 * @param {number} places
 */
export function percent(decimal, places = 2) {
  const scale = Math.pow(10, places);
  return String(Math.round(Number(decimal) * 100 * scale) / scale);
}
