"""Income and spending as one month, and what is left for whom."""

from __future__ import annotations

import math
from fractions import Fraction
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from handbook.calculator.engine import Engine

Result = dict[str, Any]
_ENGINE = Engine()

# How often in a year of 365 days; a month is a twelfth of it.
TIMES = {
    "month": Fraction(12),
    "day": Fraction(365),
    "week": Fraction(365, 7),
    "two_weeks": Fraction(365, 14),
    "four_weeks": Fraction(365, 28),
    "quarter": Fraction(4),
    "half_year": Fraction(2),
    "year": Fraction(1),
}
CLASSES = ["income", "fixed", "basic", "other", "priority_debt"]


def budget(*lines: Result, **more: object) -> Result:
    return _ENGINE.calculate("budget", {"lines": list(lines), **more})


def line(kind: str, amount: int, frequency: str = "month", **more: object) -> Result:
    return {"class": kind, "amount": amount, "frequency": frequency, **more}


@pytest.mark.parametrize(
    ("frequency", "monthly"),
    [
        ("month", 12_000),
        ("day", 365_000),
        ("week", 52_143),  # 12,000 × 365 ÷ 84 = 52,142.86
        ("two_weeks", 26_071),  # 26,071.43
        ("four_weeks", 13_036),  # 13,035.71
        ("quarter", 4_000),
        ("half_year", 2_000),
        ("year", 1_000),
    ],
)
def test_every_rhythm_becomes_a_month(frequency: str, monthly: int) -> None:
    assert budget(line("income", 12_000, frequency))["lines"][0]["monthly"] == monthly


def test_a_number_of_times_a_year_replaces_the_rhythm() -> None:
    bonus = line("income", 120_000, "day", times_per_year=13)
    assert budget(bonus)["totals"]["income"] == 130_000
    assert budget(line("income", 5, times_per_year=6))["totals"]["income"] == 3  # 2.5, half up


