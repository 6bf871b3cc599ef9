"""Interest by the day, as a bill should show it; a year is 365 days unless the contract says otherwise."""

from __future__ import annotations

import datetime as dt
import math
from fractions import Fraction
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from handbook.calculator.engine import Engine
from handbook.grounds.law import project_law
from tests.conftest import ROOT

Result = dict[str, Any]
_ENGINE = Engine()
LAW = project_law(ROOT, dt.date(2026, 11, 22))


def accrue(*segments: Result, **more: object) -> Result:
    return _ENGINE.calculate("accrue", {"segments": list(segments), **more}, LAW)


def amounts(result: Result) -> list[int]:
    return [row["amount"] for row in result["rows"]]


def faults(result: Result) -> list[str]:
    return [error["field"] for error in result.get("errors", [])]


def half_up(amount: Fraction) -> int:
    return math.floor(amount + Fraction(1, 2))


# ---- Days and years ----


@pytest.mark.parametrize(
    ("basis", "exact"),
    [
        # 10,000 元 at 18.25 % for 30 days from 15 December 2027: 17 of them in 2027, 13 in the leap year 2028.
        ("365", Fraction(30, 365)),
        ("360", Fraction(30, 360)),
        ("366", Fraction(30, 366)),
        ("actual", Fraction(17, 365) + Fraction(13, 366)),
    ],
)
def test_a_year_has_as_many_days_as_was_agreed(basis: str, exact: Fraction) -> None:
    span = {"balance": 1_000_000, "annual_rate": "0.1825", "from": "2027-12-15", "to": "2028-01-14"}
    assert accrue(span, basis=basis)["total"] == half_up(1_000_000 * Fraction("0.1825") * exact)


def test_the_last_day_counts_only_where_both_ends_do() -> None:
    span = {"balance": 1_000_000, "daily_rate": "0.0005", "from": "2026-03-01", "to": "2026-03-11"}
    first = accrue(span)["rows"][0]
    assert (first["days"], first["to"], first["amount"]) == (10, "2026-03-10", 5_000)
    both = accrue(span, count="both")["rows"][0]
    assert (both["days"], both["to"], both["amount"]) == (11, "2026-03-11", 5_500)


def test_days_may_be_given_without_dates() -> None:
    assert accrue({"balance": 365_000, "annual_rate": "0.1", "days": 7})["total"] == 700


# ---- A card: interest on the whole sum until it is paid ----


def test_a_card_counts_the_whole_sum_until_a_part_is_paid() -> None:
    # 10,000 posted on 1 March; 6,000 paid on the 21st, the rest on 5 April. 万分之五 a day:
    # 20 days on 10,000 are 100.00, 15 days on 4,000 are 30.00.
    span = {"balance": 1_000_000, "daily_rate": "0.0005", "from": "2026-03-01", "to": "2026-04-05"}
    paid = {**span, "payments": [{"date": "2026-03-21", "amount": 600_000}]}
    rows = accrue(paid)["rows"]
    assert [(row["balance"], row["days"], row["amount"]) for row in rows] == [
        (1_000_000, 20, 10_000),
        (400_000, 15, 3_000),
    ]
    assert amounts(accrue(paid, count="both")) == [10_000, 3_200]  # the last day as well
    assert accrue(span)["total"] == 17_500


def test_payments_may_come_in_any_order_and_on_any_day_of_the_span() -> None:
    pays = [("2026-03-31", 100), ("2026-03-11", 200_000), ("2026-03-01", 300_000), ("2026-03-11", 100_000)]
    span = {
        "balance": 1_000_000,
        "daily_rate": "0.001",
        "from": "2026-03-01",
        "to": "2026-03-31",
        "payments": [{"date": day, "amount": amount} for day, amount in pays],
    }
    # 700,000 for 10 days, 400,000 for 20; paid on the last day, which does not count.
    assert amounts(accrue(span)) == [7_000, 8_000]
    assert amounts(accrue(span, count="both")) == [7_000, 8_000, 400]  # 399,900 × 0.001 = 399.9


