/* The plan: each scheme month by month; two or three side by side. */

import { escape } from "../../bundling/text.js";
import { PLAN } from "../../calculator/arithmetic/plan.js";
import {
  amount,
  paragraph,
  result as planResult,
  sentence,
  table,
  warningList,
  yuan,
} from "../../calculator/render.js";
import { change, result, urgent } from "../frame/show.js";
import { inputOf, picture, placeOf } from "./scheme.js";

// Where each thing the result rests on can be changed.
const CHANGE = {
  no_new_interest: "debts.rows[0].annual_rate",
  simple_interest: "plan.schemes[0].freeze",
  terms_granted: "plan.schemes[0].freeze",
  grace_agreed: "plan.schemes[0].grace_months",
  steady_income: "budget.income",
  all_agree: "debts.rows[0].status",
  share_by_claim: "plan.schemes[0].order",
  share_by_order: "plan.schemes[0].order",
  payment_order: "plan.allocation",
};

const DOUBTS = [
  "never",
  "payment_below_interest",
  "offers_over_available",
  "over_budget",
  "no_surplus",
  "over_120_months",
  "over_60_months",
  "whole_surplus",
];
const DOUBT = {
  never: "还不清",
  payment_below_interest: "不够付利息",
  offers_over_available: "约定的数付不起",
  over_budget: "超过余钱",
  no_surplus: "没有余钱",
  over_120_months: "超过 10 年",
  over_60_months: "超过 5 年",
  whole_surplus: "一分不留",
};

// Side by side: the first is the measure of the others.
function beside(plans) {
  const doubt = (plan) => {
    const code = DOUBTS.find((one) => plan.warnings.some((warning) => warning.code === one));
    return code ? DOUBT[code] : "没有";
  };
  const line = (head, cell) => [head].concat(plans.map(({ plan }) => cell(plan)));
  const sum = (plan, fen) => (plan.months === null ? "还不清" : amount(fen));
  const end = (plan) => (plan.months === null ? "还不清" : plan.finish || "第 " + plan.months + " 个月");
  const rows = [
    line("每月还（元）", (plan) => amount(plan.monthly)),
    line("还清", end),
    line("一共还（元）", (plan) => sum(plan, plan.total_paid)),
    line("新增利息费用（元）", (plan) => sum(plan, plan.cost)),
    line("要留意", doubt),
  ];
  const heads = ["项目"].concat(plans.map(({ label }) => label));
  return table("tool-beside", "并排看", heads, rows) + best(plans);
}

function best(plans) {
  const ended = plans.filter(({ plan }) => plan.months !== null && plan.rows.length);
  if (ended.length < 2) return "";
  const least = ended.reduce((a, b) => (b.plan.total_paid < a.plan.total_paid ? b : a));
  const most = ended.reduce((a, b) => (b.plan.total_paid > a.plan.total_paid ? b : a));
  const gap = most.plan.total_paid - least.plan.total_paid;
  if (!gap) return paragraph("tool-best", "几个方案一共还的一样多，挑月月守得住的。");
  // Under 1 % of what is paid, the easier plan is as good as the cheaper.
  if (gap * 100 < least.plan.total_paid) {
    return paragraph("tool-best", "几个方案差不到 1%，挑月月守得住的。");
  }
  return paragraph(
    "tool-best",
    escape(least.label) + " 一共还的最少，比" + escape(most.label) + " 少还 " + yuan(gap) + "。",
  );
}

// One receipt for several schemes: the code of each, and every rule once.
function receiptOf(plans) {
  const steps = plans.reduce((all, { plan }) => all.concat(plan.receipt.steps), []);
  return {
    ...plans[0].plan.receipt,
    code: plans.map(({ label, plan }) => label + " " + plan.receipt.code).join("、"),
    steps: steps.filter(({ rule }, at) => steps.findIndex((step) => step.rule === rule) === at),
  };
}

function run(context) {
  const plans = context.form("plan").schemes.map((scheme) => {
    const input = inputOf(context, scheme);
    const plan = context.ask(PLAN, input, placeOf(context, scheme.index));
    return plan && { label: "方案 " + (scheme.index + 1), input, plan, say: sentence(input, plan) };
  });
  if (context.errors.length) return null;
  const many = plans.length > 1;
  const ways = { change: (code) => (CHANGE[code] ? change(CHANGE[code]) : ""), extra: many ? "" : picture(plans) };
  const bodies = plans.map(({ input, plan }) => planResult(input, plan, ways));
  const details = plans.map(
    ({ label }, at) =>
      `<details class="tool-scheme"${at ? "" : " open"}><summary>${label}</summary>${bodies[at]}</details>`,
  );
  const first = warningList(urgent(context.form("debts").rows));
  const html = first + (many ? result(beside(plans) + picture(plans)) + details.join("") : bodies[0]);
  const say = many ? plans.map(({ label, say }) => label + "：" + say).join("") : plans[0].say;
  return { say, brief: plans[0].say, html, receipt: many ? receiptOf(plans) : plans[0].plan.receipt };
}

export const view = { needs: ["budget", "debts"], run };
