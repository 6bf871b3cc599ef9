// @ts-check
/* A tool on the page: puts together its boxes, answers, steps and the reader's ways out, and hands each event to the one
 * that it concerns. It asks nothing of the network and works from a file on disk.
 */

import { boxesOf } from "../../case/boxes.js";
import { carrying } from "../../case/carry.js";
import { fromFragment, read, toFragment, write } from "../../case/file.js";
import { keeping } from "../../case/keep.js";
import { setup as setupForms, untouched } from "../../case/model.js";
import { use, viewOf } from "./answer.js";
import { answersOf } from "./answers.js";
import { saveFile } from "./downloads.js";
import { leavingOf } from "./leaving.js";
import { receiptsOf } from "./receipts.js";
import { stepsOf } from "./steps.js";
import { toolOf } from "./tool.js";
import "./paper.js";

/** @typedef {import("./tool.js").Tool} Tool */

/** What is filled in before the reader does: an example, where nothing of the reader's would be lost.
 * @param {Tool} tool
 * @param {(raw: any) => void} put
 */
const fillExample = (tool, put) => () => {
  put(JSON.parse(JSON.stringify(tool.setup.example)));
  tool.tell(tool.say("example_filled"));
};

/** What a click on a button or link does, by its data- name. Each gets the value of that attribute, the element, the event.
 * @param {Tool} tool
 * @param {Record<string, any>} parts
 * @returns {Record<string, (value: string, element: HTMLElement, event: Event) => void>}
 */
function clicksOf(tool, { answers, steps, receipts, leaving, carry, changed, put }) {
  const { boxes, tell, one } = tool;
  const paste = () => /** @type {HTMLTextAreaElement} */ (one("[data-paste]"));
  return {
    "data-add": (path) => {
      boxes.add(path);
      changed();
    },
    "data-remove": (path, button) => {
      boxes.remove(path, Number(button.getAttribute("data-at")));
      changed();
    },
    "data-goto": steps.goto,
    "data-show": answers.show,
    "data-check": answers.check,
    "data-example": fillExample(tool, put),
    "data-receipt": receipts.show,
    "data-print": () => window.print(),
    "data-copy-receipt": (_, button) => receipts.copy(button, carry.copy),
    "data-download": (at) => saveFile(tool, answers.last(tool.open).downloads[Number(at)]),
    "data-hide": leaving.hide,
    "data-wipe": leaving.wipe,
    "data-export": carry.save,
    "data-copy-case": () => carry.copy(tool.text(), paste(), tell),
    "data-link": () => carry.copy(location.href.split("#")[0] + toFragment(boxes.case()), paste(), tell),
    "data-open-paste": () => carry.bring(read(paste().value), "tool-paste"),
    "data-next": (name, _, event) => {
      if (!answers.check(name)) event.preventDefault();
    },
  };
}

/** What the reader types, leaves and clicks.
 * @param {Tool} tool
 * @param {ReturnType<typeof clicksOf>} clicks
 * @param {() => void} changed
 */
function listenTo(tool, clicks, changed) {
  const { section, boxes } = tool;
  const boxOf = (/** @type {Event} */ event) => {
    const target = /** @type {HTMLElement} */ (event.target);
    return target.hasAttribute("data-field") ? target : null;
  };
  section.addEventListener("input", (event) => {
    const box = boxOf(event);
    if (!box) return;
    boxes.take(box);
    changed();
  });
  section.addEventListener("focusout", (event) => {
    const box = boxOf(event);
    if (box) boxes.tidy(box);
  });
  section.addEventListener("click", (event) => {
    /** @type {HTMLElement | null} */
    const target = /** @type {HTMLElement} */ (event.target).closest("button, a");
    if (!target || !section.contains(target)) return;
    const act = Object.keys(clicks).find((name) => target.hasAttribute(name));
    if (!act) return;
    if (act === "data-goto" || act === "data-show") event.preventDefault();
    clicks[act](target.getAttribute(act) || "", target, event);
  });
}

/** Keeping on this device, only where the reader ticks the box.
 * @param {Tool} tool
 */
