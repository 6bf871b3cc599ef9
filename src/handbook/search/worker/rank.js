// @ts-check
/* From a question to pages in order. The weight of each token on each page was computed when the site was built. */

import { beginning, coreOf, postings } from "./store.js";
import { conceptsIn, dictionary, fold, grams, numbers } from "./text.js";

/** @typedef {import("./text.js").Token} Token */
/** @typedef {import("./text.js").KnownWord} KnownWord */
/** A token of a question: what it is worth, and whether it counts for how much of the question a page meets.
 * @typedef {Token & { weight: number, counts: boolean, concept?: number }} Asked
 */
/** A question as it was understood; `known`: words of the dictionary in it; `whole`: the concept that is all of it.
 * @typedef {{ folded: string, tokens: Asked[], known: KnownWord[], whole: number | null }} Question
 */
/** A page that answers; `votes`: section → how much of the match stands there; `met`: which of the tokens it meets.
 * @typedef {{ page: number, score: number, votes: Map<number, number>, met: Set<Asked> }} Entry
 */
/** A token and the pages that hold it.
 * @typedef {{ item: Asked, list: import("./store.js").Posting[] }} Row
 */

const LONGEST = 120; // of a question; the rest of a pasted text adds nothing
const INSIDE = 0.4; // pairs inside a known word: the word itself already counts
const BESIDE = 0.15; // pairs half of which is a filler
const HOME = 40; // for the page that explains a word, when the word is all that was asked
const LEAST = 0.4; // of what the rarest word is worth must be met, or half of the question: 今天, on every page, proves nothing
const FLOOR = 0.12; // of the best page's score
/** @type {import("./text.js").Heads | null} */
let heads = null;

/** Which characters belong to words that say nothing of the subject (怎么办, 吗), unless they are part of a known word.
 * @param {string} folded
 * @param {KnownWord[]} known
 * @returns {boolean[]}
 */
function fillersIn(folded, known) {
  const flags = new Array(folded.length).fill(false);
  const guarded = flags.slice();
  known.forEach(({ start, end }) => guarded.fill(true, start, end));
  for (const filler of coreOf().fillers) {
    for (let at = folded.indexOf(filler); at >= 0; at = folded.indexOf(filler, at + 1)) {
      if (!guarded[at] && !guarded[at + filler.length - 1]) flags.fill(true, at, at + filler.length);
    }
  }
  return flags;
}

/** Only pairs and words without fillers count for how much of the question a page meets; known words cover those inside.
 * A pair with one filler in it (要求) still counts for something, one of fillers alone for nothing.
 * @param {Token} item
 * @param {KnownWord[]} known
 * @param {boolean[]} idle which characters are fillers
 * @returns {Asked}
 */
function weigh(item, known, idle) {
  const inside = known.some(({ start, end }) => item.start >= start && item.end <= end);
  const dull = idle.slice(item.start, item.end).filter(Boolean).length;
  // 钱打 in 这点钱打官司 is no word: it straddles the edge of one.
  const cut = known.some(
    ({ start, end }) => item.start < end && item.end > start && !(item.start >= start && item.end <= end),
  );
  const worth = dull || cut ? (dull < item.end - item.start ? BESIDE : 0) : 1;
  return { ...item, weight: worth * (inside ? INSIDE : 1), counts: worth === 1 };
}

/** Without lone characters, where anything else says something; all of it, where nothing does.
 * @param {Asked[]} base
 * @param {boolean} hasKnown whether a word of the dictionary stands in the question
 * @returns {Asked[]}
 */
function telling(base, hasKnown) {
  if (hasKnown || base.some(({ counts, lone }) => counts && !lone)) return base.filter(({ lone }) => !lone);
  return base.some(({ weight }) => weight) ? base : base.map((item) => ({ ...item, weight: 1, counts: true }));
}

/** @param {string} query
 * @returns {Question}
 */
