/* Wide tables scroll sideways in a frame that the theme puts around them; a keyboard must be able to reach it too. */

const NAME = "表格，可以左右滑动";

window.addEventListener("load", () => {
  document.querySelectorAll(".md-typeset__scrollwrap").forEach((frame) => {
    if (frame.scrollWidth <= frame.clientWidth) return;
    frame.tabIndex = 0;
    // A group, not a landmark: a page may hold many tables.
    frame.setAttribute("role", "group");
    frame.setAttribute("aria-label", NAME);
  });
});
