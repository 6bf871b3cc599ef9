"""Grounds and dates as a reader meets them: a tap opens the gist, an old page says that it is old."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page

from tests.browser.conftest import PHONE
from tests.browser.test_accessibility import AXE, violations

pytestmark = pytest.mark.browser


@pytest.fixture
def page(browser: Browser) -> Iterator[Page]:
    context = browser.new_context(viewport=PHONE, offline=True)
    context.add_init_script(AXE)
    yield context.new_page()
    context.close()


def test_a_tap_on_a_ground_opens_its_gist_and_another_closes_it(page: Page, bundle: Path) -> None:
    page.goto((bundle / "negotiate/first-call.html").as_uri())
    ground = page.locator("sup.ground a").first
    ground.click()
    assert ground.get_attribute("aria-expanded") == "true"
    assert "诉讼时效" in page.inner_text(".ground-gist")
    assert "#ground" not in page.url
    assert violations(page) == []
    ground.click()
    assert page.locator(".ground-gist").count() == 0


def test_without_scripts_a_ground_leads_to_the_list(browser: Browser, bundle: Path) -> None:
    context = browser.new_context(viewport=PHONE, java_script_enabled=False)
    page = context.new_page()
    page.goto((bundle / "negotiate/first-call.html").as_uri())
    page.locator("sup.ground a").first.click()
    assert page.url.endswith("#ground-1")
    assert page.locator("#ground-1").is_visible()
    context.close()


@pytest.mark.parametrize(("hours", "old"), [(-1, False), (1, True)])
def test_a_page_past_its_day_says_so_by_the_readers_clock(page: Page, bundle: Path, hours: int, old: bool) -> None:
    page.goto((bundle / "negotiate/first-call.html").as_uri())
    told = re.search(r"([\d-]+) 前要再核对", page.inner_text(".page-checked"))
    assert told
    page.clock.set_fixed_time(dt.datetime.fromisoformat(told[1]) + dt.timedelta(hours=hours))
    page.reload()
    assert ("过了核对期" in page.inner_text(".page-checked")) is old
    assert violations(page) == []


def test_a_hard_word_leads_to_its_meaning(page: Page, bundle: Path) -> None:
    page.goto((bundle / "plan/options.html").as_uri())
    word = page.locator("a.term").first
    text = word.inner_text()
    word.click()
    page.wait_for_selector(f"h3:has-text('{text}')")
    assert "about/glossary.html#" in page.url


def test_a_number_is_one_tap_away(page: Page, bundle: Path) -> None:
    page.goto((bundle / "emergency/index.html").as_uri())
    assert page.locator("article a[href='tel:12356']").count() >= 1


def test_a_reader_asks_for_another_day_and_puts_in_a_newer_value(page: Page, bundle: Path) -> None:
    page.goto((bundle / "legal/index.html").as_uri())
    assert "没有核对" in page.inner_text(".dated-answer")
    page.fill(".dated-value input[type=date]", "2023-07-01")
    assert "14.20%" in page.inner_text(".dated-answer")
    page.fill(".dated-value input[type=text]", "3.1")
    assert "按您填的数" in page.inner_text(".dated-answer")
    assert "12.4%" in page.inner_text(".dated-answer")
    page.fill(".dated-value input[type=text]", "三")
    assert "只写数字" in page.inner_text(".dated-value .plan-error:not([hidden])")
    assert "12.4%" in page.inner_text(".dated-answer")
    assert violations(page) == []
