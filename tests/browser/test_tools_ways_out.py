"""The reader's ways out: away at once, everything gone, stopped before a scam; and nothing asked of the network."""

from __future__ import annotations

from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.browser.tools import EACH, PLAN, TOOLS, Tool, answering, open_tool, phone, specs, stored

pytestmark = pytest.mark.browser

SIGNS = [
    (address, spec["name"])
    for address in EACH
    for spec in specs()[answering(TOOLS[address])[0]]
    if spec["name"].startswith("scam_")
]


@pytest.fixture
def tool(page: Page, site_url: str) -> Tool:
    page.goto(site_url)
    return open_tool(page, site_url + PLAN)


def three_shifts(page: Page) -> None:
    for _ in range(3):
        page.keyboard.press("Shift")


@pytest.mark.parametrize("way", ["button", "keys"])
def test_one_leaves_at_once_and_going_back_does_not_return(tool: Tool, page: Page, way: str, site_url: str) -> None:
    tool.fill_example("plan")
    if way == "button":
        tool.section.locator("[data-hide]").click()
    else:
        three_shifts(page)
    page.wait_for_url("about:blank")
    page.go_back()
    page.wait_for_url(site_url)


def test_shift_for_capital_letters_leads_nowhere(tool: Tool, page: Page) -> None:
    tool.go("debts")
    tool.box("debts.rows[0].name").click()
    for letter in "ABC":
        page.keyboard.press("Shift")
        page.keyboard.type(letter)
    assert tool.box("debts.rows[0].name").input_value() == "ABC"


def test_one_button_clears_page_store_and_history(tool: Tool, page: Page) -> None:
    tool.fill_example("plan")
    tool.keep().locator("[data-remember]").check()
    assert stored(page) == ["xieshang-case"]
    tool.section.locator(".tool-top [data-wipe]").click()
    assert stored(page) == []
    assert page.evaluate("history.state") is None
    assert not tool.section.locator("[data-remember]").is_checked()
    assert tool.case() == {}
    page.reload()
    assert Tool(page).case() == {}


def test_two_tools_know_four_signs_each() -> None:
    assert len({address for address, _ in SIGNS}) >= 2
    assert len(SIGNS) == 4 * len({address for address, _ in SIGNS})


@pytest.mark.parametrize(("address", "sign"), SIGNS)
def test_any_sign_of_a_scam_stops_the_tool(page: Page, site_url: str, address: str, sign: str) -> None:
    tool = open_tool(page, site_url + address)
    step = answering(tool.name)[0]
    tool.fill_example(step)
    answer = tool.view().locator(".tool-live .plan-headline")
    expect(answer).to_be_visible()
    tool.put(f"{step}.{sign}", True)
    stop = tool.view().locator("[data-stop]")
    expect(stop).to_be_visible()
    assert "不要付钱" in stop.inner_text()
    assert stop.locator("a[href='tel:110']").count() == 1
    expect(answer).to_be_hidden()
    tool.put(f"{step}.{sign}", False)
    expect(answer).to_be_visible()
    expect(stop).to_be_hidden()


def everything(tool: Tool) -> None:
    """Do all that can be done with a tool without leaving its page."""
    first = answering(tool.name)[0]
    tool.fill_example(first)
    for step in tool.steps:
        tool.go(step)
    for step in answering(tool.name):
        tool.go(step)
        tool.press("receipt")
        tool.view().locator("[data-copy-receipt]").click()
    place = tool.keep()
    for button in ("copy-case", "link", "open-paste"):
        place.locator(f"[data-{button}]").click()
    with tool.page.expect_download():
        place.locator("[data-export]").click()
    place.locator("[data-remember]").check()
    tool.section.locator(".tool-top [data-wipe]").click()
    expect(tool.section.locator("[data-said]")).to_contain_text("清掉了")


@pytest.mark.parametrize("address", EACH)
def test_after_the_page_is_there_a_tool_asks_for_nothing(page: Page, site_url: str, address: str) -> None:
    tool = open_tool(page, site_url + address)
    asked: list[str] = []
    page.on("request", lambda request: asked.append(request.url))
    everything(tool)
    # A saved file never leaves the machine; the icon of the tab is the browser's own affair, at every step back or on.
    assert [url for url in asked if not url.startswith("blob:") and not url.endswith("/favicon.png")] == []


def test_all_of_it_works_from_disk_without_a_network(browser: Browser, bundle: Path) -> None:
    with phone(browser, offline=True) as context:
        page = context.new_page()
        faults: list[str] = []
        page.on("pageerror", lambda error: faults.append(str(error)))
        for address in EACH:
            everything(open_tool(page, (bundle / f"{address[:-1]}.html").as_uri()))
        assert faults == []