@settings(max_examples=100)
@given(
    st.integers(100_000, 3_000_000),
    st.lists(st.tuples(st.integers(0, 400), st.integers(0, 20_000)), max_size=4),
    st.integers(0, 400),
    st.sampled_from(["365", "360", "actual"]),
)
def test_day_by_day_the_sum_is_the_same(balance: int, pays: list[tuple[int, int]], days: int, basis: str) -> None:
    start = dt.date(2027, 7, 1)
    at = [(min(day, days), amount) for day, amount in pays]
    end = start + dt.timedelta(days=days)
    span = {
        "balance": balance,
        "annual_rate": "0.1825",
        "from": start.isoformat(),
        "to": end.isoformat(),
        "payments": [{"date": (start + dt.timedelta(days=day)).isoformat(), "amount": amount} for day, amount in at],
    }
    exact = Fraction(0)
    for number in range(days):
        year = (start + dt.timedelta(days=number)).year
        length = {"actual": 366 if year == 2028 else 365}.get(basis) or int(basis)
        left = balance - sum(amount for day, amount in at if day <= number)
        exact += left * Fraction("0.1825") / length
    assert accrue(span, basis=basis, rounding="total")["interest"] == half_up(exact)


# ---- 罚息, 违约金, late performance ----


@pytest.mark.parametrize(("uplift", "note"), [("0.29", True), ("0.3", False), ("0.5", False), ("0.51", True)])
def test_penalty_interest_beyond_30_to_50_percent_is_pointed_out(uplift: str, note: bool) -> None:
    # 10,000 元 at 12 %, 73 days are a fifth of a year: 240.00, and as much more as the uplift.
    span = {"kind": "penalty_interest", "balance": 1_000_000, "annual_rate": "0.12", "uplift": uplift}
    result = accrue({**span, "from": "2026-01-01", "to": "2026-03-15"})
    assert amounts(result) == [half_up(24_000 * (1 + Fraction(uplift)))]
    assert result["rows"][0]["notes"] == (["uplift_outside_30_50"] if note else [])
    assert "贷款利率通知 3" in [step["ground"] for step in result["receipt"]["steps"]]


def test_penalty_interest_without_dates_is_checked_as_well() -> None:
    span = {"kind": "penalty_interest", "balance": 1_000_000, "annual_rate": "0.12", "uplift": "0.8", "days": 30}
    assert accrue(span)["rows"][0]["notes"] == ["uplift_outside_30_50"]


@pytest.mark.parametrize(
    ("base", "limits", "amount"),
    [
        (100_000, {}, 5_000),
        (10_000, {"minimum": 1_000}, 1_000),
        (100_000, {"minimum": 1_000}, 5_000),
        (1_000_000, {"minimum": 1_000, "cap": 20_000}, 20_000),
        (30, {}, 2),  # 1.5 分
    ],
)
def test_damages_keep_to_their_minimum_and_cap(base: int, limits: Result, amount: int) -> None:
    result = accrue(damages=[{"base": base, "rate": "0.05", **limits}])
    assert (result["damages"][0]["amount"], result["damages_total"], result["total"]) == (amount, amount, amount)


def test_a_minimum_above_the_cap_is_a_slip() -> None:
    assert faults(accrue(damages=[{"base": 100_000, "rate": "0.05", "minimum": 5_000, "cap": 1_000}]))


def test_late_performance_costs_1_75_in_ten_thousand_a_day() -> None:
    # 50,000 元 for 100 days: 50,000 × 0.000175 × 100 = 875.00; on top of the interest of the judgment.
    span = {"kind": "late_performance", "balance": 5_000_000, "from": "2026-01-01", "to": "2026-04-11"}
    result = accrue(span)
    assert (result["total"], result["rows"][0]["rate"], result["rows"][0]["per"]) == (87_500, "0.000175", "day")
    assert "迟延利息解释 1" in [step["ground"] for step in result["receipt"]["steps"]]
    assert faults(accrue({**span, "from": "2014-07-31"})) == ["segments[0].from"]
    assert faults(accrue({**span, "annual_rate": "0.1"})) == ["segments[0].annual_rate"]


def test_the_rate_of_late_performance_cannot_be_raised() -> None:
    # 迟延利息解释 1 sets it; an uplift belongs to a bank's penalty interest.
    span = {"kind": "late_performance", "balance": 5_000_000, "from": "2026-01-01", "to": "2026-04-11"}
    result = accrue({**span, "uplift": "0.5"})
    assert faults(result) == ["segments[0].uplift"]


# ---- LPR ----


