"""The search as a reader meets it: on a phone, over http and from disk, with all its states."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from tests.browser.conftest import PHONE, Watch, open_search
from tests.conftest import Built

pytestmark = pytest.mark.browser


def results(page: Page) -> list[str]:
    return page.locator(".md-search-result__item h1").all_inner_texts()


def test_a_first_view_loads_nothing_of_the_search(page: Page, site_url: str) -> None:
    asked: list[str] = []
    page.on("request", lambda request: asked.append(request.url))
    page.goto(site_url)
    page.wait_for_load_state("networkidle")
    assert not [url for url in asked if "/workers/" in url or "core-" in url]
    # The theme insists on its own index; it is a note of where the real one lies.
    sizes = page.evaluate(
        "performance.getEntriesByName(new URL('search/search_index.json', location)).map(e => e.decodedBodySize)"
    )
    assert sizes
    assert sizes[0] < 600
    with page.expect_request("**/workers/search.*"):
        open_search(page, "借呗")


def test_the_box_says_that_it_is_loading(page: Page, site_url: str) -> None:
    page.route("**/search/core-*", lambda _: None)  # never answered
    page.goto(site_url)
    page.click("label.md-header__button[for=__search]")
    page.click(".md-search__input")
    assert "初始化" in page.inner_text(".md-search-result__meta")


def test_suggestions_can_be_tapped(page: Page, site_url: str) -> None:
    watch = Watch(page, site_url)
    page.goto(site_url)
    open_search(page, "停息")
    chip = page.locator(".search-suggest button").first
    text = chip.inner_text()
    chip.click()
    page.wait_for_function("text => document.querySelector('.md-search__input').value === text", arg=text)
    page.wait_for_selector(".md-search-result__item")
    assert watch.clean()


def test_what_was_meant_is_marked(page: Page, site_url: str) -> None:
    page.goto(site_url)
    open_search(page, "停息掛帳")
    assert "停息挂账" in page.locator(".md-search-result__item mark").all_inner_texts()


@pytest.mark.parametrize("question", ["<img src=x onerror=alert(1)>", "(((", "a" * 5000, "？？？", "𠮷", "＜script＞"])
def test_hostile_text_shows_a_list_and_breaks_nothing(page: Page, site_url: str, question: str) -> None:
    watch = Watch(page, site_url)
    page.goto(site_url)
    open_search(page, question)
    assert page.locator(".md-search-result img").count() == 0
    assert page.evaluate("document.querySelector('.md-search__scrollwrap').scrollWidth") <= PHONE["width"]
    assert watch.clean()


def test_when_nothing_is_found_the_list_helps(page: Page, site_url: str) -> None:
    page.goto(site_url)
    open_search(page, "孢囊线虫")
    assert results(page)[:2] == ["没有找到直接的答案", "急事先看这里"]


@pytest.mark.parametrize("file", ["core-*.js", "assets/javascripts/workers/search.*.js"])
def test_a_broken_search_leads_to_the_list_of_all_pages(page: Page, site_url: str, built: Built, file: str) -> None:
    page.route(f"**/{file}", lambda route: route.abort())
    page.goto(site_url)
    open_search(page, "借呗")
    assert results(page) == ["搜索没有装好"]
    page.click(".md-search-result__item a")
    page.wait_for_selector("h1:has-text('全部页面')")
    listed = page.locator(".all-pages a").count()
    assert listed == len(list(built.site.rglob("index.html")))


def test_from_disk_a_missing_index_is_told_too(page: Page, bundle: Path, tmp_path: Path) -> None:
    copy = tmp_path / "副本"
    shutil.copytree(bundle, copy)
    for path in (copy / "search").glob("core-*.js"):
        path.unlink()
    page.goto((copy / "index.html").as_uri())
    open_search(page, "借呗")
    assert results(page) == ["搜索没有装好"]


def test_search_by_keyboard_alone(page: Page, site_url: str) -> None:
    page.goto(site_url)
    page.keyboard.press("/")
    expect(page.locator(".md-search__input")).to_be_focused()
    page.keyboard.type("停息挂账")
    # What the first letters found may still stand there.
    page.wait_for_selector(".md-search-result__item:first-child:has-text('停息挂账到底是什么')")
    page.keyboard.press("Enter")
    page.wait_for_selector("h1:has-text('停息挂账到底是什么')")


def test_an_entry_shows_the_page_s_answer_and_leads_to_the_best_section(page: Page, site_url: str) -> None:
    page.goto(site_url)
    open_search(page, "停息挂账可能的代价")
    first = page.locator(".md-search-result__item").first
    assert "停息挂账" in first.locator("article p").first.inner_text()
    place = first.locator(".search-place")
    assert "代价" in place.inner_text()
    place.click()
    page.wait_for_url("**/plan/interest-freeze/#*")


def test_what_is_pasted_or_dictated_is_searched_without_a_key(page: Page, site_url: str) -> None:
    page.goto(site_url)
    page.click("label.md-header__button[for=__search]")
    page.locator(".md-search__input").fill("停息挂账")
    page.wait_for_selector(".md-search-result__item:first-child:has-text('停息挂账到底是什么')")
