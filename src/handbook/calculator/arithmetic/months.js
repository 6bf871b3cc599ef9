// @ts-check
/* Debts month by month: what is added, who is paid, what each payment meets. The core of `plan` and of every what-if.
 *
 * Each month, in this order: waivers; interest, penalty interest and monthly fees; the money of the month; agreed and
 * fixed sums; minimums; the rest by the plan's order.
 */

import { fraction, mulDivHalfUp, sum } from "./numbers.js";
import { addMonths, daysInMonth } from "./dates.js";
import { share } from "./share.js";

/** @typedef {import("./plan-fields.js").Debt} Debt */
/** @typedef {import("./plan-fields.js").Agreed} Agreed */
/** @typedef {import("./plan-fields.js").Lump} Lump */
/** @typedef {import("./numbers.js").Fraction} Fraction */
/** @typedef {"fees" | "penalty" | "interest" | "principal"} Part */
/** What grows.
 * @typedef {"fees" | "penalty" | "interest"} Growing
 */
/** A debt on its way: what is left of each part, and in 分 what was `added`, `paid`, `waived`, paid this month (`now`), left
 * after the agreed instalments (`rest`); the month in which it ended; its place in the list and in an own order (`rank`).
 * @typedef {Omit<Debt, "agreed"> & {
 *   agreed: (Agreed & { last: number }) | null, rate: Fraction, late: Fraction, place: number, rank: number, size: number,
 *   share: number, now: number, paid: number, waived: number, rest: number | null, months: number | null,
 *   added: Record<Growing, number>, aside: boolean,
 * }} Running
 */
/** How the money is spent: so much in each month, from the month `first` on; `promises`: some debt is paid before the rest
 * is shared; `card_days`: after how many days overdue a card is paid principal first.
 * @typedef {{
 *   money: (month: number) => number, first: number, promises: boolean, lumps: Lump[], order: string,
 *   ranks: number[] | null, weights: string, allocation: string, step: number, start: string | null,
 *   card_days: number | null,
 * }} Rules
 */
/** One month: 分 added, paid, left over, still owed; and of each debt what was paid and is left.
 * @typedef {{
 *   month: number, added: number, paid: number, unused: number, balance: number, payments: number[], balances: number[],
 * }} MonthRow
 */
/** What came of it: `first` was added in month 1, `short` in the first month whose promises cannot be kept; `dear` is paid
 * beyond what is owed now. `months` null: it never ended.
 * @typedef {{
 *   debts: Running[], rows: MonthRow[], first: number, short: { month: number, short: number } | null,
 *   months: number | null, cost: number, balance: number, dear: number,
 * }} Run
 */

const MAX_MONTHS = 600;
const RUNAWAY = 1e13; // compounding without payment; far beyond any limit of input, far below 2^53
/** @type {Part[]} */
const PARTS = ["fees", "penalty", "interest", "principal"];
/** What a payment meets first inside one debt.
 * @type {Record<string, Part[]>}
 */
const ALLOCATIONS = {
  fees_interest_principal: PARTS, // 民法典第561条, where the parties have agreed on no other order
  principal_first: ["principal", "interest", "penalty", "fees"],
};
/** @param {Record<Part, number>} debt */
const owed = (debt) => debt.principal + debt.interest + debt.penalty + debt.fees;
/** @param {Running[]} debts */
const total = (debts) => debts.reduce((all, debt) => all + owed(debt), 0);
/** @param {{ from: number, to: number }} span
 * @param {number} month
 */
const within = (span, month) => month >= span.from && month <= span.to;
const UNWILLING = ["refused", "sued"]; // whoever refuses grants no freeze, no waiver, no instalments

/** Debts as read → as simulated. What depends on the other side's consent is dropped where it was refused.
 * @param {{ debts: Debt[] }} input
 * @returns {Running[]}
 */
function prepare(input) {
  return input.debts.map((debt, place) => {
    const granted = UNWILLING.indexOf(debt.status) < 0;
    const agreed = granted ? debt.agreed : null;
    return {
      ...debt,
      place,
      agreed: agreed && { ...agreed, last: agreed.first + agreed.periods - (agreed.deposit ? 0 : 1) },
      freeze: granted ? debt.freeze : [],
      waive: granted ? debt.waive : [],
      rate: fraction(debt.annual_rate),
      late: fraction(debt.penalty_rate),
      paid: 0,
      waived: 0,
      months: null,
      rank: 0,
      now: 0,
      share: 0,
      size: owed(debt),
      rest: null,
      added: { interest: 0, penalty: 0, fees: 0 },
      aside: debt.status === "verify_first",
    };
  });
}

/** @param {Running} debt
 * @param {Growing} part
 * @param {number} month
 */
const frozen = (debt, part, month) => debt.freeze.some((span) => within(span, month) && span.what.indexOf(part) >= 0);

/** @param {Running} debt
 * @param {Growing} part
 * @param {number} amount
 */
