// @ts-check
/* How text becomes tokens, for the index and for a question alike: pairs of Chinese characters, words of other letters,
 * numbers in one form however they are written, and the words of the dictionary with all that mean the same.
 */

/** A token and where it stands in a folded text; `lone`: one character that is no word by itself; `concept`, `word`: the
 * word of the dictionary that it is.
 * @typedef {{ token: string, start: number, end: number, lone?: boolean }} Token
 */
/** @typedef {Token & { concept: number, word: string }} KnownWord */
/** The words of the dictionary by their first two characters, the longest first.
 * @typedef {Map<string, { word: string, concept: number }[]>} Heads
 */

const HAN = "\u3400-\u9fff\uf900-\ufaff";
const RUNS = new RegExp("[" + HAN + "]+|[a-z0-9]+", "g");
/** @type {Record<string, number>} */
const DIGITS = { 零: 0, 〇: 0, 一: 1, 二: 2, 两: 2, 三: 3, 四: 4, 五: 5, 六: 6, 七: 7, 八: 8, 九: 9 };
/** @type {Record<string, number>} */
const TIMES = { 十: 10, 百: 100, 千: 1000, k: 1000, 万: 10000, w: 10000, 亿: 1e8 };
const NUMBER =
  /(\d[\d,]*(?:\.\d+)?|[零〇一二两三四五六七八九十百千万亿]+)\s*([百千万亿kw]?)\s*(元|块|个月|周年|年|天|日|期|次|倍|%|成)?/g;
/** @type {Record<string, string>} */
const UNITS = { 元: "¥", 块: "¥", 个月: "月", 周年: "年", 日: "天" };

/** Lower case, half width, simplified: one unit of text for each unit given, so that places stay comparable. Zero-width
 * characters become blanks.
 * @param {string} text
 * @param {Record<string, string>} [simplified] of traditional characters
 */
function fold(text, simplified) {
  let out = "";
  for (const char of text.toLowerCase().length === text.length ? text.toLowerCase() : text) {
    const code = char.charCodeAt(0);
    if (code >= 0xff01 && code <= 0xff5e) out += String.fromCharCode(code - 0xfee0).toLowerCase();
    else if (code === 0x3000 || code === 0xfeff || (code >= 0x200b && code <= 0x200f)) out += " ";
    else out += (simplified && simplified[char]) || char;
  }
  return out;
}

/** "三千五" is read as 3,500 only with a unit of its own: 三千五百. null where it is no number but a word (千万 don't).
 * @param {string} text
 */
function chinese(text) {
  let [total, part] = [0, 0];
  /** @type {number | null} */
  let digit = null;
  for (const char of text) {
    if (char in DIGITS) {
      if (digit !== null && digit !== 0) return null;
      digit = DIGITS[char];
    } else if (TIMES[char] >= 10000) {
      part += digit === null ? 0 : digit;
      if (!part) return null;
      total += part * TIMES[char];
      [part, digit] = [0, null];
    } else {
      if (digit === null && char !== "十") return null;
      part += (digit === null ? 1 : digit) * TIMES[char];
      digit = null;
    }
  }
  return total + part + (digit || 0);
}

/** What a match of NUMBER says, in the one form of the index; "" where it says nothing.
 * @param {RegExpExecArray} match
 */
function numberToken([, text, times, unit]) {
  const arabic = /\d/.test(text);
  const value = arabic ? Number(text.replace(/,/g, "")) : chinese(text);
  if (value === null || !(value < 1e12)) return "";
  const size = value * (TIMES[times] || 1);
  const large = arabic ? times || size >= 100 : /[百千万亿]$/.test(text) || times;
  if (!unit && !large) return "";
  const kind = unit ? UNITS[unit] || unit : "¥";
  return kind === "¥" ? "¥" + size : size + kind;
}

/** 3千 = 三千 = 3k = 3000元 → "¥3000"; 五年 = 5年 → "5年". A bare small number says nothing.
 * @param {string} folded
 */
function numbers(folded) {
  /** @type {Token[]} */
  const out = [];
  for (const match of matches(NUMBER, folded)) {
    const [whole, , times] = match;
    // "w" and "k" belong to the number only where no word goes on after them.
    if (/[kw]/.test(times) && /[a-z0-9]/.test(folded[match.index + whole.length] || "")) continue;
    const token = numberToken(match);
    if (token) out.push({ token, start: match.index, end: match.index + whole.trim().length });
  }
  return out;
}

/** @param {RegExp} pattern
 * @param {string} text
 */
function* matches(pattern, text) {
  pattern.lastIndex = 0;
  for (let match = pattern.exec(text); match; match = pattern.exec(text)) yield match;
}

/** Tokens of folded text with their places: pairs of characters, and words of other letters. A lone character is marked,
 * as it proves little: 借 in 借助 has nothing to do with 借呗.
 * @param {string} folded
 */
function grams(folded) {
  /** @type {Token[]} */
  const out = [];
  for (const match of matches(RUNS, folded)) {
    const [run, start] = [match[0], match.index];
    if (run.length === 1 || /[a-z0-9]/.test(run[0])) {
      out.push({ token: run, start, end: start + run.length, lone: run.length === 1 });
      continue;
    }
    for (let at = 0; at + 2 <= run.length; at += 1) {
      out.push({ token: run.slice(at, at + 2), start: start + at, end: start + at + 2 });
    }
  }
  return out;
}

/** @param {string[][]} concepts the words of concept 0, of concept 1, …
 * @returns {Heads}
 */
function dictionary(concepts) {
  /** @type {Heads} */
  const heads = new Map();
  concepts.forEach((words, concept) => {
    for (const word of words) {
      const head = word.slice(0, 2);
      const list = heads.get(head) || [];
      if (!list.length) heads.set(head, list);
      list.push({ word, concept });
    }
  });
  for (const list of heads.values()) list.sort((a, b) => b.word.length - a.word.length);
  return heads;
}

/** The dictionary's words in folded text, the longest at each place, once for each concept it belongs to: as the tokens
 * "=0", "=1", … of the concepts.
 * @param {string} folded
 * @param {Heads} heads
 */
function conceptsIn(folded, heads) {
  /** @type {KnownWord[]} */
  const out = [];
  for (let at = 0; at < folded.length; at += 1) {
    const list = (heads.get(folded.slice(at, at + 2)) || []).filter(({ word }) => folded.startsWith(word, at));
    if (!list.length) continue;
    const end = at + list[0].word.length;
    for (const { word, concept } of list) {
      if (word === list[0].word) out.push({ token: "=" + concept, concept, word, start: at, end });
    }
    at = end - 1;
  }
  return out;
}

export { conceptsIn, dictionary, fold, grams, numbers };
