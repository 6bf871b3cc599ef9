/* Debts month by month: what is added, who is paid, what each payment meets. The core of `plan` and of every what-if.
 *
 * Each month, in this order: waivers; interest, penalty interest and monthly fees; the money of the month; agreed and
 * fixed sums; minimums; the rest by the plan's order.
 */

import { fraction, mulDivHalfUp, sum } from "./numbers.js";
import { addMonths, daysInMonth } from "./dates.js";
import { share } from "./share.js";
const MAX_MONTHS = 600;
const RUNAWAY = 1e13; // compounding without payment; far beyond any limit of input, far below 2^53
const PARTS = ["fees", "penalty", "interest", "principal"];
// What a payment meets first inside one debt.
const ALLOCATIONS = {
  fees_interest_principal: PARTS, // 民法典第561条, where the parties have agreed on no other order
  principal_first: ["principal", "interest", "penalty", "fees"],
};
const owed = (debt) => debt.principal + debt.interest + debt.penalty + debt.fees;
const total = (debts) => debts.reduce((all, debt) => all + owed(debt), 0);
const within = (span, month) => month >= span.from && month <= span.to;
const UNWILLING = ["refused", "sued"]; // whoever refuses grants no freeze, no waiver, no instalments

// Debts as read → as simulated. What depends on the other side's consent is dropped where it was refused.
function prepare(input) {
  return input.debts.map((debt, place) => {
    const granted = UNWILLING.indexOf(debt.status) < 0;
    const agreed = granted ? debt.agreed : null;
    const last = agreed && agreed.first + agreed.periods - (agreed.deposit ? 0 : 1);
    return {
      ...debt,
      place,
      agreed: agreed && { ...agreed, last },
      freeze: granted ? debt.freeze : [],
      waive: granted ? debt.waive : [],
      rate: fraction(debt.annual_rate),
      late: fraction(debt.penalty_rate),
      paid: 0,
      waived: 0,
      months: null,
      share: 0,
      size: owed(debt),
      rest: null,
      added: { interest: 0, penalty: 0, fees: 0 },
      aside: debt.status === "verify_first",
    };
  });
}

const frozen = (debt, part, month) => debt.freeze.some((span) => within(span, month) && span.what.indexOf(part) >= 0);

function grow(debt, part, amount) {
  debt[part] += amount;
  debt.added[part] += amount;
}

function accrue(debt, month, start) {
  for (const waiver of debt.waive) {
    if (waiver.month !== month) continue;
    for (const part of PARTS) {
      const gone = Math.min(waiver[part], debt[part]);
      debt[part] -= gone;
      debt.waived += gone;
    }
  }
  const base = debt.method === "compound" ? debt.principal + debt.interest + debt.penalty : debt.principal;
  const daily = debt.method === "daily";
  const [n, d] = daily ? [daysInMonth(addMonths(start, month - 1)), 365] : [1, 12];
  const free = debt.freeze.length === 0;
  if (debt.rate.n && (free || !frozen(debt, "interest", month))) {
    grow(debt, "interest", mulDivHalfUp(base, debt.rate.n * n, debt.rate.d * d));
  }
  if (debt.late.n && (free || !frozen(debt, "penalty", month))) {
    grow(debt, "penalty", mulDivHalfUp(base, debt.late.n * n, debt.late.d * d));
  }
  if (debt.monthly_fee && owed(debt) && (free || !frozen(debt, "fees", month))) grow(debt, "fees", debt.monthly_fee);
}

// Cards from a certain day overdue: principal first (信用卡办法第57条).
function allocation(debt, month, rules) {
  if (debt.card_overdue_days === null) return ALLOCATIONS[rules.allocation];
  const days = debt.card_overdue_days + Math.floor(((month - 1) * 365) / 12);
  return ALLOCATIONS[days >= rules.card_days ? "principal_first" : "fees_interest_principal"];
}

// Pays up to `amount` into one debt; returns what is left of it.
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

// What is promised to this debt this month: an agreed instalment, or a fixed sum. null: nothing, it takes its turn.
function promised(debt, month) {
  const { agreed } = debt;
  if (agreed && month >= agreed.first && month <= agreed.last) {
    return Math.min(owed(debt), agreed.deposit && month === agreed.first ? agreed.deposit : agreed.each);
  }
  if (agreed && month < agreed.first) return 0;
  return debt.fixed === null ? null : Math.min(owed(debt), debt.fixed);
}

