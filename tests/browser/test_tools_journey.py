"""A whole case typed on a phone, step by step: every answer is the engine's own, number for number."""

from __future__ import annotations

import re
from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser

from handbook.calculator.engine import Engine
from tests.browser.tools import PLAN, TOOLS, Case, Tool, answering, open_tool, phone, runtime, squeezed
from tests.conftest import Built

pytestmark = pytest.mark.browser

CASE: Case = {
    "budget": {
        "mode": "lines",
        "persons": "3",
        "lines": {
            "wage": {"amount": "5200"},
            "bonus": {"amount": "6000"},
            "family": {"amount": "150.50", "every": "week"},
            "rent": {"amount": "1500"},
            "phone": {"unknown": True},
            "medicine": {"amount": "780", "every": "quarter"},
            "food": {"amount": "45", "every": "day"},
        },
        "reserve": "300",
    },
    "debts": {
        "rows": [
            {
                "name": "某行信用卡",
                "principal": "32000",
                "interest": "1480.50",
                "penalty": "620",
                "fees": "88",
                "annual_rate": "18.25",
                "kind": "card",
                "status": "asked",
                "card_overdue_days": "95",
            },
            {
                "name": "某消费金融",
                "principal": "1.8万",
                "interest": "900",
                "annual_rate": "24",
                "penalty_rate": "6",
                "kind": "licensed",
                "status": "agreed",
                "judged": True,
            },
            {
                "name": "<b>某网贷</b> & 分期",
                "principal": "8,600",
                "fees": "600",
                "annual_rate": "36",
                "kind": "platform",
                "status": "refused",
            },
        ]
    },
    "plan": {
        "schemes": [
            {"freeze": "agreed"},
            {"freeze": "all", "monthly": "1500", "grace_months": "2", "order": "avalanche", "waive": "penalty"},
        ],
        "start": "2027-01",
        "step": "1000",
    },
    "partial": {"silent": "agree"},
    "shock": {"savings": "2000", "expense": "5000", "from": "4"},
    "waiting": {"months": "6"},
}


@pytest.fixture
def tool(browser: Browser, site_url: str) -> Iterator[Tool]:
    with phone(browser) as context:
        yield open_tool(context.new_page(), site_url + PLAN)


def test_a_case_typed_on_the_way_through_the_steps_gets_the_engine_s_answers(tool: Tool) -> None:
    tool.enter({"budget": CASE["budget"]})
    tool.press("next")
    tool.view("debts").wait_for()
    tool.enter({"debts": CASE["debts"]})
    tool.press("next")
    tool.view("plan").wait_for()
    tool.enter({name: CASE[name] for name in ("plan", "partial", "shock", "waiting")})
    assert tool.case() == CASE
    for step in ("plan", "partial", "shock", "waiting"):
        tool.go(step)
        assert tool.same_as_engine(CASE, step)


def test_the_sentence_and_the_rows_are_those_of_a_plan_worked_out_apart(tool: Tool) -> None:
    """Not through the tool's own scripts: the engine is asked with amounts put together here."""
    tool.enter(
        {
            "budget": {"income": "6500", "essentials": "4300", "reserve": "300"},
            "debts": {
                "rows": [
                    {"name": "甲", "principal": "30000", "interest": "500", "annual_rate": "18.25"},
                    {"name": "乙", "principal": "8000", "fees": "600", "annual_rate": "24", "kind": "platform"},
                ]
            },
        }
    )
    tool.go("plan")
    debts = [
        {"name": "甲", "principal": 3_000_000, "interest": 50_000, "annual_rate": "0.1825"},
        {"name": "乙", "principal": 800_000, "fees": 60_000, "annual_rate": "0.24"},
    ]
    asked = {"income": 650_000, "essentials": 430_000, "reserve": 30_000, "start": "2026-12", "debts": debts}
    plan = Engine().calculate("plan", asked)
    assert squeezed(tool.view().locator(".tool-live .plan-headline").inner_text()).startswith(
        f"每月还1,900元，第{plan['months']}个月"
    )
    rows = tool.view().locator(".tool-live .plan-months tbody tr")
    assert rows.count() == len(plan["rows"])
    for shown, row in zip(rows.all(), plan["rows"], strict=True):
        cells = [cell.text_content() or "" for cell in shown.locator("td").all()]
        assert [round(float(cell.replace(",", "")) * 100) for cell in cells] == [row["paid"], row["balance"]]
    shares = tool.view().locator(".tool-live .plan-shares tbody tr td:nth-child(3)").all_inner_texts()
    assert [round(float(share.replace(",", "")) * 100) for share in shares] == [debt["share"] for debt in plan["debts"]]


