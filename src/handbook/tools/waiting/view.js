/* What a few more months without any payment would add. */

import { escape } from "../../bundling/text.js";
import { WAITING } from "../../calculator/arithmetic/scenarios.js";
import { amount, table, unfold, yuan, yuanAndWan } from "../../calculator/render.js";
import { debtPlace, debts, doubtful, titleOf } from "../debts/debts.js";
import { headline, notes, result } from "../frame/show.js";

function run(context) {
  const { months } = context.form("waiting");
  const place = debtPlace(context);
  const found = context.ask(
    WAITING,
    { debts: debts(context, () => false), months },
    (field) => field === "months" ? "waiting.months" : place(field),
  );
  if (!found) return null;
  const unsure = context.form("debts").rows.filter(doubtful);
  const say = !found.debts.length
    ? "这些欠款都还没核实，没有算进去。"
    : found.total
    ? "再拖 " + months + " 个月，一分不还，会多出 " + yuan(found.total) + "。"
    : "照填的数，再拖 " + months + " 个月不会多出息费；没填年利率的，按不再计息算。";
  const parts = [
    ["利息", found.interest],
    ["罚息违约金", found.penalty],
    ["费用", found.fees],
  ].filter(([, amount]) => amount);
  const split = parts.length > 1
    ? "其中" + parts.map(([name, amount]) => name + " " + yuan(amount)).join("，") + "。"
    : "";
  const html = result(
    headline(
      say,
      found.debts.length
        ? "现在欠 " + yuanAndWan(found.owed) + "，到时欠 " + yuanAndWan(found.owed_after) + "。" + split
        : "",
    ) +
      notes(
        "钱以外的代价：",
        [
          "逾期多记几个月，报上征信的会更久。",
          "对方可能起诉；收到法院文件，先看文件上的日期。",
          "还不了也主动联系，说明情况，请对方先缓一缓。对方可以不同意。",
        ].concat(
          unsure.length ? ["存疑的没有算进去：" + unsure.map((row) => escape(titleOf(row))).join("、") + "。"] : [],
        ),
      ) +
      (found.debts.length ? tables(found) : ""),
  );
  return { say, html, receipt: found.receipt };
}

function tables(found) {
  const rows = found.debts.map((debt) => [
    escape(debt.name),
    amount(debt.owed),
    amount(debt.interest + debt.penalty + debt.fees),
    amount(debt.owed_after),
  ]);
  const balances = found.rows.map((row) => ["第 " + row.month + " 个月", amount(row.balance)]);
  return (
    table("plan-shares", "每笔多出多少", ["名称", "现在欠（元）", "多出（元）", "到时欠（元）"], rows) +
    unfold("每个月欠多少", ["月份", "欠（元）"], balances)
  );
}

export const view = { needs: ["debts"], run };
