"""只有几家同意: what stands on the page is what the engine gives for the same case."""

from __future__ import annotations

import pytest

from handbook.tools.runtime import Runtime
from tests.tools.household import BUDGET, DEBTS, ROWS, asked, case
from tests.tools.room import TODAY, Case, amount, month, numbers, sound


def marked(*statuses: str) -> tuple[list[Case], list[Case]]:
    """Return rows as typed and debts of the engine, with these statuses and nothing frozen."""
    typed = [row | {"status": status} for row, status in zip(ROWS, statuses, strict=True)]
    debts = [debt | {"status": status} for debt, status in zip(DEBTS, statuses, strict=True)]
    return typed, debts


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
