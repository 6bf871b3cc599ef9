// @ts-check
/* What holds and what breaks when only some creditors agree. */

import { PLAN } from "../../calculator/arithmetic/plan.js";
import { optionOf } from "../../case/model.js";
import { amount } from "../../wording/format.js";
import { wordsOf } from "../../wording/words.js";
import { doubtful, titleOf, urgent } from "../debts/debts.js";
import { block, headline, notes, table, text } from "../frame/parts.js";
import { inputOf, picture, placeOf } from "../plan/scheme.js";
import { endOf, sentence, warnings } from "../plan/told.js";

const ADVERSE = ["refused", "sued"];
const say = wordsOf("partial");

/** What the missing consent costs.
 * @param {any} now
 * @param {any} all
 */
function gap(now, all) {
  if (!all.rows.length) return ""; // no money, or nothing known to be owed
  if (all.months === null) return say("gap.never");
  if (now.months === null) return say("gap.never_now", { months: all.months });
  const [more, later] = [now.total_paid - all.total_paid, now.months - all.months];
  if (!more && !later) return say("gap.same");
  const parts = [later ? say("gap.later", { later }) : "", more ? say("gap.more", { more }) : ""].filter(Boolean);
  return say("gap.compared", { parts: parts.join("，") });
}

/** @param {any[]} yes
 * @param {any[]} no
 */
function standing(yes, no) {
  const holds = yes.length ? [say("holds", { names: yes.map(titleOf) })] : [];
  const breaks = no.length ? [say("breaks", { names: no.map(titleOf) }), say("share")] : [];
  return notes(say("now"), [...holds, ...breaks]);
}

/** @param {any[]} rows
 * @param {any} plan
 */
function oneByOne(rows, plan) {
  const lines = plan.debts.map((/** @type {any} */ debt, /** @type {number} */ at) => [
    debt.name,
    optionOf("debts.rows[0].status", rows[at].status),
    doubtful(rows[at]) ? say("not_yet") : amount(debt.share),
    doubtful(rows[at]) ? "—" : endOf(debt),
  ]);
  const heads = [say("heads.name"), say("heads.status"), say("heads.first"), say("heads.end")];
  return table("plan-shares", say("caption"), heads, lines);
}

/** The plan with those who agree, and with all.
 * @param {any} context
 * @param {(row: any) => boolean} agrees
 */
function both(context, agrees) {
  const scheme = context.form("plan").schemes[0];
  const place = placeOf(context, scheme.index);
  return [agrees, () => true].map((freezes) => {
    const input = inputOf(context, scheme, freezes);
    const plan = context.ask(PLAN, input, place);
    return { plan, says: plan ? sentence(input, plan) : "" };
  });
}

/** @param {any} context
 * @returns {import("../frame/parts.js").Answer | null}
 */
function run(context) {
  const { silent } = context.form("partial");
  const agrees = (/** @type {any} */ row) =>
    row.status === "agreed" || (silent === "agree" && ADVERSE.indexOf(row.status) < 0);
  const [now, all] = both(context, agrees);
  if (context.errors.length) return null;
  /** @type {any[]} */
  const rows = context.form("debts").rows;
  const sure = rows.filter((row) => !doubtful(row));
  const yes = sure.filter(agrees);
  const says = say("say", { sure: sure.length, yes: yes.length, says: now.says });
  const lines = [now, all].map(({ plan, says }, at) => {
    const label = say(at ? "lines.all_agree" : "lines.as_now");
    return { label, plan, says: say("lines.labelled", { label, says }) };
  });
  const parts = [
    headline(says, gap(now.plan, all.plan)),
    urgent(rows),
    warnings(now.plan),
    standing(yes, sure.filter((row) => !agrees(row))),
    ...picture(lines),
    oneByOne(rows, now.plan),
    text(say("note")),
  ];
  return { say: says, parts: [block(parts)], receipt: now.plan.receipt };
}

export const view = { needs: ["debts"], run };
