// @ts-check
/* From which month a plan breaks when the income falls. */

import { SHOCK } from "../../calculator/arithmetic/scenarios.js";
import { hasWords, wordsOf, yuan } from "../../wording/words.js";
import { block, headline, notes, table, text } from "../frame/parts.js";
import { inputOf, placeOf } from "../plan/scheme.js";

/** @typedef {{ code: string, month: number | null, short: number }} Shock */

const OWN = ["savings", "expense", "from"];
const say = wordsOf("shock");

/** @param {any} found
 * @param {Shock | undefined} worst
 */
function sentenceOf(found, worst) {
  const { month, short } = found.before;
  if (month) return say("say.before", { month, short });
  if (!worst) return say("say.holds");
  return say("say.breaks", { what: say("cases." + worst.code), month: Number(worst.month), short: worst.short });
}

/** @param {Shock} shock */
const row = ({ code, month, short }) => [
  say("cases." + code),
  month === null ? say("holds") : say("breaks", { month }),
  month === null ? "—" : yuan(short),
];

/** The engine's input: the first scheme, and what this step asks.
 * @param {any} context
 * @param {any} scheme
 */
function inputFor(context, scheme) {
  const { savings, expense, from } = context.form("shock");
  const input = inputOf(context, scheme);
  if (input.income === undefined) context.errors.push({ field: "budget.income", message: say("no_income") });
  const asked = { ...input, savings: savings || 0, from: from || 1 };
  return expense === null ? asked : { ...asked, expense };
}

/** @param {any} context
 * @returns {import("../frame/parts.js").Answer | null}
 */
function run(context) {
  const scheme = context.form("plan").schemes[0];
  const input = inputFor(context, scheme);
  const place = placeOf(context, scheme.index);
  const own = (/** @type {string} */ field) => (OWN.indexOf(field) < 0 ? place(field) : "shock." + field);
  const found = context.ask(SHOCK, input, own);
  if (!found) return null;
  /** @type {Shock[]} */
  const known = found.shocks.filter((/** @type {Shock} */ { code }) => hasWords("shock", "cases." + code));
  const worst = known
    .filter(({ month }) => month !== null)
    .sort((a, b) => Number(a.month) - Number(b.month))[0];
  const says = sentenceOf(found, worst);
  const advice = worst || found.before.month ? [say("advice.less"), say("advice.call")] : [say("advice.again")];
  const buffer = found.buffer_months === null ? "" : say("buffer", { months: found.buffer_months });
  return {
    say: says,
    receipt: found.receipt,
    parts: [
      block([
        headline(says, buffer),
        table(
          "tool-shocks",
          say("caption"),
          [say("heads.case"), say("heads.holds"), say("heads.short")],
          known.map(row),
        ),
        notes(say("advice.lead"), advice),
        text(say("order")),
      ]),
    ],
  };
}

export const view = { needs: ["budget", "debts"], run };
