// @ts-check
/* The cheapest order, found by trying. Highest rate first is not it for people in arrears: payments meet fees and interest
 * before principal, so a debt with much accrued interest swallows money that saves nothing.
 */

import { begin, end, MAX_MONTHS, owed, PARTS, pay, prepare, simulate, total } from "./months.js";

const MAX_TRIED = 7; // debts whose orders are all tried: 5,040
const WORK = 150000; // debt-months; counted, not timed, so that every machine stops at the same place
const SIMPLE = ["avalanche", "snowball", "arrears_last"];

/** @typedef {import("./months.js").Running} Running */
/** @typedef {import("./months.js").Rules} Rules */
/** @typedef {import("./plan-fields.js").PlanInput} PlanInput */
/** What an order comes to: months (null: never ends), 分 paid beyond what is owed now, 分 still owed.
 * @typedef {{ months: number | null, dear: number, balance: number }} Brief
 */
/** The order that costs least, and what the simple ones would cost; `full`: every order was tried.
 * @typedef {{ order: string, ranks: number[] | null, tried: (Brief & { order: string })[], full: boolean }} Found
 */

/** Whether `a` is the better of two: one that ends, then the cheaper, then the shorter; where neither ends, the one owing less.
 * @param {Brief} a
 * @param {Brief} b
 */
function better(a, b) {
  if (a.months === null) return b.months === null && a.balance < b.balance;
  if (b.months === null) return true;
  return a.dear < b.dear || (a.dear === b.dear && a.months < b.months);
}

/** @param {Running} debt
 * @returns {Running}
 */
const copy = (debt) => ({ ...debt, added: { ...debt.added } });
/** @param {Brief} run
 * @returns {Brief}
 */
const brief = ({ months, dear, balance }) => ({ months, dear, balance });
/** What is paid beyond what is owed now: all that was added, less what was waived.
 * @param {Running[]} debts
 */
const dearOf = (debts) =>
  debts.reduce((all, { added, waived }) => all + added.interest + added.penalty + added.fees - waived, 0);
/** What may still be waived, and so take back what an order costs; without end where an agreement settles the rest.
 * @param {Running[]} debts
 */
const mercyOf = (debts) =>
  debts.reduce((all, { agreed, waive, waived }) => {
    const promised = waive.map((one) => PARTS.reduce((sum, part) => sum + one[part], 0));
    return agreed && agreed.settles ? Infinity : promised.reduce((sum, one) => sum + one, all) - waived;
  }, 0);
/** @param {Running[]} debts */
const active = (debts) => debts.filter((debt) => !debt.aside);

/** Walks all orders, but those that begin alike share their months: the next debt is chosen only when money is left over.
 * Stops when `limit` is used up; `full` then is false.
 * @param {PlanInput} input
 * @param {Rules} rules
 * @param {Brief} best
 * @param {number} limit
 */
function walk(input, rules, best, limit) {
  const found = { best, ranks: /** @type {number[] | null} */ (null), full: true };
  let work = 0;
  /** @param {Running[]} debts
   * @param {number} first
   * @param {number[]} queue
   * @param {number} given
   * @param {Running[]} takers
   */
  const step = (debts, first, queue, given, takers) => {
    for (let month = first, left = given, turn = takers;; month += 1) {
      // Money goes down the queue; what is left asks for the next debt in line.
      for (const place of queue) {
        if (left && turn.indexOf(debts[place]) >= 0) left = pay(debts[place], left, month, rules);
      }
      const waits = (/** @type {Running} */ debt) => owed(debt) > 0 && queue.indexOf(debt.place) < 0;
      if (left && turn.some(waits)) {
        for (const next of active(debts).filter(waits)) {
          const twins = debts.map(copy);
          work += debts.length;
          const takers = turn.map((debt) => twins[debt.place]);
          if (found.full) step(twins, month, queue.concat(next.place), left, takers);
        }
        return;
      }
      end(debts, month);
      work += debts.length;
      const run = { months: /** @type {number | null} */ (null), dear: dearOf(debts), balance: total(active(debts)) };
      if (work > limit) return void (found.full = false);
      if (!run.balance) {
        run.months = month;
        if (better(run, found.best)) Object.assign(found, { best: run, ranks: queue });
        return;
      }
      const hopeless = found.best.months !== null && run.dear - mercyOf(debts) >= found.best.dear;
      if (month >= MAX_MONTHS || hopeless) return;
      ({ left, turn } = begin(debts, month + 1, rules));
    }
  };
  const debts = prepare(input);
  const { left, turn } = begin(debts, 1, rules);
  step(debts, 1, [], left, turn);
  return found;
}

/** `part`: of the work that a search may take.
 * @param {PlanInput} input
 * @param {Rules} rules
 * @param {number} part
 * @returns {Found}
 */
function cheapest(input, rules, part) {
  const tried = SIMPLE.map((order) => ({ order, ...brief(simulate(input, { ...rules, order }, {})) }));
  const best = tried.reduce((a, b) => (better(b, a) ? b : a));
  const chosen = { order: best.order, ranks: null, tried, full: false };
  const free = input.debts.filter((debt) => debt.status !== "verify_first");
  if (free.length > MAX_TRIED) return chosen;
  const { ranks, full } = walk(input, rules, best, WORK * part);
  if (!ranks) return { ...chosen, full };
  // Debts that were paid off before their turn come last; they were never chosen.
  const places = input.debts.map((_, place) => (ranks.indexOf(place) < 0 ? ranks.length : ranks.indexOf(place)));
  return { order: "custom", ranks: places, tried, full };
}

export { cheapest };
