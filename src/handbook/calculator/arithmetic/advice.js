// @ts-check
/* What must be said about a plan: warnings above the result, the terms it rests on, and how it was computed. */

import { groundOf } from "./law.js";
import { MAX_MONTHS, owed, UNWILLING } from "./months.js";
import { sum } from "./numbers.js";

const TOKEN_FEN = 1000; // below 10 元 a month a pause is worth asking for instead

/** @typedef {import("./engine.js").Trace} Trace */
/** @typedef {import("./months.js").Rules} Rules */
/** @typedef {import("./months.js").Run} Run */
/** @typedef {import("./plan-fields.js").Debt} Debt */
/** @typedef {import("./plan-fields.js").PlanInput} PlanInput */
/** What is to be said, where it applies: a code and what its sentence tells.
 * @typedef {[unknown, string, object?]} Advice
 */

/** @param {Advice[]} items */
const apply = (items) => items.filter(([when]) => when).map(([, code, data]) => ({ code, ...data }));
/** @param {{ name: Debt["name"] }[]} debts */
const named = (debts) => debts.map(({ name }) => name);
/** @param {Debt} debt */
const aside = (debt) => debt.status === "verify_first";

/** Whether a plan leaves nothing over, and what it would be if a tenth were kept. A lump comes from outside the income; a
 * debt that ends at once may take less than the month's money.
 * @param {PlanInput} input
 * @param {Run} run
 * @param {(month: number) => number} lump
 * @param {(monthly: number) => number | null} rerun
 */
function tight({ income, essentials, steps, step }, run, lump, rerun) {
  if (income === null || steps.length) return null;
  const free = income - Number(essentials);
  if (!run.rows.some((row) => row.paid - lump(row.month) >= free)) return null;
  const kept = Math.max(step, Math.floor((free * 9) / 10));
  return { monthly_if_kept: kept, kept: free - kept, months_if_kept: rerun(kept) };
}

/** Debts that take their share each month, but hardly anything of it.
 * @param {PlanInput} input
 * @param {Run} run
 * @param {Rules} rules
 */
function tokens(input, run, rules) {
  if (["prorata", "priority"].indexOf(rules.order) < 0) return [];
  return run.debts.filter((debt, at) =>
    !debt.aside && !debt.agreed && debt.fixed === null && debt.paid > 0 &&
    debt.share < Math.min(TOKEN_FEN, owed(input.debts[at]))
  );
}

/** `rerun(monthly)` gives the months that another monthly sum would take.
 * @param {PlanInput} input
 * @param {number | null} surplus
 * @param {Run} run
 * @param {Rules} rules
 * @param {(monthly: number) => number | null} rerun
 */
function warningsOf(input, surplus, run, rules, rerun) {
  const { first, short } = run;
  const lump = (/** @type {number} */ month) =>
    sum(input.lumps.filter((one) => one.month === month).map(({ amount }) => amount));
  const monthly = rules.money(rules.first);
  const paying = monthly + lump(rules.first);
  const over = surplus === null ? 0 : monthly - surplus;
  const steady = tight(input, run, lump, rerun);
  const few = tokens(input, run, rules);
  const rests = run.debts.filter((debt) => !debt.aside && Number(debt.rest) > 0);
  const doubtful = run.debts.filter((debt) => debt.aside);
  const refused = input.debts.filter((debt) => UNWILLING.indexOf(debt.status) >= 0);
  const months = Number(run.months);
  return apply([
    [first > 0 && first >= paying, "payment_below_interest", { interest: first, payment: paying, gap: first - paying }],
    [run.months === null, "never", { limit: MAX_MONTHS }],
    [short, "offers_over_available", { ...short }],
    [over > 0, "over_budget", { over, surplus }],
    [steady, "whole_surplus", { ...steady }],
    [months > 120, "over_120_months", { months }],
    [months > 60 && months <= 120, "over_60_months", { months }],
    [few.length, "token_share", { limit: TOKEN_FEN, debts: few.map(({ name, share }) => ({ name, share })) }],
    [rests.length, "agreed_leaves_rest", { debts: rests.map(({ name, rest }) => ({ name, left: rest })) }],
    [refused.length, "refused", { debts: named(refused) }],
    [doubtful.length, "verify_first", { debts: doubtful.map((debt) => ({ name: debt.name, owed: owed(debt) })) }],
  ]);
}

/** @param {Debt} debt */
const bears = (debt) => Number(debt.annual_rate) + Number(debt.penalty_rate) + debt.monthly_fee > 0;

/** @param {PlanInput} input */
function assumptionsOf(input) {
  const { grace_months, steps, order } = input;
  const debts = input.debts.filter((debt) => !aside(debt));
  const without = named(debts.filter((debt) => !bears(debt)));
  const open = debts.filter((debt) => ["unasked", "asked"].indexOf(debt.status) >= 0);
  const promised = named(open.filter((debt) => debt.freeze.length || debt.waive.length || debt.agreed));
  return apply([
    [without.length === debts.length, "no_new_interest"], // needs the creditor's agreement: nobody has a right to it
    [without.length < debts.length, "simple_interest", { without }],
    [debts.some((debt) => debt.method === "compound"), "compound_interest"],
    [promised.length, "terms_granted", { debts: promised }],
    [grace_months > 0, "grace_agreed", { months: grace_months }],
    [!steps.length, "steady_income"],
    [open.length, "all_agree", { count: open.length }],
    [debts.length > 1 && order === "prorata", "share_by_claim"],
    [debts.length > 1 && order !== "prorata", "share_by_order", { order }],
    [true, "payment_order"],
  ]);
}

/** @param {Debt[]} debts
 * @param {Trace} trace
 */
function explainInterest(debts, trace) {
  const uses = (/** @type {string} */ method) => debts.some((debt) => debt.method === method);
  trace("interest.monthly");
  if (uses("simple") || uses("compound")) trace("interest.yearly_12th");
  if (uses("daily")) trace("interest.daily");
  if (uses("compound")) trace("interest.compound");
}

/** What is said of an order.
 * @type {Record<string, string>}
 */
const TURNS = {
  avalanche: "turns.avalanche",
  snowball: "turns.snowball",
  priority: "turns.priority",
  custom: "turns.custom",
  cheapest: "turns.cheapest",
};

/** @param {PlanInput} input
 * @param {Trace} trace
 * @param {import("./law.js").LawBook | null} law
 */
function explain({ debts, allocation, order, weights }, trace, law) {
  explainInterest(debts, trace);
  if (allocation === "principal_first") trace("plan.principal_first");
  else trace("plan.payment_order", {}, groundOf(law, "payment_order"));
  if (debts.some((debt) => debt.card_overdue_days !== null)) {
    trace("plan.card_principal_first", {}, groundOf(law, "card_principal_first"));
  }
  if (order !== "prorata") trace("plan.in_turn", { turn: { code: TURNS[order] } });
  else trace(weights === "principal" ? "plan.by_principal" : "plan.by_claim");
}

export { assumptionsOf, explain, explainInterest, warningsOf };
