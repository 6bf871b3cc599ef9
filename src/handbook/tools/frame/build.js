// @ts-check
/* What the build asks of the tools; scripts.py adds the views. */

import { fromFragment, read, toFragment, write } from "../../case/file.js";
import { labelOf as label, setup } from "../../case/model.js";
import { faults } from "../../case/reading.js";
import { html as receipt_html, inputsOf as inputs, text as receipt } from "../../case/receipt.js";
import { answer } from "./answer.js";

const from_fragment = fromFragment;
const to_fragment = toFragment;

export { answer, faults, from_fragment, inputs, label, read, receipt, receipt_html, setup, to_fragment, write };
