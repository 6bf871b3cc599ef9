"""债务: whose turn it is when money is paid out, and what waits until it is verified."""

from __future__ import annotations

from typing import Any

import pytest

from handbook.tools.runtime import Runtime
from tests.tools.household import DEBTS, ROWS, asked, case
from tests.tools.room import TODAY, Case, amount, numbers, sound


def plain(**more: Any) -> list[Case]:
    return [{"name": name, "principal": "9000", **more.get(name, {})} for name in ("甲", "乙")]


def first_shares(tools: Runtime, rows: list[Case]) -> dict[str, int]:
    found = tools.answer("plan", {"debts": {"rows": rows}, "plan": {"schemes": [{"monthly": "1000"}]}}, TODAY)
    return {row[0]: round(float(row[2].replace(",", "")) * 100) for row in sound(found["html"]).rows("每笔分到多少")}


@pytest.mark.parametrize("marks", [{}, {"court": True}, {"kind": "private"}, {"status": "sued"}])
def test_what_gives_no_first_turn_shares_alike(tools: Runtime, marks: Case) -> None:
    assert first_shares(tools, plain(乙=marks)) == {"甲": 50_000, "乙": 50_000}


@pytest.mark.parametrize(
    "marks", [{"cutoff": True}, {"judged": True}, {"secured": True}, {"kind": "home"}, {"kind": "tax"}]
)
def test_what_cannot_wait_is_paid_first(tools: Runtime, marks: Case) -> None:
    assert first_shares(tools, plain(乙=marks)) == {"甲": 0, "乙": 100_000}


def test_a_cut_off_comes_before_a_judgment_also_with_papers_from_a_court(tools: Runtime) -> None:
    assert first_shares(tools, plain(甲={"judged": True}, 乙={"cutoff": True})) == {"甲": 0, "乙": 100_000}
    assert first_shares(tools, plain(甲={"court": True, "judged": True}, 乙={})) == {"甲": 100_000, "乙": 0}
    assert first_shares(tools, plain(甲={"judged": True}, 乙={"court": True, "cutoff": True})) == {
        "甲": 0,
        "乙": 100_000,
    }


@pytest.mark.parametrize("mark", ["court", "cutoff"])
def test_what_is_urgent_stands_above_every_sum(tools: Runtime, mark: str) -> None:
    found = tools.answer("plan", case(rows=[ROWS[0], ROWS[1] | {mark: True}]), TODAY)
    html = found["html"]
    assert html.index("先办某消费金融") < html.index("plan-headline")
    assert "先办某信用卡" not in html


DOUBTS = [
    {"unknown": True},
    {"status": "verify_first"},
    {"court": True, "unknown": True},
    {"cutoff": True, "unknown": True},
]
DOUBTS += [{"judged": True, "status": "verify_first"}, {"court": True, "status": "verify_first"}]


@pytest.mark.parametrize("marks", DOUBTS)
def test_a_doubtful_debt_gets_no_money_until_it_is_resolved(tools: Runtime, marks: Case) -> None:
    rows = [ROWS[0], ROWS[1] | marks]
    plan = asked([DEBTS[0], DEBTS[1] | {"status": "verify_first"}])
    found = tools.answer("plan", case(rows=rows), TODAY)
    seen = sound(found["html"])
    assert numbers(found["say"])[1] == str(plan["months"])
    sure, doubtful = seen.rows("每笔分到多少")
    assert sure[2] == amount(plan["debts"][0]["share"])
    assert set(numbers(doubtful[2] + doubtful[3])) <= {"0"}
    assert "某消费金融还没核实，没有分钱" in seen.within("plan-warnings")
    resolved = sound(tools.answer("plan", case(rows=[ROWS[0], ROWS[1]]), TODAY)["html"])
    assert set(numbers(resolved.rows("每笔分到多少")[1][2])) - {"0"}


def test_only_doubtful_debts_leave_nothing_to_pay(tools: Runtime) -> None:
    found = tools.answer("plan", case(rows=[ROWS[0] | {"unknown": True}]), TODAY)
    assert numbers(found["say"]) == []
    assert "每笔分到多少" not in sound(found["html"]).tables
