"""How soon the tools answer a keystroke on a cheap phone, what they weigh, and whether anything jumps on the page."""

from __future__ import annotations

import functools
import gzip
import http.server
import tempfile
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from playwright.sync_api import Browser, Page, ViewportSize, sync_playwright

from handbook.bundling.publish import small
from handbook.system import find_browser
from handbook.tools.markdown import tool_of
from handbook.tools.registry import load_tools
from handbook.tools.scripts import load_books, tool_script
from tests.bench.engine import SLOW, lasting
from tests.bench.table import Figure, median, show
from tests.browser.tools import runtime
from tests.calculator import cases
from tests.conftest import run_handbook

WARM = 4
FEN = range(11, 11 + WARM + 24)
GOAL = 100  # ms from a keystroke to the frame that shows its result
HEAVY = 42 * 1024
PHONE = ViewportSize(width=360, height=740)
PLAN = "plan/calculator/"
READY = "[data-answer] > .tool-live"
MONTHLY = '[data-field="plan.schemes[0].monthly"]'

# A message posted in an animation frame arrives when that frame has been laid out and painted. It is told to the
# console, as asking the page again and again whether it is done would slow it down.
PAINTED = "painted after "
WATCH = """(told) => document.addEventListener("input", (event) => requestAnimationFrame(() => {
  const channel = new MessageChannel();
  channel.port1.onmessage = () => console.log(told + (performance.now() - event.timeStamp));
  channel.port2.postMessage(null);
}), true)"""
SHIFTS = """
window.shifted = 0;
new PerformanceObserver((list) => list.getEntries().forEach((one) => {
  if (!one.hadRecentInput) window.shifted += one.value;
})).observe({ type: "layout-shift", buffered: true });
"""


class _Quiet(http.server.SimpleHTTPRequestHandler):
    def log_message(self, format: str, *args: object) -> None:  # noqa: A002 - the name is the library's
        pass


@contextmanager
def site() -> Iterator[tuple[Path, str]]:
    """Build the site as README says, and serve it."""
    with tempfile.TemporaryDirectory() as folder:
        done = run_handbook("build", "--into", str(Path(folder) / "dist"))
        assert done.returncode == 0, done.stderr
        root = Path(folder) / "dist/site"
        server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), functools.partial(_Quiet, directory=str(root)))
        threading.Thread(target=server.serve_forever, daemon=True).start()
        yield root, f"http://127.0.0.1:{server.server_port}/"
        server.shutdown()
        server.server_close()


# ---- Keystrokes ----
NONE, EVERY, DEAREST = {"freeze": "none"}, {"freeze": "all"}, {"order": "avalanche"}
SCHEMES = [("一个方案", [NONE]), ("三个方案", [NONE, EVERY, DEAREST])]


def yuan(fen: int) -> str:
    return f"{fen / 100:.2f}"


def typed(months: int, schemes: list[dict[str, str]]) -> dict[str, Any]:
    """Return 20 debts that take that many months, as a reader types them."""
    plan = lasting(cases.plain_plan(cases.rng_for("bench"), "prorata", accrued=True, count=20), months, "prorata")
    rows = [
        {
            "name": f"某平台{number}",
            "principal": yuan(debt["principal"]),
            "interest": yuan(debt["interest"]),
            "annual_rate": f"{float(debt['annual_rate']) * 100:.2f}%",
        }
        for number, debt in enumerate(plan["debts"], 1)
    ]
    # A little more than the least that ends in time, so that it still does with other fen.
    monthly = yuan(plan["monthly"] + 1000)
    return {"debts": {"rows": rows}, "plan": {"schemes": [scheme | {"monthly": monthly} for scheme in schemes]}}


def open_case(page: Page, case: dict[str, Any]) -> None:
    """Bring a case to the page as a reader would, by pasting it, and open the step 方案."""
    page.click("[data-keep] > summary")
    page.fill("[data-paste]", runtime("plan").call("write", case, ""))
    page.click("[data-open-paste]")
    page.click('a[data-open="plan"]')
    page.wait_for_selector('[data-answer="plan"] .tool-live .plan-result')


