// @ts-check
/* The plan: each scheme month by month; two or three side by side. */

import { PLAN } from "../../calculator/arithmetic/plan.js";
import { amount } from "../../wording/format.js";
import { wordsOf } from "../../wording/words.js";
import { urgent } from "../debts/debts.js";
import { block, folded, table, text } from "../frame/parts.js";
import { inputOf, picture, placeOf } from "./scheme.js";
import { planParts, sentence } from "./told.js";

/** @typedef {import("../frame/parts.js").Part} Part */
/** @typedef {{ label: string, input: any, plan: any, says: string }} Scheme */

const say = wordsOf("plan");

/** Where each thing the result rests on can be changed.
 * @type {Record<string, string>}
 */
const CHANGE = {
  no_new_interest: "debts.rows[0].annual_rate",
  simple_interest: "plan.schemes[0].freeze",
  terms_granted: "plan.schemes[0].freeze",
  grace_agreed: "plan.schemes[0].grace_months",
  steady_income: "budget.income",
  all_agree: "debts.rows[0].status",
  share_by_claim: "plan.schemes[0].order",
  share_by_order: "plan.schemes[0].order",
  payment_order: "plan.allocation",
};

/** The gravest first: of a scheme's warnings one fits beside others. */
const DOUBTS = [
  "never",
  "payment_below_interest",
  "offers_over_available",
  "over_budget",
  "no_surplus",
  "over_120_months",
  "over_60_months",
  "whole_surplus",
];

/** @param {any} plan */
function doubtOf(plan) {
  const code = DOUBTS.find((one) => plan.warnings.some((/** @type {any} */ warning) => warning.code === one));
  return say(code ? "doubts." + code : "doubts.none");
}

/** Side by side: the first is the measure of the others.
 * @param {Scheme[]} schemes
 * @returns {Part[]}
 */
function beside(schemes) {
  /** @param {string} head
   * @param {(plan: any) => string} cell
   */
  const line = (head, cell) => [say("beside." + head)].concat(schemes.map(({ plan }) => cell(plan)));
  /** @param {any} plan
   * @param {number} fen
   */
  const sum = (plan, fen) => (plan.months === null ? say("never") : amount(fen));
  /** @param {any} plan */
  const end = (plan) => plan.months === null ? say("never") : plan.finish || say("month", { month: plan.months });
  const rows = [
    line("monthly", (plan) => amount(plan.monthly)),
    line("end", end),
    line("total", (plan) => sum(plan, plan.total_paid)),
    line("cost", (plan) => sum(plan, plan.cost)),
    line("doubt", doubtOf),
  ];
  const heads = [say("beside.head")].concat(schemes.map(({ label }) => label));
  return [table("tool-beside", say("beside.caption"), heads, rows), text(best(schemes), "tool-best")];
}

/** Which scheme costs least; "" where fewer than two end.
 * @param {Scheme[]} schemes
 */
function best(schemes) {
  const ended = schemes.filter(({ plan }) => plan.months !== null && plan.rows.length);
  if (ended.length < 2) return "";
  const least = ended.reduce((a, b) => (b.plan.total_paid < a.plan.total_paid ? b : a));
  const most = ended.reduce((a, b) => (b.plan.total_paid > a.plan.total_paid ? b : a));
  const gap = most.plan.total_paid - least.plan.total_paid;
  if (!gap) return say("best.same");
  // Under 1 % of what is paid, the easier plan is as good as the cheaper.
  if (gap * 100 < least.plan.total_paid) return say("best.near");
  return say("best.least", { least: least.label, most: most.label, gap });
}

/** One receipt for several schemes: the code of each, and every rule once.
 * @param {Scheme[]} schemes
 */
function receiptOf(schemes) {
  const steps = schemes.reduce((all, { plan }) => all.concat(plan.receipt.steps), /** @type {any[]} */ ([]));
  return {
    ...schemes[0].plan.receipt,
    code: say("codes", { codes: schemes.map(({ label, plan }) => label + " " + plan.receipt.code) }),
    steps: steps.filter(({ rule }, at) => steps.findIndex((step) => step.rule === rule) === at),
  };
}

/** @param {any} context
 * @returns {import("../frame/parts.js").Answer | null}
 */
function run(context) {
  /** @type {Scheme[]} */
  const schemes = context.form("plan").schemes.map((/** @type {any} */ scheme) => {
    const input = inputOf(context, scheme);
    const plan = context.ask(PLAN, input, placeOf(context, scheme.index));
    return plan && { label: say("scheme", { number: scheme.index + 1 }), input, plan, says: sentence(input, plan) };
  });
  if (context.errors.length) return null;
  const many = schemes.length > 1;
  const ways = { change: (/** @type {string} */ code) => CHANGE[code] || "", extra: many ? [] : picture(schemes) };
  const bodies = schemes.map(({ input, plan }) => planParts(input, plan, ways));
  const each = schemes.map(({ label }, at) => folded(label, !at, [bodies[at]]));
  const first = urgent(context.form("debts").rows);
  return {
    say: many ? schemes.map(({ label, says }) => say("labelled", { label, says })).join("") : schemes[0].says,
    brief: schemes[0].says,
    parts: many ? [first, block([...beside(schemes), ...picture(schemes)]), ...each] : [first, ...bodies],
    receipt: many ? receiptOf(schemes) : schemes[0].plan.receipt,
  };
}

export const view = { needs: ["budget", "debts"], run };
