/* Taking a case along and bringing one back: as a file, as text, as the end of an address. What is brought is checked by
 * file.js before a single box changes.
 */

import { read } from "./file.js";

const LARGEST = 2e6; // bytes: what is larger is no case and is not even read

// `text()` is the case as a file, `put(case)` brings one to the page, `untouched()` tells whether that loses nothing.
export function carrying(section, { text, put, say, untouched }) {
  const one = (selector) => section.querySelector(selector);

  function bring(found, field, words = "打开了。") {
    const place = document.getElementById(field + "-error");
    place.textContent = found.error || "";
    place.hidden = !found.error;
    if (found.error) return;
    put(found.case);
    say(words);
  }

  // A case sent to a page that is open already. What was typed here is not given up for it.
  function receive(sent) {
    history.replaceState(history.state, "", location.pathname + location.search);
    one("[data-keep]").open = true;
    const busy = untouched() ? "" : "这一页已经填了数，没有打开链接里的账。要打开，先存成文件，再一键清除。";
    if (sent.error || busy) say(sent.error || busy);
    else bring(sent, "tool-paste", "打开了链接里的账。");
  }

  function save() {
    const link = document.createElement("a");
    const file = new Blob([text()], { type: "application/json" });
    link.href = URL.createObjectURL(file);
    link.download = "debt-plan.json";
    section.appendChild(link);
    link.click();
    link.remove();
    setTimeout(() => URL.revokeObjectURL(link.href), 1000);
    say("存好了，文件名是 debt-plan.json。没有反应的，用“复制成文字”。");
  }

  // Older browsers, and those inside chat apps, know no clipboard: the text is shown to be copied by hand.
  function copy(words, box, done) {
    box.value = words;
    box.hidden = false;
    box.focus();
    box.select();
    let copied = false;
    try {
      copied = document.execCommand("copy");
    } catch (error) {
      copied = false;
    }
    done(copied ? "复制好了。" : "已经选中，请长按复制。");
  }

  one("[data-import]").addEventListener("change", (event) => {
    const file = event.target.files[0];
    if (!file) return;
    const reader = new FileReader();
    reader.onload = () => {
      bring(read(String(reader.result)), "tool-import");
      event.target.value = "";
    };
    if (file.size > LARGEST) bring(read("x".repeat(LARGEST)), "tool-import");
    else reader.readAsText(file);
  });

  return { bring, receive, save, copy };
}