function grow(debt, part, amount) {
  debt[part] += amount;
  debt.added[part] += amount;
}

/** @param {Running} debt
 * @param {number} month
 */
function waiveIn(debt, month) {
  for (const waiver of debt.waive) {
    if (waiver.month !== month) continue;
    for (const part of PARTS) {
      const gone = Math.min(waiver[part], debt[part]);
      debt[part] -= gone;
      debt.waived += gone;
    }
  }
}

/** Interest, penalty interest and fees of a month.
 * @param {Running} debt
 * @param {number} month
 * @param {string | null} start
 */
function accrue(debt, month, start) {
  const base = debt.method === "compound" ? debt.principal + debt.interest + debt.penalty : debt.principal;
  const daily = debt.method === "daily";
  const [n, d] = daily ? [daysInMonth(addMonths(String(start), month - 1)), 365] : [1, 12];
  const free = debt.freeze.length === 0;
  if (debt.rate.n && (free || !frozen(debt, "interest", month))) {
    grow(debt, "interest", mulDivHalfUp(base, debt.rate.n * n, debt.rate.d * d));
  }
  if (debt.late.n && (free || !frozen(debt, "penalty", month))) {
    grow(debt, "penalty", mulDivHalfUp(base, debt.late.n * n, debt.late.d * d));
  }
  if (debt.monthly_fee && owed(debt) && (free || !frozen(debt, "fees", month))) grow(debt, "fees", debt.monthly_fee);
}

/** Cards from a certain day overdue: principal first (信用卡办法第57条).
 * @param {Running} debt
 * @param {number} month
 * @param {Rules} rules
 */
function allocation(debt, month, rules) {
  if (debt.card_overdue_days === null) return ALLOCATIONS[rules.allocation];
  const days = debt.card_overdue_days + Math.floor(((month - 1) * 365) / 12);
  return ALLOCATIONS[days >= Number(rules.card_days) ? "principal_first" : "fees_interest_principal"];
}

/** Pays up to `amount` into one debt; returns what is left of it.
 * @param {Running} debt
 * @param {number} amount
 * @param {number} month
 * @param {Rules} rules
 */
function pay(debt, amount, month, rules) {
  let rest = amount;
  for (const part of allocation(debt, month, rules)) {
    const met = Math.min(rest, debt[part]);
    debt[part] -= met;
    rest -= met;
  }
  debt.paid += amount - rest;
  debt.now += amount - rest;
  return rest;
}

/** What is promised to this debt this month: an agreed instalment, or a fixed sum. null: nothing, it takes its turn.
 * @param {Running} debt
 * @param {number} month
 */
function promised(debt, month) {
  const { agreed } = debt;
  if (agreed && month >= agreed.first && month <= agreed.last) {
    return Math.min(owed(debt), agreed.deposit && month === agreed.first ? agreed.deposit : agreed.each);
  }
  if (agreed && month < agreed.first) return 0;
  return debt.fixed === null ? null : Math.min(owed(debt), debt.fixed);
}

/** @param {Running} debt
 * @param {number} month
 */
const rateNow = (debt, month) =>
  (frozen(debt, "interest", month) ? 0 : debt.rate.n / debt.rate.d) +
  (frozen(debt, "penalty", month) ? 0 : debt.late.n / debt.late.d);
/** Each order is a comparison; a tie falls to the next, in the end to the place in the list.
 * @type {Record<string, (a: Running, b: Running, month: number) => number>}
 */
const ORDERS = {
  avalanche: (a, b, month) => rateNow(b, month) - rateNow(a, month) || a.principal - b.principal,
  snowball: (a, b) => a.size - b.size, // as owed at the start: a debt once aimed at stays the aim
  custom: (a, b) => a.rank - b.rank,
  // Not for readers to choose: one of those that are tried for the cheapest.
  arrears_last: (a, b, month) =>
    owed(a) - a.principal - (owed(b) - b.principal) || rateNow(b, month) - rateNow(a, month),
};

/** @param {Running[]} debts
 * @param {number} pool
 * @param {number} month
 * @param {Rules} rules
 */
function inProportion(debts, pool, month, rules) {
  const claims = debts.map(owed);
  const weights = rules.weights === "claim" ? claims : debts.map((debt, index) => debt.principal || claims[index]);
  const { offers, left } = share(pool, weights, claims, rules.step);
  debts.forEach((debt, index) => pay(debt, offers[index], month, rules));
  return left;
}

/** The rest of the month's money, after promises and minimums. Returns what nobody may take.
 * @param {Running[]} debts
 * @param {number} pool
 * @param {number} month
 * @param {Rules} rules
 */
