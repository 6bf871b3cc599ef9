// @ts-check
/* Reading input. Every function declares its fields once, as specs; this checks a value against them. What is wrong is
 * told by a code (words.yml has the sentence); what a field means is in manual/, which readers' phones need not load.
 */

import { own } from "../../bundling/text.js";
import { isMonth } from "./dates.js";
import { isDay } from "./days.js";
import { fault } from "./faults.js";

/** @typedef {import("./faults.js").Fault} Fault */
/** @typedef {import("./faults.js").Values} Values */
/** One field: its kind, its bounds, what stands for nothing, and the code of what to do where it is missing or too small.
 * @typedef {{
 *   kind: string, name: string, min: number, max: number, fallback?: unknown, blank?: boolean, help?: string,
 *   options?: string[], options_from?: string, item?: Spec, fields?: Spec[],
 * }} Spec
 */

const MAX_FEN = 1e12; // 100 亿元: sums over 50 debts and 600 months stay below 2^53
const MAX_YUAN_FEN = 1e10; // 1 亿元: what a person can have written without a slip of the finger
const MAX_ITEMS = 50;

/** Thrown by readers and caught by `read`. Never leaves this file.
 * @param {string} code
 * @param {Values} [values]
 * @returns {never}
 */
const wrong = (code, values) => {
  throw { refused: { code, values } };
};
/** What to do, as a sentence inside another.
 * @param {string | undefined} code
 * @param {string} otherwise
 */
const help = (code, otherwise) => ({ help: { code: code || otherwise } });

/** @param {unknown} value */
const isText = (value) => typeof value === "string" || Number.isFinite(value);

/** Half of a surrogate pair cannot be written as UTF-8; control and direction marks could disguise a name.
 * @param {unknown} text
 */
const clean = (text) =>
  Array.from(String(text))
    .map((char) => (char.length === 1 && char >= "\ud800" && char <= "\udfff" ? "\ufffd" : char))
    .join("")
    // deno-lint-ignore no-control-regex -- it is what must go
    .replace(/[\u0000-\u001f\u007f-\u009f\u200b-\u200f\u2028-\u202e\u2060-\u2069\ufeff]/g, " ")
    .trim();
/** Twice, as the cut may halve a pair.
 * @param {unknown} text
 * @param {number} length
 */
const brief = (text, length) => clean(clean(text).slice(0, length));
/** An object may have no text of its own ({toString: 0}).
 * @param {unknown} value
 */
const quote = (value) => (isText(value) ? "“" + brief(value, 20) + "”" : { code: "errors.what_you_wrote" });

/** Chinese keyboards type ５０００，％ and ￥; they mean the same as their half-width twins.
 * @param {unknown} text
 */
const narrow = (text) =>
  clean(text)
    .replace(/[\uff01-\uff5e]/g, (char) => String.fromCharCode(char.charCodeAt(0) - 0xfee0))
    .replace(/[\uffe5\u00a5]/g, "")
    .replace(/\u3000/g, " ")
    .trim();
/** @param {unknown} value
 * @param {import("../../wording/words.js").Value} example
 */
const typed = (value, example) => (isText(value) ? narrow(value) : wrong("no_number", { example }));

const PLACES = /** @type {Record<string, number>} */ ({ "": 0, 千: 3, 万: 4, 亿: 8 });

