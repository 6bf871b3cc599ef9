/* A tool on the page: which step is open, what is answered, and the reader's ways out. All arithmetic is the engine's,
 * all answers are the views', the boxes and the keeping those of the case. It asks nothing of the network and works from a
 * file on disk.
 */

import { boxesOf } from "../../case/boxes.js";
import { carrying } from "../../case/carry.js";
import { fromFragment, read, toFragment, write } from "../../case/file.js";
import { keeping } from "../../case/keep.js";
import { setup as setupForms, typed } from "../../case/model.js";
import { faults, forget } from "../../case/reading.js";
import { html as receiptHtml, text as receiptText } from "../../case/receipt.js";
import { answer as answerTo, use, viewOf as viewFor } from "./answer.js";
import { morph } from "./morph.js";
import "./paper.js";

const ANNOUNCE_AFTER = 800; // ms: a screen reader should hear the outcome, not every keystroke
const HIDE_WITHIN = 5000; // ms for three times Shift
const STALE = "上面是改之前的结果。";

const today = () => {
  const now = new Date();
  return new Date(now.getTime() - now.getTimezoneOffset() * 60000).toISOString().slice(0, 10);
};

function mount(section) {
  const setup = JSON.parse(section.querySelector("[data-setup]").textContent);
  setupForms(setup);
  const one = (selector) => section.querySelector(selector);
  const all = (selector) => Array.from(section.querySelectorAll(selector));
  const viewOf = (name) => one('[data-view="' + name + '"]');
  const names = all("[data-view]").map((view) => view.getAttribute("data-view"));
  const answering = names.filter((name) => viewOf(name).querySelector("[data-answer]"));
  const keep = keeping();
  const boxes = boxesOf(section, {});
  const asked = {}; // views whose missing boxes were asked for
  const last = {}; // view → the last answer that stood
  let open = names[0];
  let timer = 0;

  const text = () => write(boxes.case(), today());
  const say = (words) => (one("[data-said]").textContent = words);

  // ---- Answers ----
  // At once for the eye, after a pause for the ear. `brief` is what fits in the bar.
  function announce(words, brief) {
    one("[data-show]").textContent = brief || words;
    clearTimeout(timer);
    timer = setTimeout(() => (one("[data-heard]").textContent = words), ANNOUNCE_AFTER);
  }

  // The bar only while the answer itself is still below what is in sight: further down it would lie on other things.
  function watch() {
    if (typeof IntersectionObserver !== "function") return;
    const show = (entries) =>
      entries
        .filter(({ target }) => viewOf(open).contains(target))
        .forEach((entry) => one("[data-bar]").classList.toggle("tool-idle", entry.isIntersecting));
    // All that lies above counts as in sight: a jump from below the answer to above it is told only so.
    const seen = new IntersectionObserver(show, { rootMargin: "1000000px 0px 0px" });
    all("[data-answer]").forEach((place) => seen.observe(place));
  }

  function stopped(name) {
    const form = boxes.case()[name] || {};
    return Object.keys(form).some((field) => /^scam_/.test(field) && form[field] === true);
  }

  function answer(name) {
    const view = viewOf(name);
    const place = view.querySelector("[data-answer]");
    const stop = stopped(name);
    view.classList.toggle("tool-stopped", stop);
    const found = stop ? { empty: true } : answerTo(name, boxes.case(), today());
    const told = boxes.tell(found.errors || [], asked[name]);
    boxes.summarise(view.querySelector("[data-summary]"), told, false);
    const result = place.querySelector(".tool-live");
    if (found.html) {
      morph(result, found.html);
      last[name] = found;
    } else if (found.empty) {
      morph(result, "");
      last[name] = null;
    }
    view.classList.toggle("tool-answered", Boolean(last[name]));
    place.classList.toggle("plan-stale", Boolean(found.errors && last[name]));
    if (stop) announce("先停下，不要付钱。");
    else if (found.html) announce(found.say, found.brief);
    else if (found.errors && last[name]) announce("有 " + found.errors.length + " 处要改。" + STALE);
    else if (found.errors) announce("还差 " + found.errors.length + " 处，填上就有结果。");
    else announce("");
    const sheet = view.querySelector("[data-receipt-of]");
    if (!sheet.hidden) sheet.hidden = true;
  }

  // A step that only asks: its faults, and what can be said already, such as the balance of the budget.
  function listen(name) {
    const view = viewOf(name);
    const told = boxes.tell(faults(name, boxes.case()), asked[name]);
    boxes.summarise(view.querySelector("[data-summary]"), told, false);
    const place = view.querySelector("[data-sum]");
    if (place) place.textContent = answerTo(name, boxes.case(), null).say || "";
  }

  // On paper a receipt stands alone.
  const alone = (on) => document.documentElement.classList.toggle("tools-receipt", on);

  function refresh() {
    alone(false);
    (answering.indexOf(open) >= 0 ? answer : listen)(open);
  }

  // The example may only be put in where nothing of the reader's would be lost.
  const untouched = () => Object.keys(setup.forms).every((name) => !typed(setup.forms[name], boxes.case()[name]));

  // What comes or goes above the box that is typed in must not push it from under the finger.
  function changed() {
    const box = document.activeElement;
    const at = box.getBoundingClientRect().top;
    section.classList.toggle("tool-touched", !untouched());
    refresh();
    if (section.contains(box)) window.scrollBy(0, box.getBoundingClientRect().top - at);
    keep.save(text());
  }

  // ---- Steps ----
  function go(name, focus) {
    open = name;
    all("[data-view]").forEach((view) => view.toggleAttribute("data-open", view.getAttribute("data-view") === name));
    all("[data-open][href]").forEach((link) => {
      if (link.getAttribute("data-open") === name) link.setAttribute("aria-current", "step");
      else link.removeAttribute("aria-current");
    });
    boxes.showAll();
    announce("");
    one("[data-bar]").classList.remove("tool-idle"); // until this step's own answer is seen
    refresh();
    if (!focus) return;
    viewOf(name).scrollIntoView();
    viewOf(name).focus({ preventScroll: true });
  }

  // The step named by the address; the first where it names nothing.
  function follow(focus) {
    const name = location.hash ? location.hash.replace(/^#tool-/, "") : names[0];
    if (names.indexOf(name) >= 0) go(name, focus);
  }

  // To a box, wherever it stands; behind “more”, that is opened first.
  function goto(path) {
    const form = path.split(".")[0];
    if (names.indexOf(form) >= 0 && form !== open) {
      history.pushState(null, "", "#tool-" + form);
      keep.arrive(text());
      asked[form] = true; // or the fault that led here would be told no more
      go(form, false);
    }
    // A box may stand away, such as the income that is told line by line; then to the first that stands.
    const standing = all("[data-open] [data-field]").filter((found) => !found.closest("[data-away]"));
    const box = boxes.boxes(path).find((found) => standing.indexOf(found) >= 0) || standing[0];
    if (!box) return;
    const folded = box.closest("details");
    if (folded) folded.open = true;
    box.focus();
  }

  // ---- Asking for what is missing ----
  function check(name) {
    asked[name] = true;
    const errors = answering.indexOf(name) >= 0 ? errorsOf(name) : faults(name, boxes.case());
    const told = boxes.tell(errors, true);
    boxes.summarise(viewOf(name).querySelector("[data-summary]"), told, told.length > 0);
    if (!told.length) say("");
    return !told.length;
  }

  // Where nothing at all was typed, the first form says what it needs.
  function errorsOf(name) {
    const found = answerTo(name, boxes.case(), today());
    return found.empty ? faults(viewFor(name).needs[0], boxes.case()) : found.errors || [];
  }

  // A whole case in the place of what stands in the boxes.
  function put(raw) {
    boxes.replace(raw);
    Object.keys(asked).forEach((name) => delete asked[name]);
    changed();
  }

  const carry = carrying(section, { text, put, say, untouched });

  // ---- The reader's ways out ----
  function wipe(words) {
    keep.remember(false);
    keep.clear(() => {
      history.replaceState(null, "", "#tool-" + open);
      say(words);
    });
    one("[data-remember]").checked = false;
    one("[data-paste]").value = "";
    forget();
    Object.keys(last).forEach((name) => (last[name] = null));
    Object.keys(asked).forEach((name) => delete asked[name]);
    boxes.replace({});
    all("[data-receipt-of]").forEach((sheet) => {
      sheet.hidden = true;
      sheet.innerHTML = "";
    });
    section.classList.remove("tool-touched");
    refresh();
  }

  function hide() {
    const cover = document.createElement("div");
    cover.className = "tool-cover";
    document.body.appendChild(cover);
    document.title = "​";
    boxes.replace({});
    // In the place of all its steps, so that “back” does not return to any.
    keep.clear(() => location.replace("about:blank"));
  }

  let shifts = [];
  document.addEventListener("keydown", (event) => {
    if (event.key !== "Shift" || event.repeat) {
      if (event.key !== "Shift") shifts = [];
      return;
    }
    const now = event.timeStamp;
    shifts = shifts.filter((then) => now - then < HIDE_WITHIN).concat(now);
    if (shifts.length >= 3) hide();
  });

  function receipt(name) {
    const view = viewOf(name);
    const sheet = view.querySelector("[data-receipt-of]");
    if (!check(name) || !last[name] || !last[name].receipt) return;
    sheet.innerHTML = receiptHtml(titleOf(name), boxes.case(), last[name].forms, last[name], today());
    sheet.hidden = false;
    alone(true);
    sheet.querySelector("button").focus();
  }

  const titleOf = (name) => viewOf(name).getAttribute("aria-label");

  const CLICKS = {
    "data-add": (path) => {
      boxes.add(path);
      changed();
    },
    "data-remove": (path, button) => {
      boxes.remove(path, Number(button.getAttribute("data-at")));
      changed();
    },
    "data-goto": goto,
    // With the focus, or the bar would keep it and lie on the answer.
    "data-show": () => {
      const place = viewOf(open).querySelector("[data-answer], [data-sum]");
      place.tabIndex = -1;
      place.focus({ preventScroll: true });
      place.scrollIntoView();
    },
    "data-check": check,
    "data-example": () => {
      put(JSON.parse(JSON.stringify(setup.example)));
      say("填好了例子，改成您的数就行。");
    },
    "data-receipt": receipt,
    "data-print": () => window.print(),
    "data-copy-receipt": (_, button) => {
      const sheet = button.closest("[data-receipt-of]");
      const name = sheet.getAttribute("data-receipt-of");
      const words = receiptText(titleOf(name), boxes.case(), last[name].forms, last[name], today());
      carry.copy(words, sheet.querySelector(".tool-copy"), announceNow);
    },
    "data-hide": hide,
    "data-wipe": () => wipe("清掉了。这一页填的、这台设备上记的，都没有了。存过的文件要自己删。"),
    "data-export": carry.save,
    "data-copy-case": () => carry.copy(text(), one("[data-paste]"), say),
    "data-link": () => carry.copy(location.href.split("#")[0] + toFragment(boxes.case()), one("[data-paste]"), say),
    "data-open-paste": () => carry.bring(read(one("[data-paste]").value), "tool-paste"),
    "data-next": (name, link, event) => {
      if (!check(name)) event.preventDefault();
    },
  };

  function announceNow(words) {
    clearTimeout(timer);
    one("[data-heard]").textContent = words;
    one("[data-show]").textContent = words;
  }

  section.addEventListener("input", (event) => {
    if (!event.target.hasAttribute("data-field")) return;
    boxes.take(event.target);
    changed();
  });
  section.addEventListener(
    "focusout",
    (event) => event.target.hasAttribute("data-field") && boxes.tidy(event.target),
  );
  section.addEventListener("click", (event) => {
    const target = event.target.closest("button, a");
    if (!target || !section.contains(target)) return;
    const act = Object.keys(CLICKS).find((name) => target.hasAttribute(name));
    if (!act) return;
    if (act === "data-goto" || act === "data-show") event.preventDefault();
    CLICKS[act](target.getAttribute(act), target, event);
  });
  one("[data-remember]").addEventListener("change", (event) => {
    const on = event.target.checked;
    const done = keep.remember(on, text());
    event.target.checked = done;
    say(on ? (done ? "记住了，只在这台设备上。" : "这个浏览器不让保存。可以存成文件。") : "不再记，原来记的也删了。");
  });
  window.addEventListener("hashchange", () => {
    if (keep.walking()) return;
    keep.arrive(text());
    const sent = fromFragment(location.hash);
    if (sent) carry.receive(sent);
    else follow(true);
  });
  // Reloading needs the first, some phones know only the second.
  ["beforeunload", "pagehide"].forEach((name) => window.addEventListener(name, () => keep.markNow(text())));

  // ---- The start ----
  function start() {
    all("[data-answer]").forEach((place) => {
      const live = document.createElement("div");
      live.className = "tool-live";
      place.insertBefore(live, place.firstChild);
    });
    const remembered = keep.kept();
    const sent = fromFragment(location.hash);
    // Out of the address bar at once: it is shown, copied and remembered by others.
    if (sent) history.replaceState(history.state, "", location.pathname + location.search);
    const own = [keep.marked(), remembered]
      .filter(Boolean)
      .map(read)
      .find((found) => found.case);
    const chosen = sent && sent.case ? sent : own;
    if (remembered) {
      one("[data-remember]").checked = true;
      // A case from an address stands on the page alone until the reader decides to keep it.
      if (!(sent && sent.case)) keep.remember(true, remembered);
      else one("[data-remember]").checked = false;
    }
    watch();
    if (!keep.possible) one("[data-remember]").disabled = true;
    if (chosen) boxes.replace(chosen.case);
    else boxes.gather();
    section.classList.toggle("tool-touched", !untouched());
    go(names[0], false);
    follow(false);
    if (sent) {
      one("[data-keep]").open = true;
      say(sent.error || "打开了链接里的账。原来记住的没有动；要换成这份，再勾“记在这台设备上”。");
    }
  }

  start();
  section.setAttribute("data-ready", ""); // early.js waits for it
}

// Starts the tool of this page, with its views by name.
export function start(views) {
  use(views);
  const section = document.querySelector("section.tool[data-tool]");
  if (section) mount(section);
}
