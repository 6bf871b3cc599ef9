// @ts-check
/* Interest by the day, beside what the bill says. */

import { ACCRUE } from "../../calculator/arithmetic/accrue.js";
import { amount } from "../../wording/format.js";
import { wordsOf } from "../../wording/words.js";
import { block, grounds, headline, notes, table, text } from "../frame/parts.js";

const PASSED_ON = ["annual_rate", "daily_rate", "uplift"];
const say = wordsOf("accrue");

/** A rate per day is far below one per cent; two decimals would lose it.
 * @param {any} row
 * @param {string | undefined} uplift
 */
const rateOf = (row, uplift) =>
  say(row.per === "day" ? "rate.day" : "rate.year", { rate: row.rate }) +
  (Number(uplift) ? say("rate.uplift", { uplift: String(uplift) }) : "");

/** @param {number | null} claimed
 * @param {number} interest
 */
function compared(claimed, interest) {
  if (claimed === null) return say("compared.not_told");
  const more = claimed - interest;
  if (!more) return say("compared.same");
  return more > 0 ? say("compared.more", { more }) : say("compared.less", { less: -more });
}

/** @param {any} row */
function segmentOf(row) {
  /** @type {Record<string, unknown>} */
  const segment = { kind: row.kind, balance: row.balance, from: row.from, to: row.to };
  PASSED_ON.forEach((name) => row[name] !== null && (segment[name] = row[name]));
  return segment;
}

/** No payments are asked for, so each segment is one row.
 * @param {any} found
 * @param {any[]} segments
 */
function oneByOne(found, segments) {
  const rows = found.rows.map((/** @type {any} */ row, /** @type {number} */ at) => [
    say("segment", { kind: say("kinds." + row.kind), from: row.from, days: row.days }),
    amount(row.balance),
    rateOf(row, segments[at].uplift),
    amount(row.amount),
  ]);
  const heads = [say("heads.segment"), say("heads.balance"), say("heads.rate"), say("heads.amount")];
  return table("tool-segments", say("caption"), heads, rows);
}

/** @param {any} context
 * @returns {import("../frame/parts.js").Answer | null}
 */
function run(context) {
  const form = context.form("accrue");
  const segments = form.segments.map(segmentOf);
  const place = (/** @type {string} */ field) => {
    const match = /^segments\[(\d+)\]\.(\w+)/.exec(field);
    return match ? "accrue.segments[" + form.segments[Number(match[1])].index + "]." + match[2] : "accrue." + field;
  };
  const found = context.ask(ACCRUE, { segments, basis: form.basis, compound: form.compound }, place);
  if (!found) return null;
  const flagged = found.rows.some((/** @type {any} */ row) =>
    row.notes.some((/** @type {string} */ note) => /^uplift/.test(note))
  );
  const more = form.claimed !== null && form.claimed > found.interest;
  const says = say("say", { interest: found.interest });
  const next = [say(more ? "next.ask" : "next.keep"), say("next.reasons")].concat(flagged ? [say("next.uplift")] : []);
  return {
    say: says,
    receipt: found.receipt,
    parts: [
      block([
        headline(says, compared(form.claimed, found.interest)),
        oneByOne(found, segments),
        notes(say("next.lead"), next),
        text(say("counting")),
        grounds(found.receipt),
      ]),
    ],
  };
}

export const view = { needs: ["accrue"], run };
