// @ts-check
/* From one answer to the next. Only what differs is touched: a phone need not lay out a whole answer at every key, and what
 * was unfolded stays so. What is folded away waits until the hand rests, or until it is unfolded or printed.
 */

const REST = 300; // ms
/** @type {Map<Element, Element>} folded part → what it is to hold */
const coming = new Map();
// The rows behind “show all” are most of a long answer: even to parse them can wait.
const MORE = /(<details class="plan-more"><summary>[^<]*<\/summary>)([^]*?)<\/details>/g;
/** @type {WeakMap<Element, string>} “show all” → the HTML of its rows */
const unparsed = new WeakMap();
let timer = 0;

/** @param {string} html */
function parse(html) {
  /** @type {string[]} */
  const rows = [];
  const fresh = document.createElement("template");
  fresh.innerHTML = html.replace(MORE, (_, head, body) => {
    rows.push(body);
    return head + "</details>";
  });
  fresh.content.querySelectorAll(".plan-more").forEach((more, at) => unparsed.set(more, rows[at]));
  return fresh.content;
}

/** @param {Element} more */
function complete(more) {
  more.insertAdjacentHTML("beforeend", unparsed.get(more) || "");
  unparsed.delete(more);
}

/** One node of the same kind in the place of another.
 * @param {Node} was
 * @param {Node} node
 */
function adaptNode(was, node) {
  if (!(was instanceof Element) || !(node instanceof Element)) {
    if (was.nodeValue !== node.nodeValue) was.nodeValue = node.nodeValue;
    return;
  }
  sameAttributes(was, node);
  coming.delete(was);
  if (was instanceof HTMLDetailsElement && !was.open) {
    adapt(/** @type {Node} */ (was.firstChild), /** @type {Node} */ (node.firstChild));
    coming.set(was, node);
  } else {
    if (unparsed.has(node)) complete(node);
    adapt(was, node);
  }
}

/** What one node holds, made what another holds.
 * @param {Node} old
 * @param {Node} next
 */
function adapt(old, next) {
  let was = old.firstChild;
  for (let node = next.firstChild, following; node; node = following) {
    const after = was && was.nextSibling;
    following = node.nextSibling;
    if (!was || was.nodeName !== node.nodeName) {
      old.insertBefore(node, was);
      if (was) was.remove();
      /** @type {ParentNode & Node} */ (old).querySelectorAll(".plan-more").forEach(complete);
    } else adaptNode(was, node);
    was = after;
  }
  while (was) {
    const after = was.nextSibling;
    was.remove();
    was = after;
  }
}

/** @param {Element} was
 * @param {Element} node
 */
function sameAttributes(was, node) {
  was.getAttributeNames().forEach((name) => name === "open" || node.hasAttribute(name) || was.removeAttribute(name));
  node.getAttributeNames().forEach((name) => {
    const value = node.getAttribute(name) || "";
    if (name !== "open" && was.getAttribute(name) !== value) was.setAttribute(name, value);
  });
}

/** `html` is only ever the tools' own text, in which every value is escaped.
 * @param {Element} place
 * @param {string} html
 */
export function morph(place, html) {
  adapt(place, parse(html));
  place.setAttribute("aria-busy", String(coming.size > 0));
  clearTimeout(timer);
  timer = setTimeout(settle, REST);
}

/** A part may hold folded parts itself; those join while it is walked through. */
function settle() {
  coming.forEach((node, was) => {
    complete(node);
    adapt(was, node);
  });
  coming.clear();
  document.querySelectorAll("[aria-busy]").forEach((place) => place.removeAttribute("aria-busy"));
}
document.addEventListener("toggle", settle, true);
window.addEventListener("beforeprint", settle);
