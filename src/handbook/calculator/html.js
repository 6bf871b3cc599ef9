/* What all text must pass before it becomes markup. */
(function (root) {
  "use strict";
  const ENTITIES = { "&": "&amp;", "<": "&lt;", ">": "&gt;", '"': "&quot;", "'": "&#39;" };
  root.PlanHtml = Object.freeze({ escape: (text) => String(text).replace(/[&<>"']/g, (char) => ENTITIES[char]) });
})(typeof globalThis === "object" ? globalThis : this);