/** @type {Record<string, (value: any, spec: Spec) => any>} */
const READERS = {
  fen(value, spec) {
    if (!Number.isInteger(value)) wrong("program.fen_whole");
    if (value < spec.min) wrong(spec.min > 0 ? "not_above_zero" : "below_zero", help(spec.help, "help.write_zero"));
    return value > spec.max ? wrong("fen_too_large") : value;
  },
  signed: (value) => Number.isInteger(value) && Math.abs(value) <= MAX_FEN ? value : wrong("program.signed_whole"),
  count(value, spec) {
    const match = /^(\d{1,5})\s*(?:个月|天|期)?$/.exec(typed(value, "3"));
    if (!match || Number(match[1]) > spec.max || Number(match[1]) < spec.min) {
      return wrong("count", { min: spec.min, max: spec.max, example: Math.max(3, spec.min) });
    }
    return Number(match[1]);
  },
  // Decimal text; a JSON number is taken too where its shortest form is plain.
  rate(value, spec) {
    let text = isText(value) ? String(value).trim() : wrong("program.rate_decimal");
    // 1/3 or 0.038/12 as another program writes it: twelve decimals are plenty.
    if (typeof value === "number" || /^\d{1,6}\.\d{13,}$/.test(text)) {
      text = Number(text)
        .toFixed(12)
        .replace(/\.?0+$/, "");
    }
    if (!/^\d{1,6}(\.\d{1,12})?$/.test(text)) wrong("program.rate_unclear", { quoted: quote(text) });
    if (Number(text) > spec.max) {
      wrong("rate_above", { percent: spec.max * 100, ...help(spec.help, "help.as_decimal") });
    }
    return text;
  },
  // A bare number as people copy it from a table, with or without the sign: 3.45 or 3.45%.
  decimal(value) {
    const match = /^(\d{1,4}(?:\.\d{1,6})?)%?$/.exec(typed(value, "3.45"));
    return match ? match[1] : wrong("decimal_unclear");
  },
  text(value, spec) {
    if (!isText(value)) wrong("program.no_text");
    const text = clean(value);
    return Array.from(text).length > spec.max ? wrong("text_long", { max: spec.max }) : text;
  },
  // A month of the plan: its number from 1, or the calendar month where the plan says when it starts.
  month(value) {
    if (typeof value === "string" && isMonth(value)) return value;
    if (Number.isInteger(value) && value >= 1 && value <= 600) return value;
    return wrong("month_unclear");
  },
  day: (value) => typeof value === "string" && isDay(value) ? value : wrong("no_day"),
  calendar_month: (value) => typeof value === "string" && isMonth(value) ? value : wrong("calendar_month_unclear"),
  choice(value, spec) {
    const options = spec.options || [];
    const chosen = options.find((option) => isText(value) && option === String(value));
    return chosen || wrong("no_option", { quoted: quote(value), known: options });
  },
  flag: (value) => (typeof value === "boolean" ? value : wrong("program.no_flag")),
  // A person's amount in 元: 5000 · 5,000.50 · ５０００ · 5千 · 1.2万 · 3000元. More than two decimals would be a guess.
  yuan(value) {
    if (typeof value === "number" && value > MAX_YUAN_FEN) wrong("yuan_too_large"); // 1e30 would print as text
    const text = typed(value, { code: "errors.yuan_example" });
    if (/^[-\u2010-\u2015\u2212]/.test(text)) wrong("below_zero", help("", "help.write_zero"));
    const match = /^(\d+|\d{1,3}(?:,\d{3})+)(?:\.(\d*))?\s*([千万亿]?)\s*(?:元|块钱?)?$/.exec(text);
    if (!match) return wrong("yuan_unclear", { quoted: quote(text) });
    const places = 2 + PLACES[match[3]];
    const decimals = match[2] || "";
    if (decimals.length > places) wrong("yuan_decimals");
    const fen = Number(match[1].replace(/,/g, "") + decimals.padEnd(places, "0"));
    return fen > MAX_YUAN_FEN ? wrong("yuan_too_large") : fen;
  },
  // A person's yearly rate in percent, with or without the sign: 18.25% = 18.25. A bare 0.1825 could mean 18.25% or
  // 0.1825%, a hundredfold difference, so below 1 the sign is asked for.
  percent(value) {
    const text = typed(value, "18.25");
    const match = /^(\d{1,3})(?:\.(\d{1,4}))?\s*(%?)$/.exec(text);
    if (!match) return wrong("percent_unclear", { quoted: quote(text) });
    const percent = Number(match[1] + "." + (match[2] || "0"));
    if (percent > 100) wrong("percent_above_100");
    if (percent > 0 && percent < 1 && !match[3]) wrong("percent_below_1");
    return (match[1].padStart(3, "0") + (match[2] || "")).replace(/^(\d)/, "$1.").replace(/\.?0+$/, "");
  },
};

