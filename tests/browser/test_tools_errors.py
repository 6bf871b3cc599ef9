"""What is wrong is told at its box and once on top, leads there, and costs the reader nothing that was typed."""

from __future__ import annotations

import re

import pytest
from playwright.sync_api import Locator, Page, expect

from tests.browser.tools import EACH, PLAN, TOOLS, Tool, answering, kinds, open_tool

pytestmark = pytest.mark.browser


@pytest.fixture
def tool(page: Page, site_url: str) -> Tool:
    return open_tool(page, site_url + PLAN)


def summary(tool: Tool) -> Locator:
    return tool.view().locator("[data-summary]")


def faults(tool: Tool) -> int:
    return tool.section.locator("[aria-invalid=true]").count()


def test_what_is_merely_not_filled_in_is_no_fault(tool: Tool) -> None:
    tool.put("budget.income", "6500")
    for step in tool.steps:
        tool.go(step)
        assert not summary(tool).is_visible()
        assert faults(tool) == 0
    tool.go("plan")
    assert "填上就有结果" in tool.section.locator("[data-bar]").inner_text()


def test_a_word_for_a_number_is_told_at_the_box_and_on_top(tool: Tool) -> None:
    tool.put("budget.income", "六千五")
    box = tool.box("budget.income")
    assert box.get_attribute("aria-invalid") == "true"
    error = tool.error("budget.income")
    assert error.is_visible()
    assert (error.get_attribute("id") or "") in (box.get_attribute("aria-describedby") or "").split()
    assert error.inner_text().rstrip("。") in summary(tool).inner_text()
    assert "每月到手收入" in summary(tool).inner_text()
    assert box.input_value() == "六千五"
    top, below = summary(tool).bounding_box(), box.bounding_box()
    assert top
    assert below
    assert top["y"] < below["y"]


def test_a_mended_box_is_a_fault_no_more(tool: Tool) -> None:
    tool.put("budget.income", "六千五")
    tool.put("budget.income", "6500")
    assert faults(tool) == 0
    assert not summary(tool).is_visible()
    assert not tool.error("budget.income").is_visible()


@pytest.mark.parametrize("address", EACH)
def test_asked_for_what_is_missing_every_tool_leads_to_each_box(page: Page, site_url: str, address: str) -> None:
    tool = open_tool(page, site_url + address)
    for step in answering(tool.name):
        tool.go(step)
        tool.press("check")
        links = summary(tool).locator("a")
        told = [(link.get_attribute("data-goto") or "", link.inner_text()) for link in links.all()]
        assert told, step
        for path, words in told:
            tool.go(step)
            tool.press("check")
            summary(tool).locator(f'a[data-goto="{path}"]').click()
            expect(tool.box(path)).to_be_focused()
            assert tool.box(path).get_attribute("aria-invalid") == "true"
            assert words.endswith("：" + tool.error(path).inner_text().rstrip("。"))


def test_a_fault_in_another_step_leads_there_and_back_by_the_browser(tool: Tool) -> None:
    tool.fill_example("plan")
    tool.go("debts")
    tool.put("debts.rows[1].principal", "一万二")
    tool.go("plan")
    summary(tool).locator("a").click()
    assert tool.open == "debts"
    expect(tool.box("debts.rows[1].principal")).to_be_focused()
    assert tool.error("debts.rows[1].principal").is_visible()
    tool.page.go_back()
    expect(tool.view("plan")).to_have_attribute("data-open", "")


def test_a_fault_behind_more_is_unfolded(tool: Tool) -> None:
    tool.go("debts")
    tool.put("debts.rows[0].principal", "3000")
    tool.put("debts.rows[0].fees", "若干")
    tool.view().locator(".tool-more > summary").click()
    assert not tool.box("debts.rows[0].fees").is_visible()
    summary(tool).locator("a").click()
    expect(tool.box("debts.rows[0].fees")).to_be_focused()
    assert tool.error("debts.rows[0].fees").is_visible()


def test_an_error_costs_nothing_that_was_typed(tool: Tool) -> None:
    tool.fill_example("plan")
    case = tool.case()
    tool.put("plan.schemes[0].monthly", "不知道")
    tool.go("debts")
    tool.go("plan")
    assert summary(tool).is_visible()
    case["plan"]["schemes"][0]["monthly"] = "不知道"
    assert tool.case() == case


# A calendar takes no words: where no amount is asked for nothing can be wrong, only missing.
ASKING = [address for address in EACH if any("yuan" in found for found in kinds(TOOLS[address]).values())]


