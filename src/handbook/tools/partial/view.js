/* What holds and what breaks when only some creditors agree. */

import { escape } from "../../bundling/text.js";
import { PLAN } from "../../calculator/arithmetic/plan.js";
import { amount, paragraph, sentence, table, warningList, warnings, yuan } from "../../calculator/render.js";
import { current } from "../../case/model.js";
import { doubtful, titleOf } from "../debts/debts.js";
import { cite } from "../frame/law.js";
import { headline, notes, result, urgent } from "../frame/show.js";
import { inputOf, picture, placeOf } from "../plan/scheme.js";

const ADVERSE = ["refused", "sued"];

const statusName = (status) =>
  current()
    .forms.debts.find((one) => one.name === "rows")
    .rows.find((one) => one.name === "status").options[status];

function gap(now, all) {
  if (!all.rows.length) return ""; // no money, or nothing known to be owed
  if (all.months === null) return "就算都同意，按这个数也还不清。";
  if (now.months === null) return "都同意的话，第 " + all.months + " 个月还清；照现在的样子，还不清。";
  const more = now.total_paid - all.total_paid;
  const later = now.months - all.months;
  if (!more && !later) return "和都同意时一样。";
  return (
    "和都同意相比，" +
    [later ? "晚 " + later + " 个月" : "", more ? "多付 " + yuan(more) : ""].filter(Boolean).join("，") +
    "。"
  );
}

function run(context) {
  const { silent } = context.form("partial");
  const scheme = context.form("plan").schemes[0];
  const agrees = (row) => row.status === "agreed" || (silent === "agree" && ADVERSE.indexOf(row.status) < 0);
  const place = placeOf(context, scheme.index);
  const asked = (freezes) => {
    const input = inputOf(context, scheme, freezes);
    return { input, plan: context.ask(PLAN, input, place) };
  };
  const now = asked(agrees);
  const all = asked(() => true);
  if (context.errors.length) return null;
  const rows = context.form("debts").rows;
  const sure = rows.filter((row) => !doubtful(row));
  const yes = sure.filter(agrees);
  const no = sure.filter((row) => !agrees(row));
  const told = sentence(now.input, now.plan);
  const say = sure.length + " 笔里 " + yes.length + " 笔同意：" + told;
  const named = (list) => list.map((row) => escape(titleOf(row))).join("、");
  const holds = yes.length ? ["守得住的：" + named(yes) + "。前提是协议写明停息，并且月月做到。"] : [];
  const breaks = no.length
    ? [
      "守不住的：" + named(no) + "。息费照算，分期没有约定，对方可以催收或起诉。",
      "没同意的，这里仍按比例分了钱。先还多少由您决定，转账时写明还哪一笔" + cite("debtor_designates") + "。",
    ]
    : [];
  const lines = now.plan.debts.map((debt, at) => [
    escape(debt.name),
    statusName(rows[at].status),
    doubtful(rows[at]) ? "先不还" : amount(debt.share),
    doubtful(rows[at]) ? "—" : debt.months === null ? "还不清" : "第 " + debt.months + " 个月",
  ]);
  const html = result(
    headline(escape(say), gap(now.plan, all.plan)) +
      warningList(urgent(rows)) +
      warnings(now.plan) +
      notes("现在是这样：", holds.concat(breaks)) +
      picture([
        { label: "照现在", plan: now.plan, say: "照现在：" + told },
        { label: "都同意", plan: all.plan, say: "都同意：" + sentence(all.input, all.plan) },
      ]) +
      table("plan-shares", "一家一家看", ["名称", "谈到哪步", "首期（元）", "还清"], lines) +
      paragraph("plan-note", "有一家变了主意，回来改一下再看。收到法院文件，先看文件上的日期。"),
  );
  return { say, html, receipt: now.plan.receipt };
}

export const view = { needs: ["debts"], run };
