/* What is still owed, month by month, as an SVG that also prints. The table of months is its twin for whoever cannot see
 * it, so the picture is one image with one name. Lines differ in dashes and carry their own label, never by colour alone.
 */

import { escape } from "../../bundling/text.js";

const [WIDTH, HEIGHT, LEFT, RIGHT, TOP, BOTTOM] = [340, 180, 52, 10, 12, 26];
const MOST_POINTS = 120; // more than one a pixel or two only makes the page heavy
const DASHES = ["", "7 3", "2 3"];
const round = (number) => Math.round(number * 10) / 10;

// A round step, so that the axis reads 0, 1 万, 2 万: 1, 2 or 5 times a power of ten, at most four of them.
function stepOf(most) {
  let step = 1;
  for (let turn = 0; most / step > 4; turn += 1) step *= turn % 3 === 1 ? 2.5 : 2;
  return step;
}

const short = (fen) => (fen >= 1e6 ? round(fen / 1e6) + " 万" : String(Math.round(fen / 100)));

function thinned(points) {
  const every = Math.ceil(points.length / MOST_POINTS);
  return points.filter((_, at) => at % every === 0 || at === points.length - 1);
}

// `lines`: [{label, points: [owed at the start, after month 1, …]}]; `name`: what the picture shows, one sentence.
export function chart(lines, name) {
  const months = Math.max(1, ...lines.map(({ points }) => points.length - 1));
  const most = Math.max(1, ...lines.map(({ points }) => Math.max(...thinned(points))));
  const step = stepOf(most);
  const top = Math.ceil(most / step) * step;
  const x = (month) => round(LEFT + ((WIDTH - LEFT - RIGHT) * month) / months);
  const y = (fen) => round(HEIGHT - BOTTOM - ((HEIGHT - TOP - BOTTOM) * fen) / top);
  const text = (at, anchor, words) => `<text x="${at[0]}" y="${at[1]}" text-anchor="${anchor}">${words}</text>`;
  const grid = [];
  for (let fen = 0; fen <= top; fen += step) {
    grid.push(`<line x1="${LEFT}" x2="${WIDTH - RIGHT}" y1="${y(fen)}" y2="${y(fen)}"/>`);
    grid.push(text([LEFT - 6, y(fen) + 4], "end", short(fen)));
  }
  const ends = [0, Math.round(months / 2), months].filter((month, at, all) => all.indexOf(month) === at);
  const marks = ends.map((month, at) =>
    text(
      [x(month), HEIGHT - 8],
      at && month === months ? "end" : at ? "middle" : "start",
      month ? "第 " + month + " 个月" : "现在",
    )
  );
  const drawn = lines.map(({ points }, at) => {
    const every = points.map((fen, month) => [month, fen]);
    const path = thinned(every).map(([month, fen]) => x(month) + "," + y(fen));
    return `<polyline class="tool-line" points="${path.join(" ")}" stroke-dasharray="${DASHES[at]}"/>`;
  });
  const key = lines.length > 1 ? keyOf(lines) : "";
  return (
    `<figure class="tool-chart"><svg viewBox="0 0 ${WIDTH} ${HEIGHT}" role="img" aria-label="${escape(name)}">` +
    `<g class="tool-grid">${grid.join("")}${marks.join("")}</g>${drawn.join("")}</svg>${key}</figure>`
  );
}

function keyOf(lines) {
  const sample = (at) =>
    `<svg class="tool-sample" viewBox="0 0 34 8" aria-hidden="true"><line class="tool-line" x1="1" x2="33" y1="4" y2="4" stroke-dasharray="${
      DASHES[at]
    }"/></svg>`;
  return (
    "<figcaption>" +
    lines.map(({ label }, at) => `<span>${sample(at)} ${escape(label)}</span>`).join(" ") +
    "</figcaption>"
  );
}
