// @ts-check
/* What the other side offers: what it costs, whether it can be kept, what is left for the others. */

import { addMonths } from "../../calculator/arithmetic/dates.js";
import { OFFER } from "../../calculator/arithmetic/offer.js";
import { current } from "../../case/model.js";
import { wordsOf, yuan, yuanAndWan } from "../../wording/words.js";
import { money } from "../budget/money.js";
import { doubtful, owed, titleOf } from "../debts/debts.js";
import { alerts, block, grounds, headline, notes, table } from "../frame/parts.js";

const CLAIM = ["principal", "interest", "penalty", "fees"];
const HEAVY = 3; // months of what can be paid, asked for at the start
const say = wordsOf("offer");

/** A line of data/lines.yml.
 * @param {string} id
 */
const lineOf = (id) => /** @type {any} */ (current()).law.lines[id];

/** What the reader can pay a month: as typed, or what the budget leaves.
 * @param {any} context
 * @param {any} form
 */
function availableOf(context, form) {
  if (form.available !== null) return form.available;
  if (!context.has("budget")) return null;
  const { income, essentials, reserve } = money(context);
  return Math.max(0, income - essentials - reserve);
}

/** What is owed: the boxes as typed, and where the offer is about a debt of the case, the rest from there.
 * @param {any} context
 * @param {any} form
 */
function claimOf(context, form) {
  /** @type {any[]} */
  const rows = context.has("debts") ? context.form("debts").rows : [];
  const row = form.which === null ? null : rows.find((one) => one.index === form.which - 1);
  if (form.which !== null && !row) context.errors.push({ field: "offer.which", message: say("no_such_debt") });
  if (!row && form.principal === null) context.errors.push({ field: "offer.principal", message: say("no_principal") });
  /** @type {Record<string, number>} */
  const claim = {};
  CLAIM.forEach((name) => (claim[name] = form[name] === null ? (row && row[name]) || 0 : form[name]));
  const others = row ? rows.filter((one) => one !== row && !doubtful(one)) : [];
  return { row, claim, others: others.map((one) => ({ name: titleOf(one), owed: owed(one) })) };
}

/** @param {any} context
 * @param {any} form
 * @param {number | null} available
 * @param {any} owed
 */
function inputOf(context, form, available, { claim, others }) {
  const start = context.today ? { start: addMonths(context.today.slice(0, 7), 1) } : {};
  /** @type {Record<string, unknown>} */
  const input = { ...claim, lender: form.lender, periods: form.periods, available, others, ...start };
  ["waiver", "deposit", "fee"].forEach((name) => (input[name] = form[name] || 0));
  ["each", "period_rate", "contract_date"].forEach((name) => form[name] !== null && (input[name] = form[name]));
  return input;
}

/** @param {any} row
 * @param {any} found
 * @param {number | null} available
 */
function alertsOf(row, found, available) {
  const over = found.lines.filter((/** @type {any} */ line) => line.over && line.applies !== false);
  const heavy = found.fits !== null && available && found.upfront > available * HEAVY;
  /** @type {[unknown, string][]} */
  const codes = [
    [row && doubtful(row), "doubtful"],
    [found.fee_in_advance, "fee"],
    [found.fits === false, "over_budget"],
    [heavy, "upfront"],
  ];
  const told = (/** @type {string} */ code) => ({
    says: say("alerts." + code + ".says", {
      over: found.over_budget,
      upfront: found.upfront,
      more: found.more_than_claimed,
    }),
    do: say("alerts." + code + ".do"),
  });
  return [
    ...codes.filter(([holds]) => holds).map(([, code]) => told(code)),
    ...over.map((/** @type {any} */ line) => ({
      says: say("alerts.over_line", { percent: line.percent }),
      do: lineOf(line.line).over,
    })),
    ...(found.more_than_claimed > 0 ? [told("more")] : []),
  ];
}

/** @param {any} found */
function facts(found) {
  const rate = found.rates.annual_simple;
  const cost = rate === null ? say("rate.none") : Number(rate) > 0 ? say("rate.percent", { rate }) : say("rate.zero");
  const end = found.finish ? say("day", { day: found.finish }) : say("month", { month: found.months });
  const rows = [
    [say("facts.claimed"), yuanAndWan(found.claimed)],
    [say("facts.upfront"), yuan(found.upfront)],
    [say("facts.each"), yuan(found.each)],
    [say("facts.end"), end],
    [say("facts.rate"), cost],
  ];
  if (found.fits !== null) rows.push([say("facts.left"), yuan(found.left_for_others)]);
  return table("tool-facts", say("facts.caption"), [say("facts.head"), say("facts.content")], rows);
}

/** @param {any} line */
function overOf(line) {
  if (line.applies === false) return say("lines.not_this");
  if (line.over) return say("lines.over");
  return say(line.over === false ? "lines.not_over" : "lines.unknown");
}

/** Beside the legal lines, and what is left for the others; each only where there is something.
 * @param {any} found
 */
function more(found) {
  const lines = found.lines.map((/** @type {any} */ line) => [
    lineOf(line.line).label,
    say("percent", { percent: line.percent }),
    overOf(line),
  ]);
  const shares = (found.fits ? found.others : []).map((/** @type {any} */ one) => [one.name, yuan(one.offer)]);
  const lineHeads = [say("lines.line"), say("lines.rate"), say("lines.this")];
  return [
    ...(lines.length ? [table("tool-lines", say("lines.caption"), lineHeads, lines)] : []),
    ...(shares.length
      ? [table("plan-shares", say("shares.caption"), [say("shares.name"), say("shares.monthly")], shares)]
      : []),
  ];
}

/** @param {any} context
 * @returns {import("../frame/parts.js").Answer | null}
 */
function run(context) {
  const form = context.form("offer");
  const available = availableOf(context, form);
  const asked = claimOf(context, form);
  const place = (/** @type {string} */ field) => (/^others/.test(field) ? "" : "offer." + field);
  const found = context.ask(OFFER, inputOf(context, form, available, asked), place);
  if (!found) return null;
  const less = -found.more_than_claimed;
  const cheaper = less > 0 ? say("less", { less }) : "";
  const says = say("say", { total: found.total, months: found.months, less: cheaper });
  const fits = found.fits === null ? say("fits.unknown") : found.fits ? say("fits.yes") : "";
  return {
    say: says,
    receipt: found.receipt,
    parts: [
      block([
        alerts(alertsOf(asked.row, found, available)),
        headline(says, fits),
        facts(found),
        ...more(found),
        notes(say("before.lead"), [say("before.written"), say("before.admits"), say("before.only_new")]),
        grounds(found.receipt),
      ]),
    ],
  };
}

export const view = { needs: ["offer"], run };