@settings(max_examples=80)
@given(
    st.lists(
        st.tuples(st.sampled_from(CLASSES), st.integers(0, 2_000_000), st.sampled_from(sorted(TIMES))),
        min_size=1,
        max_size=12,
    ),
    st.none() | st.integers(0, 100_000),
    st.none() | st.integers(0, 100_000),
)
def test_what_is_left_is_income_less_spending_less_reserve(
    lines: list[tuple[str, int, str]], reserve: int | None, cap: int | None
) -> None:
    result = budget(*[line(*one) for one in lines], reserve=reserve, reserve_cap=cap)
    monthly = [(kind, math.floor(amount * TIMES[often] / 12 + Fraction(1, 2))) for kind, amount, often in lines]
    totals = {kind: sum(amount for one, amount in monthly if one == kind) for kind in CLASSES}
    surplus = totals["income"] - totals["fixed"] - totals["basic"] - totals["other"]
    kept = reserve if reserve is not None else min(max(0, surplus) // 10, surplus if cap is None else cap)
    kept = max(0, kept)
    assert (result["totals"], result["surplus"], result["reserve"]) == (totals, surplus, kept)
    assert result["available_for_priority"] == max(0, surplus - kept)
    rest = surplus - kept - totals["priority_debt"]
    assert (result["available_for_ordinary"], result["short"]) == (max(0, rest), max(0, -rest))


def test_a_tenth_of_the_surplus_is_kept_unless_the_reader_says_otherwise() -> None:
    lines = [line("income", 500_000), line("fixed", 300_009)]
    assert budget(*lines)["reserve"] == 19_999  # a tenth of 199,991, never rounded up
    assert budget(*lines, reserve_cap=15_000)["reserve"] == 15_000
    assert budget(*lines, reserve_cap=50_000)["reserve"] == 19_999
    assert budget(*lines, reserve=0)["reserve"] == 0
    assert budget(*lines, reserve=60_000, reserve_cap=1)["reserve"] == 60_000


def test_priority_debts_come_before_ordinary_ones() -> None:
    result = budget(line("income", 600_000), line("fixed", 300_000), line("priority_debt", 100_000))
    assert result["spending"] == 300_000
    assert (result["available_for_priority"], result["available_for_ordinary"]) == (270_000, 170_000)


# An ordinary household, about which nothing need be said: 5,000 in, 3,000 out.
HOME = [line("income", 500_000), line("fixed", 150_000, id="rent"), line("basic", 150_000, id="food")]
OWED = line("priority_debt", 1)
SHORT = ["nothing_left", "priority_debts_not_covered"]


@pytest.mark.parametrize(
    ("lines", "more", "warnings"),
    [
        (HOME, {}, []),
        ([line("fixed", 1), OWED], {}, ["no_income", "nothing_left", "priority_debts_not_covered"]),
        ([line("income", 100_000), line("fixed", 100_000)], {}, ["nothing_left"]),
        ([line("income", 100_000), line("fixed", 95_000)], {}, ["hardly_anything_left"]),  # 5 %
        ([line("income", 100_000), line("fixed", 94_999)], {}, []),
        ([*HOME, line("priority_debt", 180_001)], {}, ["priority_debts_not_covered"]),
        ([*HOME, line("priority_debt", 180_000)], {}, []),
        ([line("income", 100_000), line("fixed", 49_999)], {}, ["spending_under_half"]),
        ([line("income", 100_000), line("fixed", 50_000)], {}, []),
        ([line("income", 100_000), line("fixed", 300_000), OWED], {}, SHORT),
        ([line("income", 100_000), line("fixed", 300_001), OWED], {}, [*SHORT, "spending_over_three_times"]),
        (HOME, {"persons": 4}, []),  # 1,500 元 are 12.33 a day for each of four, 9.86 for five
        (HOME, {"persons": 5}, ["food_under_10_yuan_a_day"]),
        ([*HOME[:2], line("basic", 1_000, "day", id="food"), line("basic", 80_000)], {}, []),
        ([*HOME[:2], line("basic", 999, "day", id="food"), line("basic", 80_000)], {}, ["food_under_10_yuan_a_day"]),
        ([HOME[0], line("fixed", 0, id="rent"), line("basic", 300_000, id="food")], {}, ["rent_is_zero"]),
        ([*HOME, line("fixed", 0, id="rent")], {}, []),  # a mortgage beside an empty line for rent
    ],
)
def test_a_budget_that_will_hardly_hold_is_named(lines: list[Result], more: Result, warnings: list[str]) -> None:
    assert budget(*lines, **more)["warnings"] == warnings


def test_a_household_without_priority_debts_is_not_told_that_they_are_uncovered() -> None:
    assert budget(line("income", 100_000), line("fixed", 200_000))["warnings"] == ["nothing_left"]
    kept = budget(line("income", 100_000), line("fixed", 50_000), reserve=60_000)
    assert "priority_debts_not_covered" not in kept["warnings"]


def test_ten_yuan_a_day_for_each_is_not_below_ten() -> None:
    # 20 元 a day for two: 608.33 a month is not less, only rounded.
    couple = [*HOME[:2], line("basic", 2_000, "day", id="food"), line("basic", 40_000)]
    assert budget(*couple, persons=2)["warnings"] == []


def test_what_is_not_known_yet_is_listed() -> None:
    unknown = [line("basic", 0, id="heating", name="取暖", unknown=True), line("other", 0, id="gifts", unknown=True)]
    result = budget(*HOME, *unknown)
    assert result["to_find_out"] == ["取暖", "gifts"]
    assert result["lines"][3] == {"id": "heating", "name": "取暖", "monthly": 0}


@pytest.mark.parametrize(
    ("lines", "field"),
    [
        ([], "lines"),
        ([{"amount": 1}], "lines[0].class"),
        ([{"class": "fixed", "frequency": "yearly"}], "lines[0].frequency"),
        ([{"class": "fixed", "times_per_year": 0}], "lines[0].times_per_year"),
        ([{"class": "fixed", "amount": -1}], "lines[0].amount"),
    ],
)
def test_a_mistake_in_a_line_names_it(lines: list[Result], field: str) -> None:
    errors = budget(*lines)["errors"]
    assert [error["field"] for error in errors] == [field]
    assert "；" in errors[0]["message"]