/** Tells of the fields of a record that no spec knows. Pages hand over none, and do not load it (see strict.js).
 * @typedef {(record: Record<string, unknown>, known: string[], at: (name: string) => string) => Fault[]} Strict
 */

/** A record by its specs; null where a field is wrong, of which `errors` then tells.
 * @param {Spec[]} specs
 * @param {unknown} value
 * @param {string} path
 * @param {Fault[]} errors
 * @param {Strict} [strict]
 */
function readRecord(specs, value, path, errors, strict) {
  const at = (/** @type {string} */ name) => (path ? path + "." : "") + name;
  const known = specs.map((spec) => spec.name);
  /** @type {Record<string, any>} */
  const out = {};
  if (typeof value !== "object" || value === null || Array.isArray(value)) {
    errors.push(fault(path, "program.no_record", { known }));
    return out;
  }
  const record = /** @type {Record<string, unknown>} */ (value);
  if (strict) errors.push(...strict(record, known, at));
  for (const spec of specs) {
    out[spec.name] = read(spec, own(record, spec.name) ? record[spec.name] : null, at(spec.name), errors, strict);
  }
  return out;
}

/** @param {Spec} spec
 * @param {unknown} value
 * @param {string} path
 * @param {Fault[]} errors
 * @param {Strict} [strict]
 */
function readList(spec, value, path, errors, strict) {
  const item = /** @type {Spec} */ (spec.item);
  if (!Array.isArray(value)) return wrong("program.no_list", { example: item.fields ? "{…}, {…}" : "10000, 20000" });
  if (value.length < spec.min) wrong("list_empty");
  if (value.length > spec.max) wrong("list_long", { max: spec.max });
  return value.map((held, index) => read(item, held, path + "[" + index + "]", errors, strict));
}

/** One value by its spec; null where it is wrong, of which `errors` then tells.
 * @param {Spec} spec
 * @param {unknown} value
 * @param {string} path
 * @param {Fault[]} errors
 * @param {Strict} [strict]
 * @returns {any}
 */
function read(spec, value, path, errors, strict) {
  const blank = value === undefined || value === null || (typeof value === "string" && spec.blank && !value.trim());
  if (blank && own(spec, "fallback")) return spec.fallback;
  try {
    if (blank) wrong("blank", help(spec.help, "help.fill_in"));
    if (spec.kind === "record") return readRecord(spec.fields || [], value, path, errors, strict);
    return spec.kind === "list" ? readList(spec, value, path, errors, strict) : READERS[spec.kind](value, spec);
  } catch (error) {
    const { refused } = /** @type {{ refused?: { code: string, values: Values } }} */ (error);
    if (!refused) throw error;
    errors.push(fault(path, refused.code, refused.values));
    return null;
  }
}

// ---- How functions declare their fields: `need` must be given, `may` has a fallback (null: not given). ----
/** @typedef {Partial<Spec>} More */
/** @type {Record<string, number>} */
const LIMITS = { fen: MAX_FEN, yuan: MAX_FEN, rate: 10, count: 600, list: MAX_ITEMS, text: 60 };
/** @param {string} kind
 * @param {string} name
 * @param {More} [more]
 * @returns {Spec}
 */
const need = (kind, name, more) => ({ kind, name, min: kind === "list" ? 1 : 0, max: LIMITS[kind], ...more });
/** @param {string} kind
 * @param {string} name
 * @param {unknown} fallback
 * @param {More} [more]
 */
const may = (kind, name, fallback, more) => need(kind, name, { fallback, blank: true, ...more });
/** @param {string} name
 * @param {string | Spec} item
 * @param {More} [more]
 */
const list = (name, item, more) =>
  need("list", name, { item: typeof item === "string" ? need(item, "") : item, ...more });
/** @param {string} name
 * @param {Spec[]} fields
 * @param {More} [more]
 */
const records = (name, fields, more) => list(name, need("record", "", { fields }), more);
/** @param {string} name
 * @param {string[]} options
 * @param {More} [more]
 */
const pick = (name, options, more) => may("choice", name, options[0], { options, ...more });

export { brief, list, MAX_ITEMS, may, need, pick, quote, read, READERS, readRecord, records };
