/* Reading input. Every function declares its fields once, as specs; this checks a value against them and words the
 * errors, “what is wrong；what to do”. What a field means is in manual/, which readers' phones need not load.
 */

import { own } from "../../bundling/text.js";
import { isMonth } from "./dates.js";
import { isDay } from "./days.js";
import { nearest as nearestOf } from "./names.js";
const MAX_FEN = 1e12; // 100 亿元: sums over 50 debts and 600 months stay below 2^53
const MAX_YUAN_FEN = 1e10; // 1 亿元: what a person can have written without a slip of the finger
const MAX_ITEMS = 50;

// Thrown by readers and caught by `read`. Never leaves this file.
const wrong = (what, fix) => {
  throw { refused: what + "；" + fix };
};

const isText = (value) => typeof value === "string" || Number.isFinite(value);

// Half of a surrogate pair cannot be written as UTF-8; control and direction marks could disguise a name.
const clean = (text) =>
  Array.from(String(text))
    .map((char) => (char.length === 1 && char >= "\ud800" && char <= "\udfff" ? "\ufffd" : char))
    .join("")
    .replace(/[\u0000-\u001f\u007f-\u009f\u200b-\u200f\u2028-\u202e\u2060-\u2069\ufeff]/g, " ")
    .trim();
const brief = (text, length) => clean(clean(text).slice(0, length)); // twice, as the cut may halve a pair
// An object may have no text of its own ({toString: 0}).
const quote = (value) => (isText(value) ? "“" + brief(value, 20) + "”" : "您写的");

// Chinese keyboards type ５０００，％ and ￥; they mean the same as their half-width twins.
const narrow = (text) =>
  clean(text)
    .replace(/[\uff01-\uff5e]/g, (char) => String.fromCharCode(char.charCodeAt(0) - 0xfee0))
    .replace(/[\uffe5\u00a5]/g, "")
    .replace(/\u3000/g, " ")
    .trim();
const typed = (value, example) => (isText(value) ? narrow(value) : wrong("这里不是数", "写成 " + example));

const READERS = {
  fen(value, spec) {
    if (!Number.isInteger(value)) wrong("要写整数，单位是分", "例如 100 元写 10000");
    if (value < spec.min) wrong(spec.min > 0 ? "要大于 0" : "不能是负数", spec.help || "没有就写 0");
    return value > spec.max ? wrong("数太大", "请核对单位是不是分，是否多写了零") : value;
  },
  signed: (value) =>
    Number.isInteger(value) && Math.abs(value) <= MAX_FEN
      ? value
      : wrong("要写整数，单位是分", "拿到的写负数，还出的写正数"),
  count(value, spec) {
    const match = /^(\d{1,5})\s*(?:个月|天|期)?$/.exec(typed(value, "3"));
    const range = spec.min + " 到 " + spec.max;
    if (!match || Number(match[1]) > spec.max || Number(match[1]) < spec.min) {
      wrong("不是 " + range + " 的整数", "例如 " + Math.max(3, spec.min));
    }
    return Number(match[1]);
  },
  // Decimal text; a JSON number is taken too where its shortest form is plain.
  rate(value, spec) {
    let text = isText(value) ? String(value).trim() : wrong("要写小数", '例如 "0.1825"，就是 18.25%');
    // 1/3 or 0.038/12 as another program writes it: twelve decimals are plenty.
    if (typeof value === "number" || /^\d{1,6}\.\d{13,}$/.test(text)) {
      text = Number(text)
        .toFixed(12)
        .replace(/\.?0+$/, "");
    }
    if (!/^\d{1,6}(\.\d{1,12})?$/.test(text)) wrong("看不懂" + quote(text), '写成小数，例如 "0.1825"，就是 18.25%');
    return Number(text) > spec.max
      ? wrong("超过 " + spec.max * 100 + "%", spec.help || '写成小数，例如 "0.1825" 就是 18.25%')
      : text;
  },
  // A bare number as people copy it from a table, with or without the sign: 3.45 or 3.45%.
  decimal(value) {
    const match = /^(\d{1,4}(?:\.\d{1,6})?)%?$/.exec(typed(value, "3.45"));
    return match ? match[1] : wrong("看不懂这个数", "只写数字，例如 3.45");
  },
  text(value, spec) {
    if (!isText(value)) wrong("这里要写文字", "例如 “某网贷”");
    const text = clean(value);
    return Array.from(text).length > spec.max ? wrong("超过 " + spec.max + " 个字", "请写短一些") : text;
  },
  // A month of the plan: its number from 1, or the calendar month where the plan says when it starts.
  month(value) {
    if (typeof value === "string" && isMonth(value)) return value;
    if (Number.isInteger(value) && value >= 1 && value <= 600) return value;
    return wrong("看不懂这个月份", "写第几个月，或 2026-01 这样");
  },
  day: (value) =>
    typeof value === "string" && isDay(value) ? value : wrong("没有这个日期，或看不懂", "写成 2026-01-31 这样"),
  calendar_month: (value) =>
    typeof value === "string" && isMonth(value) ? value : wrong("看不懂这个月份", "写成 2026-01 这样"),
  choice: (value, spec) =>
    spec.options.find((option) => isText(value) && option === String(value)) ||
    wrong("没有" + quote(value) + "这一种", "可用的有 " + spec.options.join("、")),
  flag: (value) => (typeof value === "boolean" ? value : wrong("要写 true 或 false", "不要加引号")),
  // A person's amount in 元: 5000 · 5,000.50 · ５０００ · 5千 · 1.2万 · 3000元. More than two decimals would be a guess.
  yuan(value) {
    // 1e30 would print as text.
    const text = typeof value === "number" && value > MAX_YUAN_FEN ? "9999亿" : typed(value, "5000 或 1.2万");
    if (/^[-\u2010-\u2015\u2212]/.test(text)) wrong("不能是负数", "没有就写 0");
    const match = /^(\d+|\d{1,3}(?:,\d{3})+)(?:\.(\d*))?\s*([千万亿]?)\s*(?:元|块钱?)?$/.exec(text);
    if (!match) wrong("看不懂" + quote(text), "只写数字，例如 5000 或 1.2万");
    const places = 2 + { "": 0, 千: 3, 万: 4, 亿: 8 }[match[3]];
    const decimals = match[2] || "";
    if (decimals.length > places) wrong("小数超过两位", "最多写到分，例如 1234.50");
    const fen = Number(match[1].replace(/,/g, "") + decimals.padEnd(places, "0"));
    return fen > MAX_YUAN_FEN ? wrong("超过 1 亿元", "请核对是否多写了零") : fen;
  },
  // A person's yearly rate in percent, with or without the sign: 18.25% = 18.25. A bare 0.1825 could mean 18.25% or
  // 0.1825%, a hundredfold difference, so below 1 the sign is asked for.
  percent(value) {
    const text = typed(value, "18.25");
    const match = /^(\d{1,3})(?:\.(\d{1,4}))?\s*(%?)$/.exec(text);
    if (!match) wrong("看不懂" + quote(text), "只写百分数，例如 18.25");
    const percent = Number(match[1] + "." + (match[2] || "0"));
    if (percent > 100) wrong("年利率超过 100%", "请核对，例如 18.25");
    if (percent > 0 && percent < 1 && !match[3]) wrong("年利率小于 1，又没有百分号", "18.25% 写 18.25，0.5% 写 0.5%");
    return (match[1].padStart(3, "0") + (match[2] || "")).replace(/^(\d)/, "$1.").replace(/\.?0+$/, "");
  },
};

