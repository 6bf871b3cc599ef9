/* Interest by the day, beside what the bill says. */

import { ACCRUE } from "../../calculator/arithmetic/accrue.js";
import { amount, paragraph, table, yuan } from "../../calculator/render.js";
import { calendar, grounds, headline, notes, percent, result } from "../frame/show.js";

const KINDS = { interest: "利息", penalty_interest: "罚息", late_performance: "判决后加倍的利息" };
const per = (row) => percent(row.rate) + "% 每" + (row.per === "day" ? "天" : "年");

// A rate per day is far below one per cent; two decimals would lose it.
const rateOf = (row, uplift) =>
  (row.per === "day" ? Math.round(Number(row.rate) * 1e8) / 1e6 + "% 每天" : per(row)) +
  (Number(uplift) ? "，上浮 " + percent(uplift) + "%" : "");

function compared(claimed, interest) {
  if (claimed === null) return "填上账单写的数，就能比。";
  const more = claimed - interest;
  if (!more) return "和账单一样。";
  return more > 0 ? "账单比算出的多 " + yuan(more) + "。" : "账单比算出的少 " + yuan(-more) + "。";
}

function run(context) {
  const form = context.form("accrue");
  const segments = form.segments.map((row) => {
    const segment = { kind: row.kind, balance: row.balance, from: row.from, to: row.to };
    ["annual_rate", "daily_rate", "uplift"].forEach((name) => row[name] !== null && (segment[name] = row[name]));
    return segment;
  });
  const input = { segments, basis: form.basis, compound: form.compound };
  const place = (field) => {
    const match = /^segments\[(\d+)\]\.(\w+)/.exec(field);
    return match ? "accrue.segments[" + form.segments[match[1]].index + "]." + match[2] : "accrue." + field;
  };
  const found = context.ask(ACCRUE, input, place);
  if (!found) return null;
  const say = "按您填的算，一共 " + yuan(found.interest) + "。";
  // No payments are asked for, so each segment is one row.
  const rows = found.rows.map((row, at) => [
    KINDS[row.kind] + "：" + calendar(row.from) + " 起 " + row.days + " 天",
    amount(row.balance),
    rateOf(row, segments[at].uplift),
    amount(row.amount),
  ]);
  const flagged = found.rows.some((row) => row.notes.some((note) => /^uplift/.test(note)));
  const more = form.claimed !== null && form.claimed > found.interest;
  const html = result(
    headline(say, compared(form.claimed, found.interest)) +
      table("tool-segments", "一段一段看", ["哪一段", "按多少（元）", "利率", "是多少（元）"], rows) +
      notes(
        "接下来：",
        [
          more ? "请对方给逐日的明细，说清多出的是什么、按合同哪一条收。" : "账单和合同都留好，以后还要对。",
          "合同没写的复利、费用，可以请对方说明依据。",
        ].concat(flagged ? ["罚息上浮的比例，不在常见的范围里，请对方给合同依据。"] : []),
      ) +
      paragraph("plan-note", "算头不算尾。差几分几角，多半是取整的办法不同。") +
      grounds(found.receipt),
  );
  return { say, html, receipt: found.receipt };
}

export const view = { needs: ["accrue"], run };
