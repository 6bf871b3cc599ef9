"""收入下降: what stands on the page is what the engine gives for the same case."""

from __future__ import annotations

import pytest

from handbook.tools.runtime import Runtime
from tests.tools.household import DEBTS, FROZEN, MONEY, ROWS, case
from tests.tools.room import START, TODAY, Case, amount, calculate, numbers, sound, yuan

CASES = ["income_minus_10", "income_minus_20", "income_minus_30", "one_month_lost", "one_expense"]
FALLS: list[tuple[Case, Case]] = [
    ({"savings": "6000"}, {"savings": 600_000}),
    ({"savings": "1,000.50", "expense": "8000"}, {"savings": 100_050, "expense": 800_000}),
    ({"savings": "3000", "from": "4"}, {"savings": 300_000, "from": 4}),
    ({"savings": "90万"}, {"savings": 90_000_000}),
]


@pytest.mark.parametrize(("typed", "more"), FALLS, ids=str)
@pytest.mark.parametrize("scheme", [{}, {"freeze": "all", "monthly": "1500"}], ids=str)
def test_a_fall_breaks_the_plan_when_the_engine_says(tools: Runtime, typed: Case, more: Case, scheme: Case) -> None:
    plan: Case = {"debts": FROZEN, "monthly": 150_000} if scheme else {"debts": DEBTS}
    shock = calculate("shock", {**plan, **MONEY, "order": "priority", "start": START, **more})
    found = tools.answer("shock", case(scheme, shock=typed), TODAY)
    seen = sound(found["html"])
    assert found["receipt"]["code"] == shock["receipt"]["code"]
    known = {one["code"]: one for one in shock["shocks"]}
    assert [row[1:] for row in seen.rows("遇上下面的事")] == [
        ["撑得住", "—"]
        if known[code]["month"] is None
        else [f"第 {known[code]['month']} 个月断", yuan(known[code]["short"])]
        for code in CASES
    ]
    broken = sorted((one for one in known.values() if one["month"] is not None), key=lambda one: one["month"])
    assert numbers(found["say"]) == ([str(broken[0]["month"]), amount(broken[0]["short"])] if broken else [])
    assert found["say"] in seen.within("plan-headline")
    assert f"撑 {shock['buffer_months']} 个月" in seen.within("plan-headline")


def test_a_plan_that_cannot_even_be_begun_says_so_first(tools: Runtime) -> None:
    found = tools.answer("shock", case({"monthly": "2500"}, shock={"savings": "500"}), TODAY)
    shock = calculate(
        "shock",
        {"debts": DEBTS, **MONEY, "monthly": 250_000, "order": "priority", "start": START, "savings": 50_000},
    )
    assert numbers(found["say"]) == [str(shock["before"]["month"]), amount(shock["before"]["short"])]
    assert "收入不变" in found["say"]


def test_without_a_budget_nothing_can_fall(tools: Runtime) -> None:
    raw = {"debts": {"rows": ROWS}, "plan": {"schemes": [{"monthly": "1000"}]}, "shock": {"savings": "1"}}
    found = tools.call("answer", "shock", raw, TODAY)
    assert "budget.income" in [error["field"] for error in found["errors"]]
