/* From which month a plan breaks when the income falls. */

import { SHOCK } from "../../calculator/arithmetic/scenarios.js";
import { paragraph, table, yuan } from "../../calculator/render.js";
import { headline, notes, result } from "../frame/show.js";
import { inputOf, placeOf } from "../plan/scheme.js";

const CASES = {
  income_minus_10: "收入少一成",
  income_minus_20: "收入少两成",
  income_minus_30: "收入少三成",
  one_month_lost: "断一个月收入",
  one_expense: "有一笔急用",
};

function run(context) {
  const { savings, expense, from } = context.form("shock");
  const scheme = context.form("plan").schemes[0];
  const input = inputOf(context, scheme);
  if (input.income === undefined) context.errors.push({ field: "budget.income", message: "没有填；没有收入就填 0" });
  const place = placeOf(context, scheme.index);
  const own = (field) => (["savings", "expense", "from"].indexOf(field) < 0 ? place(field) : "shock." + field);
  const asked = { ...input, savings: savings || 0, from: from || 1 };
  if (expense !== null) asked.expense = expense;
  const found = context.ask(SHOCK, asked, own);
  if (!found) return null;
  const known = found.shocks.filter(({ code }) => CASES[code]);
  const worst = known.filter(({ month }) => month !== null).sort((a, b) => a.month - b.month)[0];
  const say = found.before.month
    ? "收入不变，第 " + found.before.month + " 个月就断，那时差 " + yuan(found.before.short) + "。"
    : worst
    ? CASES[worst.code] + "，第 " + worst.month + " 个月就断，那时差 " + yuan(worst.short) + "。"
    : "这几种情形都撑得住。";
  const rows = known.map(({ code, month, short }) => [
    CASES[code],
    month === null ? "撑得住" : "第 " + month + " 个月断",
    month === null ? "—" : yuan(short),
  ]);
  const advice = worst || found.before.month
    ? ["把每月还的数减下来，或者先存下几个月的钱，再谈。", "真遇上了，当月就联系对方，重新谈；不要等断了再说。"]
    : ["情况变了，回来再算一次。"];
  const buffer = found.buffer_months === null ? "" : "积蓄够撑 " + found.buffer_months + " 个月的开支和还款。";
  const html = result(
    headline(say, buffer) +
      table("tool-shocks", "遇上下面的事", ["情形", "还撑得住吗", "那时差"], rows) +
      notes("怎么办：", advice) +
      paragraph("plan-note", "每月的钱先付必要开支，再付方案；积蓄可以顶。"),
  );
  return { say, html, receipt: found.receipt };
}

export const view = { needs: ["budget", "debts"], run };
