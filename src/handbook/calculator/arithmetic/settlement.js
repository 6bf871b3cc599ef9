// @ts-check
/* What a lump sum could settle: every creditor the same share. */

import { fault, unnamed } from "./faults.js";
import { mulDivHalfUp, sum } from "./numbers.js";
import { may, need, records } from "./reading.js";
import { share, STEP } from "./share.js";

/** Amounts in 分.
 * @typedef {{
 *   lump: number, keep_back: number, monthly: number, step: number, debts: { name: string, owed: number }[],
 * }} Input
 */

/** A share of money as decimal text with 6 decimals.
 * @param {number} part
 * @param {number} whole
 */
const ratio = (part, whole) => (whole ? String(mulDivHalfUp(part, 1e6, whole) / 1e6) : null);

/** @param {Input} input
 * @param {import("./faults.js").Fault[]} errors
 * @param {import("./engine.js").Trace} trace
 */
function settlement(input, errors, trace) {
  const { lump, keep_back, monthly, debts } = input;
  if (keep_back > lump) errors.push(fault("keep_back", "settlement.keep_back_over"));
  if (errors.length) return null;
  const usable = lump - keep_back;
  const claims = debts.map(({ owed }) => owed);
  const claimed = sum(claims);
  trace("settlement.same_ratio");
  const { offers, left } = share(usable, claims, claims, input.step);
  const parts = monthly ? share(monthly, claims, claims, 1).offers : [];
  if (monthly) trace("settlement.instead");
  const rows = debts.map(({ name, owed }, index) => ({
    name: name || unnamed("unnamed.debt", index),
    owed,
    offer: offers[index],
    ratio: ratio(offers[index], owed),
    saving: owed - offers[index],
    monthly_instead: monthly ? parts[index] : null,
    months_instead: parts[index] ? Math.ceil(owed / parts[index]) : null,
  }));
  const paid = sum(offers);
  return {
    usable,
    claimed,
    total: paid,
    ratio: ratio(paid, claimed),
    saving: claimed - paid,
    left: left + keep_back,
    debts: rows,
  };
}

const owing = [may("text", "name", "", { max: 30 }), need("fen", "owed", { min: 1, help: "help.write_owed" })];
const fields = [
  need("fen", "lump"),
  may("fen", "keep_back", 0),
  records("debts", owing),
  may("fen", "monthly", 0),
  STEP,
];

export const SETTLEMENT = { name: "settlement", run: settlement, fields };
