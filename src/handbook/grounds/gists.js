/* A tap on a ground opens its gist where the reader is; without this file the link leads to the list at the end. */

function close(link) {
  link.setAttribute("aria-expanded", "false");
  link.closest("sup").nextElementSibling.remove();
}

function open(link, item) {
  const gist = document.createElement("span");
  gist.className = "ground-gist";
  gist.setAttribute("role", "note");
  Array.from(item.childNodes).forEach((node) => gist.appendChild(node.cloneNode(true)));
  link.closest("sup").insertAdjacentElement("afterend", gist);
  link.setAttribute("aria-expanded", "true");
}

function watch(link) {
  const item = document.getElementById(link.getAttribute("href").slice(1));
  if (!item) return;
  link.setAttribute("aria-expanded", "false");
  link.addEventListener("click", (event) => {
    event.preventDefault();
    if (link.getAttribute("aria-expanded") === "true") close(link);
    else open(link, item);
  });
}

document.addEventListener("DOMContentLoaded", () => document.querySelectorAll("sup.ground > a").forEach(watch));
