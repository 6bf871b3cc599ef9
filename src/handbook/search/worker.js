/*
 * Search worker for a static Material site in Chinese, in place of the theme's own.
 *
 * The theme's worker drops the last character of a Chinese query and finds nothing for words it has not seen whole.
 * This one cuts Chinese into overlapping pairs of characters and ranks by BM25 over three fields, so that a question
 * typed in a stranger's words still meets the page that answers it.
 *
 * Messages are those of Material 9.8.1: {type: 0, data: {config, docs}} sets up and is answered by {type: 1};
 * {type: 2, data: query} is answered by {type: 3, data: {items: [[page, section, …], …]}}.
 * The browser and Python (through quickjs-ng) run this same file.
 */
(function (scope) {
  "use strict";

  var SETUP = 0, READY = 1, QUERY = 2, RESULT = 3;
  // A word in a title says more about a page than one in its text; the questions of a page are its promise to answer.
  var FIELDS = { title: 4, questions: 3, text: 1 };
  var K1 = 2, B = 0.6, LIMIT = 20, EXCERPT = 90;
  // All synonyms together count at most this much of what was typed: what is meant must not outweigh what was said.
  var MEANT = 0.5;
  var index = null;

  function plain(html) {
    return String(html || "").replace(/<[^>]*>/g, " ").replace(/&lt;/g, "<").replace(/&gt;/g, ">")
      .replace(/&quot;/g, '"').replace(/&#39;/g, "'").replace(/&amp;/g, "&").replace(/\s+/g, " ").trim();
  }

  function escape(text) {
    return text.replace(/&/g, "&amp;").replace(/</g, "&lt;").replace(/>/g, "&gt;").replace(/"/g, "&quot;");
  }

  /* Pairs of Chinese characters, and whole words of other letters and digits. A lone character stands for itself. */
  function tokens(text) {
    var found = [], runs = text.toLowerCase().match(/[\u3400-\u9fff]+|[a-z0-9]+/g) || [];
    runs.forEach(function (run) {
      if (!/[\u3400-\u9fff]/.test(run) || run.length === 1) { found.push(run); return; }
      for (var i = 0; i + 1 < run.length; i++) found.push(run.slice(i, i + 2));
    });
    return found;
  }

  function count(list) {
    var counts = Object.create(null);
    list.forEach(function (token) { counts[token] = (counts[token] || 0) + 1; });
    return counts;
  }

  function setup(data) {
    var settings = data.config.chinese || {};
    var lengths = {}, entries = data.docs.map(function (doc) {
      var raw = { title: doc.title, questions: (doc.questions || []).join("。"), text: doc.text };
      var entry = { location: doc.location, fields: {}, plain: plain(doc.text), title: plain(doc.title),
                    answer: doc.answer || "", page: doc.location.split("#")[0] };
      Object.keys(FIELDS).forEach(function (name) {
        var list = tokens(plain(raw[name]));
        entry.fields[name] = { counts: count(list), length: list.length };
        lengths[name] = (lengths[name] || 0) + list.length;
      });
      return entry;
    });
    var frequency = Object.create(null);
    entries.forEach(function (entry) {
      var seen = Object.create(null);
      Object.keys(FIELDS).forEach(function (name) { Object.assign(seen, entry.fields[name].counts); });
      Object.keys(seen).forEach(function (token) { frequency[token] = (frequency[token] || 0) + 1; });
    });
    Object.keys(lengths).forEach(function (name) { lengths[name] = Math.max(lengths[name] / entries.length, 1); });
    index = { entries: entries, frequency: frequency, lengths: lengths,
              fillers: (settings.fillers || []).slice().sort(function (a, b) { return b.length - a.length; }),
              synonyms: settings.synonyms || {} };
  }

  /* The query without fillers (怎么办, 吗 …), and with the words that mean the same as those typed. */
  function prepare(query) {
    var text = query.toLowerCase(), meanings = [];
    Object.keys(index.synonyms).forEach(function (word) {
      if (text.indexOf(word) >= 0) meanings = meanings.concat(index.synonyms[word]);
    });
    var kept = index.fillers.reduce(function (rest, filler) { return rest.split(filler).join(" "); }, text);
    if (!tokens(kept).length) kept = text;
    return { typed: tokens(kept), meant: tokens(meanings.join(" ")) };
  }

  function weigh(entry, token) {
    var sum = 0;
    Object.keys(FIELDS).forEach(function (name) {
      var field = entry.fields[name], times = field.counts[token] || 0;
      if (times) sum += FIELDS[name] * times / (1 - B + B * field.length / index.lengths[name]);
    });
    if (!sum) return 0;
    var n = index.entries.length, df = index.frequency[token];
    return Math.log(1 + (n - df + 0.5) / (df + 0.5)) * sum * (K1 + 1) / (sum + K1);
  }

  /* Returns the score, and which of the typed tokens the entry holds. */
  function score(entry, wanted) {
    var sum = 0, hit = {}, met = 0;
    wanted.typed.forEach(function (token) {
      var weight = weigh(entry, token);
      hit[token] = weight > 0;
      if (weight) { sum += weight; met += 1; }
    });
    var worth = MEANT * Math.min(1, wanted.typed.length / Math.max(wanted.meant.length, 1));
    wanted.meant.forEach(function (token) {
      var weight = weigh(entry, token);
      if (weight) { hit[token] = true; sum += worth * weight; met += wanted.typed.length / wanted.meant.length; }
    });
    // Half of a question met by chance should not beat the whole of it met once.
    return { sum: sum * Math.min(1, met / Math.max(wanted.typed.length, 1)), hit: hit };
  }

  function marked(text, hit) {
    var words = Object.keys(hit).filter(function (token) { return hit[token]; });
    var flags = new Array(text.length).fill(false), lower = text.toLowerCase();
    words.forEach(function (word) {
      for (var at = lower.indexOf(word); at >= 0; at = lower.indexOf(word, at + 1)) {
        flags.fill(true, at, at + word.length);
      }
    });
    var html = "", open = false;
    for (var i = 0; i < text.length; i++) {
      if (flags[i] !== open) { html += flags[i] ? "<mark data-md-highlight>" : "</mark>"; open = flags[i]; }
      html += escape(text[i]);
    }
    return html + (open ? "</mark>" : "");
  }

  function excerpt(entry, hit) {
    if (entry.answer) return entry.answer;
    var at = Object.keys(hit).filter(function (token) { return hit[token]; })
      .map(function (token) { return entry.plain.toLowerCase().indexOf(token); })
      .filter(function (place) { return place >= 0; });
    var from = Math.max(0, (at.length ? Math.min.apply(null, at) : 0) - 20);
    return (from ? "…" : "") + entry.plain.slice(from, from + EXCERPT) + (from + EXCERPT < entry.plain.length ? "…" : "");
  }

  function answer(result) {
    var entry = result.entry, hit = result.hit, met = {};
    // Only what was found: the theme lists the rest as "missing", and half-words would read as nonsense.
    Object.keys(hit).forEach(function (token) { if (hit[token]) met[token] = true; });
    return { location: entry.location, title: marked(entry.title, hit), text: "<p>" + marked(excerpt(entry, hit), hit) + "</p>",
             score: result.sum, terms: met };
  }

  function search(query) {
    var wanted = prepare(String(query || ""));
    if (!index || !wanted.typed.length) return { items: [] };
    var pages = {}, order = [];
    index.entries.forEach(function (entry) {
      var result = score(entry, wanted);
      result.entry = entry;
      var page = pages[entry.page];
      if (!page) { page = pages[entry.page] = { best: 0, whole: null, sections: [] }; order.push(page); }
      if (entry.location === entry.page) page.whole = result;
      else if (result.sum > 0) page.sections.push(result);
      page.best = Math.max(page.best, result.sum);
    });
    var found = order.filter(function (page) { return page.best > 0 && page.whole; });
    found.forEach(function (page) {
      page.whole.sum = page.best;
      page.sections.sort(function (a, b) { return b.sum - a.sum; });
    });
    found.sort(function (a, b) { return b.best - a.best; });
    var floor = found.length ? found[0].best * 0.15 : 0;
    return { items: found.filter(function (page) { return page.best >= floor; }).slice(0, LIMIT).map(function (page) {
      return [page.whole].concat(page.sections.slice(0, 3)).map(answer);
    }) };
  }

  scope.addEventListener("message", function (event) {
    var message = event.data;
    if (message.type === SETUP) { setup(message.data); scope.postMessage({ type: READY }); }
    if (message.type === QUERY) scope.postMessage({ type: RESULT, data: search(message.data) });
  });
})(typeof self === "undefined" ? globalThis : self);
