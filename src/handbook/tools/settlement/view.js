/* A sum of money, and every creditor the same share of what it claims. */

import { escape } from "../../bundling/text.js";
import { SETTLEMENT } from "../../calculator/arithmetic/settlement.js";
import { amount, paragraph, table, warning, warningList, yuan, yuanAndWan } from "../../calculator/render.js";
import { find } from "../../case/model.js";
import { money } from "../budget/money.js";
import { doubtful, owed, titleOf } from "../debts/debts.js";
import { cite } from "../frame/law.js";
import { headline, notes, percent, result } from "../frame/show.js";

const CHECKS = ["identity", "account", "written", "signed", "receipt"];

function run(context) {
  const form = context.form("settlement");
  const rows = context.form("debts").rows;
  const sure = rows.filter((row) => !doubtful(row));
  const unsure = rows.filter(doubtful);
  if (!context.errors.length && !sure.length) {
    context.errors.push({ field: "debts.rows[0].principal", message: "没有核实过的欠款；先核实，再谈结清" });
  }
  const budget = form.monthly === null && context.has("budget") ? money(context) : null;
  const surplus = budget ? Math.max(0, budget.income - budget.essentials - budget.reserve) : 0;
  const input = {
    lump: form.lump,
    keep_back: form.keep_back,
    monthly: form.monthly === null ? surplus : form.monthly,
    debts: context.errors.length ? [] : sure.map((row) => ({ name: titleOf(row), owed: owed(row) })),
  };
  const place = (field) => {
    const match = /^debts\[(\d+)\]/.exec(field);
    return match ? "debts.rows[" + sure[match[1]].index + "].principal" : "settlement." + field;
  };
  const found = context.ask(SETTLEMENT, input, place);
  if (!found) return null;
  const left = CHECKS.filter((name) => !form[name]);
  const share = percent(found.ratio);
  const say = found.total
    ? "给每家 " + share + "%，一共 " + yuan(found.total) + "，自己留 " + yuan(found.left) + "。"
    : "留出应急以后，没有钱可以结清。";
  const alerts = [
    left.length ? ["还有 " + left.length + " 条没有核对，先不要付钱。", "往上看“付钱之前”，一条一条核对。"] : null,
    found.usable >= found.claimed ? ["这笔钱够还全部。", "先问清金额对不对，再还；不必全付的息费可以先谈减免。"] : null,
    form.keep_back === 0 ? ["一分没留。", "遇上看病、断收入，就没有钱周转。至少留一个月的必要开支。"] : null,
  ].filter(Boolean);
  const lines = found.debts.map((debt) => [
    escape(debt.name),
    amount(debt.owed),
    amount(debt.offer),
    debt.months_instead ? amount(debt.monthly_instead) + " × " + debt.months_instead + " 月" : "—",
  ]);
  const html = result(
    warningList(alerts.map(warning)) +
      headline(say, "对方一共要 " + yuanAndWan(found.claimed) + "。每家同意了，才少还 " + yuan(found.saving) + "。") +
      notes(
        "要说在前头的：",
        [
          "同样的成数是公平的做法，不是法律规定，对方可以不同意。",
          "没拿到书面协议就付的钱，只算还了一部分；免掉的部分，要对方明确免除" + cite("release") + "。",
          "提出结清，一般等于承认这笔债，诉讼时效也会重新算" + cite("restarts_by_agreeing") +
          "。很久没联系的老账，先问律师。",
        ].concat(
          unsure.length ? ["存疑的没有分钱：" + unsure.map((row) => escape(titleOf(row))).join("、") + "。"] : [],
        ),
      ) +
      table("plan-shares", "每家给多少", ["名称", "对方要（元）", "一次给（元）", "不同意就分期"], lines) +
      (left.length ? "" : paragraph(
        "plan-note",
        CHECKS.map((name) => "✓ " + find("settlement." + name).spec.label).join("；") + "。",
      )),
  );
  return { say, html, receipt: found.receipt };
}

export const view = { needs: ["settlement"], run };
