// @ts-check
/* On paper nothing can be unfolded, so every answer is shown whole, and folded again afterwards. */

/** @type {HTMLDetailsElement[]} */
let opened = [];
window.addEventListener("beforeprint", () => {
  /** @type {NodeListOf<HTMLDetailsElement>} */
  const folded = document.querySelectorAll(".tool-answer details:not([open]), .plan-example details:not([open])");
  opened = opened.concat(Array.from(folded));
  folded.forEach((details) => (details.open = true));
});
window.addEventListener("afterprint", () => {
  opened.forEach((details) => (details.open = false));
  opened = [];
});
