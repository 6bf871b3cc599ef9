"""Nothing of a tool is wider than the phone, and nothing moves under the finger when a result or a fault appears."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, Locator, Page, expect

from tests.browser.conftest import PHONE
from tests.browser.test_tools_accessibility import full
from tests.browser.tools import EACH, PLAN, SMALL, Case, Tool, answering, open_tool, phone

pytestmark = pytest.mark.browser

# What sticks out to the right, unless what holds it can be pushed sideways by itself.
OUTSIDE = """() => Array.from(document.querySelectorAll("section.tool *")).filter((one) => {
    const box = one.getBoundingClientRect();
    if (!box.width || box.right <= innerWidth + 1) return false;
    for (let at = one; at.matches("section.tool *"); at = at.parentElement)
        if (/auto|scroll/.test(getComputedStyle(at).overflowX) || at.matches(".tool-unseen")) return false;
    return true;
}).map((one) => one.outerHTML.slice(0, 80))"""
LARGEST = "9999999999"
LONG: Case = {
    "budget": {"mode": "totals", "income": LARGEST, "essentials": "1", "reserve": "1"},
    "debts": {"rows": [{"name": "W" * 30, "principal": LARGEST, "annual_rate": "36"} for _ in range(3)]},
    "plan": {"schemes": [{"freeze": "none"}, {"freeze": "all"}, {"monthly": "88888888.88"}]},
    "waiting": {"months": "120"},
}


@pytest.fixture(params=[PHONE, SMALL], ids=["360", "320"])
def page(request: pytest.FixtureRequest, browser: Browser) -> Iterator[Page]:
    with phone(browser, viewport=request.param) as context:
        yield context.new_page()


def wide(page: Page) -> list[str]:
    found: list[str] = page.evaluate(OUTSIDE)
    page_itself = page.evaluate("document.documentElement.scrollWidth > innerWidth")
    return ["the page", *found] if page_itself else found


def looks(tool: Tool) -> Iterator[str]:
    """Bring the tool into one state after the other."""
    for step in tool.steps:
        tool.go(step)
        tool.view().locator("[data-check], [data-next]").first.click()
        yield f"{step} asked for what is missing"
    tool.bring(full(tool))
    for step in tool.steps:
        tool.go(step)
        tool.view().locator("details").evaluate_all("all => all.forEach((fold) => (fold.open = true))")
        if step in answering(tool.name):
            tool.press("receipt")
        yield f"{step} full"
        if tool.view().locator("[data-stop]").count():
            tool.put(f"{step}.scam_fee", True)
            yield f"{step} stopped"
            tool.put(f"{step}.scam_fee", False)
    tool.keep()
    yield "kept"


@pytest.mark.parametrize("address", EACH)
def test_nothing_is_wider_than_the_phone(page: Page, site_url: str, address: str) -> None:
    tool = open_tool(page, site_url + address)
    found = {state: wide(page) for state in looks(tool)}
    assert {state: outside for state, outside in found.items() if outside} == {}


def test_long_names_and_large_amounts_are_not_wider_either(page: Page, site_url: str) -> None:
    tool = open_tool(page, site_url + PLAN)
    tool.bring(LONG)
    for step in ("budget", "debts", "plan", "partial", "shock", "waiting"):
        tool.go(step)
        assert wide(page) == [], step


def top(box: Locator) -> float:
    return float(box.evaluate("box => box.getBoundingClientRect().top"))


@pytest.mark.parametrize("page", [PHONE], ids=["360"], indirect=True)
@pytest.mark.parametrize("address", EACH)
def test_the_box_under_the_finger_stays_where_it_is(page: Page, site_url: str, address: str) -> None:
    """While a result goes, while a fault is told, and while both are set right again."""
    tool = open_tool(page, site_url + address)
    tool.bring(tool.example)
    tool.go(answering(tool.name)[-1])
    kinds = ("yuan", "count", "day", "percent")
    for box in tool.view().locator(", ".join(f"[data-kind={kind}]:visible" for kind in kinds)).all()[:6]:
        box.evaluate("box => box.scrollIntoView({ block: 'center' })")
        box.focus()
        good, at = box.input_value(), top(box)
        # A calendar takes no words.
        for text in ("", good) if box.get_attribute("data-kind") == "day" else ("", "很多", good):
            box.fill(text)
            assert abs(top(box) - at) <= 1, (box.get_attribute("data-field"), text)


def test_the_first_result_moves_nothing_of_the_form(page: Page, site_url: str) -> None:
    tool = open_tool(page, site_url + "tools/court-fees/")
    box = tool.box("court_fees.claim")
    box.focus()
    at = top(box)
    box.press_sequentially("30000")
    assert tool.view().locator(".tool-live .plan-headline").is_visible()
    assert abs(top(box) - at) <= 1


def test_the_bar_that_led_to_the_answer_does_not_lie_on_it(page: Page, site_url: str) -> None:
    tool = open_tool(page, site_url + PLAN)
    tool.fill_example("plan")
    tool.box("plan.schemes[0].monthly").focus()
    bar = tool.section.locator("[data-show]")
    expect(bar).to_be_visible()
    bar.click()
    expect(bar).to_be_hidden()
    expect(tool.view().locator("[data-answer]")).to_be_focused()