@pytest.mark.parametrize("address", ASKING)
def test_the_last_result_stays_and_says_that_it_is_old(page: Page, site_url: str, address: str) -> None:
    tool = open_tool(page, site_url + address)
    tool.fill_example()
    step = answering(tool.name)[0]
    place = tool.view().locator("[data-answer]")
    before = tool.shown(step)
    asking = next(form for form in (step, *reversed(tool.steps)) if "yuan" in kinds(tool.name)[form])

    def write(text: str) -> str:
        tool.go(asking)
        box = tool.view().locator("[data-kind=yuan]:visible").first
        held = box.input_value()
        box.fill(text)
        tool.go(step)
        return held

    good = write("很多")
    assert tool.shown(step) == before
    assert "改之前的结果" in place.evaluate("place => getComputedStyle(place, '::before').content")
    assert "改之前的结果" in (tool.section.locator("[data-show]").text_content() or "")
    tool.press("receipt")
    assert not tool.view().locator("[data-receipt-of]").is_visible()
    write(good)
    assert tool.shown(step) == before
    assert place.evaluate("place => getComputedStyle(place, '::before').content") == "none"


def test_a_row_taken_away_takes_its_fault_along(tool: Tool) -> None:
    tool.fill_example("plan")
    before = tool.shown("plan")
    tool.go("debts")
    tool.press("add")
    tool.put("debts.rows[3].principal", "若干")
    assert faults(tool) == 1
    tool.view().locator('[data-row="3"] [data-remove]').click()
    assert faults(tool) == 0
    tool.go("plan")
    assert tool.shown("plan") == before


def test_a_row_just_added_is_no_fault(tool: Tool) -> None:
    tool.fill_example("plan")
    before = tool.shown("plan")
    tool.go("debts")
    tool.press("add")
    tool.go("plan")
    assert tool.shown("plan") == before
    assert faults(tool) == 0


def test_taking_away_a_row_in_the_middle_keeps_the_others_in_their_boxes(tool: Tool) -> None:
    tool.fill_example("debts" if "debts" in answering(tool.name) else "plan")
    rows = tool.example["debts"]["rows"]
    tool.go("debts")
    tool.view().locator('[data-row="0"] [data-remove]').click()
    shown = [tool.box(f"debts.rows[{at}].name").input_value() for at in range(len(rows) - 1)]
    assert shown == [row["name"] for row in rows[1:]]
    assert tool.case()["debts"]["rows"] == rows[1:]


@pytest.mark.parametrize(
    ("address", "path", "value"),
    [
        ("tools/interest-check/", "accrue.segments[0].to", "2020-01-01"),
        ("tools/interest-check/", "accrue.segments[0].daily_rate", "0.05"),
        ("tools/offer/", "offer.period_rate", "1"),
        ("tools/lump-sum/", "settlement.keep_back", "99999999"),
    ],
)
def test_boxes_that_contradict_each_other_are_told_at_a_box(
    page: Page, site_url: str, address: str, path: str, value: str
) -> None:
    tool = open_tool(page, site_url + address)
    tool.fill_example()
    tool.put(path, value)
    link = summary(tool).locator("a").first
    told = link.get_attribute("data-goto") or ""
    link.click()
    expect(tool.box(told)).to_be_focused()
    assert tool.error(told).is_visible()


def test_an_engine_s_complaint_is_put_in_words_and_never_as_a_name_of_the_code(page: Page, site_url: str) -> None:
    """Whatever a box is filled with, what is told holds no English and no field name."""
    for address in EACH:
        tool = open_tool(page, site_url + address)
        tool.fill_example()
        for box in tool.view().locator("input[type=text]:visible:not([data-kind=text])").all():
            good = box.input_value()
            for bad in ("-1", "999999999999999", "1.234.5", "，", "1e9"):
                box.fill(bad)
                words = summary(tool).inner_text() if summary(tool).is_visible() else ""
                # The boxes' own numbers hold capitals.
                assert not re.search("[a-z_]", words.replace(bad, "").replace("App", "")), (address, words)
            box.fill(good)


def test_a_fault_in_a_step_that_the_page_has_not_says_where_it_is_mended(page: Page, site_url: str) -> None:
    tool = open_tool(page, site_url + "tools/income-drop/")
    tool.bring({**tool.example, "plan": {"schemes": [{"monthly": "很多"}]}})
    tool.go("shock")
    assert "“算一算”那一页" in summary(tool).inner_text()
    assert summary(tool).locator("a").count() == 0
