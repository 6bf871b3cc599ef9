// @ts-check
/* A case as people write it in a page, in 元 and percent, as the input of `plan`. */

import { fault } from "./faults.js";
import { checkDebts } from "./plan-checks.js";
import { debtFields, moneyFields } from "./plan-fields.js";
import { may, need, records } from "./reading.js";

/** @typedef {import("./plan-fields.js").Debt} Debt */
/** @typedef {{ title: string, debts: Debt[], monthly: number | null }} Case */

/** @param {Case} clear
 * @param {import("./faults.js").Fault[]} errors
 */
function parseCase(clear, errors) {
  checkDebts(clear.debts, errors);
  if (clear.monthly === 0) errors.push(fault("monthly", "plan.monthly_zero"));
  const { title, ...input } = clear;
  return { input, title };
}

const income = need("yuan", "income", { help: "help.no_income_zero", blank: true });
const essentials = need("yuan", "essentials", { help: "help.write_essentials", blank: true });
const debt = debtFields(may("yuan", "principal", 0), "yuan", "percent");
const fields = [may("text", "title", "", { max: 60 })].concat(
  moneyFields(income, essentials, "yuan"),
  records("debts", debt, { help: "help.at_least_one" }),
);

export const PARSE_CASE = { name: "parse_case", run: parseCase, fields, raw: true };