def press(page: Page, key: str) -> float:
    """Press a key, and return how many milliseconds later its result was painted."""
    with page.expect_console_message(lambda message: message.text.startswith(PAINTED)) as told:
        page.keyboard.press(key)
    return float(told.value.text.removeprefix(PAINTED))


def keystrokes(chromium: Browser, home: str) -> Iterator[Figure]:
    """Type the last digit of the sum of a month, each time to an amount not asked for before."""
    for months in (60, 360):
        for name, schemes in SCHEMES:
            page = chromium.new_page(viewport=PHONE)
            page.goto(home + PLAN)
            page.wait_for_selector(READY, state="attached")
            open_case(page, typed(months, schemes))
            page.locator(MONTHLY).first.focus()
            page.keyboard.press("End")
            page.evaluate(WATCH, PAINTED)
            page.context.new_cdp_session(page).send("Emulation.setCPUThrottlingRate", {"rate": SLOW})
            # The first few come before the browser has compiled what it runs, and are not counted.
            taken = [[press(page, key) for key in ("Backspace", "Backspace", *f"{turn:02}")][-1] for turn in FEN]
            rows = page.locator('[data-answer="plan"] .tool-live tbody tr').count()
            page.close()
            what = f"20 笔 × {months} 个月，{name}，慢 {SLOW} 倍"
            yield median(what, taken[WARM:], "ms", GOAL, f"结果里 {rows} 行")


# ---- Weight ----
def sizes() -> Iterator[Figure]:
    """Weigh the one script of each tool as servers send it."""
    tools = load_tools()
    for name in tools.tools:
        yield Figure(
            f"{name} 的脚本，引擎在内，gzip", _packed(small(tool_script(name, load_books()), ".js")), "B", HEAVY
        )


def _packed(text: str) -> int:
    return len(gzip.compress(text.encode(), 9, mtime=0))


# ---- Jumps ----
def shifts(chromium: Browser, root: Path, home: str) -> Iterator[Figure]:
    """Open every page with a tool on a phone, then let a result appear."""
    found: dict[str, dict[str, float]] = {"装载时": {}, "出结果时": {}}
    for path in sorted(root.rglob("index.html")):
        name = tool_of(path.read_text(encoding="utf-8"))
        if name is None:
            continue
        address = path.parent.relative_to(root).as_posix() + "/"
        page = chromium.new_page(viewport=PHONE)
        page.add_init_script(SHIFTS)
        page.context.new_cdp_session(page).send("Emulation.setCPUThrottlingRate", {"rate": SLOW})
        page.goto(home + address)
        page.wait_for_selector(READY, state="attached")
        loaded = page.evaluate("window.shifted")
        step = load_tools().tools[name].steps[load_tools().tools[name].asks]
        if page.locator(f'a[data-open="{step}"]').count():
            page.click(f'a[data-open="{step}"]')
            page.wait_for_selector(f'[data-view="{step}"][data-open]')
        page.click(f'[data-view="{step}"] [data-example]')
        page.wait_for_selector(f'[data-answer="{step}"] .tool-live .plan-result')
        # The last thing that happens after a result: it is read out.
        page.wait_for_function("() => document.querySelector('[data-heard]').textContent")
        found["装载时"][address], found["出结果时"][address] = loaded, page.evaluate("window.shifted") - loaded
        page.close()
    for when, pages in found.items():
        moved = "；".join(f"{address} {value:.4f}" for address, value in pages.items() if value)
        note = f"CLS，目标 0；{len(pages)} 页{'，动了的：' + moved if moved else '都没有动'}"
        yield Figure(f"版面跳动，{when}，最多", round(max(pages.values()), 4), "", None, note)


def main() -> None:
    """Measure everything and print the table."""
    figures: list[Figure] = []
    with site() as (root, home), sync_playwright() as driver:
        chromium = driver.chromium.launch(executable_path=find_browser(), args=["--no-sandbox"])
        figures += keystrokes(chromium, home)
        figures += shifts(chromium, root, home)
        chromium.close()
    show([*figures, *sizes()])


if __name__ == "__main__":
    main()
