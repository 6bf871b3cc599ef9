// @ts-check
/* Court fees. What there is to choose, the tables, the shares and the articles come with the law; this only applies them. */

import { fault } from "./faults.js";
import { fraction } from "./numbers.js";
import { roundFraction } from "./exact.js";
import { may, need } from "./reading.js";

const B = BigInt;

/** @typedef {import("./law.js").LawBook} LawBook */
/** @typedef {import("./law.js").Value} Value */
/** @typedef {import("./law.js").Bracket} Bracket */
/** @typedef {{ claim: number, procedure: string, date: string | null }} Input */
/** @typedef {import("./engine.js").Trace} Trace */
/** @typedef {import("./faults.js").Fault} Fault */

/** 元 as text → 分.
 * @param {string} text
 */
const fen = (text) => B(text) * B(100);

/** The bracket that an amount (分) falls in; nothing at all falls in the first.
 * @param {Bracket[]} rows
 * @param {number} claim
 */
function bracketOf(rows, claim) {
  const inside = rows.find(({ over, upto }) =>
    (!claim || B(claim) > fen(over)) && (upto === "0" || B(claim) <= fen(upto))
  );
  return /** @type {Bracket} */ (inside);
}

/** Part and whole of the share: percent, or one part in so many.
 * @param {Value | null} share
 */
function cutOf(share) {
  if (!share) return [B(1), B(1)];
  return share.unit === "%" ? [B(share.value), B(100)] : [B(1), B(share.value)];
}

/** Amount in 分, bracket in 元: fee = amount × rate + plus, rounded half up to 分 once, after the share.
 * @param {Input} input
 * @param {Fault[]} errors
 * @param {Trace} trace
 * @param {LawBook | null} law
 */
function courtFees(input, errors, trace, law) {
  if (!law) return void errors.push(fault("procedure", "no_law"));
  const fee = law.fees[input.procedure];
  const day = input.date || law.day;
  const table = law.brackets(fee.table, day);
  const share = fee.share ? law.value(fee.share, day) : null;
  if (!table || (fee.share && !share)) {
    return void errors.push(fault("date", "fees.unknown"));
  }
  const row = bracketOf(table.rows, input.claim);
  const { n, d } = fraction(row.rate);
  const top = B(input.claim) * B(n) + fen(row.plus) * B(d);
  const [by, over] = cutOf(share);
  if (row.plus[0] === "-") trace("fees.bracket_less", { rate: row.rate, less: row.plus.slice(1) }, table.ground);
  else trace("fees.bracket", { rate: row.rate, plus: row.plus }, table.ground);
  if (share) trace("fees.share", { by: Number(by), over: Number(over) }, share.ground);
  const payer = share && share.advanced_by ? share : table;
  trace("fees.advanced_by", { who: payer.advanced_by || "" }, law.ground("fee_advance"));
  trace("fees.borne_by", { who: payer.borne_by || "" }, fee.borne);
  return {
    fee: Number(roundFraction(top * by, B(d) * over, "half_up")),
    full_fee: Number(roundFraction(top, B(d), "half_up")),
    bracket: { ...row, upto: row.upto === "0" ? "" : row.upto },
    advanced_by: payer.advanced_by,
    borne_by: payer.borne_by,
    limits: [table.limits, share ? share.limits : ""].filter(Boolean),
    stale: Boolean(table.stale || (share && share.stale)),
  };
}

const FIELDS = [need("fen", "claim"), need("choice", "procedure", { options_from: "fees" }), may("day", "date", null)];

export const COURT_FEES = { name: "court_fees", run: courtFees, fields: FIELDS };
