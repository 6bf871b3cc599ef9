"""只有几家同意, 收入下降, 再拖几个月: what stands on the page is what the engine gives for the same case."""

from __future__ import annotations

import pytest

from handbook.tools.runtime import Runtime
from tests.tools.room import START, TODAY, Case, Result, amount, calculate, month, numbers, sound, yuan
from tests.tools.test_answers_plan import BUDGET, DEBTS, FROZEN, MONEY, ROWS, case


def marked(*statuses: str) -> tuple[list[Case], list[Case]]:
    """Return rows as typed and debts of the engine, with these statuses and nothing frozen."""
    typed = [row | {"status": status} for row, status in zip(ROWS, statuses, strict=True)]
    debts = [debt | {"status": status} for debt, status in zip(DEBTS, statuses, strict=True)]
    return typed, debts


def asked(debts: list[Case], **more: object) -> Result:
    return calculate("plan", {"debts": debts, **MONEY, "order": "priority", "start": START, **more})


# ---- Only some agree ----
AGREES = {"refuse": {"agreed"}, "agree": {"agreed", "unasked", "asked"}}
MIXED = [("asked", "agreed", "refused"), ("unasked", "asked", "agreed"), ("agreed", "agreed", "sued"), ("asked",) * 3]


@pytest.mark.parametrize("silent", ["", "refuse", "agree"])
@pytest.mark.parametrize("statuses", MIXED, ids="-".join)
def test_interest_stops_for_those_who_agreed_alone(tools: Runtime, statuses: tuple[str, ...], silent: str) -> None:
    rows, debts = marked(*statuses)
    yes = [status in AGREES[silent or "refuse"] for status in statuses]
    now = asked([debt | ({"freeze": [{}]} if agreed else {}) for debt, agreed in zip(debts, yes, strict=True)])
    every = asked([debt | {"freeze": [{}]} for debt in debts])
    found = tools.answer("partial", case(rows=rows, partial={"silent": silent}), TODAY)
    seen = sound(found["html"])
    assert found["receipt"]["code"] == now["receipt"]["code"]
    spoken = [amount(now["monthly"]), str(now["months"]), *numbers(month(now["finish"])), amount(now["total_paid"])]
    assert numbers(found["say"]) == [str(len(rows)), str(sum(yes)), *spoken]
    assert found["say"] in seen.within("plan-headline")
    gap = [now["months"] - every["months"], now["total_paid"] - every["total_paid"]]
    beyond = numbers(seen.within("plan-headline").replace(found["say"], ""))
    assert beyond == [text for text, value in zip((str(gap[0]), amount(gap[1])), gap, strict=True) if value]
    assert [[row[0], *row[2:]] for row in seen.rows("一家一家看")] == [
        [debt["name"], amount(debt["share"]), f"第 {debt['months']} 个月"] for debt in now["debts"]
    ]
    for row, agreed in zip(rows, yes, strict=True):
        kept = next((text for inside, text in seen.parts if "plan-assumptions" in inside and row["name"] in text), "")
        assert ("守得住" in kept) is agreed


@pytest.mark.parametrize("statuses", [("agreed",) * 3, ("asked", "unasked", "agreed")], ids="-".join)
def test_where_all_agree_it_is_the_plan_with_all_frozen(tools: Runtime, statuses: tuple[str, ...]) -> None:
    rows, _ = marked(*statuses)
    partial = tools.answer("partial", case(rows=rows, partial={"silent": "agree"}), TODAY)
    plan = tools.answer("plan", case({"freeze": "all"}, rows=rows), TODAY)
    assert partial["receipt"] == plan["receipt"]
    assert plan["say"] in partial["say"]
    assert "和都同意时一样" in partial["html"]


def test_the_first_scheme_of_the_plan_is_what_is_looked_at(tools: Runtime) -> None:
    rows, debts = marked("asked", "agreed", "refused")
    debts[1]["freeze"] = [{}]
    now = asked(debts, monthly=100_000, grace_months=2)
    schemes = [{"monthly": "1000", "grace_months": "2", "freeze": "all"}, {"monthly": "500"}]
    found = tools.answer("partial", case(*schemes, rows=rows), TODAY)
    assert found["receipt"]["code"] == now["receipt"]["code"]


