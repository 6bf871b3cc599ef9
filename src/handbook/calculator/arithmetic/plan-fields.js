// @ts-check
/* What a plan is computed from: its fields, and what they are once they were read. */

import { ALLOCATIONS, MAX_MONTHS, PARTS } from "./months.js";
import { list, MAX_ITEMS, may, need, pick, records } from "./reading.js";
import { STEP } from "./share.js";

/** @typedef {import("./reading.js").Spec} Spec */
/** Months counted from 1, `to` the last; `what` does not grow in them.
 * @typedef {{ from: number, to: number, what: string[] }} Span
 */
/** Amounts in 分 that are let off in a month.
 * @typedef {{ month: number, fees: number, penalty: number, interest: number, principal: number }} Waiver
 */
/** Instalments, in 分, from the month `first` on; `settles`: with the last one the debt is gone.
 * @typedef {{ deposit: number, periods: number, each: number, first: number, settles: boolean }} Agreed
 */
/** One debt: amounts in 分, rates as decimal text per one; null: not given.
 * @typedef {{
 *   name: import("./faults.js").Named, principal: number, interest: number, penalty: number, fees: number,
 *   annual_rate: string, penalty_rate: string, monthly_fee: number, method: string, freeze: Span[], waive: Waiver[],
 *   agreed: Agreed | null, status: string, priority: number, fixed: number | null, minimum: number,
 *   card_overdue_days: number | null,
 * }} Debt
 */
/** Money from outside the income, in 分; `to` the number of a debt, or shared.
 * @typedef {{ month: number, amount: number, to: number | null }} Lump
 */
/** A whole plan; `custom` holds the numbers of the debts in their turn, `start` the calendar month of month 1.
 * @typedef {{
 *   debts: Debt[], income: number | null, essentials: number | null, reserve: number, grace_months: number,
 *   monthly: number | null, steps: { from: number, monthly: number }[], lumps: Lump[], order: string,
 *   custom: number[] | null, weights: string, allocation: string, start: string | null, step: number,
 * }} PlanInput
 */
/** What alone concerns the debts.
 * @typedef {Pick<PlanInput, "debts" | "steps" | "lumps" | "start">} Terms
 */

const GROWING = ["interest", "penalty", "fees"];
const span = [
  may("month", "from", 1),
  may("month", "to", MAX_MONTHS),
  may("list", "what", GROWING, { item: need("choice", "", { options: GROWING }) }),
];
const waiver = [may("month", "month", 1)].concat(PARTS.map((part) => may("fen", part, 0)));
const agreed = [
  may("fen", "deposit", 0),
  need("count", "periods", { min: 1 }),
  need("fen", "each", { min: 1 }),
  may("month", "first", 1),
  may("flag", "settles", false),
];
const ORDERS = ["prorata", "avalanche", "snowball", "priority", "custom", "cheapest"];
const STATUS = ["unasked", "asked", "agreed", "refused", "sued", "verify_first"];

/** What a person knows of a debt. `money` and `rate` are kinds: 分 and decimal text for machines, 元 and percent for people.
 * @param {Spec} principal
 * @param {string} money
 * @param {string} rate
 */
const debtFields = (principal, money, rate) =>
  [may("text", "name", "", { max: 30 }), principal].concat(
    GROWING.map((name) => may(money, name, 0)),
    may(rate, "annual_rate", "0"),
  );
/** @param {Spec} income
 * @param {Spec} essentials
 * @param {string} money
 */
const moneyFields = (income, essentials, money) => [
  income,
  essentials,
  may(money, "reserve", 0),
  may("count", "grace_months", 0, { max: 60 }),
  may(money, "monthly", null),
];
const DEBT = debtFields(need("fen", "principal"), "fen", "rate").concat(
  may("rate", "penalty_rate", "0"),
  may("fen", "monthly_fee", 0),
  pick("method", ["simple", "compound", "daily"]),
  records("freeze", span, { fallback: [], min: 0 }),
  records("waive", waiver, { fallback: [], min: 0 }),
  may("record", "agreed", null, { fields: agreed }),
  pick("status", STATUS),
  may("count", "priority", 2, { max: 2 }),
  may("fen", "fixed", null),
  may("fen", "minimum", 0),
  may("count", "card_overdue_days", null, { max: 7300 }),
);
const START = may("calendar_month", "start", null);
const lump = [need("month", "month"), need("fen", "amount"), may("count", "to", null, { min: 1, max: MAX_ITEMS })];
const FIELDS = [records("debts", DEBT, { help: "help.at_least_one" })].concat(
  moneyFields(may("fen", "income", null), may("fen", "essentials", null), "fen"),
  records("steps", [need("month", "from"), need("fen", "monthly")], { fallback: [], min: 0 }),
  records("lumps", lump, { fallback: [], min: 0 }),
  pick("order", ORDERS),
  list("custom", need("count", "", { min: 1, max: MAX_ITEMS }), { fallback: null }),
  pick("weights", ["claim", "principal"]),
  pick("allocation", Object.keys(ALLOCATIONS)),
  START,
  STEP,
);

export { DEBT, debtFields, FIELDS, moneyFields, START };
