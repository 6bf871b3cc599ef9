/* Court fees: how much, who pays first, who bears it. */

import { escape } from "../../bundling/text.js";
import { COURT_FEES } from "../../calculator/arithmetic/fees.js";
import { table, yuan } from "../../calculator/render.js";
import { cite } from "../frame/law.js";
import { grounds, headline, notes, result } from "../frame/show.js";

function run(context) {
  const form = context.form("court_fees");
  const input = { claim: form.claim, procedure: form.procedure };
  if (form.date) input.date = form.date;
  const found = context.ask(COURT_FEES, input, (field) => "court_fees." + field);
  if (!found) return null;
  const say = "要交 " + yuan(found.fee) + "。";
  const rows = [
    ["谁先交", escape(found.advanced_by || "看法院通知")],
    ["最后谁承担", escape(found.borne_by || "由法院定")],
  ];
  if (found.full_fee !== found.fee) rows.unshift(["不减的数", yuan(found.full_fee)]);
  const html = result(
    headline(say, "") +
      table("tool-facts", "拆开看", ["项目", "内容"], rows) +
      notes("还要注意：", [
        ...found.limits.map(escape),
        "这里不含律师费、公告费。合同约定律师费由您出的，对方可能一起要。",
        "交不起的，可以申请缓交、减交、免交，由法院定" + cite("fee_relief") + "。",
        ...(found.stale ? ["这里的标准过了核对期，以法院通知为准。"] : []),
      ]) +
      grounds(found.receipt),
  );
  return { say, html, receipt: found.receipt };
}

export const view = { needs: ["court_fees"], run };
