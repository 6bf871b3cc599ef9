"""Court fees against the regulation's own words, and last days against another calendar."""

from __future__ import annotations

import datetime as dt
import json
from fractions import Fraction
from typing import Any

import chinese_calendar
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from handbook.calculator.engine import Engine
from handbook.grounds.law import project_law
from tests.conftest import ROOT

Result = dict[str, Any]
_ENGINE = Engine()
LAW = project_law(ROOT, dt.date(2026, 11, 22))
YUAN = 100
WAN = 10_000 * YUAN


def fees(claim: int, procedure: str, **more: object) -> Result:
    return _ENGINE.calculate("court_fees", {"claim": claim, "procedure": procedure, **more}, LAW)


def deadline(rule: str, event: str, law: Result = LAW, **more: object) -> Result:
    return _ENGINE.calculate("deadline", {"rule": rule, "event": event, **more}, law)


def faults(result: Result) -> list[str]:
    return [error["field"] for error in result.get("errors", [])]


# ---- Fees: 诉讼费用交纳办法, article by article ----

# 第十三条(一): 50 元 up to 1 万, then each part by its own rate. (up to 万, per mille)
ACCEPTANCE = [(1, 0), (10, 25), (20, 20), (50, 15), (100, 10), (200, 9), (500, 8), (1_000, 7), (2_000, 6), (None, 5)]
# 第十四条(一)2
ENFORCEMENT = [(1, 0), (50, 15), (500, 10), (1_000, 5), (None, 1)]


def in_parts(claim: int, first: int, parts: list[tuple[int | None, int]]) -> Fraction:
    """The fee in 分, adding up what falls in each part, as the regulation says it."""
    total, below = Fraction(first * YUAN), 0
    for upto, per_mille in parts:
        top = claim if upto is None else min(claim, upto * WAN)
        total += Fraction(max(0, top - below) * per_mille, 1000)
        below = top
    return total


def preservation(claim: int) -> Fraction:
    # 第十四条(二): 30 元 up to 1,000 元, 1 % to 10 万, 0.5 % above, never more than 5,000 元.
    fee = Fraction(30 * YUAN)
    fee += Fraction(max(0, min(claim, 10 * WAN) - 1_000 * YUAN), 100) + Fraction(max(0, claim - 10 * WAN), 200)
    return min(fee, Fraction(5_000 * YUAN))


def by_the_regulation(claim: int, procedure: str) -> Fraction:
    if procedure == "preservation":
        return preservation(claim)
    if procedure == "enforcement":
        return in_parts(claim, 50, ENFORCEMENT)
    # 第十五条, 第十六条, 第十八条: half; 第十四条(三): a third; 第十七条: an appeal as at first instance.
    share = {"ordinary": 1, "appeal": 1, "payment_order": 3}.get(procedure, 2)
    return in_parts(claim, 50, ACCEPTANCE) / share


PROCEDURES = ["ordinary", "simplified", "mediated", "withdrawn", "appeal", "counterclaim", "payment_order"]
PROCEDURES += ["enforcement", "preservation"]
EDGES = [WAN * wan for wan in (1, 10, 20, 50, 100, 200, 500, 1_000, 2_000)] + [1_000 * YUAN, 896_000 * YUAN]


@pytest.mark.parametrize("procedure", PROCEDURES)
@pytest.mark.parametrize("edge", [0, *EDGES])
def test_the_fee_at_each_border_is_that_of_the_regulation(edge: int, procedure: str) -> None:
    for claim in (edge, edge + 1, max(0, edge - 1), edge + 12_345):
        exact = by_the_regulation(claim, procedure)
        assert fees(claim, procedure)["fee"] == (exact * 2 + 1) // 2  # half up to the fen


@settings(max_examples=100)
@given(st.integers(0, 3_000 * WAN), st.sampled_from(PROCEDURES))
def test_the_fee_of_any_claim_is_that_of_the_regulation(claim: int, procedure: str) -> None:
    assert fees(claim, procedure)["fee"] == (by_the_regulation(claim, procedure) * 2 + 1) // 2


