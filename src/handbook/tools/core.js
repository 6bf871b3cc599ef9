/* From what people typed to an answer. A case is what stands in the forms, as text: {form: {field: text, rows: [...]}}.
 * A view takes the forms it needs from it, asks the engine, and words the answer as HTML text. Pure: the build makes the
 * worked examples with it, the browser the reader's answers.
 *
 * `setup` brings the data: the fields of every form, the kinds of debts and the reasons to put one first, the law.
 */
(function (root) {
  "use strict";
  let shared = null; // the parts of the engine
  PlanEngine.join((parts) => {
    shared = parts;
  });
  const views = {};
  let data = { forms: {}, titles: {}, kinds: [], reasons: [], classes: {}, law: null };
  const isBlank = (value) => value === undefined || value === null || value === false || String(value).trim() === "";
  const own = (object, name) => Object.prototype.hasOwnProperty.call(object, name);
  // "35000" → "35,000"; what cannot be read stays as it was typed.
  const commas = (text) => {
    const [whole, rest] = text.trim().split(".");
    return /^\d{4,}$/.test(whole) && (rest === undefined || /^\d{1,2}$/.test(rest))
      ? whole.replace(/\B(?=(\d{3})+$)/g, ",") + (rest === undefined ? "" : "." + rest)
      : text;
  };
  const recordOf = (value) => (typeof value === "object" && value !== null ? value : {});

  // The engine's last few results: of three schemes, a key changes one.
  const KEPT = 8;
  const results = new Map();
  function calculate(name, input) {
    const key = name + JSON.stringify(input);
    const result = results.get(key) || PlanEngine.calculate(name, input, data.law);
    results.delete(key);
    results.set(key, result);
    if (results.size > KEPT) results.delete(results.keys().next().value);
    return result;
  }

  // Every box may be left blank; whether it must not is told by its fallback.
  function eachSpec(lists) {
    lists.forEach((specs) =>
      specs.forEach((spec) => {
        spec.blank = true;
        if (spec.options) spec.values = Object.keys(spec.options);
        eachSpec([spec.rows || [], spec.fields || []]);
      })
    );
  }

  // ---- Reading a form ----
  // A field stands only where another holds one of some values; a choice left alone holds its first.
  function shown(spec, record, specs) {
    return Object.keys(spec.when || {}).every((name) => {
      const other = specs.find((one) => one.name === name);
      const value = isBlank(record[name]) ? Object.keys(other.options)[0] : record[name];
      return spec.when[name].split(" ").indexOf(value) >= 0;
    });
  }

  // A choice left alone says nothing; only what was typed or ticked counts.
  const typed = (specs, value) =>
    specs.some((spec) => {
      const held = recordOf(value)[spec.name];
      if (spec.rows) return Array.isArray(held) && held.some((row) => typed(spec.rows, row));
      if (spec.fields) return typed(spec.fields, held);
      return spec.kind !== "choice" && !isBlank(held);
    });

  function readRows(spec, held, path, errors) {
    const rows = Array.isArray(held) ? held : [];
    // A row just added and not yet filled in is no mistake; it is left out until something is typed.
    const filled = rows
      .map((row, index) => ({ row: recordOf(row), index }))
      .filter(({ row }) => spec.keep || typed(spec.rows, row));
    if (!filled.length && spec.least) filled.push({ row: {}, index: 0 });
    return filled.map(({ row, index }) => ({
      ...readFields(spec.rows, row, path + "[" + index + "]", errors),
      index,
    }));
  }

  function readFields(specs, record, path, errors) {
    const out = {};
    for (const spec of specs) {
      const at = path + "." + spec.name;
      const held = record[spec.name];
      if (!shown(spec, record, specs)) out[spec.name] = spec.rows ? [] : null;
      else if (spec.rows) out[spec.name] = readRows(spec, held, at, errors);
      else if (spec.fields) out[spec.name] = readFields(spec.fields, recordOf(held), at, errors);
      else
        out[spec.name] = shared.reading.read(spec.options ? { ...spec, options: spec.values } : spec, held, at, errors);
    }
    return out;
  }

  // ---- What a view works with ----
  function open(raw, today) {
    const errors = [];
    const found = {};
    return {
      raw,
      today,
      errors,
      has: (name) => typed(data.forms[name], raw[name]),
      used: () => Object.keys(data.forms).filter((name) => own(found, name)),
      form(name) {
        if (!own(found, name)) found[name] = readFields(data.forms[name], recordOf(raw[name]), name, errors);
        return found[name];
      },
      // Asks the engine; its errors are told where they came from: `place` maps the engine's field to the form's.
      ask(name, input, place) {
        if (errors.length) return null;
        const result = calculate(name, input);
        if (!result.errors) return result;
        result.errors.forEach(({ field, message }) => errors.push({ field: place(field), message }));
        return null;
      },
    };
  }

  // Income, essentials and reserve of a month in 分, from three totals or the lines. `found`: the engine's budget.
  function money(context) {
    const form = context.form("budget");
    if (form.mode === "totals")
      return { income: form.income, essentials: form.essentials, reserve: form.reserve || 0, found: null };
    const lines = data.lines
      .map(({ id, label, class: kind }) => ({ id, name: label, class: kind, line: form.lines[id] }))
      .filter(({ line }) => line && (line.amount !== null || line.unknown))
      .map(({ line, ...one }) => ({ ...one, amount: line.amount || 0, frequency: line.every, unknown: line.unknown }));
    if (!lines.length)
      context.errors.push({ field: "budget.lines.wage.amount", message: "一项也没有填；至少填一项收入" });
    const place = (field) => {
      const match = /^lines\[(\d+)\]/.exec(field);
      return match ? "budget.lines." + lines[match[1]].id + ".amount" : "budget." + field;
    };
    const found = context.ask("budget", { lines, persons: form.persons || 1, reserve: form.reserve }, place);
    if (!found) return { income: 0, essentials: 0, reserve: 0, found: null };
    return { income: found.totals.income, essentials: found.spending, reserve: found.reserve, found };
  }

  // ---- Which debts come first ----
  // → {class, why: the reason or kind that decided}. Reasons stand in the order of their weight.
  function classOf(row) {
    const reason = data.reasons.find(({ id }) => row[id]);
    const kind = data.kinds.find(({ id }) => id === row.kind) || data.kinds[0];
    if (!reason && row.status === "verify_first")
      return { class: "doubtful", why: data.reasons.find(({ id }) => id === "unknown") };
    const why = reason || kind;
    return { class: why.class, why };
  }

  // Not known to be owed: no money goes there until that is settled, also where papers from a court make it urgent.
  const doubtful = (row) =>
    row.status === "verify_first" || data.reasons.some(({ id, class: name }) => name === "doubtful" && row[id]);

  // Whose turn it is to be paid: of all that holds for a debt, what comes first.
  const turnOf = (row) =>
    data.reasons
      .filter(({ id }) => row[id])
      .concat(data.kinds.filter(({ id }) => id === row.kind))
      .reduce((turn, { money: own }) => Math.min(turn, own), 2);
  const titleOf = (row) => row.name || "债" + (row.index + 1);
  const NOTHING = { interest: 0, penalty: 0, fees: 0 };
  const owed = (row) => row.principal + (row.interest || 0) + (row.penalty || 0) + (row.fees || 0);

  /* The engine's debts. `freezes(row)` says for whom interest is assumed to stop; `waive` what is assumed to be forgiven:
   * none, penalty or all of what has accrued.
   */
  function debts(context, freezes, waive = "none") {
    return context.form("debts").rows.map((row) => {
      const gone = {
        none: null,
        penalty: { ...NOTHING, penalty: row.penalty || 0 },
        all: { interest: row.interest || 0, penalty: row.penalty || 0, fees: row.fees || 0 },
      }[waive];
      return {
        name: titleOf(row),
        principal: row.principal,
        interest: row.interest || 0,
        penalty: row.penalty || 0,
        fees: row.fees || 0,
        annual_rate: row.annual_rate || "0",
        penalty_rate: row.penalty_rate || "0",
        status: doubtful(row) ? "verify_first" : row.status,
        priority: turnOf(row),
        fixed: row.fixed,
        card_overdue_days: row.kind === "card" ? row.card_overdue_days : null,
        freeze: freezes(row) ? [{}] : [],
        waive: gone && (gone.interest || gone.penalty || gone.fees) ? [gone] : [],
      };
    });
  }

  // Where an error of the engine about the debts is told.
  const debtPlace = (context) => (field) => {
    const match = /^debts\[(\d+)\]\.(\w+)/.exec(field);
    if (!match) return "";
    return "debts.rows[" + context.form("debts").rows[match[1]].index + "]." + match[2];
  };

  // ---- The answer ----
  /* → {empty: true}: nothing was typed yet; {errors: [{field, message}]}; or {say, html, receipt}: the sentence, the whole
   * answer as HTML, and the engine's receipt; `forms` names those it rests on. `today` ("2026-11-25") is the reader's;
   * without it nothing is dated.
   */
  function answer(name, raw, today) {
    const view = views[name];
    const context = open(raw, today || null);
    if (!view.needs.some((form) => context.has(form))) return { empty: true };
    const result = view.run(context);
    return context.errors.length ? { errors: unique(context.errors) } : { ...result, forms: context.used() };
  }

  // What is wrong with one form by itself.
  function faults(name, raw) {
    const context = open(raw, null);
    context.form(name);
    return unique(context.errors);
  }

  const unique = (errors) => errors.filter((one, at) => errors.findIndex((other) => other.field === one.field) === at);

  // "debts.rows[1].principal" → {form, specs on the way, last spec, row}
  function find(path) {
    const [form, ...rest] = path.replace(/\[(\d+)\]/g, ".$1").split(".");
    let specs = own(data.forms, form) ? data.forms[form] : [];
    let spec = null;
    let row = null;
    let box = "";
    for (const part of rest) {
      if (/^\d+$/.test(part)) {
        row = Number(part);
        continue;
      }
      spec = specs.find((one) => one.name === part) || null;
      if (!spec) return null;
      specs = spec.rows || spec.fields || [];
      box = spec.rows ? spec.box : box;
    }
    return spec && { spec, row, box: row === null ? spec.box || "" : box + (row + 1) + (spec.box || "") };
  }

  // "debts.rows[1].principal" → "债2B 本金（元）"
  function labelOf(path) {
    const found = find(path);
    if (!found) return "";
    // A list of days has no box of its own; its number tells which.
    return [found.box, found.spec.label || ""].filter(Boolean).join(" ");
  }

  root.PlanTools = Object.freeze({
    views,
    answer,
    faults,
    labelOf,
    find,
    isBlank,
    commas,
    typed,
    shown,
    money,
    debts,
    debtPlace,
    classOf,
    doubtful,
    titleOf,
    owed,
    calculate,
    forget: () => results.clear(),
    setup: (given) => {
      data = given;
      results.clear();
      eachSpec(Object.values(given.forms));
    },
    data: () => data,
    part: (name) => shared[name],
  });
})(typeof globalThis === "object" ? globalThis : this);
