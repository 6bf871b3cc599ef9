/* What a lump sum could settle: every creditor the same share. */

import { mulDivHalfUp, sum } from "./numbers.js";
import { may, need, records } from "./reading.js";
import { share, STEP } from "./share.js";

// A share of money as decimal text with 6 decimals.
const ratio = (part, whole) => (whole ? String(mulDivHalfUp(part, 1e6, whole) / 1e6) : null);

function settlement(input, errors, trace) {
  const { lump, keep_back, monthly, debts } = input;
  if (keep_back > lump) errors.push({ field: "keep_back", message: "比手里的钱还多；请核对" });
  if (errors.length) return null;
  const usable = lump - keep_back;
  const claims = debts.map(({ owed }) => owed);
  const claimed = sum(claims);
  trace("先留出应急的钱，剩下的按欠款比例分给每一家，每家的成数一样");
  const { offers, left } = share(usable, claims, claims, input.step);
  const parts = monthly ? share(monthly, claims, claims, 1).offers : [];
  if (monthly) trace("分期能拿到：每月的钱按欠款比例分，还到还清，不另计息");
  const rows = debts.map(({ name, owed }, index) => ({
    name: name || "欠款 " + (index + 1),
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

const owing = [may("text", "name", "", { max: 30 }), need("fen", "owed", { min: 1, help: "write_owed" })];
const fields = [
  need("fen", "lump"),
  may("fen", "keep_back", 0),
  records("debts", owing),
  may("fen", "monthly", 0),
  STEP,
];

export const SETTLEMENT = { name: "settlement", run: settlement, fields };
