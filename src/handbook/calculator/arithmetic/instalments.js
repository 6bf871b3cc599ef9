/* Schedules of instalments, and the payment or the number of periods that is missing.
 *
 * Amounts are exact until a rule says to round: PMT = P·r·(1+r)^n ÷ ((1+r)^n − 1) is computed as a BigInt fraction.
 */

import { fraction, mulDivHalfUp, sum } from "./numbers.js";
import { roundFraction } from "./exact.js";
import { addDays, addMonthsToDay } from "./days.js";
import { may, need, pick } from "./reading.js";
import { PER_YEAR, periodRates, xirr } from "./rate.js";
const MAX_PERIODS = 600;
const SCALE = BigInt("1" + "0".repeat(24)); // of a balance carried unrounded

// The rate of a period as a BigInt fraction {n, d}.
function periodRate(input) {
  const yearly = input.period_rate === null;
  const { n, d } = fraction((yearly ? input.annual_rate : input.period_rate) || "0");
  return { n: BigInt(n), d: BigInt(d) * BigInt(yearly ? input.periods_per_year : 1) };
}

function oneOf(input, names, errors) {
  const given = names.filter((name) => input[name] !== null);
  if (given.length > 1) errors.push({ field: given[1], message: "和 " + given[0] + " 只能写一个；请删掉一个" });
}

// The level payment as a BigInt fraction.
function levelPayment(principal, periods, { n, d }) {
  const P = BigInt(principal);
  if (!n) return { top: P, bottom: BigInt(periods) };
  const grown = (n + d) ** BigInt(periods);
  return { top: P * n * grown, bottom: d * (grown - d ** BigInt(periods)) };
}

// `total` in `periods` whole parts. The rest goes to the last, to the first, or is spread from the front, 1 分 each.
function parted(total, periods, remainder) {
  const each = (total - (total % periods)) / periods;
  const rest = total - each * periods;
  const extra = {
    spread: (k) => (k < rest ? 1 : 0),
    first: (k) => (k ? 0 : rest),
    last: (k) => (k < periods - 1 ? 0 : rest),
  }[remainder];
  return Array.from({ length: periods }, (_, k) => each + extra(k));
}

const interestOn = (balance, { n, d }) => Number(roundFraction(BigInt(balance) * n, d, "half_up"));

// Rows {payment, principal, interest, fee, balance} of a level payment, rounded row by row; the last pays what is left.
function levelRows(principal, periods, rate, payment) {
  const rows = [];
  for (let balance = principal, k = 1; k <= periods && balance > 0; k += 1) {
    const interest = interestOn(balance, rate);
    const part = k === periods ? balance : Math.max(0, Math.min(balance, payment - interest));
    balance -= part;
    rows.push({ payment: part + interest, principal: part, interest, fee: 0, balance });
  }
  return rows;
}

/* The same with everything carried unrounded, and figures rounded only to be shown. `partOf` says how much principal a
 * row pays. Besides, each row holds its payment and interest unrounded, for totals and rates.
 */
function exactRows(principal, periods, rate, partOf) {
  const show = (scaled) => Number(roundFraction(scaled, SCALE, "half_up"));
  const text = (scaled) => {
    const digits = String(roundFraction(scaled * BigInt(10000), SCALE, "half_up")).padStart(5, "0");
    return (digits.slice(0, -4) + "." + digits.slice(-4)).replace(/\.?0+$/, "");
  };
  let balance = BigInt(principal) * SCALE;
  return Array.from({ length: periods }, (_, k) => {
    const interest = (balance * rate.n) / rate.d;
    const part = k === periods - 1 ? balance : partOf(interest);
    balance -= part;
    const row = {
      payment: show(part + interest),
      principal: show(part),
      interest: show(interest),
      fee: 0,
      balance: show(balance),
    };
    return { ...row, interest_exact: text(interest), unrounded: { payment: part + interest, interest } };
  });
}