def test_fees_that_people_know() -> None:
    # 5 万: 50 + 4 万 × 2.5 % = 1,050; 30 万: 50 + 2,250 + 2,000 + 1,500 = 5,800.
    assert [fees(wan * WAN, "ordinary")["fee"] for wan in (1, 5, 30)] == [5_000, 105_000, 580_000]
    assert fees(5 * WAN, "simplified")["fee"] == 52_500
    assert fees(WAN, "payment_order")["fee"] == 1_667  # a third of 50 元
    assert fees(100 * WAN, "preservation")["fee"] == 500_000


@pytest.mark.parametrize("procedure", ["simplified", "mediated", "withdrawn", "counterclaim"])
def test_the_fee_is_halved_once_and_never_again(procedure: str) -> None:
    result = fees(5 * WAN, procedure)
    assert (result["fee"] * 2, result["full_fee"]) == (105_000, 105_000)
    assert any("减半" in limit and "一次" in limit for limit in result["limits"])  # 民诉法解释 206


@pytest.mark.parametrize(
    ("procedure", "first", "last"),
    [
        ("ordinary", "原告", "败诉方"),
        ("simplified", "原告", "败诉方"),
        ("appeal", "上诉人", "败诉方"),
        ("counterclaim", "被告", "败诉方"),
        ("mediated", "原告", "商量"),
        ("withdrawn", "原告", "撤诉的一方"),
        ("payment_order", "申请支付令的一方", "债务人"),
        ("enforcement", "执行后", "被执行人"),
        ("preservation", "申请保全的一方", "申请保全的一方"),
    ],
)
def test_who_pays_first_and_who_in_the_end(procedure: str, first: str, last: str) -> None:
    result = fees(5 * WAN, procedure)
    assert first in result["advanced_by"]
    assert last in result["borne_by"]


# 第二十九条 holds for suits that were decided; the others have articles of their own.
@pytest.mark.parametrize(
    ("procedure", "article"),
    [
        ("ordinary", "29"),
        ("simplified", "29"),
        ("appeal", "29"),
        ("counterclaim", "29"),
        ("mediated", "31"),
        ("withdrawn", "34"),
        ("payment_order", "36"),
        ("enforcement", "38"),
        ("preservation", "38"),
    ],
)
def test_the_receipt_names_the_article_on_who_bears_the_fee(procedure: str, article: str) -> None:
    grounds = [step["ground"] for step in fees(5 * WAN, procedure)["receipt"]["steps"]]
    others = {f"诉讼费办法 {number}" for number in ("29", "31", "34", "36", "38")}
    assert others & set(grounds) == {f"诉讼费办法 {article}"}


def test_nobody_is_told_to_advance_the_fee_of_enforcement() -> None:
    # 第二十条第二款: 执行申请费执行后交纳.
    steps = json.dumps(fees(5 * WAN, "enforcement")["receipt"]["steps"], ensure_ascii=False)
    assert "先由一方垫付" not in steps


def test_a_day_before_the_regulation_is_refused_and_one_after_the_check_is_marked() -> None:
    assert faults(fees(WAN, "ordinary", date="2007-03-31")) == ["date"]
    assert faults(fees(WAN, "simplified", date="2007-03-31")) == ["date"]
    assert fees(WAN, "ordinary", date="2007-04-01")["stale"] is False
    assert fees(WAN, "simplified", date="2028-01-01")["stale"] is True
    assert fees(WAN, "ordinary", date="2028-01-01")["stale"] is True


@pytest.mark.parametrize(
    ("name", "data"),
    [("court_fees", {"claim": 1, "procedure": "ordinary"}), ("deadline", {"rule": "answer", "event": "2026-09-20"})],
)
def test_without_legal_values_nothing_is_guessed(name: str, data: Result) -> None:
    assert "没有法定数值" in _ENGINE.calculate(name, data)["errors"][0]["message"]


