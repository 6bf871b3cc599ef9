// @ts-check
/* Court fees: how much, who pays first, who bears it. */

import { COURT_FEES } from "../../calculator/arithmetic/fees.js";
import { wordsOf, yuan } from "../../wording/words.js";
import { block, grounds, headline, notes, table } from "../frame/parts.js";

const say = wordsOf("court_fees");

/** @param {any} found */
function facts(found) {
  const full = found.full_fee === found.fee ? [] : [[say("facts.full"), yuan(found.full_fee)]];
  const rows = [
    ...full,
    [say("facts.first"), found.advanced_by || say("facts.ask_court")],
    [say("facts.last"), found.borne_by || say("facts.court_decides")],
  ];
  return table("tool-facts", say("facts.caption"), [say("facts.head"), say("facts.content")], rows);
}

/** @param {any} context
 * @returns {import("../frame/parts.js").Answer | null}
 */
function run(context) {
  const form = context.form("court_fees");
  const date = form.date ? { date: form.date } : {};
  const input = { claim: form.claim, procedure: form.procedure, ...date };
  const found = context.ask(COURT_FEES, input, (/** @type {string} */ field) => "court_fees." + field);
  if (!found) return null;
  const says = say("say", { fee: found.fee });
  const stale = found.stale ? [say("notes.stale")] : [];
  const remarks = [...found.limits, say("notes.not_in_it"), say("notes.relief"), ...stale];
  return {
    say: says,
    receipt: found.receipt,
    parts: [block([headline(says), facts(found), notes(say("notes.lead"), remarks), grounds(found.receipt)])],
  };
}

export const view = { needs: ["court_fees"], run };
