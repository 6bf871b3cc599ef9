/* What the other side offered. */

import { fraction, mulDivHalfUp, sum } from "./numbers.js";
import { times } from "./exact.js";
import { may, need, pick, records } from "./reading.js";
import { parted, share } from "./share.js";
import { periodRates } from "./rates.js";
import { addMonths } from "./dates.js";

// For whom each line on the price of credit holds; the numbers and their grounds come from the dated parameters.
const LENDERS = ["card", "licensed", "private", "unknown"];

function linesOf(input, rate, law, errors) {
  if (!input.contract_date) return [];
  const at = (short, current) => law.value(short, input.contract_date, current);
  const judged = (line, percent, { ground, limits }, stale, kinds) => ({
    line,
    percent,
    ground,
    limits,
    applies: input.lender === "unknown" ? null : kinds.indexOf(input.lender) >= 0,
    over: rate === null ? null : Number(rate) * 100 > Number(percent),
    stale,
  });
  const [ceiling, multiple] = ["金融借款息费调减线", "民间借贷LPR倍数"].map((short) => at(short, true));
  const lpr = at("一年期LPR");
  const lines = [];
  if (ceiling) lines.push(judged("licensed_24", ceiling.value, ceiling, ceiling.stale, ["card", "licensed"]));
  if (lpr && multiple) {
    const stale = lpr.stale || multiple.stale;
    lines.push(judged("private_lpr", times(lpr.value, multiple.value), multiple, stale, ["private"]));
  }
  if (!lines.some(({ applies }) => applies !== false)) {
    const message = "那天的线没有收录，早年的民间借贷还要分段算；请删掉日期，或问律师";
    errors.push({ field: "contract_date", message });
  }
  return lines;
}

function offer(input, errors, trace, law) {
  const claimed = input.principal + input.interest + input.penalty + input.fees;
  const { deposit, fee, waiver, periods } = input;
  const base = claimed - waiver - deposit;
  if (!claimed) errors.push({ field: "principal", message: "没有写欠款；请写本金" });
  if (waiver > claimed) errors.push({ field: "waiver", message: "比欠款还多；请核对" });
  else if (claimed && base < 0) errors.push({ field: "deposit", message: "首付加减免比欠款还多；请核对" });
  if (input.each !== null && input.period_rate !== null) {
    errors.push({ field: "period_rate", message: "和 each 只能写一个；请删掉一个" });
  }
  if (input.contract_date && !law) {
    errors.push({ field: "contract_date", message: "没有法定数值，比不了；请删掉这一项" });
  }
  if (errors.length) return null;
  const { n, d } = fraction(input.period_rate || "0");
  const payments = parted(base, periods, "spread").map((part) =>
    input.each === null ? part + mulDivHalfUp(base, n, d) : input.each
  );
  const each = payments[0];
  trace("一共要还 = 首付 + 手续费 + 每期 × 期数");
  const total = deposit + fee + sum(payments);
  trace("实际年利率：把减免后欠的钱当作借到的，按付款的先后倒推，× 12");
  const lent = base - fee;
  const flows = [{ amount: -lent, at: 0 }].concat(payments.map((amount, k) => ({ amount, at: k + 1 })));
  const { per_period, annual_simple, annual_effective } = periodRates(lent > 0 ? flows : [], 12);
  const lines = linesOf(input, annual_simple, law, errors);
  if (errors.length) return null;
  lines.forEach((line) => trace("和 " + line.percent + "% 比", line.ground));
  const left = input.available === null ? null : input.available - each;
  const others = left === null || left < 0 ? [] : share(
    left,
    input.others.map(({ owed }) => owed),
    input.others.map(({ owed }) => owed),
    1,
  ).offers;
  return {
    claimed,
    each,
    upfront: deposit + fee,
    total,
    months: periods,
    finish: input.start ? addMonths(input.start, periods - (deposit ? 0 : 1)) : null,
    more_than_claimed: total - claimed,
    more_than_after_waiver: total - (claimed - waiver),
    rates: { per_period, annual_simple, annual_effective },
    lines,
    fits: left === null ? null : left >= 0,
    over_budget: left === null ? null : Math.max(0, -left),
    left_for_others: left === null ? null : Math.max(0, left),
    others: input.others.map(({ name }, index) => ({ name, offer: others[index] || 0 })),
    fee_in_advance: fee > 0,
  };
}

const claim = [need("fen", "principal")].concat(
  ["interest", "penalty", "fees", "deposit", "fee", "waiver"].map((name) => may("fen", name, 0)),
);
const other = [may("text", "name", "", { max: 30 }), need("fen", "owed", { min: 1, help: "write_owed" })];
const fields = claim
  .concat(need("count", "periods", { min: 1 }), may("fen", "each", null, { min: 1 }), may("rate", "period_rate", null))
  .concat(may("fen", "available", null), records("others", other, { fallback: [], min: 0 }))
  .concat(
    pick("lender", LENDERS, { fallback: "unknown" }),
    may("day", "contract_date", null),
    may("calendar_month", "start", null),
  );

export const OFFER = { name: "offer", run: offer, fields };