# ---- Deadlines ----


@pytest.mark.parametrize(
    ("rule", "last", "ground"),
    [
        ("answer", "2026-03-17", "民诉法 128"),
        ("small_claim_answer", "2026-03-17", "民诉法解释 275"),
        ("payment_order_objection", "2026-03-17", "民诉法 227"),
        ("appeal_judgment", "2026-03-17", "民诉法 171"),
        ("appeal_ruling", "2026-03-12", "民诉法 171"),
        ("retrial", "2026-09-02", "民诉法 216"),
        ("judicial_confirmation", "2026-04-01", "民诉法 205"),
        ("enforcement", "2028-03-02", "民诉法 250"),
        ("refuse_notarised", "2026-03-17", "公证执行规定 13"),
        ("refuse_award", "2026-03-17", "仲裁执行规定 8"),
        ("limitation", "2029-03-02", "民法典 188"),
        ("rescission", "2027-03-02", "民法典 152"),
        ("complaint", "2026-03-17", "消费投诉办法 全文"),
        ("complaint_complex", "2026-04-01", "消费投诉办法 全文"),
        ("complaint_extended", "2026-05-01", "消费投诉办法 全文"),  # a holiday, but the answer is owed in calendar days
        ("credit_objection", "2026-03-22", "征信条例 25"),  # a Sunday
        ("credit_complaint", "2026-04-01", "征信条例 26"),
        ("credit_record", "2031-03-02", "征信条例 16"),  # a Sunday
    ],
)
def test_each_period_counted_from_the_second_of_march(rule: str, last: str, ground: str) -> None:
    result = deadline(rule, "2026-03-02")
    assert (result["last_day"], result["counted_from"]) == (last, "2026-03-03")
    assert ground in result["grounds"]
    court = rule not in ("limitation", "rescission") and not rule.startswith(("complaint", "credit"))
    assert ("民诉法 85" in result["grounds"]) == court


def test_fifteen_days_that_end_in_the_national_holiday_end_after_it() -> None:
    result = deadline("answer", "2026-09-20", today="2026-10-01")
    assert (result["before_moving"], result["last_day"]) == ("2026-10-05", "2026-10-08")
    assert (result["moved_days"], result["weekday"], result["days_left"]) == (3, 4, 7)
    assert result["holidays_known"]
    assert deadline("answer", "2026-09-20", today="2026-10-09")["days_left"] == -1


@pytest.mark.parametrize(
    ("rule", "event", "last"),
    [
        ("answer", "2026-09-05", "2026-09-20"),  # a Sunday that is worked
        ("retrial", "2025-08-31", "2026-02-28"),  # a Saturday that is worked, and the end of a shorter month
        ("retrial", "2025-08-30", "2026-02-28"),
        ("answer", "2026-11-13", "2026-11-30"),  # Saturday the 28th → Monday
        ("answer", "2026-09-10", "2026-09-28"),  # Friday the 25th is a holiday, then a weekend
        ("answer", "2026-09-25", "2026-10-10"),  # the Saturday after the National Day holidays is worked
    ],
)
def test_a_day_off_moves_and_a_worked_weekend_stays(rule: str, event: str, last: str) -> None:
    assert deadline(rule, event)["last_day"] == last


@settings(max_examples=150)
@given(st.dates(dt.date(2018, 1, 1), dt.date(2026, 10, 1)), st.integers(1, 60))
def test_another_calendar_finds_the_same_day(event: dt.date, days: int) -> None:
    last = event + dt.timedelta(days=days)
    while not chinese_calendar.is_workday(last):
        last += dt.timedelta(days=1)
    result = deadline("days", event.isoformat(), length=days)
    assert (result["last_day"], result["weekday"]) == (last.isoformat(), last.isoweekday())


