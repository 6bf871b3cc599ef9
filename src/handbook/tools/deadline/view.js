/* The last day of a period, moved where it falls on a day off. */

import { escape } from "../../bundling/text.js";
import { LAST_DAY } from "../../calculator/arithmetic/deadline.js";
import { table, warning, warningList } from "../../calculator/render.js";
import { find } from "../../case/model.js";
import { isOwn } from "../frame/law.js";
import { calendar, grounds, headline, notes, result } from "../frame/show.js";

const WEEK = ["", "一", "二", "三", "四", "五", "六", "日"];

function left(found) {
  if (found.days_left === null || found.days_left === undefined) return "";
  if (found.days_left < 0) return "已经过了 " + -found.days_left + " 天。";
  return found.days_left ? "还剩 " + found.days_left + " 天。" : "就是今天。";
}

function run(context) {
  const form = context.form("deadline");
  const input = { rule: form.rule, event: form.event };
  if (form.length !== null) input.length = form.length;
  if (context.today) input.today = context.today;
  if (form.interruptions.length) input.interruptions = form.interruptions.map(({ date }) => date);
  const place = (field) => {
    const match = /^interruptions\[(\d+)\]/.exec(field);
    return match ? "deadline.interruptions[" + form.interruptions[match[1]].index + "].date" : "deadline." + field;
  };
  const found = context.ask(LAST_DAY, input, place);
  if (!found) return null;
  const name = find("deadline.rule").spec.options[form.rule];
  const own = isOwn(form.rule);
  const say = "最晚 " + calendar(found.last_day) + "（星期" + WEEK[found.weekday] + "）。";
  const alerts = [];
  const known = own && found.days_left !== null; // a build knows no today
  if (known && found.days_left < 0) {
    alerts.push(["期限可能已经过了。", "今天就打电话问法院，能不能顺延、还能怎么办；不要就此不管。"]);
  } else if (known && found.days_left <= 3) alerts.push(["只剩几天。", "今天就办，把书面的先交上去，留好底单。"]);
  const rows = [
    ["哪一种", escape(name)],
    ["从哪天起算", calendar(found.counted_from)],
    ["顺延", found.moved_days ? "最后一天休息，顺延 " + found.moved_days + " 天" : "没有顺延"],
  ];
  if (found.moved_days) rows.push(["不顺延的话（更稳当）", calendar(found.before_moving)]);
  if (found.longest_until) rows.push(["最长到", calendar(found.longest_until)]);
  const html = result(
    warningList(alerts.map(warning)) +
      headline(say, left(found)) +
      table("tool-facts", "拆开看", ["项目", "内容"], rows) +
      notes("还要注意：", [
        "文件上另写了日期的，按文件。拿不准，就提前几天办。",
        ...found.limits.map(escape),
        ...(found.holidays_known ? [] : ["那一年的放假安排还没有收录，只按周末顺延。"]),
        ...(found.stale ? ["这条规定过了核对期，以法院的说法为准。"] : []),
      ]) +
      grounds(found.receipt),
  );
  return { say, html, receipt: found.receipt };
}

export const view = { needs: ["deadline"], run };
