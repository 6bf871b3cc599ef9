// @ts-check
/* Values that hold from one day to another: which one held on a day, and a multiple of it. Rates stay decimal text from the
 * table to the answer: 3.45 × 4 is 13.80, never 13.799999.
 */

import { times } from "./exact.js";
import { fault } from "./faults.js";
import { may, need, records } from "./reading.js";

/** `to` is the last day on which a value holds; `known_until` the last day checked; `value` the reader's own.
 * @typedef {{
 *   rows: { from: string, to: string, value: string }[], day: string, times: string, known_until: string | null,
 *   value: string | null,
 * }} Input
 */

/** @param {Input} input
 * @param {import("./faults.js").Fault[]} errors
 * @param {import("./engine.js").Trace} trace
 */
function datedValue(input, errors, trace) {
  const { rows, day, known_until } = input;
  // Before the table begins another rule held; an own value cannot make this one apply.
  if (day < rows[0].from) {
    return void errors.push(fault("day", "dated.too_early", { from: rows[0].from }));
  }
  const row = rows.find((one) => one.from <= day && day <= one.to);
  const changed = input.value !== null;
  const value = input.value === null ? row && row.value : input.value;
  if (!value) return void errors.push(fault("day", "dated.unknown"));
  trace(changed ? "dated.own" : "dated.of_day");
  return {
    value,
    times: input.times,
    result: times(value, input.times),
    from: row ? row.from : "",
    stale: !changed && known_until !== null && day > known_until,
    changed,
  };
}

const row = [need("day", "from"), need("day", "to"), need("decimal", "value")];
const fields = [
  records("rows", row, { max: 600 }),
  need("day", "day"),
  may("decimal", "times", "1"),
  may("day", "known_until", null),
  may("decimal", "value", null),
];

export const DATED_VALUE = { name: "dated_value", run: datedValue, fields };
