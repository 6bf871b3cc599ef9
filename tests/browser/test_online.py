"""Pages over http: nothing asked of another host, nothing against the policy, nothing remembered."""

from __future__ import annotations

import pytest
from playwright.sync_api import Browser

from tests.browser.conftest import DESK, PHONE, Watch, one_of_each, open_search
from tests.conftest import Built

pytestmark = pytest.mark.browser


def test_a_page_of_each_folder_asks_for_nothing_from_elsewhere(built: Built, browser: Browser, site_url: str) -> None:
    """All pages are visited from disk, where more can go wrong; these over http, also the one for a wrong address."""
    page = browser.new_page(viewport=PHONE)
    watch = Watch(page, site_url)
    for path in one_of_each(built.pages):
        page.goto(site_url + path)
        policy = page.get_attribute("meta[http-equiv=Content-Security-Policy]", "content") or ""
        assert "default-src 'none'" in policy, path
        assert "unsafe" not in policy, path
        for number in ("110", "12356"):
            box = page.locator(f".emergency-line a[href='tel:{number}']").bounding_box()
            assert box, path
            assert box["y"] < PHONE["height"], path
        assert page.evaluate("document.documentElement.scrollWidth") <= PHONE["width"], path
        assert watch.clean(), path
    page.wait_for_load_state("networkidle")
    assert watch.clean()
    page.close()


def test_search_answers_whole_chinese_words(browser: Browser, site_url: str) -> None:
    page = browser.new_page(viewport=PHONE)
    watch = Watch(page, site_url)
    page.goto(site_url)
    open_search(page, "借呗")
    assert "借呗专题" in page.inner_text(".md-search-result__item >> nth=0")
    assert "\u200b" not in page.inner_text(".md-search-result")
    page.click(".md-search-result__item a >> nth=0")
    page.wait_for_url("**/lenders/jiebei/**")
    # What a reader searched for must not reach the server's log in an address.
    assert "?" not in page.url
    assert watch.clean()
    page.close()


def test_the_page_remembers_nothing_but_the_colours(browser: Browser, site_url: str) -> None:
    context = browser.new_context(viewport=DESK)
    page = context.new_page()
    page.goto(site_url + "plan/calculator/")
    field = page.locator("#tool-budget-budget-income")
    field.fill("7000")
    page.click("label[title=换成深色]")
    page.goto(site_url)
    assert page.get_attribute("body", "data-md-color-scheme") == "slate"
    stored = page.evaluate("Object.keys(localStorage).concat(Object.keys(sessionStorage))")
    assert [name.rsplit(".", 1)[-1] for name in stored] == ["__palette"]
    assert context.cookies() == []
    context.close()


def test_headings_have_chinese_anchors(browser: Browser, site_url: str) -> None:
    page = browser.new_page(viewport=PHONE)
    page.goto(site_url + "emergency/")
    assert page.locator("h2#收到法院文件").count() == 1
    page.close()
