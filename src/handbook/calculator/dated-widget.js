/* Lets the reader ask a table of dated values for another day, and put an own value in its place.
 * All arithmetic and markup are in dated.js; where no script runs, the built answer stays.
 */

import { answerOf, sentence } from "./dated.js";

function field(id, label, type, value) {
  const holder = document.createElement("div");
  holder.className = "plan-field";
  const name = document.createElement("label");
  name.htmlFor = id;
  name.textContent = label;
  const input = document.createElement("input");
  input.id = id;
  input.type = type;
  input.value = value;
  input.autocomplete = "off";
  if (type === "text") input.inputMode = "decimal";
  const error = document.createElement("p");
  error.className = "plan-error";
  error.id = id + "-error";
  error.hidden = true;
  input.setAttribute("aria-describedby", error.id);
  holder.append(name, input, error);
  return { holder, input, error };
}

function mount(section, number) {
  const table = JSON.parse(section.getAttribute("data-table"));
  const prefix = "dated-" + number + "-";
  const day = field(prefix + "day", table.ask, "date", table.day);
  const own = field(prefix + "value", table.title + "（" + table.unit + "，查到更新的就改）", "text", "");
  const form = document.createElement("div");
  form.className = "plan-form";
  form.append(day.holder, own.holder);
  let answer = section.querySelector(".dated-answer");

  function update() {
    const result = answerOf(table, day.input.value, own.input.value);
    const errors = result.errors || [];
    [["day", day], ["value", own]].forEach(([name, part]) => {
      const mine = errors.find((error) => error.field === name);
      part.error.textContent = mine ? mine.message + "。" : "";
      part.error.hidden = !mine;
      if (mine) part.input.setAttribute("aria-invalid", "true");
      else part.input.removeAttribute("aria-invalid");
    });
    // A fault leaves the last answer standing, marked as such.
    answer.classList.toggle("plan-stale", errors.length > 0);
    if (errors.length) return;
    const holder = document.createElement("div");
    holder.innerHTML = sentence(table, day.input.value, result); // every value in it is escaped
    holder.firstElementChild.setAttribute("role", "status");
    answer.replaceWith(holder.firstElementChild);
    answer = section.querySelector(".dated-answer");
  }

  section.insertBefore(form, answer);
  form.addEventListener("input", update);
}

document.querySelectorAll("section.dated-value[data-table]").forEach((section, index) => {
  mount(section, index + 1);
});
