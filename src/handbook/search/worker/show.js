/* From ranked pages to what the theme's list shows: titles, excerpts with what was meant marked, and what to ask next. */

import { escape } from "../../bundling/text.js";
import { coreOf, detail } from "./store.js";
import { fold } from "./text.js";

const SECTIONS = 2;
const SUGGESTIONS = 3;

// What is to be marked in a text: what was typed, and every word that means the same.
function wordsOf(asked) {
  const { concepts } = coreOf();
  const typed = asked.tokens.filter((item) => item.counts).map(({ token }) => token);
  return typed.concat(...asked.known.map(({ concept }) => concepts[concept]));
}

function marked(text, words) {
  const folded = fold(text, coreOf().simplified);
  const flags = new Array(text.length + 1).fill(false);
  for (const word of words) {
    for (let at = folded.indexOf(word); at >= 0; at = folded.indexOf(word, at + 1)) {
      flags.fill(true, at, at + word.length);
    }
  }
  let html = "";
  let start = 0;
  for (let at = 1; at <= text.length; at += 1) {
    if (at < text.length && flags[at] === flags[start]) continue;
    const piece = escape(text.slice(start, at));
    html += flags[start] ? "<mark data-md-highlight>" + piece + "</mark>" : piece;
    start = at;
  }
  return html;
}

function item(location, title, text, score, words, more) {
  const html = "<p>" + marked(text, words) + "</p>" + (more || "");
  return { location, title: marked(title, words), text: html, score, terms: {} };
}

/* [page, section, …] as the theme groups them. Sections score below their page, or the theme would leave out the page's
 * answer. Where one section carries half of the match, it is named under the answer, and the page's script (and Python)
 * lead there: `target` is its anchor.
 */
function group(entry, words, more) {
  const [location, title] = coreOf().pages[entry.page];
  const { answer, sections } = detail(entry.page);
  const ranked = Array.from(entry.votes).filter(([section]) => section > 0 && sections[section - 1]);
  ranked.sort((a, b) => b[1] - a[1] || a[0] - b[0]);
  const below = ranked.slice(0, SECTIONS).map(([section]) => {
    const [anchor, heading, snippet] = sections[section - 1];
    return item(location + "#" + anchor, heading, snippet, entry.score * 0.5, words);
  });
  const all = Array.from(entry.votes.values()).reduce((sum, votes) => sum + votes, 0);
  const best = ranked.length && ranked[0][1] * 2 >= all ? sections[ranked[0][0] - 1] : null;
  const place = best
    ? '<p class="search-place" data-search-target="' +
      escape(best[0]) +
      '">在这一节：' +
      marked(best[1], words) +
      "</p>"
    : "";
  const page = { ...item(location, title, answer, entry.score, words, place + more), target: best ? best[0] : "" };
  return [page].concat(below);
}

// Questions of the best pages that share something with what was typed, and words that begin like it.
function suggestions(asked, entries) {
  const typed = asked.folded.trim();
  if (!typed) return [];
  const words = wordsOf(asked);
  const core = coreOf();
  const begun = core.words.filter((word) => word.startsWith(typed) && word !== typed).slice(0, SUGGESTIONS);
  const scored = [];
  for (const { page } of entries.slice(0, 5)) {
    for (const question of detail(page).questions) {
      const folded = fold(question, core.simplified);
      const shared = words.filter((word) => folded.indexOf(word) >= 0).length;
      if (shared && folded !== typed) scored.push({ question, shared });
    }
  }
  scored.sort((a, b) => b.shared - a.shared);
  const all = begun.concat(scored.map(({ question }) => question));
  return all.filter((text, at) => all.indexOf(text) === at).slice(0, SUGGESTIONS);
}

// Carried inside the first entry, where the page's script finds it; without that script it stays hidden.
const carried = (list) =>
  list.length ? '<span hidden data-search-suggest="' + escape(JSON.stringify(list)) + '"></span>' : "";

function results(asked, entries) {
  const words = wordsOf(asked);
  const list = suggestions(asked, entries);
  const items = entries.map((entry, at) => group(entry, words, at ? "" : carried(list)));
  return { items, suggest: list };
}

// Nothing fits: say so, then what comes nearest, then where a person answers.
function nothing(near) {
  const { help } = coreOf().texts;
  const say = help.map(([location, title, text]) => [{ ...item(location, title, text, 0, []), help: true }]);
  const groups = near.map((entry) =>
    group(entry, [], "")
      .slice(0, 1)
      .map((one) => ({ ...one, score: 0, help: true }))
  );
  return { items: say.concat(groups), suggest: [] };
}

export { nothing, results };