@pytest.mark.parametrize(
    ("dates", "rate"),
    [
        ({"from": "2025-05-19"}, "0.124"),  # 3.10 % × 4
        ({"from": "2025-05-20"}, "0.12"),  # 3.00 %
        ({"from": "2025-05-20", "lpr_date": "2024-10-20"}, "0.134"),  # 3.35 %: the day of the contract
        ({"from": "2025-05-20", "lpr": "0.0385"}, "0.154"),
    ],
)
def test_a_multiple_of_the_lpr_takes_the_rate_of_its_day(dates: Result, rate: str) -> None:
    span = {"balance": 3_650_000, "lpr_multiple": "4", "to": "2025-06-28", **dates}
    result = accrue(span)
    days = (dt.date(2025, 6, 28) - dt.date.fromisoformat(dates["from"])).days
    assert Fraction(result["rows"][0]["rate"]) == Fraction(rate)
    assert result["total"] == half_up(3_650_000 * Fraction(rate) * days / 365)


def test_a_day_without_lpr_is_refused_with_a_way_out() -> None:
    span = {"balance": 100, "lpr_multiple": "4", "from": "2019-08-19", "to": "2019-09-01"}
    result = accrue(span)
    assert faults(result) == ["segments[0].lpr_date"]
    assert "自己填 lpr" in result["errors"][0]["message"]


# ---- Compound interest and rounding ----


def test_compound_interest_adds_what_the_segment_before_left_unpaid() -> None:
    # Three quarters of 73 days at 10 %: 2 % each. 10,000; 10,200; 10,404.
    spans = [{"balance": 1_000_000, "annual_rate": "0.1", "days": 73}] * 3
    assert amounts(accrue(*spans, compound=True)) == [20_000, 20_400, 20_808]
    assert amounts(accrue(*spans)) == [20_000] * 3


def test_a_payment_never_makes_interest_dearer() -> None:
    # manual/accrue.yml: the interest of the segment before joins the next, not that of its own first half.
    span = {"balance": 1_000_000, "annual_rate": "0.36", "from": "2025-01-01", "to": "2026-01-01"}
    paid = {**span, "payments": [{"date": "2025-07-01", "amount": 1}]}
    assert accrue(paid, compound=True)["total"] == accrue(span, compound=True)["total"] == 360_000


def test_each_line_is_rounded_or_only_the_total() -> None:
    # 100.00 元 at 3.65 % is exactly 1 分 a day; on 50.00 half a fen, three times.
    spans = [{"balance": 5_000, "annual_rate": "0.0365", "days": 1}] * 3
    assert (amounts(accrue(*spans)), accrue(*spans)["interest"]) == ([1, 1, 1], 3)
    assert accrue(*spans, rounding="total")["interest"] == 2  # 1.5, half up


# ---- Mistakes ----


@pytest.mark.parametrize(
    ("span", "field"),
    [
        ({"annual_rate": "0.1"}, "days"),
        ({"annual_rate": "0.1", "from": "2026-01-01"}, "days"),
        ({"annual_rate": "0.1", "days": 3, "from": "2026-01-01", "to": "2026-01-04"}, "days"),
        ({"annual_rate": "0.1", "days": 3, "payments": [{"date": "2026-01-01", "amount": 1}]}, "payments"),
        ({"annual_rate": "0.1", "from": "2026-01-02", "to": "2026-01-01"}, "to"),
        (
            {
                "annual_rate": "0.1",
                "from": "2026-01-02",
                "to": "2026-01-05",
                "payments": [{"date": "2026-01-06", "amount": 1}],
            },
            "payments",
        ),
        (
            {
                "annual_rate": "0.1",
                "from": "2026-01-02",
                "to": "2026-01-05",
                "payments": [{"date": "2026-01-03", "amount": 101}],
            },
            "payments",
        ),
        ({"days": 3}, "annual_rate"),
        ({"days": 3, "annual_rate": "0.1", "daily_rate": "0.1"}, "daily_rate"),
        ({"days": 3, "daily_rate": "0.1", "lpr_multiple": "4"}, "lpr_multiple"),
    ],
)
def test_a_contradiction_in_a_segment_names_its_field(span: Result, field: str) -> None:
    result = accrue({"balance": 100, **span})
    assert faults(result) == [f"segments[0].{field}"]
    assert "；" in result["errors"][0]["message"]


def test_actual_days_need_dates_and_something_must_be_counted() -> None:
    assert faults(accrue({"balance": 100, "annual_rate": "0.1", "days": 3}, basis="actual")) == ["segments[0].from"]
    assert faults(accrue()) == ["segments"]