const rateNow = (debt, month) =>
  (frozen(debt, "interest", month) ? 0 : debt.rate.n / debt.rate.d) +
  (frozen(debt, "penalty", month) ? 0 : debt.late.n / debt.late.d);
// Each order is a comparison; a tie falls to the next, in the end to the place in the list.
const ORDERS = {
  avalanche: (a, b, month) => rateNow(b, month) - rateNow(a, month) || a.principal - b.principal,
  snowball: (a, b) => a.size - b.size, // as owed at the start: a debt once aimed at stays the aim
  custom: (a, b) => a.rank - b.rank,
};

function inProportion(debts, pool, month, rules) {
  const claims = debts.map(owed);
  const weights = rules.weights === "claim" ? claims : debts.map((debt, index) => debt.principal || claims[index]);
  const { offers, left } = share(pool, weights, claims, rules.step);
  debts.forEach((debt, index) => pay(debt, offers[index], month, rules));
  return left;
}

// The rest of the month's money, after promises and minimums. Returns what nobody may take.
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

// One month before the rest is distributed: → {left, turn, short}. `turn` are the debts that take part in the rest.
function begin(debts, month, rules) {
  const live = [];
  for (const debt of debts) {
    debt.now = 0;
    if (debt.aside || !owed(debt)) continue;
    accrue(debt, month, rules.start);
    if (owed(debt)) live.push(debt);
  }
  let left = rules.money(month);
  for (const lump of rules.lumps) {
    if (lump.month !== month) continue;
    const target = lump.to && debts[lump.to - 1];
    left += target && !target.aside ? pay(target, lump.amount, month, rules) : lump.amount;
  }
  if (!rules.promises) return { left, short: 0, turn: rules.lumps.length ? live.filter(owed) : live };
  const settle = (debts, wanted) => {
    const { offers } = share(left, wanted, wanted, 1);
    debts.forEach((debt, index) => pay(debt, offers[index], month, rules));
    left -= sum(offers);
  };
  const sums = live.map((debt) => promised(debt, month));
  const short = Math.max(0, sum(sums) - left);
  settle(
    live,
    sums.map((amount) => amount || 0),
  );
  const turn = live.filter((debt, index) => sums[index] === null && owed(debt) > 0);
  settle(
    turn,
    turn.map((debt) => Math.min(debt.minimum, owed(debt))),
  );
  return { left, short, turn: turn.filter(owed) };
}

// After the rest: whoever is done is noted; an agreement that settles the debt ends it with its last instalment.
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

/* Pays until nothing is owed, `limit` months have passed or a sum runs away. With `rows`, records every month.
 * Returns {debts, rows, first (added in month 1), short: {month, amount} or null, months or null}.
 */
function simulate(input, rules, { rows, limit = MAX_MONTHS }) {
  const debts = prepare(input);
  if (rules.ranks) debts.forEach((debt) => (debt.rank = rules.ranks[debt.place]));
  const out = { debts, rows: [], first: 0, short: null, months: null, cost: 0 };
  let left = total(debts.filter((debt) => !debt.aside));
  let largest = 0;
  for (let month = 1; left > 0 && month <= limit && largest <= RUNAWAY; month += 1) {
    const { left: pool, short, turn } = begin(debts, month, rules);
    const unused = distribute(turn, pool, month, rules);
    end(debts, month);
    if (short && !out.short) out.short = { month, short };
    if (month === rules.first) debts.forEach((debt) => (debt.share = debt.now));
    // One pass, as this is where a long plan spends its time.
    const payments = rows && debts.map((debt) => debt.now);
    const balances = rows && debts.map(owed);
    const row = { month, added: -out.cost, paid: 0, unused, balance: 0, payments, balances };
    out.cost = 0;
    for (const debt of debts) {
      const balance = owed(debt);
      row.paid += debt.now;
      if (debt.aside) continue;
      row.balance += balance;
      out.cost += debt.added.interest + debt.added.penalty + debt.added.fees;
      largest = Math.max(largest, balance);
    }
    row.added += out.cost;
    left = row.balance;
    if (month === 1) out.first = out.cost;
    if (rows) out.rows.push(row);
    if (left === 0) out.months = month;
  }
  out.balance = left;
  out.dear = out.cost - sum(debts.map((debt) => debt.waived)); // what is paid beyond what is owed now
  return out;
}

export { ALLOCATIONS, begin, end, MAX_MONTHS, ORDERS, owed, PARTS, pay, prepare, rateNow, simulate, total, UNWILLING };
