/* The debts of the case: which come first, which are in doubt, and as the engine takes them. */

import { current } from "../../case/model.js";
import { wordsOf } from "../../wording/words.js";
import { alerts } from "../frame/parts.js";

const say = wordsOf("debts");

// ---- Which debts come first ----
// → {class, why: the reason or kind that decided}. Reasons stand in the order of their weight.
function classOf(row) {
  const reason = current().reasons.find(({ id }) => row[id]);
  const kind = current().kinds.find(({ id }) => id === row.kind) || current().kinds[0];
  if (!reason && row.status === "verify_first") {
    return { class: "doubtful", why: current().reasons.find(({ id }) => id === "unknown") };
  }
  const why = reason || kind;
  return { class: why.class, why };
}

// What is said at a debt: its class, what happens if it is unpaid and on what grounds, what to do first.
function remarkOf(row) {
  const { class: name, why } = classOf(row);
  const { title, first } = current().classes[name];
  const cited = why.grounds.length ? say("cited", { grounds: why.grounds }) : "";
  return say("remark", { title, unpaid: why.unpaid + cited, first: why.first || first });
}

// Not known to be owed: no money goes there until that is settled, also where papers from a court make it urgent.
const doubtful = (row) =>
  row.status === "verify_first" || current().reasons.some(({ id, class: name }) => name === "doubtful" && row[id]);

// Whose turn it is to be paid: of all that holds for a debt, what comes first.
const turnOf = (row) =>
  current().reasons
    .filter(({ id }) => row[id])
    .concat(current().kinds.filter(({ id }) => id === row.kind))
    .reduce((turn, { money: own }) => Math.min(turn, own), 2);
const titleOf = (row) => row.name || say("debt", { number: row.index + 1 });
const NOTHING = { interest: 0, penalty: 0, fees: 0 };
const owed = (row) => row.principal + (row.interest || 0) + (row.penalty || 0) + (row.fees || 0);

/* The engine's debts. `freezes(row)` says for whom interest is assumed to stop; `waive` what is assumed to be forgiven:
 * none, penalty or all of what has accrued.
 */
function debts(context, freezes, waive = "none") {
  return context.form("debts").rows.map((row) => {
    const gone = {
      none: null,
      penalty: { ...NOTHING, penalty: row.penalty || 0 },
      all: { interest: row.interest || 0, penalty: row.penalty || 0, fees: row.fees || 0 },
    }[waive];
    return {
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
      waive: gone && (gone.interest || gone.penalty || gone.fees) ? [gone] : [],
    };
  });
}

// Where an error of the engine about the debts is told.
const debtPlace = (context) => (field) => {
  const match = /^debts\[(\d+)\]\.(\w+)/.exec(field);
  if (!match) return "";
  return "debts.rows[" + context.form("debts").rows[match[1]].index + "]." + match[2];
};

// Debts that cannot wait stand above every sum: what to do about them is no matter of arithmetic.
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
