/* A case as a file, as text to paste, or as the end of an address. Whatever comes from outside is checked against the
 * forms before a single box is changed: what is not known there is refused with its name, not dropped without a word.
 */

import { own } from "../bundling/text.js";
import { current, isBlank } from "./model.js";

const APP = "协商有据";
const VERSION = 2;
const LONGEST = 400000; // characters of a file; a full case is far below
const LONGEST_TEXT = 200; // of one box
const FRAGMENT = "#case=";
const isRecord = (value) => typeof value === "object" && value !== null && !Array.isArray(value);
const refuse = (message) => {
  throw { refused: message };
};

// ---- Checking ----
const brief = (name) => "“" + String(name).slice(0, 20) + "”";

function checkLeaf(spec, value, label) {
  if (spec.kind === "flag") {
    if (typeof value !== "boolean") refuse(label + "应当是打勾或不打勾");
  } else if (typeof value !== "string") refuse(label + "应当是文字");
  else if (value.length > LONGEST_TEXT) refuse(label + "太长");
  else if (spec.options && !isBlank(value) && !own(spec.options, value)) {
    refuse(label + "没有" + brief(value) + "这一种");
  }
  return value;
}

function checkRecord(specs, value, label) {
  if (!isRecord(value)) refuse(label + "的样子不对");
  const out = {};
  for (const name of Object.keys(value)) {
    const spec = specs.find((one) => one.name === name);
    if (!spec) refuse(label + "里有不认识的" + brief(name));
    out[name] = checkValue(spec, value[name], spec.label ? label + "的“" + spec.label + "”" : label);
  }
  return out;
}

function checkValue(spec, value, label) {
  if (spec.fields) return checkRecord(spec.fields, value, label);
  if (!spec.rows) return checkLeaf(spec, value, label);
  if (!Array.isArray(value)) refuse(label + "应当是一列");
  if (value.length > spec.most) refuse(label + "超过 " + spec.most + " 笔");
  return value.map((row, at) => checkRecord(spec.rows, row, label + "第 " + (at + 1) + " 笔"));
}

// The case again, made of nothing but what the forms know. Throws {refused}.
function checkCase(value) {
  if (!isRecord(value)) refuse("里面没有账");
  const { forms, titles } = current();
  const out = {};
  for (const name of Object.keys(value)) {
    if (!own(forms, name)) refuse("里面有不认识的" + brief(name));
    out[name] = checkRecord(forms[name], value[name], "“" + titles[name] + "”");
  }
  return out;
}

// ---- Versions ----
// The first kept one plan as the examples on the pages are written: amounts in one record, one plan.
const textOf = (value, name) => {
  if (value === undefined || value === null) return "";
  return typeof value === "string" || Number.isFinite(value) ? String(value) : refuse("“" + name + "”应当是文字");
};
function fromFirst(value) {
  if (!isRecord(value)) refuse("里面没有账");
  const KNOWN = ["title", "income", "essentials", "reserve", "grace_months", "monthly", "debts"];
  const strange = Object.keys(value).find((name) => KNOWN.indexOf(name) < 0);
  if (strange) refuse("里面有不认识的" + brief(strange));
  const PARTS = ["name", "principal", "interest", "penalty", "fees", "annual_rate"];
  const debts = value.debts === undefined ? [] : value.debts;
  if (!Array.isArray(debts)) refuse("“债务”应当是一列");
  const row = (debt) => {
    if (!isRecord(debt)) refuse("“债务”的样子不对");
    const odd = Object.keys(debt).find((name) => PARTS.indexOf(name) < 0);
    if (odd) refuse("“债务”里有不认识的" + brief(odd));
    const out = {};
    PARTS.forEach((name) => own(debt, name) && (out[name] = textOf(debt[name], name)));
    return out;
  };
  return {
    budget: {
      mode: "totals",
      income: textOf(value.income, "income"),
      essentials: textOf(value.essentials, "essentials"),
      reserve: textOf(value.reserve, "reserve"),
    },
    debts: { rows: debts.map(row) },
    plan: {
      schemes: [
        { grace_months: textOf(value.grace_months, "grace_months"), monthly: textOf(value.monthly, "monthly") },
      ],
    },
  };
}

const UPGRADES = { 1: fromFirst };

// ---- Reading and writing ----
// Text → {case} or {error}: what is wrong and what to do. Never throws, changes nothing.
const read = (text) => readAs(text, "", "请换一个这里存的文件。");

function readAs(text, lead, mend) {
  try {
    if (typeof text !== "string" || !text.trim()) refuse("里面是空的");
    if (text.length > LONGEST) refuse("文件太大，不像是这里存的");
    return { case: checkCase(unwrap(parse(text.replace(/^\ufeff/, "")))) };
  } catch (error) {
    return { error: lead + ((error && error.refused) || "打不开") + "。原来填的没有动；" + mend };
  }
}

function parse(text) {
  try {
    return JSON.parse(text);
  } catch (error) {
    return refuse("这不是这里存的文件，或者只复制了一半");
  }
}

function unwrap(file) {
  if (!isRecord(file) || file.app !== APP) refuse("这不是“" + APP + "”存的文件");
  if (!Number.isInteger(file.v) || file.v < 1) refuse("没有写明版本");
  if (file.v > VERSION) refuse("这个文件是更新的版本存的，请用新版打开");
  let found = file.data;
  for (let version = file.v; version < VERSION; version += 1) found = UPGRADES[version](found);
  return found;
}

const write = (raw, today) => JSON.stringify({ app: APP, v: VERSION, saved: today || "", data: raw }, null, 1);

// ---- In an address: without what may name somebody ----
function nameless(specs, record) {
  const out = {};
  for (const spec of specs) {
    const held = record[spec.name];
    if (isBlank(held) || spec.kind === "text") continue;
    if (spec.rows) out[spec.name] = held.map((row) => nameless(spec.rows, row));
    else out[spec.name] = spec.fields ? nameless(spec.fields, held) : held;
  }
  return out;
}

// UTF-8 in the letters that an address may hold.
const pack = (text) =>
  encodeURIComponent(text)
    .replace(/~/g, "%7E")
    .replace(/%([0-9A-F]{2})/g, "~$1");
const unpack = (text) => decodeURIComponent(text.replace(/%/g, "%25").replace(/~([0-9A-F]{2})/g, "%$1"));

function toFragment(raw) {
  const out = {};
  Object.keys(raw).forEach((name) => (out[name] = nameless(current().forms[name], raw[name])));
  return FRAGMENT + pack(JSON.stringify({ app: APP, v: VERSION, data: out }));
}

// null where the address carries no case.
function fromFragment(hash) {
  if (hash.indexOf(FRAGMENT) !== 0) return null;
  const told = ["链接打不开：", "请让对方重新发一次。"];
  try {
    return readAs(hash.length > LONGEST ? hash : unpack(hash.slice(FRAGMENT.length)), ...told);
  } catch (error) {
    return readAs(FRAGMENT, ...told); // cut in the middle of a letter
  }
}

export { fromFragment, read, toFragment, VERSION, write };
