"""The engine in a reader's browser, as published, gives what it gives in Python, digit for digit."""

from __future__ import annotations

import datetime as dt
import json
from collections.abc import Iterator
from typing import Any

import pytest
from playwright.sync_api import Browser, Page

from handbook.bundling.join import join
from handbook.bundling.publish import small
from handbook.calculator.engine import HERE, Engine
from handbook.grounds.law import project_law
from handbook.wording.book import COMMON, FILE, handed_over, own_words
from tests.calculator import cases
from tests.conftest import ROOT

pytestmark = pytest.mark.browser

PLANS, BATCH = 2_000, 200
OTHERS = (
    *("instalments", "rate", "accrue", "offer", "deadline", "court_fees", "budget", "shock", "waiting", "compare"),
    *("settlement", "split", "parse_case", "payment_for", "periods_for", "dated_value"),
)
CALLS = 20  # of each
LAW = project_law(ROOT, dt.date(2026, 11, 22))
COMPUTE = "([calls, law]) => JSON.stringify(calls.map(([name, data]) => Calculator.calculate(name, data, law)))"

Call = tuple[str, Any]


@pytest.fixture(scope="module")
def page(browser: Browser) -> Iterator[Page]:
    page = browser.new_page()
    # Joined and made small as every tool is that carries a part of it.
    entry = HERE / "entry-of-tests.js"
    words = handed_over({"common": own_words(COMMON), "engine": own_words(HERE / FILE)}, entry)
    calculator = 'import { calculate } from "./build.js";\nexport { calculate };\n'
    page.add_script_tag(content=small(join(entry, text=words + calculator, name="Calculator"), ".js"))
    yield page
    page.close()


@pytest.fixture(scope="module")
def engine() -> Engine:
    return Engine()


def compare(page: Page, engine: Engine, calls: list[Call]) -> None:
    there = json.loads(page.evaluate(COMPUTE, [calls, LAW]))
    for (name, data), other in zip(calls, there, strict=True):
        here = engine.calculate(name, data, LAW)
        assert "errors" not in here, (here, data)
        assert here == other, f"{name} {json.dumps(data)}"


@pytest.mark.parametrize("first", range(0, PLANS, BATCH))
def test_plans_are_the_same_in_both(first: int, page: Page, engine: Engine) -> None:
    numbers = range(first, first + BATCH)
    compare(page, engine, [("plan", cases.plan(cases.rng_for("parity", number), card=True)) for number in numbers])


@pytest.mark.parametrize("name", OTHERS)
def test_the_other_functions_are_the_same_in_both(name: str, page: Page, engine: Engine) -> None:
    numbers = range(CALLS)
    compare(page, engine, [(name, cases.valid(name, cases.rng_for("parity", name, n), law=True)) for n in numbers])


def test_every_function_is_compared(engine: Engine) -> None:
    assert {"plan", *OTHERS} == {function["name"] for function in engine.describe()}
