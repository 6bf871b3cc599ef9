/* A sheet with which a helper, a mediator or a judge can redo the answer: what was put in, by which rules and on what
 * grounds, what came out, the engine's version and a check code. As HTML to print, and as text for a chat or a ticket.
 */

import { escape } from "../bundling/text.js";
import { commas, current, isBlank, labelOf, shown } from "./model.js";

const NAMES = "text"; // kinds that may name somebody; left out of what is sent on

// What was typed in some forms, and counts: [[label, text]]. `named`: also names.
function inputsOf(raw, forms, named) {
  const out = [];
  const walk = (specs, record, path) => {
    for (const spec of specs) {
      const held = record[spec.name];
      const at = path + "." + spec.name;
      if (!shown(spec, record, specs)) continue;
      if (spec.rows) {
        (Array.isArray(held) ? held : []).forEach((row, index) => walk(spec.rows, row, at + "[" + index + "]"));
      } else if (spec.fields && !isBlank((held || {}).amount)) {
        out.push([labelOf(at + ".amount"), lineText(spec, held)]);
      } else if (spec.fields) walk(spec.fields, held || {}, at);
      else if (!isBlank(held) && spec.label && (named || spec.kind !== NAMES)) {
        out.push([labelOf(at), textOf(spec, held)]);
      }
    }
  };
  forms.forEach((name) => walk(current().forms[name], raw[name] || {}, name));
  return out;
}

function textOf(spec, held) {
  if (spec.kind === "flag") return "是";
  if (spec.kind === "yuan") return commas(held);
  return spec.options && spec.options[held] ? spec.options[held] : String(held);
}

// A line of the budget: an amount says nothing without how often.
function lineText(spec, { amount, every }) {
  const rhythm = spec.fields.find(({ name }) => name === "every");
  return commas(amount) + "，" + rhythm.options[isBlank(every) ? rhythm.fallback : every];
}

const stepsOf = (receipt) => receipt.steps.map(({ rule, ground }) => rule + (ground ? "（" + ground + "）" : ""));
const stampOf = (receipt, today) =>
  `引擎第 ${receipt.version} 版，函数 ${receipt.function}，校验码 ${receipt.code}${today ? "，" + today : ""}`;
const REDO = "同样的输入，用“协商有据”里的同一个函数再算一次，校验码应当一样。";

function html(title, raw, forms, answer, today) {
  const inputs = inputsOf(raw, forms, true).map(
    ([label, text]) => `<tr><th scope="row">${escape(label)}</th><td>${escape(text)}</td></tr>`,
  );
  const steps = stepsOf(answer.receipt).map((step) => `<li>${escape(step)}</li>`);
  return (
    `<p class="tool-receipt-head"><strong>收据：${escape(title)}</strong></p><p>${escape(answer.say)}</p>` +
    `<table class="plan-table tool-typed"><caption>填了什么</caption><thead><tr><th scope="col">格子</th><th scope="col">填的</th></tr></thead><tbody>${
      inputs.join("")
    }</tbody></table>` +
    `<p>按什么规则算：</p><ol>${steps.join("")}</ol><p>${escape(stampOf(answer.receipt, today))}。${REDO}</p>` +
    `<p>以上只是算术结果，不是对方的承诺，也不是法律意见。</p>` +
    '<p class="tool-script"><button type="button" class="plan-button" data-print>打印</button> <button type="button" class="plan-button" data-copy-receipt>复制成文字</button></p>' +
    '<p class="plan-hint">复制的文字里没有名称，可以贴给客服或工单。</p><textarea class="tool-copy" readonly rows="6" aria-label="收据的文字" hidden></textarea>'
  );
}

function text(title, raw, forms, answer, today) {
  const lines = inputsOf(raw, forms, false).map(([label, value]) => label + "：" + value);
  return [
    "收据：" + title,
    answer.say, // no sentence holds a name: taking one out could hit an amount, as debts may be called 1 and 2
    "填了：",
    ...lines,
    "规则：",
    ...stepsOf(answer.receipt),
    stampOf(answer.receipt, today) + "。" + REDO,
  ].join("\n");
}

export { html, inputsOf, text };
