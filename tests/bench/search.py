"""How well the search answers, how much it sends and how long it takes: beside the theme's own search and Pagefind.

`--write` puts the figures into data/measured.yml, from which a page of the docs makes its table.
"""

from __future__ import annotations

import csv
import datetime as dt
import functools
import gzip
import http.server
import json
import random
import re
import subprocess
import sys
import tempfile
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import yaml
from playwright.sync_api import Browser, Page, sync_playwright

from handbook.outputs.site import build_site
from handbook.search.index import Lexicon, SearchPage, Section, write_index
from handbook.search.query import Searcher
from handbook.search.script import published_worker
from handbook.system import ensure_browser
from tests.bench.table import Figure, show
from tests.conftest import ROOT

SLOW = 6  # times slower than this machine: about a cheap phone
QUESTIONS = ROOT / "tests/search/questions.csv"
MEASURED = ROOT / "data/measured.yml"
SIZES = (100, 1000, 3000)
UNSEARCHED = ("about/glossary.md", "about/compare.md")  # they name everything, and are kept out of the search
TYPED = "信用卡逾期被起诉了怎么办"
Answers = Callable[[str], list[str]]


def questions() -> list[tuple[str, list[str]]]:
    """Return (question, addresses of the pages that answer it) for all that some page answers."""
    rows = csv.DictReader(QUESTIONS.read_text(encoding="utf-8").splitlines())
    found = [(row["question"], [page.split("#")[0] for page in row["pages"].split("|")]) for row in rows]
    found = [(question, [page for page in pages if page and page not in UNSEARCHED]) for question, pages in found]
    return [(question, [_address(page) for page in pages]) for question, pages in found if pages]


def _address(page: str) -> str:
    return page.removesuffix("index.md") if page.endswith("index.md") else page.removesuffix(".md") + "/"


def quality(asked: list[tuple[str, list[str]]], answers: Answers) -> dict[str, float]:
    """Return success at 1, 3 and 5 in percent, and the mean reciprocal rank."""
    ranks = []
    for question, pages in asked:
        places = [at for at, address in enumerate(answers(question), 1) if address in pages]
        ranks.append(min(places, default=0))
    share = {f"at_{top}": 100 * sum(0 < rank <= top for rank in ranks) / len(ranks) for top in (1, 3, 5)}
    return {**share, "mrr": sum(1 / rank for rank in ranks if rank) / len(ranks)}


# ---- Sites ----


@contextmanager
def served(folder: Path, sent: list[int] | None = None) -> Iterator[str]:
    """Serve a folder; yield its address. `sent` gets the size of each answer."""

    class Quiet(http.server.SimpleHTTPRequestHandler):
        def log_message(self, format: str, *args: object) -> None:  # noqa: A002 - the name is the library's
            pass

        def send_header(self, keyword: str, value: str) -> None:
            if sent is not None and keyword == "Content-Length":
                sent.append(int(value))
            super().send_header(keyword, value)

    server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), functools.partial(Quiet, directory=str(folder)))
    threading.Thread(target=server.serve_forever, daemon=True).start()
    yield f"http://127.0.0.1:{server.server_port}/"
    server.shutdown()
    server.server_close()


def build_theirs(folder: Path) -> Path:
    """Build the same pages with the theme's own search: our plugin taken out of mkdocs.yml."""
    text = (ROOT / "mkdocs.yml").read_text(encoding="utf-8")
    text = re.sub(r"  - chinese-search:\n(?: {6,}.*\n)+", "", text).replace("search: {lang: en}", "search: {lang: zh}")
    for name in ("docs", "data", "overrides"):
        text = text.replace(f"{name}_dir: {name}", f"{name}_dir: {ROOT / name}")
    config = ROOT / ".theirs.mkdocs.yml"
    config.write_text(text, encoding="utf-8")
    try:
        command = [sys.executable, "-m", "mkdocs", "build", "-q", "-f", str(config), "-d", str(folder)]
        subprocess.run(command, check=True, cwd=ROOT, env={"PATH": "/usr/bin:/bin", "NO_MKDOCS_2_WARNING": "1"})
    finally:
        config.unlink()
    return folder


def theme_answers(page: Page, home: str) -> Answers:
    """Ask through the theme's own list."""

    def ask(question: str) -> list[str]:
        page.fill(".md-search__input", "")
        page.dispatch_event(".md-search__input", "keyup")
        page.wait_for_function("!document.querySelector('.md-search-result__item')")
        page.fill(".md-search__input", question)
        page.dispatch_event(".md-search__input", "keyup")
        page.wait_for_timeout(250)
        links = page.eval_on_selector_all(
            ".md-search-result__item > a", "list => list.map(link => link.href.split(/[?#]/)[0])"
        )
        return list(dict.fromkeys(link.removeprefix(home) for link in links))

    page.goto(home)
    page.click("label.md-header__button[for=__search]")
    page.click(".md-search__input")
    page.wait_for_timeout(2000)
    return ask


