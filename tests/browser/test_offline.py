"""The bundle from disk, with the network cut: every page, the search and the calculator."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page

from tests.browser.conftest import PHONE, Watch, open_search
from tests.browser.test_accessibility import AXE, violations
from tests.conftest import Built

pytestmark = pytest.mark.browser

PARTS = 4  # so that two workers share the pages
LOOK = """() => {
  const text = (css) => (document.querySelector(css) || { innerText: "" }).innerText;
  const held = (css, name) => (document.querySelector(css) || { getAttribute: () => "" }).getAttribute(name) || "";
  const calls = Array.from(document.querySelectorAll(".emergency-line a[href^='tel:']"));
  return {
    titles: document.querySelectorAll("h1").length,
    policy: held("meta[http-equiv=Content-Security-Policy]", "content"),
    width: document.documentElement.scrollWidth,
    helplines: Object.fromEntries(calls.map((call) => [call.innerText, call.getBoundingClientRect().top])),
    emergency: new URL(document.querySelector(".emergency-line a").href).pathname,
    answer: text(".page-answer"),
    description: held("meta[name=description]", "content"),
    checked: text(".page-checked"),
  };
}"""


@dataclass(frozen=True)
class Seen:
    """What one visit of a page shows."""

    titles: int
    policy: str
    width: int
    helplines: dict[str, float]
    """Number → how far down the screen its link lies."""
    emergency: str
    answer: str
    description: str
    checked: str

    def faults(self) -> Iterator[str]:
        """Say in what the page is not as every page must be."""
        if self.titles != 1:
            yield f"{self.titles} titles"
        if "default-src 'none'" not in self.policy or "unsafe" in self.policy:
            yield f"policy: {self.policy}"
        if self.width > PHONE["width"]:
            yield f"{self.width} px wide"
        for number in ("110", "12356"):
            if not 0 <= self.helplines.get(number, -1) < PHONE["height"]:
                yield f"{number} is not on the first screen"
        if not self.emergency.endswith("/emergency/index.html"):
            yield f"emergency help leads to {self.emergency}"
        if not 10 <= len(self.answer) <= 80 or self.answer != self.description:
            yield f"answer: {self.answer}"
        if not self.checked.startswith("核对日期 20"):
            yield f"day of checking: {self.checked}"


@pytest.fixture
def page(browser: Browser) -> Iterator[Page]:
    context = browser.new_context(viewport=PHONE, offline=True, reduced_motion="reduce")
    context.add_init_script(AXE)
    yield context.new_page()
    context.close()


@pytest.mark.parametrize("part", range(PARTS))
def test_every_page_keeps_to_itself_and_shows_what_every_page_must(page: Page, bundle: Path, part: int) -> None:
    watch = Watch(page, bundle.as_uri())
    faults = {}
    for path in sorted(path for path in bundle.rglob("*.html") if path.name != "404.html")[part::PARTS]:
        page.goto(path.as_uri())
        found = [*Seen(**page.evaluate(LOOK)).faults(), *violations(page, "article")]
        if found:
            faults[path.relative_to(bundle).as_posix()] = found
        assert watch.clean(), path
    assert faults == {}


def test_the_bundle_holds_every_page(bundle: Path, built: Built) -> None:
    assert len(list(bundle.rglob("*.html"))) == len(built.pages)


def test_links_lead_to_pages_in_the_bundle(page: Page, bundle: Path) -> None:
    page.goto((bundle / "index.html").as_uri())
    page.click("article a:has-text('债务清单')")
    page.wait_for_selector("h1:has-text('债务清单')")
    page.click(".emergency-line a >> nth=0")
    page.wait_for_selector("h1:has-text('紧急情况')")


def test_search_works_from_disk(page: Page, bundle: Path) -> None:
    watch = Watch(page, bundle.as_uri())
    page.goto((bundle / "negotiate/first-call.html").as_uri())
    open_search(page, "停息挂账是什么")
    assert "停息挂账" in page.inner_text(".md-search-result__item >> nth=0")
    page.click(".md-search-result__item a >> nth=0")
    page.wait_for_selector("h1:has-text('停息挂账到底是什么')")
    assert watch.clean()


def test_the_calculator_works_from_disk(page: Page, bundle: Path) -> None:
    watch = Watch(page, bundle.as_uri())
    page.goto((bundle / "plan/calculator.html").as_uri())
    for name, amount in (("income", "8500"), ("essentials", "4000")):
        page.fill(f"#tool-budget-budget-{name}", amount)
    page.wait_for_selector("[data-sum]:has-text('每月能还 4,500 元')")
    assert watch.clean()


def test_the_bundle_says_how_to_open_it(bundle: Path) -> None:
    text = (bundle / "先读我.txt").read_text(encoding="utf-8-sig")
    assert "index.html" in text
    assert "不需要联网" in text


def test_handouts_lie_in_the_bundle_and_are_linked(page: Page, bundle: Path) -> None:
    page.goto((bundle / "handouts/debt-list.html").as_uri())
    href = page.get_attribute(".handout-pdf a", "href") or ""
    assert (bundle / "handouts" / href).resolve().read_bytes().startswith(b"%PDF")
