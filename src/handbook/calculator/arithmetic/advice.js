/* What must be said about a plan: warnings above the result, the terms it rests on, and how it was computed. */

import { groundOf } from "./law.js";
import { sum } from "./numbers.js";
import { MAX_MONTHS, owed, UNWILLING } from "./months.js";
const TOKEN_FEN = 1000; // below 10 元 a month a pause is worth asking for instead

// Keeps the [when, code, data] that apply.
const apply = (items) => items.filter(([when]) => when).map(([, code, data]) => ({ code, ...data }));
const named = (debts) => debts.map(({ name }) => name);
const aside = (debt) => debt.status === "verify_first";

// `rerun(monthly)` gives the months that another monthly sum would take.
function warningsOf(input, surplus, run, rules, rerun) {
  const { first, months, short } = run;
  const lump = (month) => sum(input.lumps.filter((one) => one.month === month).map(({ amount }) => amount));
  const paying = rules.money(rules.first) + lump(rules.first);
  const monthly = rules.money(rules.first);
  const free = surplus === null ? null : input.income - input.essentials;
  const kept = Math.max(input.step, Math.floor((free * 9) / 10));
  // A lump comes from outside the income; a debt that ends at once may take less than the month's money.
  const tight = free !== null && !input.steps.length && run.rows.some((row) => row.paid - lump(row.month) >= free);
  const steady = tight && { monthly_if_kept: kept, kept: free - kept, months_if_kept: rerun(kept) };
  const inTurn = (debt) =>
    ["prorata", "priority"].indexOf(rules.order) >= 0 && !debt.aside && !debt.agreed && debt.fixed === null &&
    debt.paid > 0;
  const few = run.debts.filter((debt, at) => inTurn(debt) && debt.share < Math.min(TOKEN_FEN, owed(input.debts[at])));
  const rests = run.debts.filter((debt) => !debt.aside && debt.rest > 0);
  const doubtful = run.debts.filter((debt) => debt.aside);
  const refused = input.debts.filter((debt) => UNWILLING.indexOf(debt.status) >= 0);
  return apply([
    [first > 0 && first >= paying, "payment_below_interest", { interest: first, payment: paying, gap: first - paying }],
    [months === null, "never", { limit: MAX_MONTHS }],
    [short, "offers_over_available", short],
    [surplus !== null && monthly > surplus, "over_budget", { over: monthly - surplus, surplus }],
    [steady, "whole_surplus", steady],
    [months > 120, "over_120_months", { months }],
    [months > 60 && months <= 120, "over_60_months", { months }],
    [few.length, "token_share", { limit: TOKEN_FEN, debts: few.map(({ name, share }) => ({ name, share })) }],
    [rests.length, "agreed_leaves_rest", { debts: rests.map(({ name, rest }) => ({ name, left: rest })) }],
    [refused.length, "refused", { debts: named(refused) }],
    [doubtful.length, "verify_first", { debts: doubtful.map((debt) => ({ name: debt.name, owed: owed(debt) })) }],
  ]);
}

const bears = (debt) => Number(debt.annual_rate) + Number(debt.penalty_rate) + debt.monthly_fee > 0;

function assumptionsOf(input) {
  const { grace_months, steps, order } = input;
  const debts = input.debts.filter((debt) => !aside(debt));
  const without = named(debts.filter((debt) => !bears(debt)));
  const open = debts.filter((debt) => ["unasked", "asked"].indexOf(debt.status) >= 0);
  const promised = named(open.filter((debt) => debt.freeze.length || debt.waive.length || debt.agreed));
  return apply([
    [without.length === debts.length, "no_new_interest"], // needs the creditor's agreement: nobody has a right to it
    [without.length < debts.length, "simple_interest", { without }],
    [debts.some((debt) => debt.method === "compound"), "compound_interest"],
    [promised.length, "terms_granted", { debts: promised }],
    [grace_months > 0, "grace_agreed", { months: grace_months }],
    [!steps.length, "steady_income"],
    [open.length, "all_agree", { count: open.length }],
    [debts.length > 1 && order === "prorata", "share_by_claim"],
    [debts.length > 1 && order !== "prorata", "share_by_order", { order }],
    [true, "payment_order"],
  ]);
}

function explainInterest(debts, trace) {
  const uses = (method) => debts.some((debt) => debt.method === method);
  trace("每月先计息，再还款；每笔四舍五入到分");
  if (uses("simple") || uses("compound")) trace("利息 = 本金 × 年利率 ÷ 12");
  if (uses("daily")) trace("按天的：利息 = 本金 × 年利率 × 当月天数 ÷ 365");
  if (uses("compound")) trace("算复利的，没付的利息和罚息并入下月的基数；要看合同有没有约定");
}

const TURNS = {
  avalanche: "利率高的在先",
  snowball: "欠得少的在先",
  priority: "紧急、优先、普通",
  custom: "自己排的",
  cheapest: "最省钱的",
};

function explain(input, trace, law) {
  explainInterest(input.debts, trace);
  if (input.allocation === "principal_first") trace("合同约定先抵本金");
  else {
    const rule = "每笔先抵费用和违约金，再抵利息，最后抵本金；条文没有单说违约金，另有约定的按约定";
    trace(rule, groundOf(law, "payment_order"));
  }
  if (input.debts.some((debt) => debt.card_overdue_days !== null)) {
    trace("信用卡逾期满一定天数的，先抵本金", groundOf(law, "card_principal_first"));
  }
  const weights = input.weights === "principal" ? "本金" : "欠款合计";
  if (input.order === "prorata") trace("每月的钱按各笔" + weights + "的比例分，零头给余数最大的");
  else trace("每月的钱先付约定数和最低数，剩下的按“" + TURNS[input.order] + "”的次序还");
}

export { assumptionsOf, explain, explainInterest, warningsOf };
