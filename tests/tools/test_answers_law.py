"""利息算得对吗, 要交多少诉讼费, 最晚哪天: what stands on the page is what the engine gives for the same case."""

from __future__ import annotations

import re
from decimal import Decimal

import pytest

from handbook.case.forms import Forms
from handbook.tools.runtime import Runtime
from tests.tools.room import TODAY, Case, amount, calculate, day, law, numbers, sound, yuan
from tests.tools.test_forms import one

# ---- Interest by the day ----
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
    assert not gap or yuan(abs(gap)) in seen.within("plan-headline")


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


# ---- Fees ----
@pytest.mark.parametrize("procedure", law()["fees"])
@pytest.mark.parametrize("claim", [0, 800_050, 3_000_000, 60_000_000])
def test_fees_are_the_engines(tools: Runtime, procedure: str, claim: int) -> None:
    fees = calculate("court_fees", {"claim": claim, "procedure": procedure})
    found = tools.answer("court_fees", {"court_fees": {"claim": f"{claim / 100:.2f}", "procedure": procedure}}, TODAY)
    seen = sound(found["html"])
    assert found["receipt"]["code"] == fees["receipt"]["code"]
    assert numbers(found["say"]) == [amount(fees["fee"])]
    assert found["say"] in seen.within("plan-headline")
    rows = [row[1] for row in seen.rows("拆开看")]
    halved = [yuan(fees["full_fee"])] if fees["full_fee"] != fees["fee"] else []
    assert rows == [*halved, fees["advanced_by"], fees["borne_by"]]
    for limit in fees["limits"]:
        assert limit in seen.text


def test_a_choice_left_alone_is_its_first(tools: Runtime, forms: Forms) -> None:
    first = next(iter(forms.options(one(forms, "court_fees.procedure"))))
    left, chosen = ({"court_fees": {"claim": "30000"} | more} for more in ({}, {"procedure": first}))
    assert tools.answer("court_fees", left, TODAY) == tools.answer("court_fees", chosen, TODAY)


def test_fees_of_a_day_without_a_table_are_not_guessed(tools: Runtime) -> None:
    raw = {"court_fees": {"claim": "30000", "procedure": "simplified", "date": "1999-01-01"}}
    found = tools.call("answer", "court_fees", raw, TODAY)
    assert [error["field"] for error in found["errors"]] == ["court_fees.date"]


# ---- Last days ----
def rules(forms: Forms) -> list[str]:
    return list(forms.options(one(forms, "deadline.rule")))


@pytest.mark.parametrize("event", ["2026-09-20", "2026-11-20", "2024-02-29"])
def test_every_last_day_is_the_engines(tools: Runtime, forms: Forms, event: str) -> None:
    for rule in rules(forms):
        own = "unit" in law()["deadlines"][rule]
        data = {"rule": rule, "event": event, "today": TODAY} | ({"length": 15} if own else {})
        last = calculate("deadline", data)
        # The length stands hidden where the law gives it.
        found = tools.answer("deadline", {"deadline": {"rule": rule, "event": event, "length": "15"}}, TODAY)
        seen = sound(found["html"])
        assert found["receipt"]["code"] == last["receipt"]["code"]
        assert numbers(found["say"]) == numbers(day(last["last_day"]))
        assert "日一二三四五六"[last["weekday"] % 7] in found["say"]
        head = seen.within("plan-headline").replace(found["say"], "")
        assert numbers(head) == ([str(abs(last["days_left"]))] if last["days_left"] else [])
        assert ("已经过了" in head) is (last["days_left"] < 0)
        rows = [row[1] for row in seen.rows("拆开看")]
        assert rows[1] == day(last["counted_from"])
        assert numbers(rows[2]) == ([str(last["moved_days"])] if last["moved_days"] else [])
        before = [day(last["before_moving"])] if last["moved_days"] else []
        assert rows[3:] == [*before, *([day(last["longest_until"])] if last["longest_until"] else [])]
        for limit in last["limits"]:
            assert limit in seen.text


@pytest.mark.parametrize("rule", ["limitation", "enforcement"])
def test_what_makes_a_period_start_afresh_counts(tools: Runtime, rule: str) -> None:
    form = {"rule": rule, "event": "2024-03-01", "interruptions": [{"date": "2025-06-01"}, {}, {"date": "2026-01-10"}]}
    last = calculate(
        "deadline",
        {"rule": rule, "event": "2024-03-01", "today": TODAY, "interruptions": ["2025-06-01", "2026-01-10"]},
    )
    found = tools.answer("deadline", {"deadline": form}, TODAY)
    assert found["receipt"]["code"] == last["receipt"]["code"]
    early = form | {"interruptions": [{"date": "2025-06-01"}, {}, {"date": "2024-01-10"}]}
    told = tools.call("answer", "deadline", {"deadline": early}, TODAY)["errors"]
    assert [error["field"] for error in told] == ["deadline.interruptions[2].date"]
    # Under another rule they stand hidden.
    other = form | {"rule": "answer"}
    alone = {"rule": "answer", "event": "2024-03-01"}
    assert tools.answer("deadline", {"deadline": other}, TODAY) == tools.answer("deadline", {"deadline": alone}, TODAY)


@pytest.mark.parametrize(
    ("event", "warned"),
    [("2026-11-20", ""), ("2026-11-09", "只剩几天"), ("2026-11-07", "只剩几天"), ("2026-10-01", "期限可能已经过了")],
)
def test_a_day_that_runs_against_the_reader_is_said_aloud(tools: Runtime, event: str, warned: str) -> None:
    own, theirs = (
        sound(tools.answer("deadline", {"deadline": {"rule": rule, "event": event}}, TODAY)["html"])
        for rule in ("answer", "complaint")
    )
    assert own.within("plan-warnings").startswith(warned)
    assert bool(own.within("plan-warnings")) is bool(warned)
    assert not theirs.within("plan-warnings")


def test_without_a_day_nobody_is_told_how_much_is_left(tools: Runtime) -> None:
    """The worked example is printed by a build, which knows no today."""
    seen = sound(tools.answer("deadline", {"deadline": {"rule": "answer", "event": "2026-11-20"}})["html"])
    assert not seen.within("plan-warnings")
    assert not re.search("还剩|已经过了|就是今天", seen.text)