def test_the_balance_of_the_budget_follows_every_line(tool: Tool) -> None:
    tool.enter({"budget": CASE["budget"]})
    assert tool.view().locator("[data-sum]").inner_text() == runtime("plan").call("answer", "budget", CASE, None)["say"]
    tool.put("budget.lines.rent.amount", "1800")
    less = {**CASE["budget"], "lines": {**CASE["budget"]["lines"], "rent": {"amount": "1800"}}}
    case = {"budget": less}
    assert tool.view().locator("[data-sum]").inner_text() == runtime("plan").call("answer", "budget", case, None)["say"]


def test_changing_one_box_changes_the_answer_at_once(tool: Tool) -> None:
    tool.bring(CASE)
    tool.go("plan")
    before = tool.shown("plan")
    tool.put("plan.schemes[0].monthly", "1200")
    assert tool.shown("plan") != before
    schemes = [{"freeze": "agreed", "monthly": "1200"}, CASE["plan"]["schemes"][1]]
    changed = {**CASE, "plan": {**CASE["plan"], "schemes": schemes}}
    assert tool.same_as_engine(changed, "plan")


def test_rows_unfolded_right_after_a_key_are_those_of_the_last_answer(tool: Tool) -> None:
    """They are made only once the hand rests, is the list unfolded or the page printed."""
    tool.bring({**CASE, "plan": {"schemes": [{"freeze": "agreed"}]}})
    tool.go("plan")
    more = tool.view().locator(".tool-live .plan-more")
    for monthly in ("1200", "1300", "1450"):
        tool.put("plan.schemes[0].monthly", monthly)
    more.locator("summary").click()
    case = {**CASE, "plan": {"schemes": [{"freeze": "agreed", "monthly": "1450"}]}}
    assert "1,450" in more.locator("tbody tr").first.inner_text()
    tool.put("plan.schemes[0].monthly", "1500")
    assert "1,500" in more.locator("tbody tr").first.inner_text()
    tool.put("plan.schemes[0].monthly", "1450")
    more.locator("summary").click()
    assert tool.same_as_engine(case, "plan")


def test_status_set_in_one_step_stands_in_the_other(tool: Tool) -> None:
    tool.bring(CASE)
    tool.go("partial")
    tool.put("debts.rows[2].status", "agreed")
    tool.go("debts")
    assert tool.box("debts.rows[2].status").input_value() == "agreed"


def test_names_stay_text(tool: Tool) -> None:
    tool.bring(CASE)
    for step in ("plan", "partial", "waiting"):
        tool.go(step)
        assert "<b>某网贷</b>&分期" in tool.shown(step)
        assert tool.view().locator("b").count() == 0


def test_an_amount_is_grouped_and_told_in_wan(tool: Tool) -> None:
    tool.put("budget.income", "35000")
    assert tool.view().locator('[data-wan="budget.income"]').inner_text() == "= 3.5 万"
    tool.box("budget.essentials").focus()
    assert tool.box("budget.income").input_value() == "35,000"
    tool.put("budget.income", "800")
    assert tool.view().locator('[data-wan="budget.income"]').inner_text() == ""


def test_every_page_with_a_tool_is_tested(built: Built) -> None:
    mark = '<section class="tool" data-tool="'
    folders = [address for address in built.pages if address.endswith("/")]
    found = {address: (built.site / address / "index.html").read_text(encoding="utf-8") for address in folders}
    standing = {address: html.split(mark)[1].split('"')[0] for address, html in found.items() if mark in html}
    assert standing == TOOLS


@pytest.mark.parametrize("address", TOOLS)
def test_the_example_of_every_tool_gives_in_the_page_what_it_gives_in_python(
    browser: Browser, site_url: str, address: str
) -> None:
    with phone(browser) as context:
        tool = open_tool(context.new_page(), site_url + address)
        for step in answering(tool.name):
            # The example that was printed at the build carries no day of a reader.
            printed = squeezed(tool.view(step).locator(".tool-example").text_content() or "")
            undated = runtime(tool.name).answer(step, tool.example)["html"]
            assert squeezed(re.sub("<[^>]*>", "", undated)) in printed
        tool.fill_example()
        for step in answering(tool.name):
            tool.go(step)
            assert tool.same_as_engine(tool.example, step)
            assert not tool.view().locator(".tool-example").is_visible()
