/* Between the boxes on the page and the case: rows are made from the page's own templates, amounts get their commas when
 * the reader leaves a box, a fault is told at its box and once more on top. The case keeps every box as it was typed.
 */

import { READERS } from "../calculator/arithmetic/reading.js";
import { commas, find, isBlank, labelOf } from "./model.js";

const steps = (path) => path.replace(/\[(\d+)\]/g, ".$1").split(".");
const NUMBER = /^\d+$/;

// ---- The case by path: "debts.rows[0].principal" ----
function get(raw, path) {
  return steps(path).reduce((at, name) => (at === undefined || at === null ? undefined : at[name]), raw);
}

function set(raw, path, value) {
  const names = steps(path);
  const last = names.pop();
  let at = raw;
  names.forEach((name, index) => {
    if (at[name] === undefined) at[name] = NUMBER.test(names[index + 1] || last) ? [] : {};
    at = at[name];
  });
  at[last] = value;
}

// ---- Amounts as people read them ----
const amountOf = (text) => {
  try {
    return READERS.yuan(text, {});
  } catch (refused) {
    return null;
  }
};
const wanOf = (text) => {
  const fen = isBlank(text) ? null : amountOf(text);
  return fen !== null && fen >= 1e6 ? "= " + Math.round(fen / 1e4) / 100 + " 万" : "";
};

