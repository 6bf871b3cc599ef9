"""Every page over http: nothing asked of another host, nothing against the policy, nothing wider than the phone."""

from __future__ import annotations

from dataclasses import dataclass

import pytest
from playwright.sync_api import Browser

from tests.browser.conftest import DESK, PHONE, Watch, open_search
from tests.conftest import Built

pytestmark = pytest.mark.browser


@dataclass(frozen=True)
class Seen:
    """What one visit of a page shows."""

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
def seen(built: Built, browser: Browser, site_url: str) -> dict[str, Seen]:
    """Every page, visited once on a phone: what it shows, and that it kept to itself."""
    page = browser.new_page(viewport=PHONE)
    watch = Watch(page, site_url)
    found = {}
    for path in built.pages:
        page.goto(site_url + path)
        found[path] = Seen(**page.evaluate(LOOK))
        assert watch.clean(), path
    page.wait_for_load_state("networkidle")
    assert watch.clean()
    page.close()
    return found


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
        assert look.emergency == "/emergency/", path


def test_every_page_shows_its_answer_and_its_day_first(seen: dict[str, Seen]) -> None:
    for path, look in seen.items():
        if path != "404.html":
            assert 10 <= len(look.answer) <= 80, path
            assert look.answer == look.description, path
            assert look.checked.startswith("核对日期 20"), path


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
