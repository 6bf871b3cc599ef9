// @ts-check
/* Wide tables scroll sideways in a frame that the theme puts around them; a keyboard must be able to reach it too. */

import { sentence } from "../../wording/sentences.js";

/** @returns {NodeListOf<HTMLElement>} */
const frames = () => document.querySelectorAll(".md-typeset__scrollwrap");

window.addEventListener("load", () => {
  frames().forEach((frame) => {
    if (frame.scrollWidth <= frame.clientWidth) return;
    frame.tabIndex = 0;
    // A group, not a landmark: a page may hold many tables.
    frame.setAttribute("role", "group");
    frame.setAttribute("aria-label", sentence("page", "wide_table"));
  });
});