function listenToRemember(tool) {
  const { keep, say } = tool;
  const box = /** @type {HTMLInputElement} */ (tool.one("[data-remember]"));
  box.addEventListener("change", () => {
    const on = box.checked;
    const done = keep.remember(on, tool.text());
    box.checked = done;
    tool.tell(say(on ? (done ? "remembered" : "not_allowed") : "forgotten"));
  });
  if (!keep.possible) box.disabled = true;
}

/** The case that the page begins with: sent in the address, kept in this tab, kept on this device, or none.
 * @param {Tool} tool
 */
function startCase(tool) {
  const { boxes, keep, one, say } = tool;
  const remembered = keep.kept();
  const sent = fromFragment(location.hash);
  // Out of the address bar at once: it is shown, copied and remembered by others.
  if (sent) history.replaceState(history.state, "", location.pathname + location.search);
  const own = [keep.marked(), remembered]
    .filter(Boolean)
    .map((text) => read(text))
    .find((found) => found.case);
  const chosen = sent && sent.case ? sent : own;
  const box = /** @type {HTMLInputElement} */ (one("[data-remember]"));
  // A case from an address stands on the page alone until the reader decides to keep it.
  box.checked = Boolean(remembered) && !(sent && sent.case);
  if (box.checked) keep.remember(true, remembered);
  if (chosen && chosen.case) boxes.replace(chosen.case);
  else boxes.gather();
  return () => {
    if (!sent) return;
    /** @type {HTMLDetailsElement} */ (one("[data-keep]")).open = true;
    tool.tell(sent.error || say("opened_from_address") + (sent.newer || ""));
  };
}

/** What the step to which a row belongs says of it.
 * @param {string} path "debts.rows[0]"
 * @param {Record<string, any>} row
 */
function remark(path, row) {
  const { remark: sayOf } = viewOf(path.split(".")[0]);
  return sayOf ? sayOf(row) : "";
}

/** @param {HTMLElement} section */
function mount(section) {
  const setup = JSON.parse(/** @type {HTMLElement} */ (section.querySelector("[data-setup]")).textContent || "");
  setupForms(setup);
  const tool = toolOf(section, setup, boxesOf(section, {}, { remark }), keeping(), write);
  const { boxes, keep } = tool;
  const answers = answersOf(tool);
  // The example may only be put in where nothing of the reader's would be lost.
  const fresh = () => untouched(boxes.case());

  // What comes or goes above the box that is typed in must not push it from under the finger.
  function changed() {
    const box = /** @type {HTMLElement} */ (document.activeElement);
    const at = box.getBoundingClientRect().top;
    section.classList.toggle("tool-touched", !fresh());
    answers.refresh();
    if (section.contains(box)) window.scrollBy(0, box.getBoundingClientRect().top - at);
    keep.save(tool.text());
  }

  /** A whole case in the place of what stands in the boxes.
   * @param {any} raw
   */
  function put(raw) {
    boxes.replace(raw);
    answers.askNoMore();
    changed();
  }

  const steps = stepsOf(tool, answers);
  const receipts = receiptsOf(tool, answers);
  const leaving = leavingOf(tool, answers, receipts);
  const carry = carrying(section, { text: tool.text, put, tell: tool.tell, untouched: fresh });
  listenTo(tool, clicksOf(tool, { answers, steps, receipts, leaving, carry, changed, put }), changed);
  listenToRemember(tool);
  window.addEventListener("hashchange", () => {
    if (keep.walking()) return;
    keep.arrive(tool.text());
    const sent = fromFragment(location.hash);
    if (sent) carry.receive(sent);
    else steps.follow(true);
  });
  // Reloading needs the first, some phones know only the second.
  ["beforeunload", "pagehide"].forEach((name) => window.addEventListener(name, () => keep.markNow(tool.text())));

  answers.prepare();
  const tellOfSent = startCase(tool);
  section.classList.toggle("tool-touched", !fresh());
  steps.go(tool.names[0], false);
  steps.follow(false);
  tellOfSent();
  section.setAttribute("data-ready", ""); // early.js waits for it
}

/** Starts the tool of this page, with its views by name.
 * @param {Record<string, any>} views
 */
export function start(views) {
  use(views);
  /** @type {HTMLElement | null} */
  const section = document.querySelector("section.tool[data-tool]");
  if (section) mount(section);
}
