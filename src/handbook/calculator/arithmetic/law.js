// @ts-check
/* The law as a function of the engine asks for it: rules by id, dated values by name and day. All of it is data, which
 * grounds/law.py writes from data/: no script holds a legal number, the day of a law or an article.
 */

import { own } from "../../bundling/text.js";

/** A mark as readers see it, "民法典 188"; empty: none.
 * @typedef {string} Ground
 */
/** @typedef {{ from: string, to: string, value: string, ground: Ground }} Row */
/** What a length of time is counted in, where a value or a period is one.
 * @typedef {"days" | "working_days" | "months" | "years"} Counts
 */
/** A dated value; a share of a court fee also says who pays it first and who bears it.
 * @typedef {{
 *   unit: string, counts?: Counts, until: string, limits: string, rows: Row[], advanced_by?: string, borne_by?: string,
 * }} Entry
 */
/** A value as of a day; `stale` where it was to be checked again by then.
 * @typedef {Entry & { value: string, ground: Ground, stale: boolean }} Value
 */
/** One step of a table: amounts in 元; `upto` "0" is without end.
 * @typedef {{ over: string, upto: string, rate: string, plus: string }} Bracket
 */
/** A table of fees.
 * @typedef {{
 *   ground: Ground, from: string, until: string, limits: string, advanced_by: string, borne_by: string, rows: Bracket[],
 * }} Table
 */
/** Where a period begins and, if its last day may move past a day off, why.
 * @typedef {{ starts: Ground, moves?: Ground }} Counting
 */
/** A period: set by law (`length`: names of values, added up) or as long as the reader says (`unit`).
 * @typedef {{
 *   counting: string, whose: "reader" | "other" | "authority" | "any", length?: string[], unit?: string,
 *   counts?: Counts, restarts?: Ground, after_expiry?: Ground, longest?: string, notes?: string[],
 * }} Deadline
 */
/** A court fee: a table, the share of it, the article on who bears it.
 * @typedef {{ table: string, share?: string, borne: Ground }} Fee
 */
/** A yearly rate to hold an offer against, for some kinds of lenders.
 * @typedef {{ label: string, value: string, times?: string, lenders: string[], over: string }} Line
 */
/** Any other rule: its ground, its values by their part in it.
 * @typedef {{ ground?: Ground, values?: Record<string, string> }} Rule
 */
/** Days off and weekend days worked as "20260101 20260102 …", for the years `from` to `to`.
 * @typedef {{ from: number, to: number, off: string, on: string }} Holidays
 */
/** What a page carries, or the command line and the tests whole.
 * @typedef {{
 *   day: string, holidays: Holidays, values: Record<string, Entry>, brackets: Record<string, Table>,
 *   counting: Record<string, Counting>, deadlines: Record<string, Deadline>, fees: Record<string, Fee>,
 *   lines: Record<string, Line>, rules: Record<string, Rule>,
 * }} Law
 */
/** What a function of the engine gets of it.
 * @typedef {NonNullable<ReturnType<typeof lawBook>>} LawBook
 */

/** The value `name` as of a day: null where no row covers it, never the last value known. A rule of today (`current`) is
 * stale once today is past its last check; what held on a past day never changes.
 * @param {Law} law
 * @param {string} name
 * @param {string} day
 * @param {boolean} [current]
 * @returns {Value | null}
 */
function valueOn({ day: today, values }, name, day, current) {
  const entry = own(values, name) ? values[name] : null;
  const row = entry && entry.rows.find(({ from, to }) => from <= day && day <= to);
  if (!entry || !row) return null;
  const asked = current && today > day ? today : day;
  return { ...entry, value: row.value, ground: row.ground, stale: asked > entry.until };
}

/** The table `name` as of a day; null before it held, stale after its last check.
 * @param {Law} law
 * @param {string} name
 * @param {string} day
 */
function tableOn({ brackets }, name, day) {
  const table = own(brackets, name) ? brackets[name] : null;
  return table && table.from <= day ? { ...table, stale: day > table.until } : null;
}

/** The name of a value, by its part in a rule.
 * @param {Law} law
 * @param {string} id
 * @param {string} part
 */
const nameOf = ({ rules }, id, part) => (rules[id].values || {})[part];

/** Null without law.
 * @param {Law | null | undefined} law
 */
export function lawBook(law) {
  if (!law) return null;
  const days = (/** @type {string} */ text) => new Set(text.split(" "));
  /** @type {(name: string, day: string, current?: boolean) => Value | null} */
  const value = (name, day, current) => valueOn(law, name, day, current);
  return {
    day: law.day,
    holidays: { ...law.holidays, off: days(law.holidays.off), on: days(law.holidays.on) },
    counting: law.counting,
    deadlines: law.deadlines,
    fees: law.fees,
    lines: law.lines,
    value,
    brackets: (/** @type {string} */ name, /** @type {string} */ day) => tableOn(law, name, day),
    // The article of a rule.
    ground: (/** @type {string} */ id) => law.rules[id].ground || "",
    /** A value of a rule, by its part in it.
     * @type {(id: string, part: string, day: string, current?: boolean) => Value | null}
     */
    of: (id, part, day, current) => value(nameOf(law, id, part), day, current),
    /** From which day on a value of a rule is known.
     * @type {(id: string, part: string) => string}
     */
    since: (id, part) => law.values[nameOf(law, id, part)].rows[0].from,
  };
}

/** The article of a rule; nothing where the caller brought no law.
 * @param {LawBook | null} law
 * @param {string} id
 */
export const groundOf = (law, id) => (law ? law.ground(id) : "");

/** The fields of a function, with the ids of the rules for options where a field says `options_from`. Without law any
 * text goes: that there is none is for the function to tell.
 * @template {{ options_from?: string }} S
 * @param {S[]} specs
 * @param {any} law
 * @returns {S[]}
 */
export function withOptions(specs, law) {
  return specs.map((spec) => {
    if (!spec.options_from) return spec;
    return law ? { ...spec, options: Object.keys(law[spec.options_from]) } : { ...spec, kind: "text" };
  });
}
