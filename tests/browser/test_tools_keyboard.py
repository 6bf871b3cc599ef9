"""With nothing but Tab, Enter, Space and the arrows: from the top of a tool to a result, the focus always in sight."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, Page

from tests.browser.conftest import DESK, PHONE
from tests.browser.tools import EACH, PLAN, Tool, answering, focused, open_tool, phone

pytestmark = pytest.mark.browser

MOST_STOPS = 150  # of the Tab key, until something is surely not to be reached

# What is wrong with the focus as it stands: lost, without a frame, or wholly under what sticks to an edge.
FAULT = """() => {
    const at = document.activeElement;
    if (!at || at === document.body) return "lost";
    const style = getComputedStyle(at);
    const framed = style.outlineStyle !== "none" && parseFloat(style.outlineWidth) >= 2;
    // A step that was just opened is no control; its own words are what is looked at.
    if (!framed && !at.hasAttribute("data-view")) return "no frame";
    const box = at.getBoundingClientRect();
    const points = [0.1, 0.3, 0.5, 0.7, 0.9].map((part) => box.left + box.width * part);
    const tops = points.map((x) => document.elementFromPoint(x, box.top + Math.min(box.height, 40) / 2));
    return tops.some((top) => top && (at.contains(top) || top.contains(at))) ? "" : "covered";
}"""


INSIDE = "Boolean(document.activeElement.closest('section.tool'))"


class Keys:
    """The keyboard of a reader; every stop is looked at."""

    def __init__(self, tool: Tool) -> None:
        self.tool, self.page = tool, tool.page
        self.faults: list[str] = []

    def look(self) -> None:
        fault = self.page.evaluate(FAULT)
        if fault:
            # What comes a frame later than the key: a step that opens, the bar that goes.
            self.page.evaluate("() => new Promise((done) => requestAnimationFrame(() => setTimeout(done, 50)))")
            fault = self.page.evaluate(FAULT)
        if fault:
            self.faults.append(f"{fault}: {focused(self.page)}")

    def press(self, key: str) -> None:
        self.page.keyboard.press(key)
        self.look()

    def tab_to(self, wanted: str, key: str = "Tab") -> None:
        for _ in range(MOST_STOPS):
            if focused(self.page) == wanted:
                return
            self.press(key)
        raise AssertionError(f"{wanted} 走不到")

    def type(self, path: str, text: str) -> None:
        self.tab_to(f"field:{path}")
        self.page.keyboard.type(text)
        self.look()


@pytest.fixture(params=[PHONE, DESK], ids=["phone", "desk"])
def page(request: pytest.FixtureRequest, browser: Browser) -> Iterator[Page]:
    with phone(browser, viewport=request.param) as context:
        yield context.new_page()


@pytest.fixture
def keys(page: Page, site_url: str) -> Keys:
    tool = open_tool(page, site_url + PLAN)
    tool.section.locator("[data-hide]").focus()
    return Keys(tool)


def test_from_the_top_of_the_tool_to_a_plan(keys: Keys) -> None:
    keys.type("budget.income", "6500")
    keys.type("budget.essentials", "4300")
    keys.tab_to("next:budget")
    keys.press("Enter")
    assert focused(keys.page) == "view:debts"
    keys.type("debts.rows[0].name", "某信用卡")
    keys.type("debts.rows[0].principal", "30000")
    keys.type("debts.rows[0].annual_rate", "18.25")
    keys.tab_to("field:debts.rows[0].status")
    keys.press("ArrowDown")
    keys.tab_to("field:debts.rows[0].judged")
    keys.press("Space")
    keys.tab_to("next:debts")
    keys.press("Enter")
    assert focused(keys.page) == "view:plan"
    keys.tab_to("field:plan.schemes[0].freeze")
    keys.press("ArrowDown")
    keys.press("ArrowDown")
    assert "每月还" in keys.tool.view("plan").locator(".tool-live .plan-headline").inner_text()
    case = keys.tool.case()
    assert case["debts"]["rows"][0]["status"] == "asked"
    assert case["debts"]["rows"][0]["judged"] is True
    assert case["plan"]["schemes"][0]["freeze"] == "all"
    assert keys.faults == []


def test_the_way_of_filling_in_is_chosen_with_the_arrows(keys: Keys) -> None:
    keys.tab_to("field:budget.mode")
    keys.press("ArrowDown")
    keys.type("budget.lines.wage.amount", "5000")
    keys.tab_to("field:budget.lines.wage.every")
    keys.press("ArrowDown")
    keys.tab_to("field:budget.lines.rent.unknown")
    keys.press("Space")
    assert keys.tool.case()["budget"] == {
        "mode": "lines",
        "lines": {"wage": {"amount": "5000", "every": "day"}, "rent": {"unknown": True}},
    }
    assert keys.faults == []


def test_rows_come_and_go_without_losing_the_focus(keys: Keys) -> None:
    keys.tool.go("debts")
    keys.tool.box("debts.rows[0].name").focus()
    for number in (1, 2):
        keys.tab_to("add:debts.rows")
        keys.press("Enter")
        assert focused(keys.page) == f"field:debts.rows[{number}].name"
        keys.page.keyboard.type(f"第 {number} 家")
    keys.tab_to("remove:debts.rows")
    keys.press("Enter")
    assert focused(keys.page) == "add:debts.rows"
    # One is left to stand at least, and then nothing offers to take it away.
    keys.tool.view().locator("[data-remove]").first.focus()
    keys.press("Enter")
    assert focused(keys.page) == "add:debts.rows"
    assert keys.tool.view().locator("[data-remove]:visible").count() == 0
    assert keys.faults == []


def test_what_is_missing_is_reached_across_the_steps(keys: Keys) -> None:
    keys.type("budget.income", "6500")
    keys.tool.go("plan")
    keys.tool.view().locator("[data-check]").focus()
    keys.press("Enter")
    assert focused(keys.page).startswith("summary:")
    keys.tab_to("goto:budget.essentials")
    keys.press("Enter")
    assert keys.tool.open == "budget"
    assert focused(keys.page) == "field:budget.essentials"
    keys.page.keyboard.type("4300")
    keys.tab_to("next:budget")
    keys.press("Enter")
    assert focused(keys.page) == "view:debts"
    assert keys.faults == []


def test_a_step_that_lacks_something_keeps_the_focus_at_what_it_lacks(keys: Keys) -> None:
    keys.tab_to("next:budget")
    keys.press("Enter")
    assert keys.tool.open == "budget"
    assert focused(keys.page).startswith("summary:")
    keys.press("Tab")
    keys.press("Enter")
    assert focused(keys.page) == "field:budget.income"
    assert keys.faults == []


def test_what_the_result_rests_on_is_changed_by_its_link(keys: Keys) -> None:
    keys.tool.fill_example("plan")
    change = keys.tool.view().locator(".tool-live .tool-change:visible")
    paths = [link.get_attribute("data-goto") for link in change.all()]
    assert paths
    for path in paths:
        keys.tool.go("plan")
        keys.tool.view().locator(f'.tool-live .tool-change[data-goto="{path}"]').first.focus()
        keys.press("Enter")
        assert focused(keys.page).split("[")[0] == f"field:{path}".split("[")[0]
    assert keys.faults == []


def test_a_link_to_a_box_that_is_not_shown_leads_beside_it(keys: Keys) -> None:
    """“收入和开支一直不变” leads to the income, also where it is told by lines."""
    keys.tool.bring(
        {
            "budget": {"mode": "lines", "lines": {"wage": {"amount": "5000"}}},
            "debts": {"rows": [{"principal": "9000"}]},
        }
    )
    keys.tool.go("plan")
    keys.tool.view().locator('.tool-live [data-goto="budget.income"]').focus()
    keys.press("Enter")
    assert keys.tool.open == "budget"
    assert keys.faults == []


def test_a_receipt_is_opened_and_the_focus_is_on_it(keys: Keys) -> None:
    keys.tool.fill_example("plan")
    keys.tool.view().locator("[data-receipt]").focus()
    keys.press("Enter")
    assert keys.page.evaluate("Boolean(document.activeElement.closest('[data-receipt-of]'))")
    assert keys.faults == []


@pytest.mark.parametrize("address", EACH)
def test_every_stop_of_every_tool_is_seen(page: Page, site_url: str, address: str) -> None:
    tool = open_tool(page, site_url + address)
    tool.fill_example()
    keys = Keys(tool)
    for step in answering(tool.name):
        tool.go(step)
        tool.section.locator("[data-hide]").focus()
        stops = 0
        page.keyboard.press("Tab")
        while page.evaluate(INSIDE):
            keys.look()
            page.keyboard.press("Tab")
            stops += 1
            assert stops < MOST_STOPS, "the focus does not get out of the tool"
        # Back again: what sticks to the upper edge hides other stops than what sticks to the lower.
        page.keyboard.press("Shift+Tab")
        while page.evaluate(INSIDE):
            keys.look()
            page.keyboard.press("Shift+Tab")
        assert keys.faults == []
