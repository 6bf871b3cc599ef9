"""Nothing typed is lost by going back, reloading or turning; nothing is stored unless asked; and without scripts."""

from __future__ import annotations

from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.browser.tools import EACH, PLAN, TOOLS, Tool, answering, open_tool, phone, stored

pytestmark = pytest.mark.browser

DENIED = "Object.defineProperty(window, 'localStorage', {get() { throw new DOMException('denied'); }})"
FULL = "Storage.prototype.setItem = () => { throw new DOMException('full', 'QuotaExceededError'); }"


def filled(page: Page, url: str) -> Tool:
    tool = open_tool(page, url)
    tool.put("budget.income", "6500")
    tool.go("debts")
    tool.put("debts.rows[0].name", "某卡")
    tool.put("debts.rows[0].principal", "三万")
    return tool


def still_there(page: Page) -> None:
    tool = Tool(page)
    tool.go("budget")
    assert tool.box("budget.income").input_value() == "6,500"
    tool.go("debts")
    assert tool.box("debts.rows[0].name").input_value() == "某卡"
    # Also what is wrong stays as it was typed.
    assert tool.box("debts.rows[0].principal").input_value() == "三万"


def test_reloading_loses_nothing(page: Page, site_url: str) -> None:
    filled(page, site_url + PLAN)
    page.reload()
    still_there(page)


def test_another_page_and_back_loses_nothing(page: Page, site_url: str) -> None:
    filled(page, site_url + PLAN)
    page.goto(site_url)
    page.go_back()
    page.wait_for_selector("section.tool")
    still_there(page)


def test_turning_the_phone_loses_nothing(page: Page, site_url: str) -> None:
    filled(page, site_url + PLAN)
    page.set_viewport_size({"width": 740, "height": 360})
    still_there(page)


def test_nothing_is_stored_until_the_box_is_ticked(page: Page, site_url: str) -> None:
    tool = filled(page, site_url + PLAN)
    page.reload()
    tool = Tool(page)
    assert stored(page) == []
    other = open_tool(page.context.new_page(), site_url + PLAN)
    assert other.box("budget.income").input_value() == ""
    tool.keep().locator("[data-remember]").check()
    again = open_tool(page.context.new_page(), site_url + PLAN)
    assert again.box("budget.income").input_value() == "6,500"
    tool.section.locator("[data-remember]").uncheck()
    assert stored(page) == []


@pytest.mark.parametrize("refusal", [DENIED, FULL], ids=["denied", "full"])
def test_where_nothing_can_be_stored_the_tool_works_and_says_so(browser: Browser, bundle: Path, refusal: str) -> None:
    with phone(browser, offline=True) as context:
        page = context.new_page()
        page.add_init_script(refusal)
        tool = open_tool(page, (bundle / "plan/calculator.html").as_uri())
        tool.fill_example("plan")
        expect(tool.view().locator(".tool-live .plan-headline").first).to_be_visible()
        remember = tool.keep().locator("[data-remember]")
        if remember.is_enabled():
            remember.click()
            assert "不让保存" in tool.section.locator("[data-said]").inner_text()
        assert not remember.is_checked()


@pytest.mark.parametrize("address", EACH)
def test_without_scripts_example_formula_and_boxes_stand_there(browser: Browser, site_url: str, address: str) -> None:
    with phone(browser, java_script_enabled=False) as context:
        page = context.new_page()
        page.goto(site_url + address)
        section = page.locator("section.tool")
        assert "没有开脚本" in section.locator(".tool-noscript").inner_text()
        for step in answering(TOOLS[address]):
            view = section.locator(f'[data-view="{step}"]')
            assert view.locator(".tool-example .plan-headline, .tool-example .tool-beside").first.is_visible()
            assert view.locator(".tool-inputs li").count() >= 1
            assert view.locator(".tool-how li").count() >= 1
            assert view.locator("[data-field]").first.is_visible()
        assert section.locator("button:visible").count() == 0
        assert page.evaluate("document.documentElement.scrollWidth") <= 360


@pytest.mark.parametrize("script", ["tool-plan.*.js", "early.*.js"])
def test_where_a_script_is_missing_all_steps_stay_readable(page: Page, site_url: str, script: str) -> None:
    page.route(f"**/{script}", lambda route: route.abort())
    page.goto(site_url + PLAN)
    page.wait_for_load_state()
    for step in ("budget", "debts", "plan"):
        assert page.locator(f'[data-view="{step}"] [data-field]').first.is_visible()
    assert page.locator('[data-view="plan"] .tool-example').is_visible()


def test_a_tool_answers_where_the_script_of_every_page_is_missing(page: Page, site_url: str) -> None:
    page.route("**/text.*.js", lambda route: route.abort())
    tool = open_tool(page, site_url + PLAN)
    tool.fill_example("plan")
    expect(tool.view().locator(".tool-live .plan-headline").first).to_be_visible()
