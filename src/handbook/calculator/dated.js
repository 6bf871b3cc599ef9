/* Turns a table of dated values into HTML text. The arithmetic is the engine's. */

import { escape } from "../bundling/text.js";
import { DATED_VALUE } from "./arithmetic/dated.js";
import { calculate } from "./arithmetic/engine.js";

// What the engine is asked, of a table {title, result, unit, rows, times, known_until} as the section carries it.
const asked = ({ rows, times, known_until }, day, value) => ({ rows, times, known_until, day, value });
const answerOf = (table, day, value) => calculate(DATED_VALUE, asked(table, day, value));

// `answer` comes from answerOf.
function sentence(table, day, answer) {
  const own = answer.changed ? "按您填的数" : `${escape(day)} 那天`;
  const sum = table.times === undefined
    ? ""
    : ` × ${escape(answer.times)} = <strong>${escape(answer.result)}${escape(table.unit)}</strong>`;
  const note = answer.stale ? `这是最后查到的数，${escape(table.known_until)} 以后没有核对，请查官方最新的再改。` : "";
  return `<p class="dated-answer">${escape(table.result)}：${own}，${escape(table.title)} ${escape(answer.value)}${
    escape(table.unit)
  }${sum}。${note}</p>`;
}

function rowsOf(table) {
  const rows = table.rows
    .map((row) => ({ ...row, multiple: answerOf(table, row.from).result }))
    .map(
      (row) =>
        `<tr><th scope="row">${escape(row.from)} 起</th><td>${escape(row.value)}</td><td>${
          escape(row.multiple)
        }</td></tr>`,
    )
    .reverse()
    .join("");
  const head = `<thead><tr><th scope="col">哪天起</th><th scope="col">数值（${
    escape(table.unit)
  }）</th><th scope="col">乘 ${escape(table.times || "1")}（${escape(table.unit)}）</th></tr></thead>`;
  return `<details class="dated-table"><summary>历次数值</summary><table class="plan-table"><caption>${
    escape(table.title)
  }</caption>${head}<tbody>${rows}</tbody></table></details>`;
}

// The whole section as built: the answer for the day of the build, and every row, so that it serves without scripts.
function section(table, day) {
  const answer = answerOf(table, day);
  if (answer.errors) return answer;
  const data = escape(JSON.stringify(Object.assign({ day }, table)));
  const html = `<section class="dated-value" role="group" aria-label="${escape(table.result)}" data-table="${data}">${
    sentence(table, day, answer)
  }${rowsOf(table)}</section>`;
  return { html };
}

export { answerOf, section, sentence };
