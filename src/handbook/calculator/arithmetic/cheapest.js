/* The cheapest order, found by trying. Highest rate first is not it for people in arrears: payments meet fees and interest
 * before principal, so a debt with much accrued interest swallows money that saves nothing.
 */
(function (parts) {
  "use strict";
  const { MAX_MONTHS, owed, prepare, begin, end, pay, simulate, total } = parts.months;
  const MAX_TRIED = 7; // debts whose orders are all tried: 5,040
  const WORK = 300000; // debt-months; counted, not timed, so that every machine stops at the same place
  const SIMPLE = ["avalanche", "snowball", "arrears_last"];

  // The better of two runs: one that ends, then the cheaper, then the shorter; where neither ends, the one owing less.
  function better(a, b) {
    if ((a.months === null) !== (b.months === null)) return b.months === null;
    if (a.months === null) return a.balance < b.balance;
    return a.cost < b.cost || (a.cost === b.cost && a.months < b.months);
  }

  const copy = (debt) => ({ ...debt, added: { ...debt.added } });
  const brief = ({ months, cost, balance }) => ({ months, cost, balance });
  const costOf = (debts) => debts.reduce((all, { added }) => all + added.interest + added.penalty + added.fees, 0);

  /* Walks all orders, but those that begin alike share their months: the next debt is chosen only when money is left over.
   * Stops when `WORK` is used up; `full` then is false.
   */
  function walk(input, rules, best) {
    const found = { best, ranks: null, full: true };
    let work = 0;
    const active = (debts) => debts.filter((debt) => !debt.aside);
    const step = (debts, first, queue, given, takers) => {
      for (let month = first, left = given, turn = takers; ; month += 1) {
        // Money goes down the queue; what is left asks for the next debt in line.
        for (const place of queue) if (left && turn.indexOf(debts[place]) >= 0) left = pay(debts[place], left, month, rules);
        const waits = (debt) => owed(debt) > 0 && queue.indexOf(debt.place) < 0;
        if (left && turn.some(waits)) {
          for (const next of active(debts).filter(waits)) {
            const twins = debts.map(copy);
            if (found.full) step(twins, month, queue.concat(next.place), left, turn.map((debt) => twins[debt.place]));
          }
          return;
        }
        end(debts, month);
        work += debts.length;
        const run = { months: null, cost: costOf(debts), balance: total(active(debts)) };
        if (work > WORK) return void (found.full = false);
        if (!run.balance) {
          run.months = month;
          if (better(run, found.best)) Object.assign(found, { best: run, ranks: queue });
          return;
        }
        if (month >= MAX_MONTHS || (found.best.months !== null && run.cost >= found.best.cost)) return;
        ({ left, turn } = begin(debts, month + 1, rules));
      }
    };
    const debts = prepare(input);
    const { left, turn } = begin(debts, 1, rules);
    step(debts, 1, [], left, turn);
    return found;
  }

  // → {order, ranks, tried, full}: rules for `simulate` that cost least, and what the simple orders would cost.
  function cheapest(input, rules) {
    const tried = SIMPLE.map((order) => ({ order, ...brief(simulate(input, { ...rules, order }, {})) }));
    const best = tried.reduce((a, b) => (better(b, a) ? b : a));
    const chosen = { order: best.order, ranks: null, tried, full: false };
    const free = input.debts.filter((debt) => debt.status !== "verify_first");
    if (free.length > MAX_TRIED) return chosen;
    const { ranks, full } = walk(input, rules, best);
    if (!ranks) return { ...chosen, full };
    // Debts that were paid off before their turn come last; they were never chosen.
    const rank = input.debts.map((_, place) => (ranks.indexOf(place) < 0 ? ranks.length : ranks.indexOf(place)));
    return { order: "custom", ranks: rank, tried, full };
  }

  parts.cheapest = { cheapest };
})(parts);