def pagefind_answers(page: Page, home: str) -> Answers:
    """Ask Pagefind through its own script."""
    page.goto(home)
    page.evaluate("async () => { window.pf = await import('/pagefind/pagefind.js'); await pf.init(); }")

    def ask(question: str) -> list[str]:
        urls: list[str] = page.evaluate(
            "async (text) => { const found = await pf.search(text);"
            " return (await Promise.all(found.results.slice(0, 10).map(r => r.data()))).map(d => d.url); }",
            question,
        )
        return [url.lstrip("/").removesuffix("index.html") for url in urls]

    return ask


def weight(paths: Iterator[Path]) -> tuple[int, int]:
    """Return the bytes of some files, plain and packed."""
    texts = [path.read_bytes() for path in paths]
    return sum(map(len, texts)), sum(len(gzip.compress(text, 9)) for text in texts)


# ---- Time ----

# From a keystroke to the list's next change; null where none comes.
STROKE = """([text, open]) => new Promise(done => {
  const list = document.querySelector('.md-search-result__list');
  const box = document.querySelector('.md-search__input');
  const start = performance.now();
  const watch = new MutationObserver(() => {
    if (open && !list.querySelector('.md-search-result__item')) return;
    watch.disconnect();
    done(performance.now() - start);
  });
  watch.observe(list, { childList: true });
  if (open) { document.querySelector('[data-md-toggle=search]').click(); box.focus(); }
  box.value = text;
  box.dispatchEvent(new Event('keyup'));
  setTimeout(() => done(null), open ? 20000 : 700);
})"""


