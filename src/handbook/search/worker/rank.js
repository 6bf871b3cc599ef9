/* From a question to pages in order. The weight of each token on each page was computed when the site was built. */

import { beginning, coreOf, postings } from "./store.js";
import { conceptsIn, dictionary, fold, grams, numbers } from "./text.js";

const LONGEST = 120; // of a question; the rest of a pasted text adds nothing
const INSIDE = 0.4; // pairs inside a known word: the word itself already counts
const BESIDE = 0.15; // pairs half of which is a filler
const HOME = 40; // for the page that explains a word, when the word is all that was asked
const LEAST = 0.4; // of what the rarest word is worth must be met, or half of the question: 今天, on every page, proves nothing
const FLOOR = 0.12; // of the best page's score
let heads = null;

// Which characters belong to words that say nothing of the subject (怎么办, 吗), unless they are part of a known word.
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

/* → {tokens: [{token, weight, start, end}], known: words of the dictionary in it, whole: the one that is all of it or null}.
 * Only pairs and words without fillers count for how much of the question a page meets; known words cover those inside.
 * A pair with one filler in it (要求) still counts for something, one of fillers alone for nothing.
 */
function read(query) {
  const core = coreOf();
  heads = heads || dictionary(core.concepts);
  const folded = fold(String(query).slice(0, LONGEST), core.simplified);
  const known = conceptsIn(folded, heads);
  const idle = fillersIn(folded, known);
  const inKnown = (item) => known.some(({ start, end }) => item.start >= start && item.end <= end);
  const weigh = (item) => {
    const dull = idle.slice(item.start, item.end).filter(Boolean).length;
    // 钱打 in 这点钱打官司 is no word: it straddles the edge of one.
    const cut = known.some(
      ({ start, end }) => item.start < end && item.end > start && !(item.start >= start && item.end <= end),
    );
    const worth = dull || cut ? (dull < item.end - item.start ? BESIDE : 0) : 1;
    return { ...item, weight: worth * (inKnown(item) ? INSIDE : 1), counts: worth === 1 };
  };
  let base = grams(folded).map(weigh);
  const says = (item) => item.counts && !item.lone;
  if (base.some(says) || known.length) base = base.filter(({ lone }) => !lone);
  else if (!base.some(({ weight }) => weight)) base = base.map((item) => ({ ...item, weight: 1, counts: true }));
  const figures = numbers(folded).map((item) => ({ ...weigh(item), counts: false }));
  const words = known.map((item) => ({ ...item, weight: 1, counts: false }));
  const tokens = base.concat(figures, words).filter(({ weight }) => weight);
  const said = folded.split("").filter((char, at) => !idle[at] && /[\u3400-\u9fffa-z0-9]/.test(char)).length;
  const whole = known.length && known[0].end - known[0].start >= said ? known[0].concept : null;
  return { folded, tokens: unique(tokens), known, whole };
}

function unique(tokens) {
  const seen = new Map();
  for (const item of tokens) if (!seen.has(item.token)) seen.set(item.token, item);
  return Array.from(seen.values()).slice(0, 400);
}

// One character alone stands for the commonest words that begin with it. Call once its postings are there.
function widen(asked) {
  const alone = asked.tokens.length === 1 && asked.tokens[0].lone;
  if (!alone) return asked;
  const [one] = asked.tokens;
  const tokens = beginning(one.token).slice(0, 8);
  return { ...asked, tokens: tokens.map((token, at) => ({ ...one, token, counts: !at, weight: 1 })) };
}

// Pages in order of score: [{page, score, share (of the question met), votes: Map(section → weight)}].
function rank(asked, least) {
  const { pages, scale, nowhere } = coreOf();
  const found = new Map();
  const lists = asked.tokens.map((item) => ({ item, list: postings(item.token) }));
  // How telling a token is: the fewer pages hold it, the more.
  const rarity = (list) => Math.log(1 + pages.length / (list.length + 0.5));
  const counting = lists.filter(({ item }) => item.counts);
  const all = counting.reduce((sum, { list }) => sum + rarity(list), 0) || 1;
  lists.forEach(({ item, list }) => {
    for (const { page, impact, section } of list) {
      if (!found.has(page)) found.set(page, { page, score: 0, votes: new Map(), met: new Set() });
      const entry = found.get(page);
      const worth = impact * scale * item.weight;
      entry.score += worth;
      if (section !== nowhere) entry.votes.set(section, (entry.votes.get(section) || 0) + worth);
      if (item.counts) entry.met.add(item);
      else if (item.concept !== undefined) {
        // A page that says it in other words meets all that was typed there.
        counting.forEach(({ item: pair }) => pair.start >= item.start && pair.end <= item.end && entry.met.add(pair));
      }
    }
  });
  const home = asked.whole === null ? null : coreOf().homes[asked.whole];
  const enough = Math.min(least * Math.log(1 + pages.length), (all * least) / LEAST / 2);
  const out = [];
  let best = 0;
  for (const entry of found.values()) {
    const met = counting.reduce((sum, { item, list }) => sum + (entry.met.has(item) ? rarity(list) : 0), 0);
    entry.met = met;
    // Half of a question met by chance should not beat the whole of it met once.
    entry.score *= Math.sqrt(met / all);
    best = Math.max(best, entry.score);
    if (home && home[0] === entry.page) {
      entry.score += HOME;
      entry.met = Infinity;
      entry.votes.set(home[1], (entry.votes.get(home[1]) || 0) + HOME);
    }
    if (entry.met >= enough) out.push(entry);
  }
  out.sort((a, b) => b.score - a.score || a.page - b.page);
  return out.filter((entry) => entry.score >= best * FLOOR);
}

export { LEAST, rank, read, widen };
