// @ts-check
/* For who writes JSON by hand: a field that no function knows is told with the name that was meant, not passed over. */

import { fault } from "./faults.js";
import { nearest } from "./names.js";
import { brief, MAX_ITEMS, quote } from "./reading.js";

const LONGEST = 40; // characters of a name that are told

/** @type {import("./reading.js").Strict} */
export const unknownFields = (record, known, at) =>
  Object.keys(record)
    .filter((given) => known.indexOf(given) < 0)
    .slice(0, MAX_ITEMS)
    .map((given) => {
      const name = brief(given, LONGEST);
      return fault(at(name), "program.no_field", { quoted: quote(given), nearest: nearest(name, known) });
    });
