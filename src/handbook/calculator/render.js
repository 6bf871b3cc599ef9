/* Turns a plan into HTML text. The build calls it so that every worked example can be read without JavaScript, on paper
 * and in search; the tools on a page call it after each change. Pure: text in, text out, every value escaped.
 *
 * The pages forbid inline styles and handlers (a strict Content-Security-Policy), so none are written here. No headings:
 * the outline of the page belongs to the page.
 */

import { escape } from "../bundling/text.js";

const VISIBLE_ROWS = 12;

const paragraph = (name, html) => `<p class="${name}">${html}</p>`;

// ---- Amounts: 分 in, Chinese text out ----
// 123450 → "1,234.50"; whole 元 carry no decimals.
function amount(fen) {
  const cents = fen % 100;
  const whole = String((fen - cents) / 100).replace(/\B(?=(\d{3})+$)/g, ",");
  return cents ? whole + "." + String(cents).padStart(2, "0") : whole;
}

const yuan = (fen) => amount(fen) + " 元";

// People think of large debts in 万; shown beside the exact amount from 10,000 元.
function yuanAndWan(fen) {
  if (fen < 1e6) return yuan(fen);
  const exact = fen % 1e4 === 0;
  const wan = String(Math.round(fen / 1e4) / 100);
  return `${yuan(fen)}（${exact ? "" : "约 "}${wan} 万元）`;
}

// ---- The result ----
// Each warning: what it means in bold, then what would mend it.
const WARNINGS = {
  no_surplus: (w) => [
    w.gap ? `收入减去开支和预留，还差 ${yuan(w.gap)}。` : "收入减去开支和预留，一分不剩。",
    "请向对方申请先缓一缓。吃住、看病、水电这些优先开支，先保住。情况好转后，再回来算一次。",
  ],
  payment_below_interest: (w) => [
    w.gap ? "每月还的钱不够付利息，欠款会越来越多。" : "每月还的钱只够付利息，本金不会减少。",
    `第 1 个月新增利息 ${yuan(w.interest)}，每月还 ${yuan(w.payment)}。请先谈停息或降息，再谈每月金额。`,
  ],
  never: () => ["按这个数，50 年也还不清。", "先不要答应这个数。请谈停息、减免，或先申请缓一缓。"],
  over_budget: (w) => [
    `每月还的数比余钱多 ${yuan(w.over)}。`,
    `每月余钱是 ${yuan(w.surplus)}。请把每月还的数减到这个数以内。`,
  ],
  whole_surplus: (w) => [
    "手里一分没留，遇上急事就可能还不上。",
    `每月留下 ${yuan(w.kept)}，只还 ${yuan(w.monthly_if_kept)}，更稳当。` +
    (w.months_if_kept === null ? "" : `这样第 ${w.months_if_kept} 个月还清。`),
  ],
  over_120_months: () => ["要还 10 年以上，中途变化很多。", "请先谈停息、减免，再定每月金额。"],
  offers_over_available: (w) => [
    `第 ${w.month} 个月，约定要还的数比手里的钱多 ${yuan(w.short)}。`,
    "这样的方案做不到。请先和其中一家重新谈，或减少每期的数。",
  ],
  agreed_leaves_rest: (w) => [
    `约定的分期还完，${w.debts.map((debt) => escape(debt.name)).join("、")}还剩一部分。`,
    "请先问清剩下的怎么办，写进协议；没写两清的，对方还可以要。",
  ],
  refused: (w) => [
    `${w.debts.map(escape).join("、")}没有同意，停息、减免和分期都没有算进去。`,
    "这里仍给它分了钱。它也可能起诉；收到法院的文书，先办那件事。",
  ],
  verify_first: (w) => [
    `${w.debts.map((debt) => escape(debt.name)).join("、")}还没核实，没有分钱。`,
    "先查清债权人和金额，再决定还不还。",
  ],
  over_60_months: () => ["要还 5 年以上，中途容易还不上。", "请先谈停息或减免；收入恢复了，再多还一些。"],
  token_share: (w) => [
    `有的欠款每月分不到 ${yuan(w.limit)}。`,
    `${names(w.debts)}。这样的小数，也可以换成申请先缓一缓，由您决定。`,
  ],
};

