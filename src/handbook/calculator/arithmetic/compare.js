// @ts-check
/* Plans side by side. */

import { unnamed } from "./faults.js";
import { plan } from "./plan.js";
import { FIELDS } from "./plan-fields.js";
import { may, records } from "./reading.js";

/** @typedef {import("./faults.js").Fault} Fault */
/** @typedef {import("./law.js").LawBook} LawBook */
/** @typedef {import("./engine.js").Trace} Trace */
/** @typedef {import("./plan-fields.js").PlanInput} PlanInput */
/** @typedef {NonNullable<ReturnType<typeof plan>>} PlanResult */
/** @typedef {{ plans: (PlanInput & { label: string })[] }} Input */

/** Errors of one of several plans, told at its place.
 * @param {string} place
 * @param {Fault[]} errors
 * @param {(own: Fault[]) => PlanResult | null} run
 */
function inside(place, errors, run) {
  /** @type {Fault[]} */
  const own = [];
  const result = run(own);
  own.forEach((error) => errors.push({ ...error, field: place + (error.field ? "." + error.field : "") }));
  return result;
}

/** One plan beside the first.
 * @param {string} label
 * @param {PlanResult} result
 * @param {PlanResult} base
 * @param {number} index
 */
function rowOf(label, result, base, index) {
  const both = result.months !== null && base.months !== null;
  const more = result.total_paid - base.total_paid;
  return {
    label: label || unnamed("unnamed.plan", index),
    monthly: result.monthly,
    months: result.months,
    finish: result.finish,
    total_paid: result.total_paid,
    cost: result.cost,
    months_more: both ? Number(result.months) - Number(base.months) : null,
    yuan_more: both ? more : null,
    // Under 1 % of what is paid, the easier plan is as good as the cheaper.
    close: both ? Math.abs(more) * 100 < base.total_paid : null,
    warnings: result.warnings.map((warning) => warning.code),
  };
}

/** @param {Input} input
 * @param {Fault[]} errors
 * @param {Trace} trace
 * @param {LawBook | null} law
 */
function compare({ plans }, errors, trace, law) {
  /** @type {PlanResult[]} */
  const results = [];
  plans.forEach(({ label: _, ...one }, index) => {
    const run = (/** @type {Fault[]} */ own) => plan(one, own, trace, law, 1 / plans.length);
    const result = inside("plans[" + index + "]", errors, run);
    if (result) results.push(result);
  });
  if (errors.length) return null;
  trace("compare.with_first");
  const rows = results.map((result, index) => rowOf(plans[index].label, result, results[0], index));
  const ended = rows.filter((row) => row.months !== null);
  const best = (/** @type {"total_paid" | "months"} */ key) =>
    ended.length ? ended.reduce((a, b) => (Number(b[key]) < Number(a[key]) ? b : a)).label : null;
  return { plans: rows, cheapest: best("total_paid"), soonest: best("months") };
}

const fields = [records("plans", [may("text", "label", "", { max: 30 })].concat(FIELDS), { min: 2, max: 4 })];

export const COMPARE = { name: "compare", run: compare, fields };