// `remark(path, row)` says what is to be said of a row, as the tool that the row belongs to sees it.
export function boxesOf(section, raw, { remark }) {
  const all = (selector) => Array.from(section.querySelectorAll(selector));
  const boxes = (path) => all('[data-field="' + path + '"]');
  let kept = raw;

  // ---- Case → boxes ----
  function show(box) {
    const held = get(kept, box.getAttribute("data-field"));
    if (box.type === "radio") box.checked = isBlank(held) ? box.defaultChecked : box.value === held;
    else if (box.type === "checkbox") box.checked = held === true;
    else if (box.tagName === "SELECT") box.value = isBlank(held) ? defaultOf(box) : held;
    else box.value = held === undefined ? "" : box.getAttribute("data-kind") === "yuan" ? commas(held) : held;
  }

  const defaultOf = (select) => {
    const preset = Array.from(select.options).find((option) => option.defaultSelected);
    return (preset || select.options[0]).value;
  };

  const showWan = (place) => (place.textContent = wanOf(get(kept, place.getAttribute("data-wan"))));

  // As many rows as the case has; each list keeps its own template.
  function showRows() {
    all("[data-rows]").forEach((place) => {
      const path = place.getAttribute("data-rows");
      const mirror = place.hasAttribute("data-mirror");
      const held = get(kept, path) || [];
      const least = Number(place.getAttribute("data-least") || 0);
      const count = Math.max(held.length, least);
      const list = place.querySelector("[data-list]");
      if (list.children.length !== count) {
        const html = place.querySelector("template").innerHTML;
        list.innerHTML = Array.from({ length: count }, (_, index) => html.replace(/__i__/g, index)).join("");
      }
      Array.from(list.children).forEach((row, index) => {
        row.querySelector("[data-number]").textContent = index + 1;
        const remove = row.querySelector("[data-remove]");
        if (remove) remove.hidden = count <= Math.max(1, least) && least > 0;
      });
      const add = place.querySelector("[data-add]");
      if (add) add.hidden = count >= Number(place.getAttribute("data-most"));
      if (mirror && !count) list.textContent = "先在“债务”那一步填上欠款。";
      showTitles(path);
    });
  }

  function showTitles(path) {
    const held = get(kept, path) || [];
    all('[data-rows="' + path + '"] > [data-list] > [data-row]').forEach((row) => {
      const own = held[Number(row.getAttribute("data-row"))];
      row.querySelector("[data-title]").textContent = (own && own.name) || "";
    });
  }

  // Which boxes stand, given what others hold.
  function showParts() {
    all("[data-when]").forEach((place) => {
      const [path, values] = place.getAttribute("data-when").split("=");
      const found = find(path);
      const held = get(kept, path);
      const value = isBlank(held) ? Object.keys(found.spec.options)[0] : held;
      place.toggleAttribute("data-away", values.split(" ").indexOf(value) < 0);
    });
  }

  // What is said of a row, told at the row: why a debt comes first or not.
  function showRemarks() {
    all("[data-class-of]").forEach((place) => {
      const path = place.getAttribute("data-class-of");
      place.textContent = remark(path, get(kept, path) || {});
    });
  }

  function showAll() {
    showRows();
    all("[data-field]").forEach(show);
    all("[data-wan]").forEach(showWan);
    showParts();
    showRemarks();
  }

  // ---- Boxes → case ----
  function take(box) {
    const path = box.getAttribute("data-field");
    set(kept, path, box.type === "checkbox" ? box.checked : box.value);
    boxes(path).forEach((other) => other !== box && other.type !== "radio" && show(other));
    const wan = box.parentNode.querySelector("[data-wan]");
    if (wan) showWan(wan);
    if (/\.name$/.test(path)) showTitles(path.replace(/\[\d+\]\.name$/, ""));
    if (box.getAttribute("data-kind") === "choice" || box.type === "checkbox") {
      showParts();
      showRemarks();
    }
  }

  // What was typed while the scripts were still on their way: on a slow phone the boxes stand there long before.
  function gather() {
    const changed = (box) => {
      if (box.tagName === "SELECT") return box.value !== defaultOf(box);
      return /^(checkbox|radio)$/.test(box.type) ? box.checked && !box.defaultChecked : box.value !== "";
    };
    all("[data-field]").filter(changed).forEach(take);
  }

  function tidy(box) {
    if (box.getAttribute("data-kind") === "yuan") box.value = commas(box.value);
  }

  function add(path) {
    const rows = get(kept, path) || [];
    const place = section.querySelector('[data-rows="' + path + '"]:not([data-mirror])');
    const shown = place.querySelector("[data-list]").children.length;
    while (rows.length < shown + 1) rows.push({});
    set(kept, path, rows);
    showAll();
    const first = place.querySelector("[data-list]").lastElementChild.querySelector("[data-field]");
    if (first) first.focus();
  }

  function remove(path, index) {
    const rows = get(kept, path) || [];
    rows.splice(index, 1);
    set(kept, path, rows);
    clearFaults();
    showAll();
    const place = section.querySelector('[data-rows="' + path + '"]:not([data-mirror])');
    place.querySelector("[data-add]").focus();
  }

  // ---- Faults ----
  function faultAt(box, message) {
    const place = document.getElementById(box.id + "-error");
    if (!place) return;
    place.textContent = message ? message + "。" : "";
    place.hidden = !message;
    if (message) box.setAttribute("aria-invalid", "true");
    else box.removeAttribute("aria-invalid");
  }

  const clearFaults = () => all("[aria-invalid]").forEach((box) => faultAt(box, ""));

  // Tells faults at their boxes. Unless `asked`, what is merely not filled in yet is no fault. → those told.
  function tell(errors, asked) {
    clearFaults();
    const told = errors.filter(({ field }) => asked || (field && !isBlank(get(kept, field))) || !field);
    told.forEach(({ field, message }) => field && boxes(field).forEach((box) => faultAt(box, message)));
    return told;
  }

  // The list on top of a view, each fault a way to its box.
  function summarise(place, errors, focus) {
    place.hidden = !errors.length;
    place.innerHTML = "";
    if (!errors.length) return;
    const head = document.createElement("p");
    head.textContent = "有 " + errors.length + " 处要改：";
    const list = document.createElement("ul");
    errors.forEach(({ field, message }) => {
      const item = document.createElement("li");
      // A case from elsewhere may hold a step that this page has not.
      const away = field && !section.querySelector('[data-view="' + field.split(".")[0] + '"]');
      const link = document.createElement(field && !away ? "a" : "span");
      if (field && !away) {
        link.href = "#";
        link.setAttribute("data-goto", field);
      }
      link.textContent = (field ? labelOf(field) + "：" : "") + message + (away ? "。请到“算一算”那一页改" : "");
      item.appendChild(link);
      list.appendChild(item);
    });
    place.append(head, list);
    if (focus) place.focus();
  }

  return {
    showAll,
    take,
    gather,
    tidy,
    add,
    remove,
    tell,
    summarise,
    boxes,
    case: () => kept,
    replace(next) {
      kept = next;
      clearFaults();
      showAll();
    },
  };
}
