// @ts-check
/* What is still owed, month by month, as an SVG that also prints. The table of months is its twin for whoever cannot see
 * it, so the picture is one image with one name. Lines differ in dashes and carry their own label, never by colour alone.
 */

import { escape } from "../../bundling/text.js";
import { wordsOf } from "../../wording/words.js";

/** @typedef {import("./parts.js").Line} Line */

const say = wordsOf("frame");
const [WIDTH, HEIGHT, LEFT, RIGHT, TOP, BOTTOM] = [340, 180, 52, 10, 12, 26];
const MOST_POINTS = 120; // more than one a pixel or two only makes the page heavy
const DASHES = ["", "7 3", "2 3"];
const WAN = 1e6; // 分
/** @param {number} number */
const round = (number) => Math.round(number * 10) / 10;

/** A round step, so that the axis reads 0, 1 万, 2 万: 1, 2 or 5 times a power of ten, at most four of them.
 * @param {number} most
 */
function stepOf(most) {
  let step = 1;
  for (let turn = 0; most / step > 4; turn += 1) step *= turn % 3 === 1 ? 2.5 : 2;
  return step;
}

/** @param {number} fen */
const short = (fen) => (fen >= WAN ? say("chart.wan", { wan: round(fen / WAN) }) : String(Math.round(fen / 100)));

/** @template T
 * @param {T[]} points
 * @returns {T[]}
 */
function thinned(points) {
  const every = Math.ceil(points.length / MOST_POINTS);
  return points.filter((_, at) => at % every === 0 || at === points.length - 1);
}

/** @param {number} x
 * @param {number} y
 * @param {string} anchor
 * @param {string} words
 */
const drawText = (x, y, anchor, words) => `<text x="${x}" y="${y}" text-anchor="${anchor}">${escape(words)}</text>`;

/** Where a month and an amount stand in the picture.
 * @param {Line[]} lines
 */
function scaleOf(lines) {
  const months = Math.max(1, ...lines.map(({ points }) => points.length - 1));
  const most = Math.max(1, ...lines.map(({ points }) => Math.max(...thinned(points))));
  const step = stepOf(most);
  const top = Math.ceil(most / step) * step;
  return {
    months,
    step,
    top,
    x: (/** @type {number} */ month) => round(LEFT + ((WIDTH - LEFT - RIGHT) * month) / months),
    y: (/** @type {number} */ fen) => round(HEIGHT - BOTTOM - ((HEIGHT - TOP - BOTTOM) * fen) / top),
  };
}

/** @param {ReturnType<typeof scaleOf>} scale */
function drawGrid({ months, step, top, x, y }) {
  const grid = [];
  for (let fen = 0; fen <= top; fen += step) {
    grid.push(`<line x1="${LEFT}" x2="${WIDTH - RIGHT}" y1="${y(fen)}" y2="${y(fen)}"/>`);
    grid.push(drawText(LEFT - 6, y(fen) + 4, "end", short(fen)));
  }
  const ends = [0, Math.round(months / 2), months].filter((month, at, all) => all.indexOf(month) === at);
  const marks = ends.map((month, at) => {
    const anchor = at && month === months ? "end" : at ? "middle" : "start";
    return drawText(x(month), HEIGHT - 8, anchor, month ? say("chart.month", { month }) : say("chart.now"));
  });
  return grid.join("") + marks.join("");
}

/** @param {Line[]} lines */
function drawKey(lines) {
  /** @param {number} at */
  const sample = (at) =>
    `<svg class="tool-sample" viewBox="0 0 34 8" aria-hidden="true"><line class="tool-line" x1="1" x2="33" y1="4" y2="4" stroke-dasharray="${
      DASHES[at]
    }"/></svg>`;
  const items = lines.map(({ label }, at) => `<span>${sample(at)} ${escape(label)}</span>`);
  return "<figcaption>" + items.join(" ") + "</figcaption>";
}

/** Lines of what is owed at the start, after month 1, and so on. `name`: what the picture shows, one sentence.
 * @param {Line[]} lines
 * @param {string} name
 */
export function drawChart(lines, name) {
  const scale = scaleOf(lines);
  const drawn = lines.map(({ points }, at) => {
    const path = thinned(points.map((fen, month) => `${scale.x(month)},${scale.y(fen)}`));
    return `<polyline class="tool-line" points="${path.join(" ")}" stroke-dasharray="${DASHES[at]}"/>`;
  });
  return (
    `<figure class="tool-chart"><svg viewBox="0 0 ${WIDTH} ${HEIGHT}" role="img" aria-label="${escape(name)}">` +
    `<g class="tool-grid">${drawGrid(scale)}</g>${drawn.join("")}</svg>${
      lines.length > 1 ? drawKey(lines) : ""
    }</figure>`
  );
}