def times(browser: Browser, home: str) -> dict[str, float]:
    """Return milliseconds on a slow phone: from the first touch to the first result, and for each further keystroke."""
    firsts, keys = [], []
    for _ in range(3):
        context = browser.new_context(viewport={"width": 360, "height": 740})
        page = context.new_page()
        session = context.new_cdp_session(page)
        page.goto(home)
        page.wait_for_load_state("networkidle")
        session.send("Emulation.setCPUThrottlingRate", {"rate": SLOW})
        firsts.append(page.evaluate(STROKE, ["逾期", True]))
        for end in range(1, len(TYPED) + 1):
            page.wait_for_timeout(120)
            taken = page.evaluate(STROKE, [TYPED[:end], False])
            if taken is not None:
                keys.append(taken)
        context.close()
    keys.sort()
    firsts.sort()
    return {"first": firsts[len(firsts) // 2], "key": keys[len(keys) // 2], "key_worst": keys[int(len(keys) * 0.95)]}


# ---- Large sites ----


def made_up(number: int, sentences: list[str]) -> list[SearchPage]:
    """Return so many pages of sentences drawn from the real ones, each with four sections."""
    draw = random.Random(number)  # noqa: S311 - a repeatable site, not a secret
    pages = []
    for at in range(number):
        parts = [Section(f"s{n}", draw.choice(sentences)[:14], "".join(draw.choices(sentences, k=9))) for n in range(4)]
        text = "".join(draw.choices(sentences, k=3))
        pages.append(
            SearchPage(f"p{at}/", f"{draw.choice(sentences)[:12]}{at}", text, "", [draw.choice(sentences)], parts)
        )
    return pages


SHELL = """<!doctype html><meta charset=utf-8><script>
function ask(text, config) { return new Promise(done => { const start = performance.now();
  const worker = new Worker('assets/javascripts/workers/search.x.min.js');
  worker.onmessage = ({ data }) => { if (data.type === 1) worker.postMessage({ type: 2, data: text });
    if (data.type === 3) done([performance.now() - start, data.data.items.length]); };
  worker.postMessage({ type: 0, data: { config, docs: [] } }); }); }
</script>"""


def large(browser: Browser, number: int, sentences: list[str]) -> dict[str, float]:
    """Return build seconds, index bytes, and the cost of a first result on a site of `number` pages."""
    pages = made_up(number, sentences)
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        (folder / "search").mkdir()
        workers = folder / "assets/javascripts/workers"
        workers.mkdir(parents=True)
        start = time.perf_counter()
        core = write_index(pages, Lexicon(fillers=["怎么办", "了"]), [], folder / "search")
        built = time.perf_counter() - start
        (workers / "search.x.min.js").write_text(published_worker(), encoding="utf-8")
        (folder / "index.html").write_text(SHELL, encoding="utf-8")
        plain, packed = weight((folder / "search").glob("*.js"))
        config = {"chinese": {"core": core, "broken": ["", "", ""]}}
        sent: list[int] = []
        with served(folder, sent) as home:
            page = browser.new_page()
            page.goto(home)
            sent.clear()
            session = page.context.new_cdp_session(page)
            session.send("Emulation.setCPUThrottlingRate", {"rate": SLOW})
            took, found = page.evaluate("([text, config]) => ask(text, config)", [TYPED, config])
            assert found
            page.close()
    return {"build": built, "raw": plain, "gzip": packed, "first": took, "sent": sum(sent)}


def main() -> None:
    """Measure everything, print it beside the goals, and write it down if asked."""
    asked = questions()
    measured: dict[str, Any] = {"day": dt.date.today().isoformat(), "questions": len(asked)}  # noqa: DTZ011 - local day
    with tempfile.TemporaryDirectory() as name, sync_playwright() as driver:
        folder = Path(name)
        browser = driver.chromium.launch(executable_path=ensure_browser())
        ours, theirs = folder / "ours", folder / "theirs"
        build_site(ROOT, ours, offline=False)
        build_theirs(theirs)
        subprocess.run([sys.executable, "-m", "pagefind", "--site", str(ours)], check=True, capture_output=True)
        searcher = Searcher(ours / "search/search_index.json")

        def our_answers(question: str) -> list[str]:
            return [result["location"].split("#")[0] for result in searcher.search(question, 10)]

        systems: dict[str, dict[str, float]] = {}
        with served(ours) as home, served(theirs) as other:
            # Pagefind runs WebAssembly, and waiting needs eval: both against the pages' policy.
            page = browser.new_context(viewport={"width": 360, "height": 740}, bypass_csp=True).new_page()
            systems["ours"] = {**quality(asked, our_answers), **times(browser, home)}
            systems["material"] = {**quality(asked, theme_answers(page, other)), **times(browser, other)}
            systems["pagefind"] = quality(asked, pagefind_answers(page, home))
        sizes = {
            "ours": weight((ours / "search").glob("*.js")),
            "material": weight((theirs / "search").glob("*.json")),
            "pagefind": weight(path for path in (ours / "pagefind").rglob("*") if path.is_file()),
        }
        for system, (raw, packed) in sizes.items():
            systems[system] |= {"raw": raw, "gzip": packed}
        texts = [path.read_text(encoding="utf-8") for path in sorted((ROOT / "docs").rglob("*.md"))]
        sentences = [line for text in texts for line in re.findall(r"[\u4e00-\u9fff，、]{8,40}。", text)]
        systems_large = {number: large(browser, number, sentences) for number in SIZES}
        browser.close()
    measured |= {"systems": systems, "large": systems_large}
    report(measured)
    if "--write" in sys.argv:
        rounded = json.loads(json.dumps(measured), parse_float=lambda text: round(float(text), 3))
        MEASURED.write_text(
            "# yaml-language-server: $schema=schema/measured.json\n# scripts/bench search --write 写的，不要手改。\n"
            + yaml.safe_dump(rounded, allow_unicode=True, sort_keys=False),
            encoding="utf-8",
        )


def report(measured: dict[str, Any]) -> None:
    """Print the figures beside their goals."""
    figures = []
    for system, found in measured["systems"].items():
        figures += [Figure(f"{system} 前 {top} 条里有答案", found[f"at_{top}"], "%") for top in (1, 3, 5)]
        figures += [Figure(f"{system} 平均倒数排名 ×100", 100 * found["mrr"], "")]
        figures += [Figure(f"{system} 索引，压缩后", int(found["gzip"]), "字节")]
        if "first" in found:
            figures += [Figure(f"{system} 第一个结果（慢 {SLOW} 倍）", found["first"], "ms")]
            figures += [Figure(f"{system} 每次按键", found["key"], "ms", 50, f"95% 在 {found['key_worst']:.0f} 以内")]
    for number, found in measured["large"].items():
        figures += [
            Figure(f"{number} 页：写索引", found["build"], "s"),
            Figure(f"{number} 页：索引，压缩后", int(found["gzip"]), "字节"),
            Figure(f"{number} 页：第一个结果（慢 {SLOW} 倍）", found["first"], "ms", 2000),
            Figure(f"{number} 页：在那之前传来", int(found["sent"]), "字节", 1_500_000),
        ]
    show(figures)


if __name__ == "__main__":
    main()
