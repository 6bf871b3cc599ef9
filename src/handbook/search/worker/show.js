// @ts-check
/* From ranked pages to what the theme's list shows: titles, excerpts with what was meant marked, and what to ask next. */

import { escape } from "../../bundling/text.js";
import { sentence } from "../../wording/sentences.js";
import { coreOf, detail } from "./store.js";
import { fold } from "./text.js";

/** @typedef {import("./rank.js").Entry} Entry */
/** @typedef {import("./rank.js").Question} Question */
/** What the theme's list shows in one place. `target` is the anchor of the best section; `help`: it is no result.
 * @typedef {{
 *   location: string, title: string, text: string, score: number, terms: object, target?: string, help?: boolean,
 * }} Item
 */

const SECTIONS = 2;
const SUGGESTIONS = 3;

/** What is to be marked in a text: what was typed, and every word that means the same.
 * @param {Question} question
 */
function wordsOf(question) {
  const { concepts } = coreOf();
  const typed = question.tokens.filter((item) => item.counts).map(({ token }) => token);
  return typed.concat(...question.known.map(({ concept }) => concepts[concept]));
}

/** @param {string} text
 * @param {string[]} words
 */
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

/** @param {string} location
 * @param {string} title
 * @param {string} text
 * @param {number} score
 * @param {string[]} words to mark
 * @param {string} more markup below the text
 * @returns {Item}
 */
const itemOf = (location, title, text, score, words, more = "") => ({
  location,
  title: marked(title, words),
  text: "<p>" + marked(text, words) + "</p>" + more,
  score,
  terms: {},
});

/** The sections that carry some of the match, the best first.
 * @param {Entry} entry
 */
function sectionsOf({ page, votes }) {
  const { sections } = detail(page);
  const ranked = Array.from(votes).filter(([section]) => section > 0 && sections[section - 1]);
  ranked.sort((a, b) => b[1] - a[1] || a[0] - b[0]);
  return ranked.map(([section, weight]) => ({ weight, section: sections[section - 1] }));
}

/** Names the section, where the page's script finds its anchor.
 * @param {string} anchor
 * @param {string} heading
 * @param {string[]} words
 */
const placeOf = (anchor, heading, words) =>
  '<p class="search-place" data-search-target="' + escape(anchor) + '">' + sentence("search", "in_section") +
  marked(heading, words) + "</p>";

/** [page, section, …] as the theme groups them. Sections score below their page, or the theme would leave out the page's
 * answer. Where one section carries half of the match, it is named under the answer, and the page's script (and Python)
 * lead there.
 * @param {Entry} entry
 * @param {string[]} words
 * @param {string} more
 */
function group(entry, words, more) {
  const [location, title] = coreOf().pages[entry.page];
  const ranked = sectionsOf(entry);
  const below = ranked.slice(0, SECTIONS).map(({ section: [anchor, heading, snippet] }) =>
    itemOf(location + "#" + anchor, heading, snippet, entry.score * 0.5, words)
  );
  const all = Array.from(entry.votes.values()).reduce((sum, weight) => sum + weight, 0);
  const [anchor, heading] = ranked.length && ranked[0].weight * 2 >= all ? ranked[0].section : ["", ""];
  const place = anchor ? placeOf(anchor, heading, words) : "";
  const page = itemOf(location, title, detail(entry.page).answer, entry.score, words, place + more);
  return [{ ...page, target: anchor }, ...below];
}

/** Questions of the best pages that share something with what was typed, and words that begin like it.
 * @param {Question} question
 * @param {Entry[]} entries
 */
function suggestions(question, entries) {
  const typed = question.folded.trim();
  if (!typed) return [];
  const words = wordsOf(question);
  const core = coreOf();
  const begun = core.words.filter((word) => word.startsWith(typed) && word !== typed).slice(0, SUGGESTIONS);
  const scored = [];
  for (const { page } of entries.slice(0, 5)) {
    for (const text of detail(page).questions) {
      const folded = fold(text, core.simplified);
      const shared = words.filter((word) => folded.indexOf(word) >= 0).length;
      if (shared && folded !== typed) scored.push({ text, shared });
    }
  }
  scored.sort((a, b) => b.shared - a.shared);
  const all = begun.concat(scored.map(({ text }) => text));
  return all.filter((text, at) => all.indexOf(text) === at).slice(0, SUGGESTIONS);
}

/** Carried inside the first entry, where the page's script finds it; without that script it stays hidden.
 * @param {string[]} list
 */
const carrier = (list) =>
  list.length ? '<span hidden data-search-suggest="' + escape(JSON.stringify(list)) + '"></span>' : "";

/** @param {Question} question
 * @param {Entry[]} entries
 */
function results(question, entries) {
  const words = wordsOf(question);
  const suggest = suggestions(question, entries);
  const items = entries.map((entry, at) => group(entry, words, at ? "" : carrier(suggest)));
  return { items, suggest };
}

/** Nothing fits: say so, then what comes nearest, then where a person answers.
 * @param {Entry[]} near
 */
function nothing(near) {
  const { help } = coreOf().texts;
  const advice = help.map(([location, title, text]) => [{ ...itemOf(location, title, text, 0, []), help: true }]);
  const groups = near.map((entry) => [{ ...group(entry, [], "")[0], score: 0, help: true }]);
  return { items: advice.concat(groups), suggest: [] };
}

export { nothing, results };
