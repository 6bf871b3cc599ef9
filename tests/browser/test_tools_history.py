"""Every step is an entry of the tab's history: none is without the case, and none keeps it once it is to be gone."""

from __future__ import annotations

import re
from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.browser.tools import PLAN, Tool, open_tool, phone, runtime

pytestmark = pytest.mark.browser

SENT = {"budget": {"mode": "totals", "income": "1", "essentials": "1"}}
HELD = "() => (history.state && history.state.toolCase ? JSON.parse(history.state.toolCase).data : null)"


@pytest.fixture
def page(browser: Browser, site_url: str) -> Iterator[Page]:
    with phone(browser) as context:
        page = context.new_page()
        page.goto(site_url)
        yield page


@pytest.fixture
def tool(page: Page, site_url: str) -> Tool:
    """A case typed over three steps, each of which has had the time to be marked."""
    tool = open_tool(page, site_url + PLAN)
    for step, path, text in (
        ("budget", "budget.income", "6500"),
        ("debts", "debts.rows[0].name", "某卡"),
        ("plan", "plan.schemes[0].monthly", "800"),
    ):
        tool.go(step)
        tool.put(path, text)
        # As a function: the page's policy forbids that text be run as code.
        page.wait_for_function(f"() => (history.state && history.state.toolCase || '').includes('{text}')")
    return tool


def leave(tool: Tool, way: str) -> None:
    if way == "button":
        tool.section.locator("[data-hide]").click()
    for _ in range(3 if way == "keys" else 0):
        tool.page.keyboard.press("Shift")
    tool.page.wait_for_url("about:blank")


@pytest.mark.parametrize("way", ["button", "keys"])
def test_leaving_from_a_later_step_leaves_no_step_behind(tool: Tool, page: Page, site_url: str, way: str) -> None:
    leave(tool, way)
    page.go_back()
    page.wait_for_url(site_url)


def test_leaving_from_a_step_gone_back_to_leaves_none_ahead(tool: Tool, page: Page) -> None:
    page.go_back()
    expect(tool.view("debts")).to_have_attribute("data-open", "")
    leave(tool, "button")
    # The address is still there; what was typed is not.
    page.go_forward()
    page.wait_for_url(f"**/{PLAN}#tool-debts")
    assert page.evaluate(HELD) is None
    assert Tool(page).case() == {}


def test_clearing_clears_the_steps_behind_and_ahead(tool: Tool, page: Page, site_url: str) -> None:
    page.go_back()
    expect(tool.view("debts")).to_have_attribute("data-open", "")
    tool.section.locator(".tool-top [data-wipe]").click()
    # Told once every step has been walked back to and emptied.
    expect(tool.section.locator("[data-said]")).to_contain_text("清掉了")
    assert tool.open == "debts"
    assert tool.case() == {}
    page.goto(site_url + "about/privacy/")
    page.go_back()
    page.wait_for_url(f"{site_url}{PLAN}*")
    assert Tool(page).case() == {}
    page.go_back()
    page.wait_for_url(site_url)


def test_a_step_just_opened_holds_the_case_before_anything_is_typed_in_it(tool: Tool, page: Page) -> None:
    """A phone short of memory drops the page; what it brings back is the entry that was open."""
    case = tool.case()
    for step in ("waiting", "budget", "partial"):
        tool.go(step)
        assert page.evaluate(HELD) == case


def test_going_back_goes_a_step_back_and_forward_again(tool: Tool, page: Page) -> None:
    case = tool.case()
    for step in ("debts", "budget"):
        page.go_back()
        expect(tool.view(step)).to_have_attribute("data-open", "")
        assert tool.case() == case
    page.go_forward()
    expect(tool.view("debts")).to_have_attribute("data-open", "")
    assert tool.case() == case


def test_a_step_gone_back_to_holds_what_was_typed_later(tool: Tool, page: Page) -> None:
    case = tool.case()
    page.go_back()
    expect(tool.view("debts")).to_have_attribute("data-open", "")
    page.reload()
    assert Tool(page).case() == case


def test_a_case_sent_to_an_open_page_is_opened_where_nothing_was_typed(page: Page, site_url: str) -> None:
    tool = open_tool(page, site_url + PLAN)
    page.evaluate("hash => void (location.hash = hash)", runtime("plan").call("to_fragment", SENT))
    expect(tool.box("budget.income")).to_have_value("1")
    assert "case" not in page.url


@pytest.mark.parametrize("sent", [runtime("plan").call("to_fragment", SENT), "#case=~ZZ"], ids=["whole", "broken"])
def test_a_case_sent_to_an_open_page_never_takes_the_place_of_what_was_typed(tool: Tool, page: Page, sent: str) -> None:
    own = tool.case()
    page.evaluate("hash => void (location.hash = hash)", sent)
    expect(tool.section.locator("[data-said]")).to_contain_text(re.compile("没有(打开|动)"))
    assert "case" not in page.url
    assert tool.case() == own
