/* A page past its day of checking says so by itself, by the reader's own clock: also in a copy that lies on a disk. */

const OLD = "这一页已经过了核对期，法律和电话可能变了。照着做之前，先打电话核实，或找新的一版。";

document.addEventListener("DOMContentLoaded", () => {
  const line = document.querySelector(".page-checked[data-use-before]");
  if (!line) return;
  const [year, month, day] = line.getAttribute("data-use-before").split("-").map(Number);
  if (new Date() < new Date(year, month - 1, day)) return;
  line.classList.add("page-checked--old");
  line.setAttribute("role", "note");
  line.insertAdjacentText("beforeend", OLD);
});
