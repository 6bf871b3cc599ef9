/* Makes each built-in result adjustable: puts a form before it and renders it again after every change.
 *
 * All arithmetic is PlanEngine's, all markup PlanRender's (which escapes what the reader types); this file only listens
 * and puts things in place. It asks nothing of the network, stores nothing, and works from a file on disk. Where
 * anything it needs is missing, the built-in result simply stays.
 */
(function () {
  "use strict";
  const ANNOUNCE_AFTER = 800; // ms: a screen reader should hear the outcome, not every keystroke
  const STALE = "上面的数还是改之前的。";

  // → {html} or {errors}
  function evaluate(raw) {
    const parsed = PlanEngine.calculate("parse_case", raw);
    if (parsed.errors) return parsed;
    const plan = PlanEngine.calculate("plan", parsed.input);
    return plan.errors ? plan : { html: PlanRender.result(parsed.input, plan) };
  }

  const isBlank = (debt) => Object.keys(debt).every((name) => !debt[name].trim());

  // A debt just added and not yet filled in is no mistake; it is left out until something is typed.
  // Errors come back with the numbering of the form.
  function evaluateFilled(raw) {
    const places = raw.debts.map((_, index) => index).filter((index) => !isBlank(raw.debts[index]));
    if (!places.length) return evaluate(raw);
    const answer = evaluate(Object.assign({}, raw, { debts: places.map((index) => raw.debts[index]) }));
    if (!answer.errors) return answer;
    const renumber = (path) => path.replace(/^debts\[(\d+)\]/, (_, index) => "debts[" + places[index] + "]");
    return { errors: answer.errors.map((error) => ({ field: renumber(error.field), message: error.message })) };
  }

  function elementOf(html) {
    const holder = document.createElement("div");
    holder.innerHTML = html; // only ever PlanRender's text, in which every value is escaped
    return holder.firstElementChild;
  }

  function lineOf(name, text) {
    const line = document.createElement("p");
    line.className = name;
    line.textContent = text;
    return line;
  }

  function mount(section, number) {
    const given = JSON.parse(section.getAttribute("data-case"));
    let result = section.querySelector(".plan-result");
    // A dry run: if this browser cannot compute the built-in case, a form would only disappoint.
    if (!result || evaluate(given).errors) return;
    const prefix = "plan-" + number;
    let form = elementOf(PlanRender.form(given, prefix));
    const stale = lineOf("plan-stale-note", STALE);
    const live = lineOf("plan-live", "");
    stale.hidden = true;
    live.setAttribute("role", "status");
    live.setAttribute("aria-live", "polite");
    let timer = 0;

    function announce(text) {
      clearTimeout(timer);
      timer = setTimeout(() => {
        live.textContent = text;
      }, ANNOUNCE_AFTER);
    }

    const inputs = () => Array.from(form.querySelectorAll("[data-field]"));

    // What the form says now, as a raw case.
    function collect() {
      const raw = { debts: [] };
      if (given.title) raw.title = given.title;
      for (const input of inputs()) {
        const match = /^debts\[(\d+)\]\.(\w+)$/.exec(input.getAttribute("data-field"));
        if (!match) raw[input.getAttribute("data-field")] = input.value;
        else (raw.debts[match[1]] = raw.debts[match[1]] || {})[match[2]] = input.value;
      }
      return raw;
    }

    function markErrors(errors) {
      const left = errors.slice();
      for (const input of inputs()) {
        const at = left.findIndex((error) => error.field === input.getAttribute("data-field"));
        const slot = document.getElementById(input.id + "-error");
        slot.textContent = at < 0 ? "" : left[at].message + "。";
        slot.hidden = at < 0;
        if (at < 0) input.removeAttribute("aria-invalid");
        else input.setAttribute("aria-invalid", "true");
        if (at >= 0) left.splice(at, 1);
      }
      form.querySelector(".plan-problems").innerHTML = PlanRender.errors(left);
    }

    function update() {
      const answer = evaluateFilled(collect());
      const errors = answer.errors || [];
      markErrors(errors);
      stale.hidden = !errors.length;
      result.classList.toggle("plan-stale", errors.length > 0);
      if (errors.length) {
        announce("有 " + errors.length + " 处要改。" + STALE);
        return;
      }
      const next = elementOf(answer.html);
      const more = next.querySelector(".plan-more");
      if (more && result.querySelector(".plan-more[open]")) more.open = true;
      section.replaceChild(next, result);
      result = next;
      announce(result.querySelector(".plan-headline strong").textContent);
    }

    // Draws the form again with one debt more or fewer; everything typed comes along as it was typed.
    function redraw(raw, focus) {
      const next = elementOf(PlanRender.form(raw, prefix));
      section.replaceChild(next, form);
      form = next;
      update();
      const target = form.querySelector(focus);
      if (target) target.focus();
    }

    section.addEventListener("input", (event) => event.target.hasAttribute("data-field") && update());
    section.addEventListener("change", (event) => event.target.hasAttribute("data-field") && update());
    section.addEventListener("click", (event) => {
      const raw = collect();
      if (event.target.hasAttribute("data-add")) {
        raw.debts.push({});
        redraw(raw, '[data-field="debts[' + (raw.debts.length - 1) + '].name"]');
      } else if (event.target.hasAttribute("data-remove")) {
        const index = Number(event.target.getAttribute("data-remove"));
        raw.debts.splice(index, 1);
        redraw(raw, '[data-field="debts[' + Math.max(0, index - 1) + '].name"]');
      }
    });

    section.insertBefore(form, result);
    section.insertBefore(stale, result.nextSibling);
    section.appendChild(live);
  }

  // On paper nothing can be unfolded, so every month is shown, and folded again afterwards.
  function printWhole(sections) {
    let opened = [];
    window.addEventListener("beforeprint", () => {
      const folded = sections.map((section) => Array.from(section.querySelectorAll("details:not([open])")));
      opened = opened.concat(...folded);
      opened.forEach((details) => (details.open = true));
    });
    window.addEventListener("afterprint", () => {
      opened.forEach((details) => (details.open = false));
      opened = [];
    });
  }

  function start() {
    const sections = Array.from(document.querySelectorAll("section.plan-calculator[data-case]"));
    printWhole(sections);
    sections.forEach((section, index) => {
      try {
        mount(section, index + 1);
      } catch (error) {
        // An old WebView, or a script that did not load: the built-in result is complete by itself.
      }
    });
  }

  if (document.readyState === "loading") document.addEventListener("DOMContentLoaded", start);
  else start();
})();
