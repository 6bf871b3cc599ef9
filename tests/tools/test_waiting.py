"""再拖几个月: what stands on the page is what the engine gives for the same case."""

from __future__ import annotations

import pytest

from handbook.tools.runtime import Runtime
from tests.tools.household import DEBTS, ROWS
from tests.tools.room import TODAY, amount, calculate, numbers, sound, yuan


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
