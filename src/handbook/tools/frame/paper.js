/* On paper nothing can be unfolded, so every answer is shown whole, and folded again afterwards. */

let opened = [];
window.addEventListener("beforeprint", () => {
  const folded = Array.from(
    document.querySelectorAll(".tool-answer details:not([open]), .plan-example details:not([open])"),
  );
  opened = opened.concat(folded);
  folded.forEach((details) => (details.open = true));
});
window.addEventListener("afterprint", () => {
  opened.forEach((details) => (details.open = false));
  opened = [];
});
