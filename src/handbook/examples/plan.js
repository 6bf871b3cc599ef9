// @ts-check
/* A plan as an example in a page: every part that a tool would show, made at build time. */

import { escape } from "../bundling/text.js";
import { draw } from "../tools/frame/draw.js";
import { planParts } from "../tools/plan/told.js";
import { wordsOf } from "../wording/words.js";

const say = wordsOf("examples");

/** What is said of a plan, in parts: {part: "headline" …}, {part: "alerts" …} and the rest.
 * @param {any} input the plan's input, in 分
 * @param {any} plan what the engine made of it
 */
const parts = (input, plan) => {
  const whole = planParts(input, plan);
  return whole.part === "block" ? whole.parts : [whole];
};

/** The same as HTML.
 * @param {any} input
 * @param {any} plan
 */
const result = (input, plan) => draw([planParts(input, plan)]);

/** The section of an example. A group, not a landmark: two on a page would be two landmarks of one name.
 * @param {string} title
 * @param {string} html
 */
const section = (title, html) => {
  const name = escape(title || say("plan_title"));
  return `<section class="plan-example" role="group" aria-label="${name}">${html}</section>`;
};

export { parts, result, section };