function distribute(debts, pool, month, rules) {
  if (!debts.length || !pool) return pool;
  if (rules.order === "prorata") return inProportion(debts, pool, month, rules);
  if (rules.order === "priority") {
    let left = pool;
    for (const level of [0, 1, 2]) {
      const equals = debts.filter((debt) => debt.priority === level);
      left = inProportion(equals, left, month, rules);
    }
    return left;
  }
  const compare = ORDERS[rules.order];
  const queue = debts.slice().sort((a, b) => compare(a, b, month) || a.place - b.place);
  return queue.reduce((left, debt) => (left ? pay(debt, left, month, rules) : 0), pool);
}

/** One month before the rest is distributed: → {left, turn, short}. `turn` are the debts that take part in the rest.
 * @param {Running[]} debts
 * @param {number} month
 * @param {Rules} rules
 */
function begin(debts, month, rules) {
  /** @type {Running[]} */
  const live = [];
  for (const debt of debts) {
    debt.now = 0;
    if (debt.aside || !owed(debt)) continue;
    waiveIn(debt, month);
    accrue(debt, month, rules.start);
    if (owed(debt)) live.push(debt);
  }
  let left = rules.money(month);
  for (const lump of rules.lumps) {
    if (lump.month !== month) continue;
    const target = lump.to ? debts[lump.to - 1] : null;
    left += target && !target.aside ? pay(target, lump.amount, month, rules) : lump.amount;
  }
  if (!rules.promises) return { left, short: 0, turn: rules.lumps.length ? live.filter(owed) : live };
  const settle = (/** @type {Running[]} */ some, /** @type {number[]} */ wanted) => {
    const { offers } = share(left, wanted, wanted, 1);
    some.forEach((debt, index) => pay(debt, offers[index], month, rules));
    left -= sum(offers);
  };
  const sums = live.map((debt) => promised(debt, month));
  const wanted = sums.map(Number);
  const short = Math.max(0, sum(wanted) - left);
  settle(live, wanted);
  const turn = live.filter((debt, index) => sums[index] === null && owed(debt) > 0);
  settle(turn, turn.map((debt) => Math.min(debt.minimum, owed(debt))));
  return { left, short, turn: turn.filter(owed) };
}

/** After the rest: whoever is done is noted; an agreement that settles the debt ends it with its last instalment.
 * @param {Running[]} debts
 * @param {number} month
 */
function end(debts, month) {
  for (const debt of debts) {
    const { agreed } = debt;
    if (agreed && month === agreed.last) {
      const kept = debt.paid >= agreed.deposit + agreed.each * agreed.periods;
      if (agreed.settles && kept) {
        debt.waived += owed(debt);
        PARTS.forEach((part) => (debt[part] = 0));
      }
      debt.rest = owed(debt);
    }
    if (debt.months === null && !debt.aside && owed(debt) === 0) debt.months = month;
  }
}

/** What a month came to, and the largest debt left after it.
 * @param {Running[]} debts
 */
function monthOf(debts) {
  let [paid, balance, cost, largest] = [0, 0, 0, 0];
  // One pass, as this is where a long plan spends its time.
  for (const debt of debts) {
    paid += debt.now;
    if (debt.aside) continue;
    const left = owed(debt);
    balance += left;
    cost += debt.added.interest + debt.added.penalty + debt.added.fees;
    largest = Math.max(largest, left);
  }
  return { paid, balance, cost, largest };
}

/** Pays until nothing is owed, `limit` months have passed or a sum runs away. With `rows`, records every month.
 * @param {{ debts: Debt[] }} input
 * @param {Rules} rules
 * @param {{ rows?: boolean, limit?: number }} options
 * @returns {Run}
 */
function simulate(input, rules, { rows = false, limit = MAX_MONTHS }) {
  const debts = prepare(input);
  const { ranks } = rules;
  if (ranks) debts.forEach((debt) => (debt.rank = ranks[debt.place]));
  /** @type {Run} */
  const out = { debts, rows: [], first: 0, short: null, months: null, cost: 0, balance: 0, dear: 0 };
  out.balance = total(debts.filter((debt) => !debt.aside));
  let runaway = false;
  for (let month = 1; out.balance > 0 && month <= limit && !runaway; month += 1) {
    const { left: pool, short, turn } = begin(debts, month, rules);
    const unused = distribute(turn, pool, month, rules);
    end(debts, month);
    if (short && !out.short) out.short = { month, short };
    if (month === rules.first) debts.forEach((debt) => (debt.share = debt.now));
    const { paid, balance, cost, largest } = monthOf(debts);
    if (rows) {
      const [payments, balances] = [debts.map((debt) => debt.now), debts.map(owed)];
      out.rows.push({ month, added: cost - out.cost, paid, unused, balance, payments, balances });
    }
    if (month === 1) out.first = cost;
    if (balance === 0) out.months = month;
    out.cost = cost;
    out.balance = balance;
    runaway = largest > RUNAWAY;
  }
  out.dear = out.cost - sum(debts.map((debt) => debt.waived));
  return out;
}

export { ALLOCATIONS, begin, end, MAX_MONTHS, owed, PARTS, pay, prepare, simulate, total, UNWILLING };
