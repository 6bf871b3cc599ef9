// @ts-check
/* A plan in words: the sentence, what must be said about it, the terms it rests on, its tables. For the tools that make
 * plans and for the worked examples in pages.
 */

import { amount } from "../../wording/format.js";
import { hasWords, wordsOf } from "../../wording/words.js";
import { alerts, block, headline, long, notes, table, text } from "../frame/parts.js";

/** @typedef {import("../frame/parts.js").Part} Part */
/** @typedef {{ code: string } & Record<string, any>} Coded */

const BOOK = "plan";
const VISIBLE_ROWS = 12;
const FEW_NAMES = 3;
const say = wordsOf(BOOK);

/** @param {any[]} debts
 * @returns {string[]}
 */
const namesOf = (debts) => debts.map((debt) => (typeof debt === "string" ? debt : debt.name));

/** Of many debts with a small share, the first three.
 * @param {{ name: string, share: number }[]} debts
 */
function fewShares(debts) {
  const shown = say("shares", {
    shares: debts.slice(0, FEW_NAMES).map(({ name, share }) => say("share_of", { name, share })),
  });
  return debts.length > FEW_NAMES ? say("and_more", { shown, count: debts.length }) : shown;
}

/** What a warning's sentences are filled in with.
 * @param {Coded} found
 */
function valuesOf(found) {
  const { debts, ...plain } = found;
  if (found.code === "token_share") return { ...plain, shares: fewShares(debts) };
  return debts ? { ...plain, names: namesOf(debts) } : plain;
}

/** A newer engine may send a code that there are no words for; it is left out rather than shown raw.
 * @param {Coded[]} list
 * @param {string} group
 */
const known = (list, group) => list.filter(({ code }) => hasWords(BOOK, group + code + ".says"));

/** The sentence that fits: some have another for one case.
 * @param {Coded} found
 * @param {string} code
 */
const variantOf = (found, code) =>
  (code === "warnings.no_surplus" || code === "warnings.payment_below_interest") && !found.gap
    ? code + ".says_even"
    : code + ".says";

/** @param {Coded} found */
function toldWarning(found) {
  const code = "warnings." + found.code;
  const values = valuesOf(found);
  const later = found.code === "whole_surplus" && found.months_if_kept !== null ? say(code + ".ends", values) : "";
  return { says: say(variantOf(found, code), values), do: say(code + ".do", values) + later };
}

/** @param {any} plan
 * @returns {Part}
 */
export const warnings = (plan) => alerts(known(plan.warnings, "warnings.").map(toldWarning));

/** Each thing a plan rests on. `input` may say more than the plan.
 * @param {Coded} found
 * @param {any} plan
 */
function toldAssumption(found, plan) {
  const code = "assumptions." + found.code;
  const { debts, ...plain } = found;
  const values = debts ? { ...plain, names: namesOf(debts) } : plain;
  switch (found.code) {
    case "simple_interest":
      return say(code + ".says") + (found.without.length ? say(code + ".without") : "");
    case "grace_agreed":
      return say(code + ".says", values) + (plan.cost ? say(code + ".costs") : "");
    case "all_agree":
      return say(found.count > 1 ? code + ".says" : code + ".one", values);
    case "share_by_order":
      return say(code + ".says", {
        order: say(hasWords(BOOK, "orders." + found.order) ? "orders." + found.order : "orders.custom"),
      });
    default:
      return say(code + ".says", values);
  }
}

/** @param {any} plan
 * @param {((code: string) => string) | undefined} change which box decides a thing; "" for none
 */
function assumptions(plan, change) {
  const items = known(plan.assumptions, "assumptions.").map((found) => ({
    text: toldAssumption(found, plan),
    change: change ? change(found.code) : "",
  }));
  return notes(say("assumptions_lead"), items);
}

/** The plan in one sentence. `input`: the engine's, in 分.
 * @param {any} input
 * @param {any} plan
 */
export function sentence(input, plan) {
  if (plan.warnings.some((/** @type {Coded} */ found) => found.code === "no_surplus")) {
    return say("sentence.no_surplus");
  }
  if (!plan.total_owed) return say("sentence.nothing_sure");
  const wait = input.grace_months ? say("sentence.wait", { months: input.grace_months }) : "";
  const values = { wait, monthly: plan.monthly, total: plan.total_paid, months: plan.months };
  if (plan.months === null) return say("sentence.never", { wait, monthly: plan.monthly });
  if (plan.months === input.grace_months + 1) return say("sentence.at_once", values);
  const when = plan.finish ? say("sentence.when", { month: plan.finish }) : "";
  return say("sentence.ends", { ...values, when });
}

/** @param {any} input
 * @param {any} plan
 */
function toldHeadline(input, plan) {
  const owed = plan.total_owed ? say("owed", { total: plan.total_owed }) : "";
  const adds = plan.cost && plan.months !== null;
  const added = adds ? say(plan.cost > plan.added_interest ? "added" : "added_interest", { cost: plan.cost }) : "";
  return headline(sentence(input, plan), owed + added);
}

/** When a debt ends, for a cell.
 * @param {any} debt
 */
const endOf = (debt) =>
  debt.status === "verify_first" ? "—" : debt.months === null ? say("never") : say("month", { month: debt.months });

/** @param {any} plan
 * @returns {Part[]}
 */
function shares(plan) {
  if (plan.debts.length < 2) return [];
  const rows = plan.debts.map((/** @type {any} */ debt) => [
    debt.name,
    amount(debt.owed),
    debt.status === "verify_first" ? say("verify_first") : amount(debt.share),
    endOf(debt),
  ]);
  const heads = [say("heads.name"), say("heads.owed"), say("heads.first"), say("heads.end")];
  return [table("plan-shares", say("shares_caption"), heads, rows)];
}

/** @param {any} input
 * @param {any} plan
 */
function months(input, plan) {
  const rows = plan.rows.map((/** @type {any} */ row) => {
    const month = say("month", { month: row.month });
    return [
      row.date ? { text: month, small: row.date } : month,
      row.month <= input.grace_months ? say("waits") : amount(row.paid),
      amount(row.balance),
    ];
  });
  // Six hundred rows of a plan that never ends would only bury the warning.
  const shown = plan.months === null ? rows.slice(0, VISIBLE_ROWS) : rows;
  return long("plan-months", say("months_caption"), [say("heads.month"), say("heads.paid"), say("heads.left")], shown);
}

/** A plan whole. `ways`: which box decides what it rests on, and more parts after that.
 * @param {any} input
 * @param {any} plan
 * @param {{ change?: (code: string) => string, extra?: Part[] }} [ways]
 */
export function planParts(input, plan, ways = {}) {
  const tables = plan.rows.length ? [...shares(plan), months(input, plan)] : [];
  return block([
    warnings(plan),
    toldHeadline(input, plan),
    assumptions(plan, ways.change),
    ...(ways.extra || []),
    ...tables,
    text(say("only_sums")),
  ]);
}

export { endOf };
