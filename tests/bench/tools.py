"""How soon the tools answer a keystroke on a cheap phone, what they weigh, and whether anything jumps on the page."""

from __future__ import annotations

import argparse
import statistics
import sys
from collections.abc import Iterator
from contextlib import ExitStack
from typing import Any

from playwright.sync_api import Browser, Page, sync_playwright

from handbook.system import find_browser
from tests.bench.engine import SLOW, lasting
from tests.bench.pages import PHONE, SCRIPTS
from tests.bench.site import EarlierError, Served, earlier, site
from tests.bench.table import Figure, median, show
from tests.browser.tools import TOOLS, answering, runtime
from tests.calculator import cases

BEFORE = "9741efa"
"""The last commit before the scripts became modules: twenty a page, in an order kept by hand."""
WARM = 4
FEN = range(11, 11 + WARM + 24)
GOAL = 100  # ms from a keystroke to the frame that shows its result
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


def ready(chromium: Browser, home: str, case: dict[str, Any]) -> Page:
    """Open the plan's page with a case, on a slow phone, the last digit of the sum of a month about to be typed."""
    page = chromium.new_page(viewport=PHONE)
    page.goto(home + PLAN)
    page.wait_for_selector(READY, state="attached")
    open_case(page, case)
    page.locator(MONTHLY).first.focus()
    page.keyboard.press("End")
    page.evaluate(WATCH, PAINTED)
    page.context.new_cdp_session(page).send("Emulation.setCPUThrottlingRate", {"rate": SLOW})
    return page


def keystrokes(chromium: Browser, homes: list[str], against: str) -> Iterator[Figure]:
    """Type the last digit, each time to an amount not asked for before: in the new site and in the old by turns."""
    for months in (60, 360):
        for name, schemes in SCHEMES:
            pages = [ready(chromium, home, typed(months, schemes)) for home in homes]
            taken: list[list[float]] = [[] for _ in pages]
            for turn in FEN:
                # Now one first, now the other: neither gets the warmer processor.
                for page, times in list(zip(pages, taken, strict=True))[:: 1 if turn % 2 else -1]:
                    page.bring_to_front()
                    times += [[press(page, key) for key in ("Backspace", "Backspace", *f"{turn:02}")][-1]]
            rows = pages[0].locator('[data-answer="plan"] .tool-live tbody tr').count()
            for page in pages:
                page.close()
            # The first few come before the browser has compiled what it runs, and are not counted.
            new, *old = [times[WARM:] for times in taken]
            what = f"20 笔 × {months} 个月，{name}，慢 {SLOW} 倍"
            yield median(what, new, "ms", GOAL, f"结果里 {rows} 行")
            for times in old:
                yield _ratio(what, statistics.median(new), statistics.median(times), "ms", against)


def _ratio(what: str, new: float, old: float, unit: str, against: str) -> Figure:
    """Return how a measurement compares with the same of the earlier commit: 1.00 is just as it was."""
    return Figure(f"{what}，是 {against} 的", new / old, "倍", None, f"{new:,.0f} 比 {old:,.0f} {unit}", digits=2)


# ---- Weight ----
def sizes(sites: list[Served], against: str) -> Iterator[Figure]:
    """Weigh the scripts of each tool's page as servers send them."""
    new, *olds = sites
    for name, address in new.tools().items():
        weight = new.weight(address)
        yield Figure(f"{name} 的脚本，引擎在内，gzip", weight, "B", SCRIPTS)
        for old in olds:
            if name in old.tools():
                before = old.weight(old.tools()[name])
                yield _ratio(f"{name} 的脚本", weight, before, "B", against)


# ---- Jumps ----
def shifts(chromium: Browser, served: Served) -> Iterator[Figure]:
    """Open every page with a tool on a phone, then let a result appear."""
    found: dict[str, dict[str, float]] = {"装载时": {}, "出结果时": {}}
    for address, name in TOOLS.items():
        page = chromium.new_page(viewport=PHONE)
        page.add_init_script(SHIFTS)
        page.context.new_cdp_session(page).send("Emulation.setCPUThrottlingRate", {"rate": SLOW})
        page.goto(served.home + address)
        page.wait_for_selector(READY, state="attached")
        loaded = page.evaluate("window.shifted")
        step = answering(name)[0]
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
    parser = argparse.ArgumentParser(prog="scripts/bench tools", description="Measure the tools beside their goals.")
    parser.add_argument("--against", default=BEFORE, metavar="REF", help="the earlier commit to compare with")
    ref = parser.parse_args().against
    with ExitStack() as stack:
        sites = [stack.enter_context(site())]
        try:
            sites.append(stack.enter_context(earlier(ref)))
        except EarlierError as error:
            print(f"不和 {ref} 比：那一版在这台机器上构建不了（{error}）", file=sys.stderr)
        driver = stack.enter_context(sync_playwright())
        chromium = driver.chromium.launch(executable_path=find_browser(), args=["--no-sandbox"])
        figures = [*keystrokes(chromium, [one.home for one in sites], ref), *shifts(chromium, sites[0])]
        chromium.close()
        show([*figures, *sizes(sites, ref)])


if __name__ == "__main__":
    main()
