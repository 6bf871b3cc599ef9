// @ts-check
/* Files to take along: what a view offers. */

import { saveFile as save } from "../../case/carry.js";

/** @typedef {import("./parts.js").Download} Download */
/** @typedef {import("./tool.js").Tool} Tool */

const BOM = "\ufeff"; // without it spreadsheets read UTF-8 as something else

/** @param {Tool} tool
 * @param {Download} download
 */
export const saveFile = ({ section }, { name, type, text }) =>
  save(section, name, type, type === "text/csv" ? BOM + text : text);
