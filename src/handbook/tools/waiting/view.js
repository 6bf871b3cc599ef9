// @ts-check
/* What a few more months without any payment would add. */

import { WAITING } from "../../calculator/arithmetic/scenarios.js";
import { amount } from "../../wording/format.js";
import { wordsOf } from "../../wording/words.js";
import { debtPlace, debts, doubtful, titleOf } from "../debts/debts.js";
import { block, headline, long, notes, table } from "../frame/parts.js";

const say = wordsOf("waiting");

/** @param {any} found
 * @param {number} months
 */
function sentenceOf(found, months) {
  if (!found.debts.length) return say("say.nothing_sure");
  return say(found.total ? "say.more" : "say.no_more", { months, total: found.total });
}

/** What is owed now and then, and of what the difference is made.
 * @param {any} found
 */
function restOf(found) {
  if (!found.debts.length) return "";
  const kinds = ["interest", "penalty", "fees"].filter((name) => found[name]);
  const split = kinds.map((name) => say("split." + name, { amount: found[name] }));
  return say("rest", { owed: found.owed, after: found.owed_after }) +
    (kinds.length > 1 ? say("split.all", { parts: split.join("，") }) : "");
}

/** @param {any} found */
function tables(found) {
  const rows = found.debts.map((/** @type {any} */ debt) => [
    debt.name,
    amount(debt.owed),
    amount(debt.interest + debt.penalty + debt.fees),
    amount(debt.owed_after),
  ]);
  const balances = found.rows.map((/** @type {any} */ row) => [
    say("month", { month: row.month }),
    amount(row.balance),
  ]);
  const heads = [say("heads.name"), say("heads.owed"), say("heads.more"), say("heads.after")];
  return [
    table("plan-shares", say("caption"), heads, rows),
    long("plan-months", say("months_caption"), [say("heads.month"), say("heads.balance")], balances),
  ];
}

/** @param {any} context
 * @returns {import("../frame/parts.js").Answer | null}
 */
function run(context) {
  const { months } = context.form("waiting");
  const ofDebts = debtPlace(context);
  const place = (/** @type {string} */ field) => (field === "months" ? "waiting.months" : ofDebts(field));
  const found = context.ask(WAITING, { debts: debts(context, () => false), months }, place);
  if (!found) return null;
  const unsure = context.form("debts").rows.filter(doubtful);
  const says = sentenceOf(found, months);
  const doubts = unsure.length ? [say("notes.unsure", { names: unsure.map(titleOf) })] : [];
  const costs = [say("notes.record"), say("notes.sued"), say("notes.call"), ...doubts];
  const parts = [headline(says, restOf(found)), notes(say("notes.lead"), costs)];
  return {
    say: says,
    parts: [block(parts.concat(found.debts.length ? tables(found) : []))],
    receipt: found.receipt,
  };
}

export const view = { needs: ["debts"], run };
