/* Values that hold from one day to another: which one held on a day, and a multiple of it. Plain data in, plain data out.
 *
 * Rates stay decimal text from the table to the answer: 3.45 × 4 is 13.80, never 13.799999. The browser, the build and
 * `handbook calc` run this same file; it knows neither the clock nor the page.
 */
(function (root) {
  "use strict";
  const DAY = /^\d{4}-(0[1-9]|1[0-2])-(0[1-9]|[12]\d|3[01])$/;
  const DECIMAL = /^\d{1,4}(\.\d{1,6})?$/;
  const ENTITIES = { "&": "&amp;", "<": "&lt;", ">": "&gt;", '"': "&quot;", "'": "&#39;" };

  const escape = (text) => String(text).replace(/[&<>"']/g, (char) => ENTITIES[char]);
  const fault = (field, message) => ({ errors: [{ field, message }] });

  function isDay(text) {
    if (typeof text !== "string" || !DAY.test(text)) return false;
    const [year, month, day] = text.split("-").map(Number);
    const long = month === 2 ? (year % 4 === 0 && (year % 100 !== 0 || year % 400 === 0) ? 29 : 28) : [4, 6, 9, 11].includes(month) ? 30 : 31;
    return day <= long;
  }

  // "3.45" × "4" → "13.80": exact, with the decimals of the first.
  function product(value, times) {
    const places = (text) => (text.split(".")[1] || "").length;
    const whole = BigInt(value.replace(".", "")) * BigInt(times.replace(".", ""));
    const all = places(value) + places(times);
    const digits = String(whole).padStart(all + 1, "0");
    const text = all ? digits.slice(0, -all) + "." + digits.slice(-all) : digits;
    return text.slice(0, text.length - (all - places(value))).replace(/\.$/, "");
  }

  /* {rows: [{from, to, value}], day, times?, known_until?, value?} → {value, times, result, from, stale, changed}.
   * `rows` are in order, days are ISO text with both ends included; `value` is the reader's own in place of the table's.
   * A day that no row covers is an error, never the last known value; a day after `known_until` is marked stale.
   */
  function datedValue(input) {
    const given = input || {};
    if (!Array.isArray(given.rows) || !given.rows.length) return fault("rows", "没有数值表；请给出 rows");
    const bad = given.rows.findIndex((row) => !row || !isDay(row.from) || !isDay(row.to) || typeof row.value !== "string" || !DECIMAL.test(row.value));
    if (bad >= 0) return fault("rows[" + bad + "]", "这一行不完整；写 from、to 两个日期和小数文本 value");
    if (!isDay(given.day)) return fault("day", "看不懂这个日期；写成 2021-05-01 这样");
    const times = given.times === undefined ? "1" : given.times;
    if (typeof times !== "string" || !DECIMAL.test(times)) return fault("times", "倍数要写成小数文本；例如 \"4\"");
    if (given.value !== undefined && given.value !== null && typeof given.value !== "string") return fault("value", "数要写成文本；例如 \"3.45\"");
    if (given.known_until !== undefined && !isDay(given.known_until)) return fault("known_until", "看不懂这个日期；写成 2021-05-01 这样");
    const own = typeof given.value === "string" && given.value.trim() !== "" ? given.value.trim().replace(/[%％]$/, "") : null;
    if (own !== null && !DECIMAL.test(own)) return fault("value", "看不懂这个数；只写数字，例如 3.45");
    const first = given.rows[0].from;
    // Before the table begins another rule held; an own value cannot make this one apply.
    if (given.day < first) return fault("day", "这张表从 " + first + " 起才适用；更早的要看当时的规定");
    const row = given.rows.find((one) => one.from <= given.day && given.day <= one.to);
    if (!row && own === null) return fault("day", "这一天没有查到数；请查官方，再自己填");
    const value = own === null ? row.value : own;
    const stale = own === null && Boolean(given.known_until) && given.day > given.known_until;
    return { value, times, result: product(value, times), from: row ? row.from : "", stale, changed: own !== null };
  }

  // `table` is what the section carries: {title, result, unit, rows, times, known_until}; `answer` comes from datedValue.
  function sentence(table, day, answer) {
    const own = answer.changed ? "按您填的数" : `${escape(day)} 那天`;
    const sum = table.times === undefined ? "" : ` × ${escape(answer.times)} = <strong>${escape(answer.result)}${escape(table.unit)}</strong>`;
    const note = answer.stale ? `这是最后查到的数，${escape(table.known_until)} 以后没有核对，请查官方最新的再改。` : "";
    return `<p class="dated-answer">${escape(table.result)}：${own}，${escape(table.title)} ${escape(answer.value)}${escape(table.unit)}${sum}。${note}</p>`;
  }

  function rowsOf(table) {
    const rows = table.rows
      .map((row) => `<tr><th scope="row">${escape(row.from)} 起</th><td>${escape(row.value)}</td><td>${escape(product(row.value, table.times || "1"))}</td></tr>`)
      .reverse()
      .join("");
    const head = `<thead><tr><th scope="col">哪天起</th><th scope="col">数值（${escape(table.unit)}）</th><th scope="col">乘 ${escape(table.times || "1")}（${escape(table.unit)}）</th></tr></thead>`;
    return `<details class="dated-table"><summary>历次数值</summary><table class="plan-table"><caption>${escape(table.title)}</caption>${head}<tbody>${rows}</tbody></table></details>`;
  }

  // The whole section as built: the answer for the day of the build, and every row, so that it serves without scripts.
  function section(table, day) {
    const answer = datedValue(Object.assign({ day }, table));
    if (answer.errors) return answer;
    const data = escape(JSON.stringify(Object.assign({ day }, table)));
    const html = `<section class="dated-value" role="group" aria-label="${escape(table.result)}" data-table="${data}">${sentence(table, day, answer)}${rowsOf(table)}</section>`;
    return { html };
  }

  const summary = "查一张有日期的表：某一天的数，和它的倍数";
  const FIELDS = [
    { name: "rows", type: "列表", unit: "", required: true, doc: "[{from, to, value}]，从早到晚；日期 YYYY-MM-DD，两头都算" },
    { name: "day", type: "日期", unit: "", required: true, doc: "查哪一天" },
    { name: "times", type: "小数文本", unit: "倍", required: false, doc: "乘几倍，不填是 1" },
    { name: "known_until", type: "日期", unit: "", required: false, doc: "数据核对到哪天；之后标为 stale" },
    { name: "value", type: "小数文本", unit: "", required: false, doc: "自己填的数，代替表里的" },
  ];
  const returns = "{value 用的数, times, result 乘出的数, from 哪天起, stale 是否过了核对期, changed 是否自己填的}；没有数的日子是错误";
  const describe = () => [{ name: "dated_value", summary, fields: FIELDS, returns }];

  root.DatedValues = Object.freeze({ calculate: datedValue, describe, sentence, section });
})(typeof globalThis === "object" ? globalThis : this);
