// @ts-check
/* The index as it was written by index.py: a core file, and for a large site shards of postings and of details, each a
 * script that hands itself over. How a script is loaded differs: in a worker, in a frame from disk, in Python.
 *
 * Postings are four texts: tokens; for each token the gaps between its pages; for each posting its impact; its section.
 */

/** [tokens, gaps, impacts, sections], as index.py writes them.
 * @typedef {[string, string, string, string]} TableText
 */
/** `rows`: token → [its gaps, where its impacts and sections begin].
 * @typedef {{ rows: Map<string, [string, number]>, impacts: string, sections: string }} Table
 */
/** What the list shows of a page; `sections`: [anchor, heading, snippet].
 * @typedef {{ answer: string, sections: [string, string, string][], questions: string[] }} Details
 */
/** One page for a token: how much the token weighs there, and the section that says most of it.
 * @typedef {{ page: number, impact: number, section: number }} Posting
 */
/** The core file. `pages`: [location, title]; `concepts`: words that mean the same; `homes`: by concept, the page and the
 * section that explain it; `texts.help`: [location, title, text] for when nothing fits; `files`: name → file.
 * @typedef {{
 *   alphabet: string, nowhere: number, scale: number, pages: [string, string][], concepts: string[][], words: string[],
 *   homes: ([number, number] | null)[], fillers: string[], simplified: Record<string, string>,
 *   texts: { help: [string, string, string][] }, shards: number, group: number, files: Record<string, string>,
 *   inline: { postings: TableText[], details: Details[][] },
 * }} Core
 */
/** Loads a script, and says whether it could.
 * @typedef {(file: string, done: (ok: boolean) => unknown) => unknown} Load
 */

const BASE = 45; // a digit of a gap; the upper half of the alphabet says that another digit follows
/** Character code → its value.
 * @type {number[]}
 */
const digits = [];
/** @type {Core | null} */
let core = null;
/** By shard.
 * @type {Map<number, Table>}
 */
const tables = new Map();
/** By group of pages.
 * @type {Map<number, Details[]>}
 */
const details = new Map();
/** By file: what to do when it is there.
 * @type {Map<string, ((ok: boolean) => void)[]>}
 */
const waiting = new Map();

/** Takes what a script of the index hands over: "core", "p3" (postings), "d3" (details).
 * @param {string} name
 * @param {any} data
 */
function receive(name, data) {
  if (name === "core") takeCore(data);
  else if (name[0] === "p") tables.set(Number(name.slice(1)), table(data));
  else details.set(Number(name.slice(1)), data);
}

/** @param {Core} given */
function takeCore(given) {
  core = given;
  Array.from(given.alphabet).forEach((char, value) => (digits[char.charCodeAt(0)] = value));
  given.inline.postings.forEach((text, shard) => tables.set(shard, table(text)));
  given.inline.details.forEach((group, at) => details.set(at, group));
}

/** @param {TableText} text
 * @returns {Table}
 */
function table([tokens, gaps, impacts, sections]) {
  /** @type {Table["rows"]} */
  const rows = new Map();
  const spans = gaps.split(" ");
  let at = 0;
  let start = 0;
  for (const line of tokens.split("\n")) {
    for (const rest of line.slice(1).split(" ")) {
      const span = spans[at++];
      rows.set(line[0] + rest, [span, start]);
      for (let place = 0; place < span.length; place += 1) if (digits[span.charCodeAt(place)] < BASE) start += 1;
    }
  }
  return { rows, impacts, sections };
}

/** Loads scripts not yet here; `done(ok)` is called once, at once where nothing is missing.
 * @param {string[]} files
 * @param {Load} load
 * @param {(ok: boolean) => unknown} done
 */
function need(files, load, done) {
  let left = files.length;
  let good = true;
  if (!left) return done(true);
  /** @param {boolean} ok */
  const onLoaded = (ok) => {
    good = good && ok;
    left -= 1;
    if (!left) done(good);
  };
  for (const file of files) {
    const already = waiting.get(file);
    if (already) {
      already.push(onLoaded);
      continue;
    }
    const listeners = [onLoaded];
    waiting.set(file, listeners);
    load(file, (ok) => {
      waiting.delete(file);
      listeners.forEach((run) => run(ok));
    });
  }
}

/** The core; null until it is there, and nobody asks for more before.
 * @returns {Core}
 */
const coreOf = () => /** @type {Core} */ (core);

/** @param {string} token */
const shardOf = (token) => token.charCodeAt(0) % coreOf().shards;
/** @param {number} page */
const groupOf = (page) => Math.floor(page / coreOf().group);
/** The files of those numbers that are not here yet.
 * @param {number[]} numbers
 * @param {Map<number, unknown>} have
 * @param {string} prefix
 */
const missing = (numbers, have, prefix) =>
  numbers
    .filter((number, at) => !have.has(number) && numbers.indexOf(number) === at)
    .map((number) => coreOf().files[prefix + number]);
/** @param {string[]} tokens
 * @param {Load} load
 * @param {(ok: boolean) => unknown} done
 */
const needTokens = (tokens, load, done) => need(missing(tokens.map(shardOf), tables, "p"), load, done);
/** @param {number[]} pages
 * @param {Load} load
 * @param {(ok: boolean) => unknown} done
 */
const needPages = (pages, load, done) => need(missing(pages.map(groupOf), details, "d"), load, done);

/** The pages of a token, in the order of the site.
 * @param {string} token
 */
function postings(token) {
  const shard = tables.get(shardOf(token));
  const row = shard && shard.rows.get(token);
  /** @type {Posting[]} */
  const out = [];
  if (!shard || !row) return out;
  const [span, start] = row;
  let page = -1;
  let gap = 0;
  for (let place = 0; place < span.length; place += 1) {
    const digit = digits[span.charCodeAt(place)];
    if (digit >= BASE) {
      gap = gap * BASE + digit - BASE;
      continue;
    }
    page += gap * BASE + digit + 1;
    gap = 0;
    const at = start + out.length;
    out.push({
      page,
      impact: digits[shard.impacts.charCodeAt(at)] + 1,
      section: digits[shard.sections.charCodeAt(at)],
    });
  }
  return out;
}

/** Tokens that begin with a character, the commonest first; for a question of one character.
 * @param {string} char
 */
function beginning(char) {
  const shard = tables.get(shardOf(char));
  const rows = shard ? Array.from(shard.rows).filter(([token]) => token[0] === char) : [];
  return rows.sort((a, b) => b[1][0].length - a[1][0].length || (a[0] < b[0] ? -1 : 1)).map(([token]) => token);
}

/** @param {number} page
 * @returns {Details}
 */
const detail = (page) => (details.get(groupOf(page)) || [])[page % coreOf().group];

export { beginning, coreOf, detail, need, needPages, needTokens, postings, receive };
