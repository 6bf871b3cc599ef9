// @ts-check
/* The debts: a step that only asks, and says at each debt why it comes first or not. */

import { remarkOf } from "./debts.js";

export const view = { needs: ["debts"], remark: remarkOf };