function names(debts) {
  const shown = debts.slice(0, 3).map((debt) => `${escape(debt.name)} ${yuan(debt.share)}`);
  return shown.join("、") + (debts.length > 3 ? ` 等 ${debts.length} 笔` : "");
}

const ORDERS = {
  avalanche: "先还利率高的",
  snowball: "先还欠得少的",
  priority: "按紧急、优先、普通的次序还",
  cheapest: "按最省钱的次序还",
};

const ASSUMPTIONS = {
  no_new_interest: () => "从现在起不再新增利息和违约金。这要对方同意，不是当然的权利。",
  simple_interest: (a) =>
    "利息只按本金算，每月一次，不算复利和新的违约金。" +
    (a.without.length ? "没填年利率的，按不再计息算；这要对方同意。" : ""),
  compound_interest: () => "写明算复利的，没付的利息也计息。合同没有约定复利的，不该这样算。",
  terms_granted: (a) => `${a.debts.map(escape).join("、")}的停息、减免或分期，要对方同意才算数。`,
  grace_agreed: (a, plan) => `前 ${a.months} 个月先缓着不还，这要对方同意。` + (plan.cost ? "缓的时候照样计息。" : ""),
  steady_income: () => "收入和开支一直不变。",
  all_agree: (a) => (a.count > 1 ? `${a.count} 笔的债权人都同意。有一家不同意，就要重算。` : "对方同意这个方案。"),
  share_by_claim: () => "每月的钱，按当时各笔欠款的比例分。",
  share_by_order: (a) => `每月的钱先付约定数和最低数，剩下的${ORDERS[a.order] || "按您排的次序还"}。`,
  payment_order: () => "每笔先抵费用和违约金，再抵利息，最后抵本金。合同另有约定的，按约定算。",
};

// A newer engine may send a code this file has no words for; it is left out rather than shown raw.
const known = (list, words) => list.filter(({ code }) => Object.prototype.hasOwnProperty.call(words, code));

const warning = ([meaning, mend]) => `<li class="plan-warning"><strong>${meaning}</strong>${mend}</li>`;
const warningList = (items) => (items.length ? `<ul class="plan-warnings">${items.join("")}</ul>` : "");
const warnings = (plan) =>
  warningList(known(plan.warnings, WARNINGS).map((item) => warning(WARNINGS[item.code](item))));

function sentence(input, plan) {
  if (plan.warnings.some((warning) => warning.code === "no_surplus")) {
    return "现在没有余钱可还，先不要答应每月还多少。";
  }
  if (!plan.total_owed) return "这些欠款都还没核实，先不要还。";
  const wait = input.grace_months ? `先缓 ${input.grace_months} 个月；之后` : "";
  if (plan.months === null) return `${wait}每月还 ${yuan(plan.monthly)}，50 年也还不清。`;
  if (plan.months === input.grace_months + 1) return `${wait}一次还 ${yuan(plan.total_paid)}，就还清了。`;
  const when = plan.finish ? `（${Number(plan.finish.slice(0, 4))} 年 ${Number(plan.finish.slice(5))} 月）` : "";
  return `${wait}每月还 ${yuan(plan.monthly)}，第 ${plan.months} 个月${when}还清；一共还 ${yuan(plan.total_paid)}。`;
}

function headline(input, plan) {
  const owed = plan.total_owed ? `现在一共欠 ${yuanAndWan(plan.total_owed)}。` : "";
  const added = plan.cost && plan.months !== null
    ? `还款期间新增${plan.cost > plan.added_interest ? "利息和费用" : "利息"} ${yuanAndWan(plan.cost)}。`
    : "";
  return paragraph("plan-headline", `<strong>${sentence(input, plan)}</strong> ${owed}${added}`);
}

