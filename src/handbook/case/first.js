// @ts-check
/* A case of the first version: one plan as the examples on the pages are written, amounts in one record. */

import { own } from "../bundling/text.js";
import { wordsOf } from "../wording/words.js";
import { isRecord } from "./aside.js";
import { brief, refuse } from "./check.js";
import { current } from "./model.js";

const say = wordsOf("case");

const KNOWN = ["title", "income", "essentials", "reserve", "grace_months", "monthly", "debts"];
const PARTS = ["name", "principal", "interest", "penalty", "fees", "annual_rate"];

/** @param {string} title */
const labelOf = (title) => say("check.title", { title });
const debts = () => labelOf(current().titles.debts);

/** @param {unknown} value
 * @param {string} name
 */
function textOf(value, name) {
  if (value === undefined || value === null) return "";
  if (typeof value === "string" || Number.isFinite(value)) return String(value);
  return refuse(say("check.text", { label: labelOf(name) }));
}

/** @param {unknown} debt */
function rowOf(debt) {
  if (!isRecord(debt)) return refuse(say("check.shape", { label: debts() }));
  const strange = Object.keys(debt).find((name) => PARTS.indexOf(name) < 0);
  if (strange !== undefined) refuse(say("check.unknown", { label: debts(), name: brief(strange) }));
  /** @type {Record<string, string>} */
  const row = {};
  PARTS.filter((name) => own(debt, name)).forEach((name) => (row[name] = textOf(debt[name], name)));
  return row;
}

/** The same as a case of the second version. Throws {refused}.
 * @param {unknown} value
 */
export function fromFirst(value) {
  if (!isRecord(value)) return refuse(say("file.no_case"));
  const strange = Object.keys(value).find((name) => KNOWN.indexOf(name) < 0);
  if (strange !== undefined) refuse(say("check.unknown_part", { name: brief(strange) }));
  const { debts: rows = [] } = value;
  if (!Array.isArray(rows)) return refuse(say("check.list", { label: debts() }));
  const text = (/** @type {string} */ name) => textOf(value[name], name);
  return {
    budget: { mode: "totals", income: text("income"), essentials: text("essentials"), reserve: text("reserve") },
    debts: { rows: rows.map(rowOf) },
    plan: { schemes: [{ grace_months: text("grace_months"), monthly: text("monthly") }] },
  };
}
