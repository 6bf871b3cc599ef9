// @ts-check
/* A case as a file, as text to paste, or as the end of an address. Whatever comes from outside is checked before a single
 * box is changed.
 */

import { own } from "../bundling/text.js";
import { wordsOf } from "../wording/words.js";
import { BESIDE, canKeep, isRecord, whole } from "./aside.js";
import { brief, checkCase, refuse } from "./check.js";
import { fromFirst } from "./first.js";
import { current, isBlank, recordOf } from "./model.js";

/** @typedef {import("./model.js").Spec} Spec */
/** @typedef {import("./model.js").Case} Case */
/** @typedef {import("./model.js").Fields} Fields */
/** What came of a file: its case, with a word to the reader where a `newer` version wrote it; or what is wrong and what
 * to do.
 * @typedef {{ case?: Case, newer?: string, error?: string }} Opened
 */

const APP = "协商有据";
const VERSION = 2;
const LONGEST = 400000; // characters of a file; a full case is far below
const FRAGMENT = "#case=";
const ANEW = ["app", "saved", "data"]; // what every file is written with

const say = wordsOf("case");

// ---- Reading and writing ----
/** Text → a case. Never throws, changes nothing.
 * @param {unknown} text
 */
const read = (text) => readAs(text, "file.refused");

/** @param {unknown} text
 * @param {string} refusal
 * @returns {Opened}
 */
function readAs(text, refusal) {
  try {
    if (typeof text !== "string" || !text.trim()) return refuse(say("file.empty"));
    if (text.length > LONGEST) refuse(say("file.large"));
    const opened = unwrap(parse(text.replace(/^\ufeff/, "")));
    // What cannot be read again once it is written would be lost.
    if (write(opened.case, "").length > LONGEST) refuse(say("file.large"));
    return opened;
  } catch (error) {
    const { refused } = /** @type {{ refused?: string }} */ (error);
    return { error: say(refusal, { what: refused || say("file.unreadable") }) };
  }
}

/** @param {string} text */
function parse(text) {
  try {
    return JSON.parse(text);
  } catch (_error) {
    return refuse(say("file.half"));
  }
}

/** @param {unknown} file */
function unwrap(file) {
  if (!isRecord(file) || file.app !== APP) return refuse(say("file.foreign", { app: APP }));
  if (!Number.isInteger(file.v) || file.v < 1) refuse(say("file.no_version"));
  if (file.v <= VERSION) return { case: checkCase(file.v === 1 ? fromFirst(file.data) : file.data, false) };
  const opened = checkCase(file.data, true);
  /** @type {Fields} */
  const beside = {};
  for (const name of Object.keys(file).filter((part) => ANEW.indexOf(part) < 0)) {
    if (!canKeep(name, file[name])) refuse(say("check.unknown_part", { name: brief(name) }));
    beside[name] = file[name];
  }
  return { case: { ...opened, [BESIDE]: beside }, newer: say("file.newer") };
}

/** @param {Case} raw
 * @param {string} today "2026-11-25"
 */
const write = (raw, today) =>
  JSON.stringify({ app: APP, v: VERSION, saved: today || "", data: whole(raw), ...recordOf(raw)[BESIDE] }, null, 1);

// ---- In an address: without what may name somebody ----
/** @param {Spec[]} specs
 * @param {Fields} record
 */
function withoutPrivate(specs, record) {
  /** @type {Fields} */
  const out = {};
  for (const { name, rows, fields, private: isPrivate } of specs) {
    const held = record[name];
    if (isBlank(held) || isPrivate) continue;
    if (rows) out[name] = held.map((/** @type {Fields} */ row) => withoutPrivate(rows, row));
    else out[name] = fields ? withoutPrivate(fields, held) : held;
  }
  return out;
}

/** UTF-8 in the letters that an address may hold.
 * @param {string} text
 */
const pack = (text) =>
  encodeURIComponent(text)
    .replace(/~/g, "%7E")
    .replace(/%([0-9A-F]{2})/g, "~$1");
/** @param {string} text */
const unpack = (text) => decodeURIComponent(text.replace(/%/g, "%25").replace(/~([0-9A-F]{2})/g, "%$1"));

/** @param {Case} raw */
function toFragment(raw) {
  const { forms } = current();
  /** @type {Case} */
  const data = {};
  Object.keys(forms)
    .filter((name) => own(raw, name))
    .forEach((name) => (data[name] = withoutPrivate(forms[name], raw[name])));
  return FRAGMENT + pack(JSON.stringify({ app: APP, v: VERSION, data }));
}

/** null where the address carries no case.
 * @param {string} hash
 * @returns {Opened | null}
 */
function fromFragment(hash) {
  if (hash.indexOf(FRAGMENT) !== 0) return null;
  try {
    return readAs(hash.length > LONGEST ? hash : unpack(hash.slice(FRAGMENT.length)), "file.refused_link");
  } catch (_error) {
    return readAs(FRAGMENT, "file.refused_link"); // cut in the middle of a letter
  }
}

export { fromFragment, read, toFragment, VERSION, write };
