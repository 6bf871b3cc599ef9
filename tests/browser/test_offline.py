"""The bundle from disk, with the network cut: every page, the search and the calculator."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page

from tests.browser.conftest import PHONE, Watch, open_search

pytestmark = pytest.mark.browser


@pytest.fixture
def page(browser: Browser) -> Iterator[Page]:
    context = browser.new_context(viewport=PHONE, offline=True)
    yield context.new_page()
    context.close()


def test_every_page_opens_from_disk(page: Page, bundle: Path) -> None:
    watch = Watch(page, bundle.as_uri())
    found = sorted(path for path in bundle.rglob("*.html") if path.name != "404.html")
    assert len(found) >= 16
    for path in found:
        page.goto(path.as_uri())
        assert page.locator("h1").count() == 1, path.name
        assert watch.clean(), path.name


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
