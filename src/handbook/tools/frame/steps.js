// @ts-check
/* Which step is open: by a link, by the address, by a fault that leads to its box. */

/** @typedef {import("./tool.js").Tool} Tool */

const NAMED = /^#tool-/;

/** A box may stand away, such as the income that is told line by line; then to the first that stands.
 * @param {Tool} tool
 * @param {string} path
 */
function focusOn({ all, boxes }, path) {
  const standing = all("[data-open] [data-field]").filter((box) => !box.closest("[data-away]"));
  const box = boxes.boxes(path).find((/** @type {HTMLElement} */ one) => standing.indexOf(one) >= 0) || standing[0];
  if (!box) return;
  const folded = box.closest("details");
  if (folded) folded.open = true;
  box.focus();
}

/** @param {Tool} tool
 * @param {any} answers
 */
export function stepsOf(tool, answers) {
  const { all, boxes, names } = tool;

  /** @param {string} name
   * @param {boolean} focus
   */
  function go(name, focus) {
    tool.open = name;
    all("[data-view]").forEach((view) => view.toggleAttribute("data-open", view.getAttribute("data-view") === name));
    all("[data-open][href]").forEach((link) => {
      if (link.getAttribute("data-open") === name) link.setAttribute("aria-current", "step");
      else link.removeAttribute("aria-current");
    });
    boxes.showAll();
    answers.announce("");
    tool.one("[data-bar]").classList.remove("tool-idle"); // until this step's own answer is seen
    answers.refresh();
    if (!focus) return;
    tool.viewOf(name).scrollIntoView();
    tool.viewOf(name).focus({ preventScroll: true });
  }

  /** The step named by the address; the first where there is no address. What it names otherwise is no step.
   * @param {boolean} focus
   */
  function follow(focus) {
    const name = location.hash ? location.hash.replace(NAMED, "") : names[0];
    if (names.indexOf(name) >= 0) go(name, focus);
  }

  /** To a box, wherever it stands; behind “more”, that is opened first.
   * @param {string} path
   */
  function goto(path) {
    const form = path.split(".")[0];
    if (names.indexOf(form) >= 0 && form !== tool.open) {
      history.pushState(null, "", "#tool-" + form);
      tool.keep.arrive(tool.text());
      answers.ask(form); // or the fault that led here would be told no more
      go(form, false);
    }
    focusOn(tool, path);
  }

  return { go, follow, goto };
}
