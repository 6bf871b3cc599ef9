"""一次性结清: what stands on the page is what the engine gives for the same case."""

from __future__ import annotations

import pytest

from handbook.tools.runtime import Runtime
from tests.tools.household import BUDGET, ROWS
from tests.tools.room import TODAY, Case, amount, calculate, numbers, percent, sound, yuan

CHECKS = ("identity", "account", "written", "signed", "receipt")
SUMS: list[tuple[Case, Case]] = [
    ({"lump": "2万", "keep_back": "4300"}, {"lump": 2_000_000, "keep_back": 430_000}),
    ({"lump": "20,000.55", "keep_back": "0"}, {"lump": 2_000_055, "keep_back": 0}),
    ({"lump": "20000", "keep_back": "0", "monthly": "1500"}, {"lump": 2_000_000, "keep_back": 0, "monthly": 150_000}),
    ({"lump": "9万", "keep_back": "5000"}, {"lump": 9_000_000, "keep_back": 500_000}),
    ({"lump": "4300", "keep_back": "4300"}, {"lump": 430_000, "keep_back": 430_000}),
]
CLAIMS = [
    {"name": "某信用卡", "owed": 3_150_050},
    {"name": "某消费金融", "owed": 1_200_000},
    {"name": "某网贷", "owed": 860_000},
]


@pytest.mark.parametrize(("typed", "read"), SUMS, ids=lambda part: str(part)[:50])
def test_a_settlement_is_the_engines(tools: Runtime, typed: Case, read: Case) -> None:
    settled = calculate("settlement", {"debts": CLAIMS, **read})
    found = tools.answer("settlement", {"debts": {"rows": ROWS}, "settlement": typed}, TODAY)
    seen = sound(found["html"])
    assert found["receipt"]["code"] == settled["receipt"]["code"]
    spoken = [percent(settled["ratio"]), amount(settled["total"]), amount(settled["left"])]
    assert numbers(found["say"]) == (spoken if settled["total"] else [])
    assert yuan(settled["claimed"]) in seen.within("plan-headline")
    assert yuan(settled["saving"]) in seen.within("plan-headline")
    assert [[row[0], row[1], row[2], numbers(row[3])] for row in seen.rows("每家给多少")] == [
        [
            debt["name"],
            amount(debt["owed"]),
            amount(debt["offer"]),
            [amount(debt["monthly_instead"]), str(debt["months_instead"])] if debt["months_instead"] else [],
        ]
        for debt in settled["debts"]
    ]
    warned = seen.within("plan-warnings")
    assert ("一分没留" in warned) is (typed["keep_back"] == "0")
    assert ("够还全部" in warned) is (settled["usable"] >= settled["claimed"])


@pytest.mark.parametrize("done", range(len(CHECKS) + 1))
def test_what_is_not_yet_checked_stands_in_the_way(tools: Runtime, done: int) -> None:
    form = SUMS[0][0] | dict.fromkeys(CHECKS[:done], True)
    warned = sound(tools.answer("settlement", {"debts": {"rows": ROWS}, "settlement": form}, TODAY)["html"])
    left = len(CHECKS) - done
    assert (f"还有 {left} 条没有核对" in warned.within("plan-warnings")) is (left > 0)
    assert (warned.text.count("✓") == len(CHECKS)) is (left == 0)


def test_the_budget_says_what_could_be_paid_by_the_month(tools: Runtime) -> None:
    settled = calculate("settlement", {"debts": CLAIMS, **SUMS[0][1], "monthly": 190_000})
    found = tools.answer("settlement", {"budget": BUDGET, "debts": {"rows": ROWS}, "settlement": SUMS[0][0]}, TODAY)
    assert found["receipt"]["code"] == settled["receipt"]["code"]


def test_a_doubtful_debt_is_named_and_offered_nothing(tools: Runtime) -> None:
    rows = [ROWS[0], ROWS[1] | {"unknown": True, "court": True}, ROWS[2] | {"status": "verify_first"}]
    settled = calculate("settlement", {"debts": CLAIMS[:1], **SUMS[0][1]})
    found = tools.answer("settlement", {"debts": {"rows": rows}, "settlement": SUMS[0][0]}, TODAY)
    assert found["receipt"]["code"] == settled["receipt"]["code"]
    assert "某消费金融、某网贷" in sound(found["html"]).within("plan-assumptions")


def test_only_doubtful_debts_settle_nothing(tools: Runtime) -> None:
    rows = [ROWS[0] | {"unknown": True}]
    found = tools.call("answer", "settlement", {"debts": {"rows": rows}, "settlement": SUMS[0][0]}, TODAY)
    assert [error["field"] for error in found["errors"]] == ["debts.rows[0].principal"]


def test_more_kept_back_than_there_is_is_told_at_its_box(tools: Runtime) -> None:
    form = {"lump": "100", "keep_back": "200"}
    found = tools.call("answer", "settlement", {"debts": {"rows": ROWS}, "settlement": form}, TODAY)
    assert [error["field"] for error in found["errors"]] == ["settlement.keep_back"]
