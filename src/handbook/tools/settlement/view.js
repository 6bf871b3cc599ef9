// @ts-check
/* A sum of money, and every creditor the same share of what it claims. */

import { SETTLEMENT } from "../../calculator/arithmetic/settlement.js";
import { find } from "../../case/model.js";
import { amount } from "../../wording/format.js";
import { wordsOf } from "../../wording/words.js";
import { money } from "../budget/money.js";
import { doubtful, owed, titleOf } from "../debts/debts.js";
import { alerts, block, headline, notes, table, text } from "../frame/parts.js";

const CHECKS = ["identity", "account", "written", "signed", "receipt"];
const say = wordsOf("settlement");

/** What the engine is asked: only debts that are known to be owed get a share.
 * @param {any} context
 * @param {any} form
 * @param {any[]} sure
 */
function inputOf(context, form, sure) {
  const budget = form.monthly === null && context.has("budget") ? money(context) : null;
  const surplus = budget ? Math.max(0, budget.income - budget.essentials - budget.reserve) : 0;
  return {
    lump: form.lump,
    keep_back: form.keep_back,
    monthly: form.monthly === null ? surplus : form.monthly,
    debts: context.errors.length ? [] : sure.map((row) => ({ name: titleOf(row), owed: owed(row) })),
  };
}

/** What to say before a sum is paid; each only where it holds.
 * @param {any} form
 * @param {any} found
 * @param {number} left how many checks are still to be made
 */
function alertsOf(form, found, left) {
  /** @type {[boolean, string][]} */
  const codes = [
    [left > 0, "unchecked"],
    [found.usable >= found.claimed, "enough"],
    [form.keep_back === 0, "nothing_kept"],
  ];
  const holding = codes.filter(([holds]) => holds);
  return holding.map(([, code]) => ({
    says: say("alerts." + code + ".says", { left }),
    do: say("alerts." + code + ".do"),
  }));
}

/** What a check says, without its number on paper.
 * @param {string} name
 */
const tickOf = (name) => {
  const found = find("settlement." + name);
  return (found && found.spec.label) || "";
};

/** @param {any} found */
function shares(found) {
  const rows = found.debts.map((/** @type {any} */ debt) => [
    debt.name,
    amount(debt.owed),
    amount(debt.offer),
    debt.months_instead ? say("instead", { monthly: debt.monthly_instead, months: debt.months_instead }) : "—",
  ]);
  const heads = [say("heads.name"), say("heads.owed"), say("heads.offer"), say("heads.instead")];
  return table("plan-shares", say("caption"), heads, rows);
}

/** @param {any} context
 * @returns {import("../frame/parts.js").Answer | null}
 */
function run(context) {
  const form = context.form("settlement");
  const rows = context.form("debts").rows;
  const sure = rows.filter((/** @type {any} */ row) => !doubtful(row));
  const unsure = rows.filter(doubtful);
  if (!context.errors.length && !sure.length) {
    context.errors.push({ field: "debts.rows[0].principal", message: say("nothing_sure") });
  }
  const place = (/** @type {string} */ field) => {
    const match = /^debts\[(\d+)\]/.exec(field);
    return match ? "debts.rows[" + sure[Number(match[1])].index + "].principal" : "settlement." + field;
  };
  const found = context.ask(SETTLEMENT, inputOf(context, form, sure), place);
  if (!found) return null;
  const left = CHECKS.filter((name) => !form[name]).length;
  const values = { share: found.ratio, total: found.total, left: found.left };
  const says = found.total ? say("say", values) : say("say_nothing");
  const doubts = unsure.length ? [say("notes.unsure", { names: unsure.map(titleOf) })] : [];
  const checked = CHECKS.map((name) => say("checked", { label: tickOf(name) }));
  return {
    say: says,
    receipt: found.receipt,
    parts: [
      block([
        alerts(alertsOf(form, found, left)),
        headline(says, say("rest", { claimed: found.claimed, saving: found.saving })),
        notes(say("notes.lead"), [say("notes.fair"), say("notes.written"), say("notes.admits"), ...doubts]),
        shares(found),
        text(left ? "" : say("all_checked", { checks: checked.join("；") })),
      ]),
    ],
  };
}

export const view = { needs: ["settlement"], run };