@pytest.mark.parametrize("marks", [{"status": "verify_first"}, {"unknown": True}, {"unknown": True, "court": True}])
def test_a_doubtful_debt_is_neither_for_nor_against(tools: Runtime, marks: Case) -> None:
    rows, _ = marked("agreed", "agreed", "refused")
    found = tools.answer("partial", case(rows=[rows[0], rows[1] | marks, rows[2]], partial={"silent": "agree"}), TODAY)
    assert numbers(found["say"])[:2] == ["2", "1"]
    assert sound(found["html"]).rows("一家一家看")[1][2:] == ["先不还", "—"]


@pytest.mark.parametrize("income", ["6500", "4000"])
def test_a_doubtful_debt_is_not_paid_where_no_other_is_either(tools: Runtime, income: str) -> None:
    raw = case(rows=[ROWS[0] | {"unknown": True}]) | {"budget": BUDGET | {"income": income}}
    found = tools.answer("partial", raw, TODAY)
    assert [row[2:] for row in sound(found["html"]).rows("一家一家看")] == [["先不还", "—"]]


def test_no_surplus_leaves_nothing_to_compare(tools: Runtime) -> None:
    found = tools.answer("partial", case() | {"budget": BUDGET | {"income": "4000"}}, TODAY)
    assert numbers(found["say"]) == ["3", "1"]
    sound(found["html"])


# ---- A fall of the income ----
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


# ---- Waiting ----
@pytest.mark.parametrize("months", [1, 6, 120])
def test_waiting_costs_what_the_engine_says(tools: Runtime, months: int) -> None:
    rows = [ROWS[0] | {"penalty_rate": "9.125"}, *ROWS[1:]]
    debts = [DEBTS[0] | {"penalty_rate": "0.09125"}, *DEBTS[1:]]
    waiting = calculate("waiting", {"debts": debts, "months": months})
    found = tools.answer("waiting", {"debts": {"rows": rows}, "waiting": {"months": str(months)}}, TODAY)
    seen = sound(found["html"])
    assert [row["owed_after"] for row in waiting["debts"]]
    assert numbers(found["say"]) == [str(months), amount(waiting["total"])]
    head = seen.within("plan-headline")
    for value in (waiting["owed"], waiting["owed_after"], waiting["interest"], waiting["penalty"]):
        assert yuan(value) in head
    assert [row[1:] for row in seen.rows("每笔多出多少")] == [
        [
            amount(debt["owed"]),
            amount(debt["interest"] + debt["penalty"] + debt["fees"]),
            amount(debt["owed_after"]),
        ]
        for debt in waiting["debts"]
    ]
    assert [[numbers(row[0])[0], row[1]] for row in seen.rows("每个月欠多少")] == [
        [str(row["month"]), amount(row["balance"])] for row in waiting["rows"]
    ]


def test_waiting_without_any_rate_adds_nothing_and_says_why(tools: Runtime) -> None:
    rows = [{"name": "甲", "principal": "5000"}]
    found = tools.answer("waiting", {"debts": {"rows": rows}, "waiting": {"months": "3"}})
    assert numbers(found["say"]) == ["3"]
    assert "没填年利率" in found["say"]


def test_no_agreement_is_assumed_while_waiting(tools: Runtime) -> None:
    raw = {
        "debts": {"rows": ROWS},
        "plan": {"schemes": [{"freeze": "all", "waive": "all"}]},
        "waiting": {"months": "6"},
    }
    waiting = calculate("waiting", {"debts": DEBTS, "months": 6})
    assert amount(waiting["total"]) in tools.answer("waiting", raw)["say"]


def test_what_is_doubtful_adds_nothing_while_waiting(tools: Runtime) -> None:
    rows = [ROWS[0], ROWS[1] | {"unknown": True}]
    waiting = calculate("waiting", {"debts": DEBTS[:1], "months": 6})
    found = tools.answer("waiting", {"debts": {"rows": rows}, "waiting": {"months": "6"}})
    assert numbers(found["say"]) == ["6", amount(waiting["total"])]
    assert [row[0] for row in sound(found["html"]).rows("每笔多出多少")] == ["某信用卡"]


def test_waiting_with_nothing_but_doubtful_debts(tools: Runtime) -> None:
    found = tools.answer("waiting", {"debts": {"rows": [ROWS[0] | {"unknown": True}]}, "waiting": {"months": "6"}})
    seen = sound(found["html"])
    assert "核实" in seen.text
