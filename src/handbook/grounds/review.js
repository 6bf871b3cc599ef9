// @ts-check
/* A page past its day of checking says so by itself, by the reader's own clock: also in a copy that lies on a disk. */

import { sentence } from "../wording/sentences.js";

document.addEventListener("DOMContentLoaded", () => {
  /** @type {HTMLElement | null} */
  const line = document.querySelector(".page-checked[data-use-before]");
  if (!line) return;
  const [year, month, day] = String(line.dataset.useBefore).split("-").map(Number);
  if (new Date() < new Date(year, month - 1, day)) return;
  line.classList.add("page-checked--old");
  line.setAttribute("role", "note");
  line.insertAdjacentText("beforeend", sentence("grounds", "past_review"));
});
