// @ts-check
/* Before anything is drawn: with scripts, one step shows at a time. Where the scripts fail or never come, all show. */
document.documentElement.classList.add("tools-on");
window.addEventListener("load", function () {
  if (!document.querySelector(".tool[data-ready]")) document.documentElement.classList.remove("tools-on");
});
