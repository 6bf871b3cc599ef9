/* Markup that several tools share. All text passes `escape` or comes from this file; no inline styles (the page's
 * policy forbids them). Amounts are 分.
 */

import { escape } from "../../bundling/text.js";
import { paragraph, warning } from "../../calculator/render.js";
import { classOf, titleOf } from "../debts/debts.js";

// "2026-12" → "2026 年 12 月"; "2026-12-05" → "2026 年 12 月 5 日"
function calendar(text) {
  const [year, month, day] = text.split("-").map(Number);
  return year + " 年 " + month + " 月" + (day ? " " + day + " 日" : "");
}

// Decimal text per one → percent with two decimals at most: "0.123456" → "12.35"
const percent = (decimal) => String(Math.round(Number(decimal) * 1e4) / 100);

const headline = (say, rest) => paragraph("plan-headline", "<strong>" + say + "</strong> " + (rest || ""));
const notes = (lead, items) =>
  items.length
    ? paragraph("plan-assumptions-lead", lead) +
      '<ul class="plan-assumptions">' +
      items.map((item) => "<li>" + item + "</li>").join("") +
      "</ul>"
    : "";
// Debts that cannot wait stand above every sum: what to do about them is no matter of arithmetic.
function urgent(rows) {
  const first = rows.filter((row) => classOf(row).class === "urgent");
  return first.map((row) =>
    warning([
      "先办" + escape(titleOf(row)) + "：" + classOf(row).why.first,
      classOf(row).why.unpaid,
    ])
  );
}

// The articles an answer rests on, in the order of the steps.
function grounds(receipt) {
  const named = receipt.steps
    .map(({ ground }) => ground)
    .filter((ground, at, all) => ground && all.indexOf(ground) === at);
  return named.length ? paragraph("tool-grounds", "依据：" + named.map(escape).join("、") + "。") : "";
}

const result = (html) => '<div class="plan-result">' + html + "</div>";
// A way back to the field that decides; the page's script follows it, also to another step.
const change = (path, word) =>
  ' <a class="tool-change" href="#" data-goto="' + escape(path) + '">' + (word || "改") + "</a>";

export { calendar, change, grounds, headline, notes, percent, result, urgent };
