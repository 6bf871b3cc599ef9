/* What is left of a month. */

import { yuan } from "../../calculator/render.js";
import { money } from "../budget/money.js";

const WARNINGS = {
  food_under_10_yuan_a_day: "吃饭的数可能撑不住，请重算。",
  rent_is_zero: "房租房贷填的是 0，对吗？",
  spending_under_half: "开支不到收入的一半，看看有没有漏掉的。",
  spending_over_three_times: "开支是收入的三倍以上，看看有没有多写零。",
};

// What is not yet known is to be found out; that it is nought is no slip.
const LINE = { food_under_10_yuan_a_day: "food", rent_is_zero: "rent" };

function run(context) {
  const { income, essentials, reserve, found } = money(context);
  if (context.errors.length) return null;
  const left = income - essentials - reserve;
  const parts = "收入 " + yuan(income) + "，开支 " + yuan(essentials) + "，预留 " + yuan(reserve) + "。";
  const end = left > 0
    ? "每月能还 " + yuan(left) + "。"
    : left
    ? "还差 " + yuan(-left) + "，先不要答应每月还多少。"
    : "一分不剩。";
  const { lines } = context.form("budget");
  const known = (code) => WARNINGS[code] && !(LINE[code] && lines[LINE[code]].unknown);
  const codes = found ? found.warnings.filter(known).map((code) => WARNINGS[code]) : [];
  const unknown = found && found.to_find_out.length ? "要去问清楚：" + found.to_find_out.join("、") + "。" : "";
  return { say: parts + end + codes.join("") + unknown };
}

export const view = { needs: ["budget"], run };
