/* The index as it was written by index.py: a core file, and for a large site shards of postings and of details, each a
 * script that hands itself over. How a script is loaded differs: in a worker, in a frame from disk, in Python.
 *
 * Postings are four texts: tokens; for each token the gaps between its pages; for each posting its impact; its section.
 */

const BASE = 45; // a digit of a gap; the upper half of the alphabet says that another digit follows
const digits = []; // character code → its value
let core = null;
const tables = new Map(); // shard → {rows, impacts, sections}
const details = new Map(); // group → [details of a page]
const waiting = new Map(); // name → what to do when it is there

function receive(name, data) {
  if (name === "core") {
    core = data;
    Array.from(data.alphabet).forEach((char, value) => (digits[char.charCodeAt(0)] = value));
    data.inline.postings.forEach((text, shard) => tables.set(shard, table(text)));
    data.inline.details.forEach((group, at) => details.set(at, group));
  } else if (name[0] === "p") tables.set(Number(name.slice(1)), table(data));
  else details.set(Number(name.slice(1)), data);
}

// → Map(token → [its gaps, where its impacts and sections begin]), and the two texts.
function table([tokens, gaps, impacts, sections]) {
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

// Loads scripts not yet here; `done(ok)` is called once, at once where nothing is missing.
function need(files, load, done) {
  let left = files.length;
  let good = true;
  if (!left) return done(true);
  const one = (ok) => {
    good = good && ok;
    left -= 1;
    if (!left) done(good);
  };
  for (const file of files) {
    if (waiting.has(file)) {
      waiting.get(file).push(one);
      continue;
    }
    waiting.set(file, [one]);
    load(file, (ok) => {
      const all = waiting.get(file);
      waiting.delete(file);
      all.forEach((run) => run(ok));
    });
  }
}

const shardOf = (token) => token.charCodeAt(0) % core.shards;
const groupOf = (page) => Math.floor(page / core.group);
const missing = (numbers, have, prefix) =>
  numbers
    .filter((number, at) => !have.has(number) && numbers.indexOf(number) === at)
    .map((number) => core.files[prefix + number]);
const needTokens = (tokens, load, done) => need(missing(tokens.map(shardOf), tables, "p"), load, done);
const needPages = (pages, load, done) => need(missing(pages.map(groupOf), details, "d"), load, done);

// → [{page, impact, section}]
function postings(token) {
  const shard = tables.get(shardOf(token));
  const row = shard && shard.rows.get(token);
  const out = [];
  if (!row) return out;
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

// Tokens that begin with a character, the commonest first; for a question of one character.
function beginning(char) {
  const shard = tables.get(shardOf(char));
  const found = shard ? Array.from(shard.rows).filter(([token]) => token[0] === char) : [];
  return found.sort((a, b) => b[1][0].length - a[1][0].length || (a[0] < b[0] ? -1 : 1)).map(([token]) => token);
}

const detail = (page) => (details.get(groupOf(page)) || [])[page % core.group];

const coreOf = () => core;

export { beginning, coreOf, detail, need, needPages, needTokens, postings, receive };
