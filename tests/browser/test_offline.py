"""The bundle from disk, with the network cut: every page, the search and the calculator."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page

from tests.browser.conftest import PHONE, Watch, open_search
from tests.conftest import Built

pytestmark = pytest.mark.browser


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


@pytest.fixture(scope="module")
def seen(browser: Browser, bundle: Path) -> dict[str, Seen]:
    """Every page, visited once on a phone: what it shows, and that it kept to itself."""
    context = browser.new_context(viewport=PHONE, offline=True)
    page = context.new_page()
    watch = Watch(page, bundle.as_uri())
    found = {}
    for path in sorted(bundle.rglob("*.html")):
        if path.name == "404.html":
            continue
        page.goto(path.as_uri())
        found[path.relative_to(bundle).as_posix()] = Seen(**page.evaluate(LOOK))
        assert watch.clean(), path
    context.close()
    return found


def test_every_page_opens_from_disk(seen: dict[str, Seen], built: Built) -> None:
    assert len(seen) == len([path for path in built.pages if path != "404.html"])
    assert {path: look.titles for path, look in seen.items() if look.titles != 1} == {}


def test_every_page_keeps_to_its_policy(seen: dict[str, Seen]) -> None:
    for path, look in seen.items():
        assert "default-src 'none'" in look.policy, path
        assert "unsafe" not in look.policy, path


def test_no_page_is_wider_than_a_small_phone(seen: dict[str, Seen]) -> None:
    assert {path: look.width for path, look in seen.items() if look.width > PHONE["width"]} == {}


def test_emergency_help_is_on_the_first_screen_of_every_page(seen: dict[str, Seen]) -> None:
    for path, look in seen.items():
        for number in ("110", "12356"):
            assert 0 <= look.helplines[number] < PHONE["height"], path
        assert look.emergency.endswith("/emergency/index.html"), path


def test_every_page_shows_its_answer_and_its_day_first(seen: dict[str, Seen]) -> None:
    for path, look in seen.items():
        assert 10 <= len(look.answer) <= 80, path
        assert look.answer == look.description, path
        assert look.checked.startswith("核对日期 20"), path


@pytest.fixture
def page(browser: Browser) -> Iterator[Page]:
    context = browser.new_context(viewport=PHONE, offline=True)
    yield context.new_page()
    context.close()


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
