/* What the other side offers: what it costs, whether it can be kept, what is left for the others. */

import { escape } from "../../bundling/text.js";
import { addMonths } from "../../calculator/arithmetic/dates.js";
import { OFFER } from "../../calculator/arithmetic/offer.js";
import { table, warning, warningList, yuan, yuanAndWan } from "../../calculator/render.js";
import { money } from "../budget/money.js";
import { doubtful, owed, titleOf } from "../debts/debts.js";
import { cite, lineOf } from "../frame/law.js";
import { calendar, grounds, headline, notes, percent, result } from "../frame/show.js";

const CLAIM = ["principal", "interest", "penalty", "fees"];

// What the reader can pay a month: as typed, or what the budget leaves.
function availableOf(context, form) {
  if (form.available !== null) return form.available;
  if (!context.has("budget")) return null;
  const { income, essentials, reserve } = money(context);
  return Math.max(0, income - essentials - reserve);
}

// What is owed: the boxes as typed, and where the offer is about a debt of the case, the rest from there.
function claimOf(context, form) {
  const rows = context.has("debts") ? context.form("debts").rows : [];
  const row = form.which === null ? null : rows.find((one) => one.index === form.which - 1);
  if (form.which !== null && !row) {
    context.errors.push({ field: "offer.which", message: "债务里没有这一笔；核对一下，或清空这格" });
  }
  if (!row && form.principal === null) {
    context.errors.push({ field: "offer.principal", message: "没有填；写还没还的本金" });
  }
  const claim = {};
  CLAIM.forEach((name) => (claim[name] = form[name] === null ? (row && row[name]) || 0 : form[name]));
  const others = row ? rows.filter((one) => one !== row && !doubtful(one)) : [];
  return { row, claim, others: others.map((one) => ({ name: titleOf(one), owed: owed(one) })) };
}

function alertsOf(row, found, available) {
  const over = found.lines.filter((line) => line.over && line.applies !== false);
  return [
    row && doubtful(row) ? ["这一笔还存疑。", "先核实债权人和金额，不要答应，不要付。"] : null,
    found.fee_in_advance ? ["先收手续费，要当心。", "正规机构的费用写在合同里。先要书面依据，没看到就不付。"] : null,
    found.fits === false
      ? [
        "每期比您每月能还的多 " + yuan(found.over_budget) + "。",
        "还不起的数不要答应。请对方减少每期的数，或加长期数。",
      ]
      : null,
    found.fits === null
      ? null
      : available && found.upfront > available * 3
      ? ["一开始就要付 " + yuan(found.upfront) + "。", "凑不齐就不要答应；不要为了首付再借钱。"]
      : null,
    ...over.map((line) => [
      "折成年利率，超过了 " + line.percent + "%。",
      escape(lineOf(line.line).over),
    ]),
    found.more_than_claimed > 0
      ? ["比现在要的还多 " + yuan(found.more_than_claimed) + "。", "问清多出的是什么费用，写进协议。"]
      : null,
  ].filter(Boolean);
}

function run(context) {
  const form = context.form("offer");
  const available = availableOf(context, form);
  const start = context.today && addMonths(context.today.slice(0, 7), 1);
  const { row, claim, others } = claimOf(context, form);
  const input = { ...claim, lender: form.lender, periods: form.periods, available, others };
  ["waiver", "deposit", "fee"].forEach((name) => (input[name] = form[name] || 0));
  ["each", "period_rate", "contract_date"].forEach((name) => form[name] !== null && (input[name] = form[name]));
  if (start) input.start = start;
  const found = context.ask(OFFER, input, (field) => (/^others/.test(field) ? "" : "offer." + field));
  if (!found) return null;
  const less = -found.more_than_claimed;
  const say = "一共要还 " +
    yuan(found.total) +
    "，分 " +
    found.months +
    " 期" +
    (less > 0 ? "，比现在要的少 " + yuan(less) : "") +
    "。";
  const rate = found.rates.annual_simple;
  const facts = [
    ["对方现在要的", yuanAndWan(found.claimed)],
    ["一开始就要付", yuan(found.upfront)],
    ["每期还", yuan(found.each)],
    ["还完", found.finish ? calendar(found.finish) : "第 " + found.months + " 个月"],
    ["折成年利率", rate === null ? "算不出一个数" : Number(rate) > 0 ? percent(rate) + "%" : "没有新增利息"],
  ];
  if (found.fits !== null) facts.push(["每月还剩给别家", yuan(found.left_for_others)]);
  const lines = found.lines.map((line) => [
    escape(lineOf(line.line).label),
    line.percent + "%",
    line.applies === false ? "管不着这一笔" : line.over ? "超过了" : line.over === false ? "没超过" : "算不出",
  ]);
  const shares = found.fits ? found.others : [];
  const fits = found.fits === null ? "填上每月能还的数，才知道还得起吗。" : found.fits ? "每期的数，您还得起。" : "";
  const html = result(
    warningList(alertsOf(row, found, available).map(warning)) +
      headline(say, fits) +
      table("tool-facts", "拆开看", ["项目", "数"], facts) +
      (lines.length ? table("tool-lines", "和法定的线比", ["线", "年利率", "这一笔"], lines) : "") +
      (shares.length
        ? table(
          "plan-shares",
          "剩下的按比例分给别家",
          ["名称", "每月"],
          shares.map(({ name, offer }) => [escape(name), yuan(offer)]),
        )
        : "") +
      notes("答应之前：", [
        "请对方把金额、期数、每期的数、停不停息、怎么报征信写成书面。",
        "答应了，一般等于承认这笔债，诉讼时效也会重新算" + cite("restarts_by_agreeing") + "。",
        "只比这个方案新加的成本；原来合同的息费对不对，另外算。",
      ]) +
      grounds(found.receipt),
  );
  return { say, html, receipt: found.receipt };
}

export const view = { needs: ["offer"], run };
