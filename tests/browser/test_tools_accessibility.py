"""axe-core on every tool, in every state that it can be brought into, at two widths, light and dark: no violation."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pytest
from playwright.sync_api import Browser, Page

from handbook.tools.registry import load_tools
from tests.browser.test_accessibility import AXE, SIZES, violations
from tests.browser.tools import EACH, TOOLS, Case, Tool, answering, open_tool, phone, specs

pytestmark = pytest.mark.browser

DAYS = {"from": "2026-01-01", "to": "2026-02-01"}
# As much as somebody in real trouble may bring: every list long, the budget line by line.
FULL: Case = {
    "budget": {"mode": "lines", "lines": {"wage": {"amount": "5000"}, "rent": {"amount": "900", "every": "week"}}},
    "debts": {"rows": [{"name": f"第 {n} 家", "principal": str(1000 * n), "annual_rate": "24"} for n in range(1, 21)]},
    "plan": {"schemes": [{"freeze": "none"}, {"freeze": "all"}, {"freeze": "agreed", "monthly": "100"}]},
    "waiting": {"months": "24"},
    "settlement": {"lump": "20000", "keep_back": "0"},
    "offer": {"principal": "30000", "periods": "12", "each": "3000", "fee": "500", "available": "1000"},
    "accrue": {"segments": [{"balance": "1000", "annual_rate": "24", **DAYS} for _ in range(12)]},
    "court_fees": {"claim": "100000"},
    "deadline": {
        "rule": "limitation",
        "event": "2020-01-01",
        "interruptions": [{"date": f"2021-{month:02}-01"} for month in range(1, 13)],
    },
}


def full(tool: Tool) -> Case:
    """Return the case above; for a form that it leaves out, the page's example with every list as long as it may be."""

    def long(step: str, name: str, held: Any) -> Any:
        most = next(spec.get("most", 1) for spec in specs()[step] if spec["name"] == name)
        return (held * most)[:most] if isinstance(held, list) else held

    given = {step: {name: long(step, name, held) for name, held in form.items()} for step, form in tool.example.items()}
    return given | FULL


@pytest.fixture(params=[(size, scheme) for size in SIZES for scheme in ("light", "dark")], ids="-".join)
def page(request: pytest.FixtureRequest, browser: Browser) -> Iterator[Page]:
    size, scheme = request.param
    options = {"viewport": SIZES[size], "color_scheme": scheme, "reduced_motion": "reduce"}
    with phone(browser, **options) as context:
        context.add_init_script(AXE)
        yield context.new_page()


# Other pages hold the same tools again, or some of their steps.
PLACES = {TOOLS[address]: address for address in EACH}
STEPS = {name: set(load_tools().tools[name].steps) for name in PLACES}
WHOLE = [name for name in PLACES if not any(STEPS[name] < steps for steps in STEPS.values())]


def states(tool: Tool) -> Iterator[str]:
    """Bring the tool from one state to the next, and name each."""
    for step in tool.steps:
        tool.go(step)
        tool.view().locator("[data-check], [data-next]").first.click()
        yield f"{step} asked for what is missing"
    tool.fill_example()
    for step in tool.steps:
        tool.go(step)
        if step in answering(tool.name):
            tool.press("receipt")
        yield f"{step} filled in"
        amount = tool.view().locator("[data-kind=yuan]:visible, [data-kind=count]:visible")
        if amount.count():
            before = amount.first.input_value()
            amount.first.fill("很多")
            yield f"{step} with a fault"
            amount.first.fill(before)
    tool.bring(full(tool))
    for step in tool.steps:
        tool.go(step)
        tool.view().locator("details").evaluate_all("all => all.forEach((fold) => (fold.open = true))")
        yield f"{step} with many rows, all unfolded"
        if tool.view().locator("[data-stop]").count():
            tool.put(f"{step}.scam_fee", True)
            yield f"{step} stopped"
            tool.put(f"{step}.scam_fee", False)


@pytest.mark.parametrize("name", WHOLE)
def test_every_state_of_every_step(page: Page, site_url: str, name: str) -> None:
    tool = open_tool(page, site_url + PLACES[name])
    faults = {state: violations(page, ".tool-view[data-open]") for state in states(tool)}
    assert {state: found for state, found in faults.items() if found} == {}


@pytest.mark.parametrize("page", [("phone", "light"), ("desk", "dark")], ids="-".join, indirect=True)
@pytest.mark.parametrize("name", PLACES)
def test_every_tool_with_a_result_and_all_that_stands_around_it(page: Page, site_url: str, name: str) -> None:
    tool = open_tool(page, site_url + PLACES[name])
    tool.fill_example()
    tool.keep()
    assert violations(page, "section.tool") == []
