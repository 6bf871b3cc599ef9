// @ts-check
/* The last day of a period, moved where it falls on a day off. */

import { LAST_DAY } from "../../calculator/arithmetic/deadline.js";
import { current, find } from "../../case/model.js";
import { wordsOf } from "../../wording/words.js";
import { alerts, block, grounds, headline, notes, table } from "../frame/parts.js";

const SOON = 3; // days
const say = wordsOf("deadline");

/** Whether a period of data/deadlines.yml runs against the reader: being late costs a right.
 * @param {string} rule
 */
const isOwn = (rule) => /** @type {any} */ (current()).law.deadlines[rule].whose === "reader";

/** @param {string} day */
const dated = (day) => say("day", { day });

/** @param {any} found */
function leftOf(found) {
  const left = found.days_left;
  if (left === null || left === undefined) return "";
  if (left < 0) return say("left.gone", { days: -left });
  return left ? say("left.days", { days: left }) : say("left.today");
}

/** A build knows no today, and so warns of nothing.
 * @param {string} rule
 * @param {any} found
 */
function alertsOf(rule, found) {
  if (!isOwn(rule) || found.days_left === null || found.days_left > SOON) return [];
  const code = found.days_left < 0 ? "alerts.gone" : "alerts.soon";
  return [{ says: say(code + ".says"), do: say(code + ".do") }];
}

/** @param {string} name
 * @param {any} found
 */
function facts(name, found) {
  const moved = found.moved_days ? say("facts.moved_days", { days: found.moved_days }) : say("facts.not_moved");
  const rows = [
    [say("facts.kind"), name],
    [say("facts.from"), dated(found.counted_from)],
    [say("facts.moved"), moved],
  ];
  if (found.moved_days) rows.push([say("facts.before"), dated(found.before_moving)]);
  if (found.longest_until) rows.push([say("facts.longest"), dated(found.longest_until)]);
  return table("tool-facts", say("facts.caption"), [say("facts.head"), say("facts.content")], rows);
}

/** @param {any} context
 * @param {any} form
 */
function inputOf(context, form) {
  /** @type {Record<string, unknown>} */
  const input = { rule: form.rule, event: form.event };
  if (form.length !== null) input.length = form.length;
  if (context.today) input.today = context.today;
  if (form.interruptions.length) {
    input.interruptions = form.interruptions.map((/** @type {any} */ row) => row.date);
  }
  return input;
}

/** @param {any} context
 * @returns {import("../frame/parts.js").Answer | null}
 */
function run(context) {
  const form = context.form("deadline");
  const place = (/** @type {string} */ field) => {
    const match = /^interruptions\[(\d+)\]/.exec(field);
    if (!match) return "deadline." + field;
    return "deadline.interruptions[" + form.interruptions[Number(match[1])].index + "].date";
  };
  const found = context.ask(LAST_DAY, inputOf(context, form), place);
  if (!found) return null;
  const says = say("say", { day: found.last_day, weekday: say("weekdays." + found.weekday) });
  const remarks = [
    say("notes.paper"),
    ...found.limits,
    ...(found.holidays_known ? [] : [say("notes.holidays")]),
    ...(found.stale ? [say("notes.stale")] : []),
  ];
  return {
    say: says,
    receipt: found.receipt,
    parts: [
      block([
        alerts(alertsOf(form.rule, found)),
        headline(says, leftOf(found)),
        facts(find("deadline.rule").spec.options[form.rule], found),
        notes(say("notes.lead"), remarks),
        grounds(found.receipt),
      ]),
    ],
  };
}

export const view = { needs: ["deadline"], run };
