/* Values that hold from one day to another: which one held on a day, and a multiple of it. Rates stay decimal text from the
 * table to the answer: 3.45 × 4 is 13.80, never 13.799999.
 */

import { times } from "./exact.js";
import { may, need, records } from "./reading.js";

function datedValue(input, errors, trace) {
  const { rows, day, known_until } = input;
  // Before the table begins another rule held; an own value cannot make this one apply.
  if (day < rows[0].from) {
    return void errors.push({
      field: "day",
      message: "这张表从 " + rows[0].from + " 起才适用；更早的要看当时的规定",
    });
  }
  const row = rows.find((one) => one.from <= day && day <= one.to);
  const changed = input.value !== null;
  if (!row && !changed) return void errors.push({ field: "day", message: "这一天没有查到数；请查官方，再自己填" });
  const value = changed ? input.value : row.value;
  trace(changed ? "用自己填的数" : "用那一天的数");
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