// `change(code)` gives a link to the field that decides, where there is a form.
function assumptions(plan, change) {
  const items = known(plan.assumptions, ASSUMPTIONS).map(
    (item) => `<li>${ASSUMPTIONS[item.code](item, plan)}${change ? change(item.code) : ""}</li>`,
  );
  if (!items.length) return "";
  return (
    paragraph("plan-assumptions-lead", "这个结果有几个前提：") + `<ul class="plan-assumptions">${items.join("")}</ul>`
  );
}

function table(name, caption, heads, rows) {
  const head = heads.map((text) => `<th scope="col">${text}</th>`).join("");
  const body = rows
    .map(
      ([first, ...rest]) => `<tr><th scope="row">${first}</th>${rest.map((cell) => `<td>${cell}</td>`).join("")}</tr>`,
    )
    .join("");
  return `<table class="plan-table ${name}"><caption>${caption}</caption><thead><tr>${head}</tr></thead><tbody>${body}</tbody></table>`;
}

function shares(plan) {
  if (plan.debts.length < 2) return "";
  const rows = plan.debts.map((debt) => [
    escape(debt.name),
    amount(debt.owed),
    debt.status === "verify_first" ? "先核实" : amount(debt.share),
    debt.status === "verify_first" ? "—" : debt.months === null ? "还不清" : `第 ${debt.months} 个月`,
  ]);
  return table("plan-shares", "每笔分到多少", ["名称", "现在欠（元）", "首期还（元）", "还清"], rows);
}

// At most twelve rows at once; the rest behind “show all”.
function unfold(caption, heads, rows, name = "plan-months") {
  if (rows.length <= VISIBLE_ROWS) return table(name, caption, heads, rows);
  const first = table(name, `${caption}：前 ${VISIBLE_ROWS} 行`, heads, rows.slice(0, VISIBLE_ROWS));
  const rest = table(name, `${caption}：第 ${VISIBLE_ROWS + 1} 行起`, heads, rows.slice(VISIBLE_ROWS));
  return `${first}<details class="plan-more"><summary>显示全部 ${rows.length} 行</summary>${rest}</details>`;
}

function months(input, plan) {
  const paid = (row) => (row.month <= input.grace_months ? "先缓" : amount(row.paid));
  const dated = (row) => (row.date ? `<small>${row.date}</small>` : "");
  const rows = plan.rows.map((row) => [`第 ${row.month} 个月${dated(row)}`, paid(row), amount(row.balance)]);
  // Six hundred rows of a plan that never ends would only bury the warning.
  const shown = plan.months === null ? rows.slice(0, VISIBLE_ROWS) : rows;
  return unfold("每个月还多少", ["月份", "这个月还（元）", "还剩（元）"], shown);
}

// `input` is the plan's input in 分 (the engine's parse_case gives it), `plan` what the engine made of it. `ways`:
// {change(code): a link to change an assumption, extra: more markup after the assumptions}.
function result(input, plan, ways = {}) {
  const tables = plan.rows.length ? shares(plan) + months(input, plan) : "";
  const note = paragraph("plan-note", "以上只是算术结果，不是对方的承诺。以双方的书面协议为准。");
  const top = warnings(plan) + headline(input, plan) + assumptions(plan, ways.change);
  return `<div class="plan-result">${top}${ways.extra || ""}${tables}${note}</div>`;
}

// The section of a worked example. A group, not a landmark: two on a page would be two landmarks of one name.
function section(title, html) {
  return `<section class="plan-example" role="group" aria-label="${escape(title || "还款试算")}">${html}</section>`;
}

export {
  amount,
  paragraph,
  result,
  section,
  sentence,
  table,
  unfold,
  warning,
  warningList,
  warnings,
  yuan,
  yuanAndWan,
};