const nearest = (name, known) => nearestOf(brief(name, 40), known);

function readRecord(specs, value, path, errors) {
  const at = (name) => (path ? path + "." : "") + name;
  const known = specs.map((spec) => spec.name);
  const out = {};
  if (typeof value !== "object" || value === null || Array.isArray(value)) {
    errors.push({ field: path, message: "这里要写成一组“字段: 值”；可用的有 " + known.join("、") });
    return out;
  }
  for (
    const name of Object.keys(value)
      .filter((given) => known.indexOf(given) < 0)
      .slice(0, MAX_ITEMS)
  ) {
    errors.push({ field: at(brief(name, 40)), message: "没有" + quote(name) + "这一项；" + nearest(name, known) });
  }
  for (const spec of specs) {
    out[spec.name] = read(spec, own(value, spec.name) ? value[spec.name] : null, at(spec.name), errors);
  }
  return out;
}

function readList(spec, value, path, errors) {
  if (!Array.isArray(value)) wrong("这里要写成一列", "例如 [" + (spec.item.fields ? "{…}, {…}" : "10000, 20000") + "]");
  if (value.length < spec.min) wrong("一笔也没有", "至少写一笔");
  if (value.length > spec.max) wrong("超过 " + spec.max + " 笔", "请把小笔的合成一笔");
  return value.map((item, index) => read(spec.item, item, path + "[" + index + "]", errors));
}

function read(spec, value, path, errors) {
  const blank = value === undefined || value === null || (typeof value === "string" && spec.blank && !value.trim());
  if (blank && own(spec, "fallback")) return spec.fallback;
  try {
    if (blank) wrong("没有填", spec.help || "请补上");
    if (spec.kind === "record") return readRecord(spec.fields, value, path, errors);
    return spec.kind === "list" ? readList(spec, value, path, errors) : READERS[spec.kind](value, spec);
  } catch (error) {
    if (!error.refused) throw error;
    errors.push({ field: path, message: error.refused });
    return null;
  }
}

// ---- How functions declare their fields: `need` must be given, `may` has a fallback (null: not given). ----
const LIMITS = { fen: MAX_FEN, yuan: MAX_FEN, rate: 10, count: 600, list: MAX_ITEMS, text: 60 };
const need = (kind, name, options) => ({ kind, name, min: kind === "list" ? 1 : 0, max: LIMITS[kind], ...options });
const may = (kind, name, fallback, options) => need(kind, name, { fallback, blank: true, ...options });
const list = (name, item, options) =>
  need("list", name, { item: typeof item === "string" ? need(item, "") : item, ...options });
const records = (name, fields, options) => list(name, { kind: "record", fields }, options);
const pick = (name, options, more) => may("choice", name, options[0], { options, ...more });

export { list, MAX_ITEMS, may, nearest, need, pick, quote, read, READERS, readRecord, records, wrong };
