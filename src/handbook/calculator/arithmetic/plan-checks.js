// @ts-check
/* What one field of a plan alone cannot tell: whether they go together. */

import { monthsBetween } from "./dates.js";
import { fault, unnamed } from "./faults.js";
import { MAX_MONTHS, owed } from "./months.js";

/** @typedef {import("./faults.js").Fault} Fault */
/** @typedef {import("./law.js").LawBook} LawBook */
/** @typedef {import("./plan-fields.js").Debt} Debt */
/** @typedef {import("./plan-fields.js").PlanInput} PlanInput */
/** @typedef {import("./plan-fields.js").Terms} Terms */

/** Months may be written as calendar months; a plan counts from 1.
 * @param {number | string} value
 * @param {string} field
 * @param {{ start: string | null }} input
 * @param {Fault[]} errors
 */
function placeMonth(value, field, { start }, errors) {
  if (typeof value !== "string") return value;
  const month = start === null ? 0 : monthsBetween(start, value) + 1;
  if (start === null) errors.push(fault(field, "plan.no_start"));
  else if (month < 1 || month > MAX_MONTHS) errors.push(fault(field, "plan.month_outside", { limit: MAX_MONTHS }));
  return month;
}

/** @param {Terms} input
 * @param {Fault[]} errors
 */
function placeMonths(input, errors) {
  /** @template {string} K
   * @param {Record<K, number>} item
   * @param {K} name
   * @param {string} at
   */
  const place = (item, name, at) => {
    item[name] = placeMonth(item[name], at + "." + name, input, errors);
  };
  input.steps.forEach((step, index) => place(step, "from", "steps[" + index + "]"));
  input.lumps.forEach((lump, index) => place(lump, "month", "lumps[" + index + "]"));
  input.debts.forEach((debt, index) => {
    const at = "debts[" + index + "].";
    debt.waive.forEach((waiver, number) => place(waiver, "month", at + "waive[" + number + "]"));
    if (debt.agreed) place(debt.agreed, "first", at + "agreed");
    debt.freeze.forEach((span, number) => {
      const here = at + "freeze[" + number + "]";
      place(span, "from", here);
      place(span, "to", here);
      if (span.to < span.from) errors.push(fault(here + ".to", "before_from"));
    });
  });
}

/** Whether each debt is one; one without a name gets a number.
 * @param {Pick<Debt, "name" | "principal" | "interest" | "penalty" | "fees">[]} debts
 * @param {Fault[]} errors
 */
function checkDebts(debts, errors) {
  if (errors.length) return;
  debts.forEach((debt, index) => {
    debt.name = debt.name || unnamed("unnamed.debt", index);
    if (!owed(debt)) errors.push(fault("debts[" + index + "].principal", "plan.nothing_owed"));
  });
}

/** @param {PlanInput} input
 * @param {Fault[]} errors
 */
function checkMoney({ monthly, income, essentials, steps, lumps }, errors) {
  if (monthly === 0 && !steps.length && !lumps.length) errors.push(fault("monthly", "plan.monthly_zero"));
  if (income === null && monthly === null) errors.push(fault("monthly", "plan.no_monthly"));
  if (income !== null && essentials === null) {
    errors.push(fault("essentials", "blank", { help: { code: "help.write_essentials" } }));
  }
}

/** After how many days overdue payments into a card meet the principal first, when the plan starts.
 * @param {{ start: string | null }} input
 * @param {LawBook | null} law
 */
const cardRule = ({ start }, law) =>
  law && law.of("card_principal_first", "days", (start || law.day.slice(0, 7)) + "-01");

/** What concerns the debts; also asked by `waiting`.
 * @param {Terms} input
 * @param {Fault[]} errors
 * @param {LawBook | null} law
 */
function checkTerms(input, errors, law) {
  if (input.debts.some((debt) => debt.method === "daily") && !input.start) {
    errors.push(fault("start", "plan.daily_without_start"));
  }
  const card = input.debts.findIndex((debt) => debt.card_overdue_days !== null);
  if (card >= 0 && !cardRule(input, law)) {
    errors.push(fault("debts[" + card + "].card_overdue_days", "plan.no_card_rule"));
  }
  checkDebts(input.debts, errors);
  placeMonths(input, errors);
}

/** @param {PlanInput} input
 * @param {Fault[]} errors
 * @param {LawBook | null} law
 */
function checkPlan(input, errors, law) {
  const { debts, custom, order, lumps } = input;
  checkMoney(input, errors);
  const sorted = (custom || []).slice().sort((a, b) => a - b);
  if (order === "custom" && String(sorted) !== String(debts.map((_, index) => index + 1))) {
    errors.push(fault("custom", "plan.custom_each_once"));
  }
  lumps.forEach(({ to }, index) => {
    const field = "lumps[" + index + "].to";
    if (to && to > debts.length) errors.push(fault(field, "plan.lump_to_none", { count: debts.length }));
    else if (to && debts[to - 1].status === "verify_first") errors.push(fault(field, "plan.lump_to_doubtful"));
  });
  checkTerms(input, errors, law);
}

export { cardRule, checkDebts, checkPlan, checkTerms, placeMonth };