const METHODS = {
  equal_instalment(financed, input, rate) {
    const { top, bottom } = levelPayment(financed, input.periods, rate);
    if (input.carry === "exact") {
      return exactRows(financed, input.periods, rate, (interest) => (top * SCALE) / bottom - interest);
    }
    return levelRows(financed, input.periods, rate, Number(roundFraction(top, bottom, input.rounding)));
  },
  equal_principal(financed, input, rate) {
    if (input.carry === "exact") {
      return exactRows(financed, input.periods, rate, () => (BigInt(financed) * SCALE) / BigInt(input.periods));
    }
    let balance = financed;
    return parted(financed, input.periods, input.remainder || "last").map((part) => {
      const interest = interestOn(balance, rate);
      balance -= part;
      return { payment: part + interest, principal: part, interest, fee: 0, balance };
    });
  },
  interest_first(financed, input, rate) {
    const interest = interestOn(financed, rate);
    return Array.from({ length: input.periods }, (_, k) => {
      const part = k === input.periods - 1 ? financed : 0;
      return { payment: part + interest, principal: part, interest, fee: 0, balance: part ? 0 : financed };
    });
  },
  flat_fee(financed, input) {
    const { n, d } = fraction(input.period_fee_rate || "0");
    const fee = input.period_fee === null ? mulDivHalfUp(financed, n, d) : input.period_fee;
    let balance = financed;
    return parted(financed, input.periods, input.remainder || "spread").map((part) => {
      balance -= part;
      return { payment: part + fee, principal: part, interest: 0, fee, balance };
    });
  },
  interest_free: (financed, input) => METHODS.flat_fee(financed, { ...input, period_fee_rate: null, period_fee: 0 }),
};
const DAYS = { 365: 1, 52: 7, 26: 14 };

function dueDates(input, errors) {
  const { first_due, periods_per_year, periods } = input;
  if (!first_due) return null;
  const days = DAYS[periods_per_year];
  if (!days && 12 % periods_per_year) {
    return void errors.push({
      field: "periods_per_year",
      message: "这个期数排不出日期；请写 1、2、3、4、6、12、26、52 或 365",
    });
  }
  return Array.from(
    { length: periods },
    (_, k) => days ? addDays(first_due, k * days) : addMonthsToDay(first_due, (k * 12) / periods_per_year),
  );
}

const RULES = {
  equal_instalment: "等额本息：每期 = 本金 × 期利率 × (1+期利率)^期数 ÷ ((1+期利率)^期数 − 1)",
  equal_principal: "等额本金：每期还一样多的本金，利息按剩下的本金算",
  interest_first: "先息后本：每期只还利息，最后一期还本金",
  flat_fee: "等本等费：每期的费按最初的本金算，不随本金减少",
  interest_free: "停息分期：欠款 ÷ 期数，零头按取整办法分",
};

function check(input, errors) {
  oneOf(input, ["annual_rate", "period_rate"], errors);
  oneOf(input, ["period_fee_rate", "period_fee"], errors);
  const flat = ["period_fee_rate", "period_fee"].filter((name) => input[name] !== null);
  const interest = ["annual_rate", "period_rate"].filter((name) => Number(input[name]) > 0);
  const unused = { flat_fee: interest, interest_free: interest.concat(flat) }[input.method] || flat;
  unused.forEach((name) => errors.push({ field: name, message: "这种还法用不上这一项；请删掉，或换 method" }));
  if (input.method === "equal_instalment" && input.remainder && input.remainder !== "last") {
    errors.push({ field: "remainder", message: "等额本息的零头只能在最后一期；请写 last" });
  }
  if (input.deposit >= input.principal) errors.push({ field: "deposit", message: "首付不小于本金；请核对这两个数" });
  if (input.drawdown && !input.first_due) {
    errors.push({ field: "first_due", message: "写了放款日就要写首期日；请补上" });
  }
  if (input.drawdown && input.first_due && input.first_due < input.drawdown) {
    errors.push({ field: "first_due", message: "早于放款日；请核对" });
  }
}

