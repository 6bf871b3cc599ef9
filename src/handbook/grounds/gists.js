// @ts-check
/* A tap on a ground opens its gist where the reader is; without this file the link leads to the list at the end. */

/** The raised number that holds the link.
 * @param {Element} link
 */
const markOf = (link) => /** @type {Element} */ (link.closest("sup"));

/** @param {Element} link */
function close(link) {
  link.setAttribute("aria-expanded", "false");
  /** @type {Element} */ (markOf(link).nextElementSibling).remove();
}

/** @param {Element} link
 * @param {Element} item of the list at the end
 */
function open(link, item) {
  const gist = document.createElement("span");
  gist.className = "ground-gist";
  gist.setAttribute("role", "note");
  Array.from(item.childNodes).forEach((node) => gist.appendChild(node.cloneNode(true)));
  markOf(link).insertAdjacentElement("afterend", gist);
  link.setAttribute("aria-expanded", "true");
}

/** @param {HTMLAnchorElement} link */
function watch(link) {
  const item = document.getElementById(link.hash.slice(1));
  if (!item) return;
  link.setAttribute("aria-expanded", "false");
  link.addEventListener("click", (event) => {
    event.preventDefault();
    if (link.getAttribute("aria-expanded") === "true") close(link);
    else open(link, item);
  });
}

/** @returns {NodeListOf<HTMLAnchorElement>} */
const links = () => document.querySelectorAll("sup.ground > a");

document.addEventListener("DOMContentLoaded", () => links().forEach(watch));