function read(query) {
  const core = coreOf();
  heads = heads || dictionary(core.concepts);
  const folded = fold(String(query).slice(0, LONGEST), core.simplified);
  const known = conceptsIn(folded, heads);
  const idle = fillersIn(folded, known);
  const base = telling(grams(folded).map((item) => weigh(item, known, idle)), known.length > 0);
  const figures = numbers(folded).map((item) => ({ ...weigh(item, known, idle), counts: false }));
  const words = known.map((item) => ({ ...item, weight: 1, counts: false }));
  const tokens = base.concat(figures, words).filter(({ weight }) => weight);
  const said = folded.split("").filter((char, at) => !idle[at] && /[\u3400-\u9fffa-z0-9]/.test(char)).length;
  const whole = known.length && known[0].end - known[0].start >= said ? known[0].concept : null;
  return { folded, tokens: unique(tokens), known, whole };
}

/** @param {Asked[]} tokens */
function unique(tokens) {
  /** @type {Map<string, Asked>} */
  const seen = new Map();
  for (const item of tokens) if (!seen.has(item.token)) seen.set(item.token, item);
  return Array.from(seen.values()).slice(0, 400);
}

/** One character alone stands for the commonest words that begin with it. Call once its postings are there.
 * @param {Question} question
 * @returns {Question}
 */
function widen(question) {
  const [first] = question.tokens;
  if (question.tokens.length !== 1 || !first.lone) return question;
  const tokens = beginning(first.token).slice(0, 8);
  return { ...question, tokens: tokens.map((token, at) => ({ ...first, token, counts: !at, weight: 1 })) };
}

/** How telling a token is: the fewer pages hold it, the more.
 * @param {Row} row
 */
const rarity = ({ list }) => Math.log(1 + coreOf().pages.length / (list.length + 0.5));

/** @param {Entry["votes"]} votes
 * @param {number} section
 * @param {number} worth
 */
const vote = (votes, section, worth) => votes.set(section, (votes.get(section) || 0) + worth);

/** Every page that holds one of the tokens, with what all of them are worth there.
 * @param {Row[]} rows
 * @param {Row[]} counting those rows that count
 */
function addUp(rows, counting) {
  const { scale, nowhere } = coreOf();
  /** @type {Map<number, Entry>} */
  const entries = new Map();
  rows.forEach(({ item, list }) => {
    for (const { page, impact, section } of list) {
      const entry = entries.get(page) || { page, score: 0, votes: new Map(), met: new Set() };
      entries.set(page, entry);
      const worth = impact * scale * item.weight;
      entry.score += worth;
      if (section !== nowhere) vote(entry.votes, section, worth);
      if (item.counts) entry.met.add(item);
      else if (item.concept !== undefined) {
        // A page that says it in other words meets all that was typed there.
        counting.forEach(({ item: pair }) => pair.start >= item.start && pair.end <= item.end && entry.met.add(pair));
      }
    }
  });
  return Array.from(entries.values());
}

/** Pages in order of score.
 * @param {Question} question
 * @param {number} least how much of it must be met
 */
function rank(question, least) {
  const { pages, homes } = coreOf();
  const rows = question.tokens.map((item) => ({ item, list: postings(item.token) }));
  const counting = rows.filter(({ item }) => item.counts);
  const all = counting.reduce((sum, row) => sum + rarity(row), 0) || 1;
  const home = question.whole === null ? null : homes[question.whole];
  const enough = Math.min(least * Math.log(1 + pages.length), (all * least) / LEAST / 2);
  let best = 0;
  const answers = addUp(rows, counting).filter((entry) => {
    const met = counting.reduce((sum, row) => sum + (entry.met.has(row.item) ? rarity(row) : 0), 0);
    // Half of a question met by chance should not beat the whole of it met once.
    entry.score *= Math.sqrt(met / all);
    best = Math.max(best, entry.score);
    if (!home || home[0] !== entry.page) return met >= enough;
    entry.score += HOME;
    vote(entry.votes, home[1], HOME);
    return true;
  });
  answers.sort((a, b) => b.score - a.score || a.page - b.page);
  return answers.filter((entry) => entry.score >= best * FLOOR);
}

export { LEAST, rank, read, widen };
