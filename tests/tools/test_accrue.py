"""利息算得对吗: what stands on the page is what the engine gives for the same case."""

from __future__ import annotations

import re
from decimal import Decimal

import pytest

from handbook.tools.runtime import Runtime
from tests.tools.room import TODAY, Case, amount, calculate, numbers, sound, yuan

SPAN: Case = {"balance": "1万", "from": "2026-01-05", "to": "2026-04-05"}
READ: Case = {"balance": 1_000_000, "from": "2026-01-05", "to": "2026-04-05"}
SEGMENTS: list[tuple[Case, Case]] = [
    ({"annual_rate": "18"}, {"annual_rate": "0.18"}),
    ({"annual_rate": "18.25%"}, {"annual_rate": "0.1825"}),
    ({"daily_rate": "0.05%"}, {"daily_rate": "0.0005"}),
    ({"daily_rate": "0.056%"}, {"daily_rate": "0.00056"}),
    ({"daily_rate": "0.0333%"}, {"daily_rate": "0.000333"}),
    (
        {"kind": "penalty_interest", "annual_rate": "18", "uplift": "50"},
        {"kind": "penalty_interest", "annual_rate": "0.18", "uplift": "0.5"},
    ),
    ({"kind": "late_performance"}, {"kind": "late_performance"}),
]


@pytest.mark.parametrize(("typed", "read"), SEGMENTS, ids=lambda part: str(part)[:40])
@pytest.mark.parametrize(
    ("common", "more"),
    [({}, {}), ({"basis": "360", "compound": True}, {"basis": "360", "compound": True}), ({"claimed": "500"}, {})],
    ids=str,
)
def test_interest_is_the_engines(tools: Runtime, typed: Case, read: Case, common: Case, more: Case) -> None:
    late = {"balance": "2000.5", "from": "2026-04-05", "to": "2026-06-01", "annual_rate": "10"}
    after = {"balance": 200_050, "from": "2026-04-05", "to": "2026-06-01", "annual_rate": "0.1"}
    accrued = calculate("accrue", {"segments": [READ | read, after], **more})
    found = tools.answer("accrue", {"accrue": {"segments": [SPAN | typed, late], **common}}, TODAY)
    seen = sound(found["html"])
    assert found["receipt"]["code"] == accrued["receipt"]["code"]
    assert numbers(found["say"]) == [amount(accrued["interest"])]
    assert found["say"] in seen.within("plan-headline")
    rows = seen.rows("一段一段看")
    assert [[row[1], row[3]] for row in rows] == [
        [amount(row["balance"]), amount(row["amount"])] for row in accrued["rows"]
    ]
    assert [numbers(row[0])[-1] for row in rows] == [str(row["days"]) for row in accrued["rows"]]
    shown = [f"{Decimal(row['rate']) * 100:f}".rstrip("0").rstrip(".") for row in accrued["rows"]]
    assert [numbers(row[2])[0] for row in rows] == shown
    gap = 50_000 - accrued["interest"] if common.get("claimed") else 0
    assert ("账单比算出的多" in seen.text) is (gap > 0)
    assert ("账单比算出的少" in seen.text) is (gap < 0)
    told = re.findall(r"账单比算出的[多少] ([\d,.]+ 元)", seen.within("plan-headline"))
    assert told == ([yuan(abs(gap))] if gap else [])


def test_a_bill_that_is_right_is_told_so(tools: Runtime) -> None:
    interest = calculate("accrue", {"segments": [READ | {"annual_rate": "0.18"}]})["interest"]
    raw = {"accrue": {"segments": [SPAN | {"annual_rate": "18"}], "claimed": amount(interest)}}
    assert "和账单一样" in tools.answer("accrue", raw, TODAY)["html"]


@pytest.mark.parametrize(("uplift", "odd"), [("30", False), ("50", False), ("20", True), ("80", True)])
def test_an_unusual_uplift_is_pointed_out(tools: Runtime, uplift: str, odd: bool) -> None:
    segment = SPAN | {"kind": "penalty_interest", "annual_rate": "18", "uplift": uplift}
    text = sound(tools.answer("accrue", {"accrue": {"segments": [segment]}}, TODAY)["html"]).text
    assert ("不在常见的范围里" in text) is odd


def test_what_a_kind_does_not_ask_for_is_left_out(tools: Runtime) -> None:
    """A rate typed before the kind was changed stands hidden, and must not get in the way."""
    hidden = SPAN | {"annual_rate": "18", "uplift": "50"}
    plain = tools.answer("accrue", {"accrue": {"segments": [SPAN | {"annual_rate": "18"}]}}, TODAY)
    assert tools.answer("accrue", {"accrue": {"segments": [hidden]}}, TODAY)["html"] == plain["html"]
    late = SPAN | {"kind": "late_performance"}
    expected = tools.answer("accrue", {"accrue": {"segments": [late]}}, TODAY)
    assert tools.answer("accrue", {"accrue": {"segments": [hidden | late]}}, TODAY)["html"] == expected["html"]


@pytest.mark.parametrize(
    ("change", "field"),
    [
        ({"annual_rate": ""}, "annual_rate"),
        ({"annual_rate": "18", "daily_rate": "0.05%"}, "daily_rate"),
        ({"to": "2025-01-01"}, "to"),
        ({"balance": "一万"}, "balance"),
        ({"from": "2026-02-30"}, "from"),
    ],
)
def test_a_fault_in_a_segment_is_told_at_its_box(tools: Runtime, change: Case, field: str) -> None:
    good = SPAN | {"annual_rate": "18"}
    # An empty row in between is no mistake, and does not shift the number.
    raw = {"accrue": {"segments": [good, {}, good | change]}}
    found = tools.call("answer", "accrue", raw, TODAY)
    assert [error["field"] for error in found["errors"]] == [f"accrue.segments[2].{field}"]