function instalments(input, errors, trace) {
  check(input, errors);
  const dates = dueDates(input, errors);
  if (errors.length) return null;
  trace(RULES[input.method]);
  const financed = input.principal - input.deposit;
  const plain = METHODS[input.method](financed, input, periodRate(input));
  const rows = plain.map(({ unrounded, ...row }, k) => ({ n: k + 1, due: dates && dates[k], ...row }));
  // Of unrounded rows the sum is rounded, not summed from what was rounded.
  const total = (name) => {
    if (!plain[0].unrounded || name === "fee") return sum(rows.map((row) => row[name]));
    return Number(
      roundFraction(
        plain.reduce((all, row) => all + row.unrounded[name], BigInt(0)),
        SCALE,
        "half_up",
      ),
    );
  };
  const paidIn = ({ payment, unrounded }) => (unrounded ? Number(unrounded.payment) / Number(SCALE) : payment);
  const upfront = input.upfront_fee + input.upfront_interest;
  const totals = {
    interest: total("interest") + input.upfront_interest,
    fee: total("fee") + input.upfront_fee,
    paid: total("payment") + input.deposit + upfront,
  };
  trace("实际年利率按到手的钱（本金 − 首付 − 先扣的费用利息）和每期还的钱倒推");
  const got = financed - upfront;
  const flows = [{ amount: -got, at: 0, date: input.drawdown }].concat(
    plain.map((row, k) => ({ amount: paidIn(row), at: k + 1, date: rows[k].due })),
  );
  const rates = periodRates(got > 0 ? flows : [], input.periods_per_year);
  const dated = input.drawdown && got > 0 ? xirr(flows).xirr : null;
  const { per_period, annual_simple, annual_effective } = rates;
  const payment = rows[0].payment;
  const regular = {
    payment,
    last_payment: rows[rows.length - 1].payment,
    payment_times_periods: payment * input.periods,
  };
  return { ...regular, totals, rates: { per_period, annual_simple, annual_effective, xirr: dated }, rows };
}

function needRate(input, errors) {
  oneOf(input, ["annual_rate", "period_rate"], errors);
  if (input.annual_rate === null && input.period_rate === null) {
    errors.push({ field: "annual_rate", message: '没有填；请写 annual_rate 或 period_rate，不计息写 "0"' });
  }
}

function paymentFor(input, errors, trace) {
  needRate(input, errors);
  if (errors.length) return null;
  const result = instalments({ ...RATELESS, ...input, method: "equal_instalment" }, errors, trace);
  return (
    result && {
      payment: result.payment,
      last_payment: result.last_payment,
      total_paid: result.totals.paid,
      total_interest: result.totals.interest,
    }
  );
}

function periodsFor(input, errors, trace) {
  needRate(input, errors);
  if (errors.length) return null;
  trace("每期先付利息，剩下的还本金，一期一期推到还清");
  const { principal, payment } = input;
  const rate = periodRate(input);
  if (payment <= interestOn(principal, rate)) {
    return {
      periods: null,
      last_payment: null,
      total_paid: null,
      total_interest: null,
      reason: "payment_below_interest",
    };
  }
  const rows = levelRows(principal, MAX_PERIODS + 1, rate, payment);
  if (rows.length > MAX_PERIODS) {
    return { periods: null, last_payment: null, total_paid: null, total_interest: null, reason: "over_600_periods" };
  }
  const total = (name) => sum(rows.map((row) => row[name]));
  return {
    periods: rows.length,
    last_payment: rows[rows.length - 1].payment,
    total_paid: total("payment"),
    total_interest: total("interest"),
    reason: "",
  };
}

const RATES = [may("rate", "annual_rate", null), may("rate", "period_rate", null), PER_YEAR];
const LOAN = need("fen", "principal", { min: 1, help: "write_principal" });
const PERIODS = need("count", "periods", { min: 1 });
const ROUNDING = pick("rounding", ["half_up", "up", "cut"]);
const RATELESS = {
  deposit: 0,
  upfront_fee: 0,
  upfront_interest: 0,
  period_fee_rate: null,
  period_fee: null,
  remainder: null,
  carry: "rounded",
  first_due: null,
  drawdown: null,
};
const fields = [LOAN, PERIODS, need("choice", "method", { options: Object.keys(METHODS) })]
  .concat(RATES, may("rate", "period_fee_rate", null), may("fen", "period_fee", null))
  .concat(["upfront_fee", "upfront_interest", "deposit"].map((name) => may("fen", name, 0)))
  .concat(may("day", "first_due", null), may("day", "drawdown", null), ROUNDING)
  .concat(pick("remainder", ["last", "first", "spread"], { fallback: null }), pick("carry", ["rounded", "exact"]));

export { parted };
export const INSTALMENTS = { name: "instalments", run: instalments, fields };
export const PAYMENT_FOR = { name: "payment_for", run: paymentFor, fields: [LOAN, PERIODS, ...RATES, ROUNDING] };
export const PERIODS_FOR = {
  name: "periods_for",
  run: periodsFor,
  fields: [LOAN, need("fen", "payment", { min: 1, help: "write_payment" }), ...RATES],
};
