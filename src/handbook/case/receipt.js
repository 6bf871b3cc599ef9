// @ts-check
/* A sheet with which a helper, a mediator or a judge can redo the answer: what was put in, by which rules and on what
 * grounds, what came out, the engine's version and a check code. As HTML to print, and as text for a chat or a ticket.
 */

import { escape } from "../bundling/text.js";
import { wordsOf } from "../wording/words.js";
import { chosen, commas, current, isBlank, labelOf, recordOf, shown } from "./model.js";

/** @typedef {import("./model.js").Spec} Spec */
/** @typedef {import("./model.js").Case} Case */
/** @typedef {import("./model.js").Fields} Fields */
/** @typedef {import("./model.js").Receipt} Receipt */
/** @typedef {{ say: string, receipt: Receipt }} Answer */
/** @typedef {[label: string, text: string][]} Inputs */

const say = wordsOf("case");

// ---- What was typed ----
/** @param {Spec} spec
 * @param {any} held
 */
function textOf(spec, held) {
  if (spec.kind === "flag") return say("receipt.ticked");
  if (spec.kind === "yuan") return commas(held);
  return spec.options && spec.options[held] ? spec.options[held] : String(held);
}

/** A line of the budget: an amount says nothing without how often.
 * @param {Spec[]} fields
 * @param {Fields} held
 */
function textOfLine(fields, { amount, every }) {
  const rhythm = /** @type {Spec} */ (fields.find(({ name }) => name === "every"));
  return say("receipt.often", { amount: commas(amount), every: textOf(rhythm, chosen(rhythm, every)) });
}

/** @param {Inputs[]} lists
 * @returns {Inputs}
 */
const joined = (lists) => /** @type {Inputs} */ ([]).concat(...lists);

/** @param {Spec} spec
 * @param {any} held
 * @param {string} at
 * @param {boolean} named
 * @returns {Inputs}
 */
function inputsOfField(spec, held, at, named) {
  const { rows, fields, label, private: isPrivate } = spec;
  if (rows) {
    const all = Array.isArray(held) ? held : [];
    return joined(all.map((row, index) => inputsOfRecord(rows, row, at + "[" + index + "]", named)));
  }
  if (fields && !isBlank(recordOf(held).amount)) return [[labelOf(at + ".amount"), textOfLine(fields, held)]];
  if (fields) return inputsOfRecord(fields, recordOf(held), at, named);
  return isBlank(held) || !label || (isPrivate && !named) ? [] : [[labelOf(at), textOf(spec, held)]];
}

/** @param {Spec[]} specs
 * @param {Fields} record
 * @param {string} path
 * @param {boolean} named
 */
const inputsOfRecord = (specs, record, path, named) =>
  joined(
    specs
      .filter((spec) => shown(spec, record, specs))
      .map((spec) => inputsOfField(spec, record[spec.name], path + "." + spec.name, named)),
  );

/** What was typed in some forms, and counts: [[label, text]].
 * @param {Case} raw
 * @param {string[]} forms
 * @param {boolean} named whether also what is private
 */
const inputsOf = (raw, forms, named) =>
  joined(forms.map((name) => inputsOfRecord(current().forms[name], recordOf(raw[name]), name, named)));

// ---- By which rules ----
/** @param {Receipt} receipt */
const stepsOf = (receipt) =>
  receipt.steps.map(({ rule, ground }) => ground ? say("receipt.step", { rule, ground }) : rule);

/** @param {Receipt} receipt
 * @param {string} today
 */
function stampOf({ version, code, function: name }, today) {
  const stamp = say(today ? "receipt.stamp_dated" : "receipt.stamp", { version, code, function: name, today });
  return say("receipt.redo", { stamp });
}

/** To print, with names.
 * @param {string} title
 * @param {Case} raw
 * @param {string[]} forms
 * @param {Answer} answer
 * @param {string} today
 */
function html(title, raw, forms, answer, today) {
  const told = (/** @type {string} */ code) => escape(say("receipt." + code));
  const inputs = inputsOf(raw, forms, true).map(([label, value]) =>
    `<tr><th scope="row">${escape(label)}</th><td>${escape(value)}</td></tr>`
  );
  const steps = stepsOf(answer.receipt).map((step) => `<li>${escape(step)}</li>`);
  const button = (/** @type {string} */ name, /** @type {string} */ words) =>
    `<button type="button" class="plan-button" data-${name}>${words}</button>`;
  return (
    `<p class="tool-receipt-head"><strong>${escape(say("receipt.head", { title }))}</strong></p>` +
    `<p>${escape(answer.say)}</p>` +
    `<table class="plan-table tool-typed"><caption>${told("typed")}</caption>` +
    `<thead><tr><th scope="col">${told("box")}</th><th scope="col">${told("filled")}</th></tr></thead>` +
    `<tbody>${inputs.join("")}</tbody></table>` +
    `<p>${told("rules")}</p><ol>${steps.join("")}</ol><p>${escape(stampOf(answer.receipt, today))}</p>` +
    `<p>${told("limits")}</p>` +
    `<p class="tool-script">${button("print", told("print"))} ${button("copy-receipt", told("copy"))}</p>` +
    `<p class="plan-hint">${told("copied_part")}</p>` +
    `<textarea class="tool-copy" readonly rows="6" aria-label="${told("copied_label")}" hidden></textarea>`
  );
}

/** To send on, without what is private.
 * @param {string} title
 * @param {Case} raw
 * @param {string[]} forms
 * @param {Answer} answer
 * @param {string} today
 */
const text = (title, raw, forms, answer, today) =>
  [
    say("receipt.head", { title }),
    answer.say, // no sentence holds a name: taking one out could hit an amount, as debts may be called 1 and 2
    say("receipt.text_typed"),
    ...inputsOf(raw, forms, false).map(([label, value]) => say("receipt.line", { label, value })),
    say("receipt.text_rules"),
    ...stepsOf(answer.receipt),
    stampOf(answer.receipt, today),
  ].join("\n");

export { html, inputsOf, text };
