// @ts-check
/* Every function by name: for the command line, the build and the tests. A tool on a page imports only what it uses. */

import { ACCRUE } from "./accrue.js";
import { BUDGET } from "./budget.js";
import { COMPARE } from "./compare.js";
import { DATED_VALUE } from "./dated.js";
import { LAST_DAY } from "./deadline.js";
import { calculate as run } from "./engine.js";
import { fault } from "./faults.js";
import { COURT_FEES } from "./fees.js";
import { INSTALMENTS, PAYMENT_FOR, PERIODS_FOR } from "./instalments.js";
import { withOptions } from "./law.js";
import { describe as describeField, nearest } from "./names.js";
import { OFFER } from "./offer.js";
import { PARSE_CASE } from "./parse-case.js";
import { PLAN } from "./plan.js";
import { RATE } from "./rate.js";
import { brief, quote } from "./reading.js";
import { SHOCK, WAITING } from "./scenarios.js";
import { SETTLEMENT } from "./settlement.js";
import { SPLIT } from "./share.js";
import { unknownFields } from "./strict.js";

/** @typedef {import("./law.js").Law} Law */

/** @type {import("./engine.js").Entry[]} */
const FUNCTIONS = [
  SPLIT,
  PLAN,
  PARSE_CASE,
  RATE,
  INSTALMENTS,
  PAYMENT_FOR,
  PERIODS_FOR,
  COMPARE,
  WAITING,
  SHOCK,
  OFFER,
  SETTLEMENT,
  ACCRUE,
  COURT_FEES,
  LAST_DAY,
  BUDGET,
  DATED_VALUE,
];

/** What a function makes of an input: see engine.js.
 * @param {unknown} name
 * @param {unknown} input
 * @param {Law | null} law
 */
export function calculate(name, input, law) {
  const entry = FUNCTIONS.find((one) => one.name === name);
  if (entry) return run(entry, input, law, unknownFields);
  const known = FUNCTIONS.map((one) => one.name);
  const near = typeof name === "string"
    ? nearest(brief(name, 40), known)
    : { code: "errors.program.known_are", values: { known } };
  return { errors: [fault("", "program.no_function", { quoted: quote(name), nearest: near })] };
}

/** Every function's fields as plain data; what they mean is in manual/. With `law`, also the options that it brings.
 * @param {Law | null} law
 */
export const describe = (law) =>
  FUNCTIONS.map(({ name, fields }) => ({ name, fields: (law ? withOptions(fields, law) : fields).map(describeField) }));
