// @ts-check
/* The debts of the case: which come first, which are in doubt, and as the engine takes them. */

import { current } from "../../case/model.js";
import { wordsOf } from "../../wording/words.js";
import { alerts } from "../frame/parts.js";

/** One debt as it was filled in, by the names of its boxes; `index` is its place among all.
 * @typedef {Record<string, any>} Row
 */
/** Why a debt belongs to a class: one entry of data/priorities.yml.
 * @typedef {{ id: string, class: string, money: number, unpaid: string, first: string, grounds: string[] }} Reason
 */
/** What is assumed to be forgiven of what has accrued, in 分.
 * @typedef {{ interest: number, penalty: number, fees: number }} Waiver
 */

const LAST = 2; // whose turn is not named
const say = wordsOf("debts");

/** @returns {Reason[]} */
const reasons = () => current().reasons;
/** @returns {Reason[]} */
const kinds = () => current().kinds;

// ---- Which debts come first ----
/** The class of a debt, and the reason or kind that decided. Reasons stand in the order of their weight.
 * @param {Row} row
 */
function classOf(row) {
  const unknown = row.status === "verify_first" ? reasons().find(({ id }) => id === "unknown") : undefined;
  const kind = kinds().find(({ id }) => id === row.kind) || kinds()[0];
  const why = reasons().find(({ id }) => row[id]) || unknown || kind;
  return { class: why.class, why };
}

/** What is said at a debt: its class, what happens if it is unpaid and on what grounds, what to do first.
 * @param {Row} row
 */
function remarkOf(row) {
  const { class: name, why } = classOf(row);
  const { title, first } = current().classes[name];
  const cited = why.grounds.length ? say("cited", { grounds: why.grounds }) : "";
  return say("remark", { title, unpaid: why.unpaid + cited, first: why.first || first });
}

/** Not known to be owed: no money goes there until that is settled, also where papers from a court make it urgent.
 * @param {Row} row
 */
const doubtful = (row) =>
  row.status === "verify_first" || reasons().some(({ id, class: name }) => name === "doubtful" && row[id]);

/** Whose turn it is to be paid: of all that holds for a debt, what comes first.
 * @param {Row} row
 */
const turnOf = (row) =>
  reasons()
    .filter(({ id }) => row[id])
    .concat(kinds().filter(({ id }) => id === row.kind))
    .reduce((turn, { money }) => Math.min(turn, money), LAST);

/** @param {Row} row
 * @returns {string}
 */
const titleOf = (row) => row.name || say("debt", { number: row.index + 1 });
/** @param {Row} row
 * @returns {number}
 */
const owed = (row) => row.principal + (row.interest || 0) + (row.penalty || 0) + (row.fees || 0);

/** What is forgiven of a debt: nothing, the penalty, or all that has accrued.
 * @param {Row} row
 * @param {string} waive none, penalty or all
 * @returns {Waiver[]}
 */
function waivedOf(row, waive) {
  const [penalty, all] = [waive !== "none", waive === "all"];
  const gone = {
    interest: (all && row.interest) || 0,
    penalty: (penalty && row.penalty) || 0,
    fees: (all && row.fees) || 0,
  };
  return gone.interest || gone.penalty || gone.fees ? [gone] : [];
}

/** The engine's debts.
 * @param {any} context
 * @param {(row: Row) => boolean} freezes for whom interest is assumed to stop
 * @param {string} [waive]
 */
const debts = (context, freezes, waive = "none") =>
  context.form("debts").rows.map((/** @type {Row} */ row) => ({
    name: titleOf(row),
    principal: row.principal,
    interest: row.interest || 0,
    penalty: row.penalty || 0,
    fees: row.fees || 0,
    annual_rate: row.annual_rate || "0",
    penalty_rate: row.penalty_rate || "0",
    status: doubtful(row) ? "verify_first" : row.status,
    priority: turnOf(row),
    fixed: row.fixed,
    card_overdue_days: row.kind === "card" ? row.card_overdue_days : null,
    freeze: freezes(row) ? [{}] : [],
    waive: waivedOf(row, waive),
  }));

/** Where an error of the engine about the debts is told.
 * @param {any} context
 * @returns {(field: string) => string}
 */
const debtPlace = (context) => (field) => {
  const match = /^debts\[(\d+)\]\.(\w+)/.exec(field);
  if (!match) return "";
  return "debts.rows[" + context.form("debts").rows[Number(match[1])].index + "]." + match[2];
};

/** Debts that cannot wait stand above every sum: what to do about them is no matter of arithmetic.
 * @param {Row[]} rows
 */
const urgent = (rows) =>
  alerts(
    rows
      .filter((row) => classOf(row).class === "urgent")
      .map((row) => ({
        says: say("urgent", { name: titleOf(row), first: classOf(row).why.first }),
        do: classOf(row).why.unpaid,
      })),
  );

export { classOf, debtPlace, debts, doubtful, owed, remarkOf, titleOf, urgent };