def test_a_year_whose_holidays_are_not_yet_known_is_said() -> None:
    result = deadline("answer", "2026-12-18")  # Saturday 2 January 2027
    assert (result["last_day"], result["holidays_known"]) == ("2027-01-04", False)
    assert (result["holidays_from"], result["holidays_to"]) == (2018, 2026)
    assert deadline("credit_record", "2026-03-02")["holidays_known"]  # is not moved anyway


def test_years_end_on_the_same_date_or_on_the_last_of_the_month() -> None:
    assert deadline("limitation", "2024-02-29")["before_moving"] == "2027-02-28"
    assert deadline("rescission", "2024-02-29")["before_moving"] == "2025-02-28"
    assert deadline("credit_record", "2020-02-29")["last_day"] == "2025-02-28"


def test_a_demand_within_three_years_starts_them_afresh() -> None:
    result = deadline("limitation", "2021-03-01", interruptions=["2025-12-31", "2023-01-01"])
    assert (result["before_moving"], result["counted_from"]) == ("2028-12-31", "2026-01-01")
    assert [one["after_expiry"] for one in result["restarts"]] == [False, False]
    assert result["longest_until"] == "2041-03-01"


def test_the_moved_last_day_is_still_in_time_and_the_next_is_not() -> None:
    # Saturday 1 June 2024 → Monday the 3rd.
    assert deadline("limitation", "2021-06-01")["last_day"] == "2024-06-03"
    assert deadline("limitation", "2021-06-01", interruptions=["2024-06-03"])["before_moving"] == "2027-06-03"
    late = deadline("limitation", "2021-06-01", interruptions=["2024-06-04"])
    assert (late["last_day"], late["restarts"]) == ("2024-06-03", [{"date": "2024-06-04", "after_expiry": True}])


def test_agreeing_to_pay_after_the_end_is_told_to_cost_the_defence() -> None:
    # 民法典 192: whoever agrees to pay afterwards cannot plead the time bar, so “过了” alone would mislead.
    late = deadline("limitation", "2021-03-01", interruptions=["2026-06-01"], today="2026-11-22")
    told = json.dumps([late["receipt"]["steps"], late["limits"], late["grounds"]], ensure_ascii=False)
    assert "民法典 192" in told


def test_a_lawsuit_starts_the_period_afresh_only_when_it_has_ended() -> None:
    # 民法典 195: 从中断、有关程序终结时起.
    result = deadline("limitation", "2021-03-01", interruptions=["2023-01-01"])
    told = json.dumps([result["receipt"]["steps"], result["limits"]], ensure_ascii=False)
    assert "终结" in told


def test_the_period_for_enforcement_starts_afresh_too() -> None:
    # 民诉法 250: 申请执行时效的中止、中断，适用法律有关诉讼时效中止、中断的规定.
    result = deadline("enforcement", "2024-03-01", interruptions=["2025-03-03"])
    assert result.get("last_day") == "2027-03-03"


@pytest.mark.parametrize(
    ("data", "field"),
    [
        ({"rule": "days", "event": "2026-03-02"}, "length"),
        ({"rule": "answer", "event": "2026-03-02", "length": 3}, "length"),
        ({"rule": "answer", "event": "2026-03-02", "interruptions": ["2026-03-03"]}, "interruptions"),
        (
            {"rule": "limitation", "event": "2024-03-02", "interruptions": ["2025-01-01", "2024-03-01"]},
            "interruptions[1]",
        ),
        ({"rule": "limitation", "event": "2017-09-30"}, "event"),
        ({"rule": "answer", "event": "2023-12-31"}, "event"),
        ({"rule": "answer", "event": "2026-02-29"}, "event"),
    ],
)
def test_a_contradiction_in_a_deadline_names_its_field(data: Result, field: str) -> None:
    result = deadline(**data)
    assert faults(result) == [field]
    assert "；" in result["errors"][0]["message"]


def test_a_rule_not_checked_again_in_time_is_marked() -> None:
    assert deadline("answer", "2026-09-20")["stale"] is False
    later = project_law(ROOT, dt.date(2027, 5, 23))
    assert deadline("answer", "2026-09-20", later)["stale"] is True
