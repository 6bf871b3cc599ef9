"""收支: what stands on the page is what the engine gives for the same case."""

from __future__ import annotations

from typing import Any

import pytest

from handbook.tools.runtime import Runtime
from tests.tools.household import BUDGET, ROWS
from tests.tools.room import TODAY, Case, amount, calculate, numbers


def lines(**amounts: Any) -> Case:
    held = {name: value if isinstance(value, dict) else {"amount": value} for name, value in amounts.items()}
    return {"budget": {"mode": "lines", "lines": held}}


LINES = lines(wage="5200", bonus="12,000", rent="1800", food={"amount": "50", "every": "day"}, doctor={"unknown": True})
READ = [
    {"id": "wage", "class": "income", "amount": 520_000},
    {"id": "bonus", "class": "income", "amount": 1_200_000, "frequency": "year"},
    {"id": "rent", "class": "fixed", "amount": 180_000},
    {"id": "food", "class": "basic", "amount": 5_000, "frequency": "day"},
    {"id": "doctor", "name": "零星看病", "class": "basic", "amount": 0, "unknown": True},
]


@pytest.mark.parametrize("extra", [{}, {"reserve": "200"}, {"persons": "3", "reserve": "0"}])
def test_the_lines_make_the_engines_budget(tools: Runtime, extra: Case) -> None:
    more = {name: int(value) * (100 if name == "reserve" else 1) for name, value in extra.items()}
    found = calculate("budget", {"lines": READ, **more})
    raw = {"budget": LINES["budget"] | extra}
    left = found["surplus"] - found["reserve"]
    said = tools.answer("budget", raw)["say"]
    sums = [amount(value) for value in (found["totals"]["income"], found["spending"], found["reserve"], left)]
    assert numbers(said)[:4] == sums
    assert "零星看病" in said
    # The plan is paid with what is left.
    plan = tools.answer("plan", raw | {"debts": {"rows": ROWS}}, TODAY)
    assert numbers(plan["say"])[0] == amount(left)


def test_three_totals_make_the_same_sentence(tools: Runtime) -> None:
    said = tools.answer("budget", {"budget": BUDGET})["say"]
    assert numbers(said) == [amount(650_000), amount(430_000), amount(30_000), amount(190_000)]
    short = tools.answer("budget", {"budget": BUDGET | {"income": "4000"}})["say"]
    assert "还差 600 元" in short
    assert "一分不剩" in tools.answer("budget", {"budget": BUDGET | {"income": "4600"}})["say"]


@pytest.mark.parametrize(("id", "said"), [("rent", "房租"), ("food", "吃饭")])
def test_a_line_that_can_hardly_be_right_is_asked_about(tools: Runtime, id: str, said: str) -> None:  # noqa: A002
    odd = lines(wage="5000", rent="1500", food="900", social="500", children="500")
    assert said not in tools.answer("budget", odd)["say"]
    odd["budget"]["lines"][id] = {"amount": "0"}
    assert said in tools.answer("budget", odd)["say"]


def test_a_line_not_yet_known_is_to_be_found_out_not_asked_about(tools: Runtime) -> None:
    said = tools.answer("budget", lines(wage="5000", rent={"unknown": True}, food="2500"))["say"]
    assert "要去问清楚：房租或房贷" in said
    assert "填的是 0" not in said
