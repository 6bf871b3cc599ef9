"""The engine made to speak: what it makes of many inputs, in codes and in words."""

from __future__ import annotations

import datetime as dt
import json
from collections.abc import Callable, Iterator
from functools import cache
from typing import Any

import quickjs

from handbook.bundling.join import join
from handbook.calculator.engine import HERE, shared_engine
from handbook.grounds.law import project_law
from handbook.wording.book import COMMON, handed_over, own_words
from tests.calculator import cases, hostile
from tests.conftest import ROOT

Call = tuple[str, Any, bool]
"""A function, its input, and whether it is given the legal values."""

MAKE = """
import { calculate } from "./arithmetic/all.js";
import { told } from "./told.js";
const silent = (calls, law) => calls.map(([name, data, lawful]) => calculate(name, data, lawful ? law : null));
const spoken = (results) => results.map((one) => told(one));
export { silent, spoken };
"""
Say = Callable[[list[Call]], tuple[list[Any], list[Any]]]


@cache
def law() -> dict[str, Any]:
    return project_law(ROOT, dt.date(2026, 11, 22))


def speaker(book: dict[str, str]) -> Say:
    """Return what computes some calls: in codes, and in the words of a book. It raises where a word is missing."""
    context = quickjs.Context()
    context.set_max_stack_size(8 * 1024 * 1024)
    entry = HERE / "entry-of-tests.js"
    words = handed_over({"common": own_words(COMMON), "engine": book}, entry)
    context.eval(join(entry, text=words + MAKE, name="Calculator"))
    context.eval(f"const law = {json.dumps(law())};")

    def say(calls: list[Call]) -> tuple[list[Any], list[Any]]:
        context.eval(f"globalThis.results = Calculator.silent({json.dumps(calls)}, law); 0")
        silent, spoken = (
            json.loads(context.eval(f"JSON.stringify({made})")) for made in ("results", "Calculator.spoken(results)")
        )
        return silent, spoken

    return say


NAMES = (
    *(
        "split",
        "plan",
        "parse_case",
        "rate",
        "instalments",
        "payment_for",
        "periods_for",
        "compare",
        "waiting",
        "shock",
    ),
    *("offer", "settlement", "accrue", "court_fees", "deadline", "budget", "dated_value"),
)


@cache
def fields() -> dict[str, Any]:
    return {function["name"]: function for function in shared_engine().describe()}


def calls_of(names: tuple[str, ...], valid: int, spoilt: int) -> Iterator[Call]:
    for name in names:
        for number in range(valid):
            lawful = number % 2 == 0
            yield name, cases.valid(name, cases.rng_for("words", name, number), law=lawful), lawful
        for number in range(spoilt):
            lawful = number % 2 == 0
            rng = cases.rng_for("words hostile", name, number)
            yield name, hostile.hostile(rng, fields()[name], law=lawful), lawful


def plain(calls: Iterator[Call]) -> list[Call]:
    """Leave out what is no JSON: Python's NaN, and halves of pairs."""
    good = []
    for call in calls:
        try:
            json.dumps(call, allow_nan=False)
        except ValueError:
            continue
        good.append(call)
    return good


CENTURIES = {"balance": 100, "from": "1900-01-01", "to": "2100-01-01", "annual_rate": "0.1"}
UNDATED = {"balance": 100, "days": 5, "lpr_multiple": "4"}
LATE = {"balance": 100, "kind": "late_performance", "from": "2000-01-01", "to": "2000-02-01"}
DOUBTFUL = [{"principal": 100, "status": "verify_first"}, {"principal": 100}]
SELDOM: list[Call] = [
    ("plam", {}, False),
    ("split", {"available": 1, "balances": [1], "fixed": [2]}, False),
    ("plan", {"debts": DOUBTFUL, "monthly": 10, "lumps": [{"month": 1, "amount": 1, "to": 1}]}, False),
    ("plan", {"debts": [{"principal": 100, "annual_rate": "18.25"}], "monthly": 10}, False),
    ("parse_case", {"income": 1, "essentials": 0, "debts": [{"principal": 1, "annual_rate": "0.18"}]}, False),
    ("parse_case", {"income": 1, "essentials": 0, "debts": [{"principal": 1, "annual_rate": "120"}]}, False),
    ("rate", {"flows": [{"amount": 1}], "first_period": {"fraction": "1.5"}}, False),
    ("accrue", {"segments": [UNDATED]}, True),
    ("accrue", {"segments": [UNDATED | {"lpr": "0.03"}], "basis": "actual"}, True),
    ("accrue", {"segments": [UNDATED | {"payments": [{"date": "2026-01-01", "amount": 1}]}]}, True),
    ("accrue", {"segments": [{"balance": 100, "annual_rate": "0.1"}]}, True),
    ("accrue", {"segments": [CENTURIES]}, True),
    ("accrue", {"segments": [CENTURIES | {"payments": [{"date": "2000-01-01", "amount": 101}]}]}, True),
    ("accrue", {"segments": [{"balance": 10**12, "days": 36600, "daily_rate": "1"}]}, True),
    ("accrue", {"segments": [LATE]}, True),
    ("accrue", {"segments": [LATE]}, False),
    ("deadline", {"rule": "answer", "event": "2026-01-05", "interruptions": ["2026-01-06"]}, True),
    ("deadline", {"rule": "limitation", "event": "2020-01-05", "interruptions": ["2025-01-06"]}, True),
]
"""What the random cases hardly ever come to."""
