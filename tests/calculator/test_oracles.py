"""Rates, payments and numbers of periods against libraries that were written apart from the engine."""

from __future__ import annotations

import datetime as dt
import math
from fractions import Fraction
from typing import Any

import numpy_financial as npf
import pytest
import pyxirr
from hypothesis import assume, given, settings
from hypothesis import strategies as st
from scipy.optimize import brentq

from handbook.calculator.engine import Engine

Record = dict[str, Any]
_ENGINE = Engine()  # hypothesis and function-scoped fixtures do not mix
usual = settings(max_examples=80)
money = st.integers(1_000, 1_000_000_000)
rates = st.integers(1, 60_000).map(lambda ppm: f"0.{ppm:06d}")
"""Of a period: up to 6 %."""


def run(function: str, **data: object) -> Record:
    result = _ENGINE.calculate(function, data)
    assert "errors" not in result, result
    return result


def rate(amounts: list[int], **more: object) -> Record:
    return run("rate", flows=[{"amount": amount} for amount in amounts], **more)


def half_up(number: Fraction) -> int:
    return math.floor(number + Fraction(1, 2))


def level_payment(principal: int, periods: int, per_period: Fraction) -> Fraction:
    if not per_period:
        return Fraction(principal, periods)
    grown = (1 + per_period) ** periods
    return principal * per_period * grown / (grown - 1)


def from_percents(*percents: int) -> list[int]:
    """Return flows in whole numbers whose value is zero at exactly these rates a period."""
    flows = [1]
    for percent in percents:
        flows = [100 * a - (100 + percent) * b for a, b in zip([*flows, 0], [0, *flows], strict=True)]
    return flows


# ---- The rate of one loan ----


@usual
@given(
    st.lists(st.integers(1, 100_000_000), min_size=1, max_size=36), st.integers(6, 1900), st.sampled_from([1, 12, 52])
)
def test_rate_of_a_loan_agrees_with_irr(paid: list[int], percent: int, periods_per_year: int) -> None:
    lent = max(1, sum(paid) * 100 // percent)
    flows = [-lent, *paid]
    found = rate(flows, periods_per_year=periods_per_year)
    per_period = float(found["per_period"])
    by_root = brentq(lambda r: sum(a * (1 + r) ** -k for k, a in enumerate(flows)), -0.9999, 50, xtol=1e-14)
    assert found["found"] == "one"
    assert found["roots"] == [found["per_period"]]
    assert per_period == pytest.approx(by_root, rel=1e-9, abs=1e-9)
    assert per_period == pytest.approx(npf.irr(flows), rel=1e-7, abs=1e-7)
    assert float(found["annual_simple"]) == pytest.approx(per_period * periods_per_year, rel=1e-9, abs=1e-9)
    effective = (1 + by_root) ** periods_per_year - 1
    assume(effective < 1e6)
    assert float(found["annual_effective"]) == pytest.approx(effective, rel=1e-7, abs=1e-9)


@usual
@given(
    st.dates(dt.date(1950, 1, 1), dt.date(2090, 1, 1)),
    st.integers(30, 200),
    st.lists(st.tuples(st.integers(30, 4_000), st.integers(100, 40_000_000)), min_size=1, max_size=24),
    st.randoms(use_true_random=False),
)
def test_rate_of_dated_flows_agrees_with_xirr(
    start: dt.date, back_percent: int, paid: list[tuple[int, int]], random: Any
) -> None:
    lent = sum(amount for _, amount in paid) * 100 // back_percent
    flows = [(start, -lent), *((start + dt.timedelta(days), amount) for days, amount in paid)]
    reference = pyxirr.xirr([day for day, _ in flows], [float(amount) for _, amount in flows])
    random.shuffle(flows)  # the dates say the order
    found = run("rate", flows=[{"date": day.isoformat(), "amount": amount} for day, amount in flows])
    assert (found["found"], found["per_period"]) == ("one", None)
    assert reference is not None
    assert float(found["xirr"]) == pytest.approx(reference, rel=1e-8, abs=1e-9)


@usual
@given(st.integers(10**9, 5 * 10**11), st.integers(1, 60), rates, st.integers(0, 5), st.integers(0, 99))
def test_odd_first_period_bears_simple_interest(lent: int, periods: int, per_period: str, full: int, odd: int) -> None:
    r, part = Fraction(per_period), Fraction(odd, 100)
    # What is owed one period before the first payment, and then the level payment on it.
    assume(full or odd)
    owed = lent * (1 + r) ** full * (1 + part * r) / (1 + r)
    payment = half_up(owed * r / (1 - (1 + r) ** -periods))
    flows = [{"amount": -lent}, {"amount": payment, "count": periods}]
    found = run("rate", flows=flows, first_period={"full": full, "fraction": f"0.{odd:02d}"})
    assert found["found"] == "one"
    assert float(found["per_period"]) == pytest.approx(float(r), abs=1e-7)


@usual
@given(st.integers(10**11, 9 * 10**11), st.integers(1, 60), rates, st.sampled_from(["half_up", "up", "cut"]))
def test_rate_gives_back_the_rate_of_a_schedule(principal: int, periods: int, per_period: str, rounding: str) -> None:
    loan = {"principal": principal, "periods": periods, "period_rate": per_period, "rounding": rounding}
    schedule = run("instalments", method="equal_instalment", **loan)
    assert float(schedule["rates"]["per_period"]) == pytest.approx(float(per_period), abs=1e-10)
    again = rate([-principal, *(row["payment"] for row in schedule["rows"])])
    assert again["per_period"] == schedule["rates"]["per_period"]


@usual
@given(money, st.integers(2, 36), st.integers(0, 20_000), st.integers(0, 10))
def test_flat_fee_costs_what_irr_says(principal: int, periods: int, fee_ppm: int, upfront_percent: int) -> None:
    upfront = principal * upfront_percent // 100
    fee_rate = f"0.{fee_ppm:06d}"
    loan = {"principal": principal, "periods": periods, "period_fee_rate": fee_rate, "upfront_fee": upfront}
    result = run("instalments", method="flat_fee", **loan)
    rows = [row["payment"] for row in result["rows"]]
    assert float(result["rates"]["per_period"]) == pytest.approx(npf.irr([upfront - principal, *rows]), abs=1e-8)


# ---- No rate, and more than one ----


@usual
@given(st.integers(-50, 100), st.integers(-50, 100), st.integers(1, 100_000))
def test_two_rates_are_both_named(one: int, other: int, scale: int) -> None:
    assume(one != other)
    found = rate([-amount * scale for amount in from_percents(one, other)])
    assert (found["found"], found["per_period"], found["annual_effective"]) == ("several", None, None)
    assert [float(root) for root in found["roots"]] == pytest.approx(sorted([one / 100, other / 100]), abs=1e-9)


@usual
@given(st.lists(st.integers(-30, 60), min_size=3, max_size=4, unique=True))
def test_three_or_four_rates_are_all_named(percents: list[int]) -> None:
    found = rate(from_percents(*percents))
    assert found["found"] == "several"
    assert [float(root) for root in found["roots"]] == pytest.approx(sorted(p / 100 for p in percents), abs=1e-7)


def test_two_rates_of_dated_flows_are_both_named() -> None:
    days = ["2022-01-01", "2023-01-01", "2024-01-01"]
    flows = [{"date": day, "amount": a} for day, a in zip(days, [-100_000, 230_000, -132_000], strict=True)]
    found = run("rate", flows=flows)
    assert (found["found"], found["xirr"]) == ("several", None)
    assert [float(root) for root in found["roots"]] == pytest.approx([0.1, 0.2])


def years_apart(years: int, one: float, other: float) -> list[int]:
    """Return three sums, `years` apart, as monthly flows that are worth nothing at these two rates a month."""
    a, b = (1 + one) ** (12 * years), (1 + other) ** (12 * years)
    gap = [0] * (12 * years - 1)
    return [-(10**9), *gap, round(10**9 * (a + b)), *gap, -round(10**9 * a * b)]


@pytest.mark.parametrize(
    ("flows", "expected"),
    [
        (from_percents(10, 11), [0.10, 0.11]),
        (from_percents(10, 10), [0.10]),  # it touches zero there, and does not cross it
        ([-1_000_000, 2_201_000, -1_211_100], [0.10, 0.101]),
        (years_apart(5, 0.005, 0.01), [0.005, 0.01]),
        (years_apart(15, 0.004, 0.005), [0.004, 0.005]),
    ],
)
def test_neighbouring_rates_are_not_overlooked(flows: list[int], expected: list[float]) -> None:
    found = rate(flows)
    assert [float(root) for root in found["roots"]] == pytest.approx(expected, abs=1e-6)
    assert found["found"] == ("one" if len(expected) == 1 else "several")


@pytest.mark.parametrize("flows", [[1, 2, 3], [-5], [0, 0], [-100, -200], [-10_000, 20_000, -12_100], [-100_000, 0, 0]])
def test_flows_without_a_rate_are_said_to_have_none(flows: list[int]) -> None:
    found = rate(flows)
    assert (found["found"], found["per_period"], found["roots"]) == ("none", None, [])


@usual
@given(st.lists(st.integers(-1_000_000, 1_000_000), min_size=2, max_size=30))
def test_every_rate_named_makes_the_flows_worth_nothing(flows: list[int]) -> None:
    found = rate(flows)
    for root in map(float, found["roots"]):
        terms = [Fraction(amount) / (1 + Fraction(root)) ** k for k, amount in enumerate(flows)]
        slope = sum((abs(term) * (k + 1) for k, term in enumerate(terms)), Fraction(0)) / (1 + Fraction(root))
        assert abs(sum(terms, Fraction(0))) <= slope * Fraction(1, 10**10)


# ---- The payment, and the number of periods ----


@usual
@given(money, st.integers(1, 600), st.integers(0, 360_000), st.sampled_from([1, 2, 4, 12, 26, 52, 365]))
def test_payment_agrees_with_pmt_to_the_fen(principal: int, periods: int, ppm: int, periods_per_year: int) -> None:
    annual = Fraction(ppm, 1_000_000)
    loan = {"principal": principal, "periods": periods, "periods_per_year": periods_per_year}
    payment = run("payment_for", annual_rate=f"0.{ppm:06d}", **loan)["payment"]
    assert payment == half_up(level_payment(principal, periods, annual / periods_per_year))
    by_float = -npf.pmt(float(annual) / periods_per_year, periods, principal)
    # In doubles (1 + r)^n − 1 loses its digits when r is tiny.
    assert abs(payment - by_float) <= 0.5 + by_float * (1e-9 if ppm >= 1000 else 1e-6)


@usual
@given(st.integers(100_000, 1_000_000_000), st.integers(2, 360), rates)
def test_payment_rounds_as_asked(principal: int, periods: int, per_period: str) -> None:
    exact = level_payment(principal, periods, Fraction(per_period))
    assume(exact > principal * Fraction(per_period) + 1)  # else no principal is paid off before the last
    loan = {"principal": principal, "periods": periods, "period_rate": per_period}
    found = {mode: run("payment_for", rounding=mode, **loan)["payment"] for mode in ("cut", "half_up", "up")}
    assert found == {"cut": math.floor(exact), "half_up": half_up(exact), "up": math.ceil(exact)}


@usual
@given(
    st.integers(100_000, 1_000_000_000),
    st.integers(1, 120),
    st.integers(20, 80),
    st.integers(0, 30_000),
)
def test_number_of_periods_agrees_with_nper(principal: int, whole: int, part: int, ppm: int) -> None:
    # Well inside a period, so that rounding to the fen cannot move it.
    r, length = ppm / 1_000_000, whole + part / 100
    payment = round(principal * r / (1 - (1 + r) ** -length) if r else principal / length)
    assume(principal * 50_000 > payment * length and payment > 1_000)
    result = run("periods_for", principal=principal, payment=payment, period_rate=f"0.{ppm:06d}")
    by_float = float(npf.nper(r, -payment, principal)) if r else principal / payment
    assert result["periods"] == math.ceil(by_float)
    assert result["total_paid"] == payment * (result["periods"] - 1) + result["last_payment"]
    assert result["total_interest"] == result["total_paid"] - principal
    assert 0 < result["last_payment"] <= payment


@usual
@given(money, rates)
def test_payment_that_meets_only_the_interest_never_ends(principal: int, per_period: str) -> None:
    interest = half_up(principal * Fraction(per_period))
    assume(interest)
    result = run("periods_for", principal=principal, payment=interest, period_rate=per_period)
    assert (result["periods"], result["reason"]) == (None, "payment_below_interest")


def test_more_than_600_periods_are_not_promised() -> None:
    assert run("periods_for", principal=60_000, payment=100, annual_rate="0")["periods"] == 600
    result = run("periods_for", principal=60_001, payment=100, annual_rate="0")
    assert (result["periods"], result["reason"]) == (None, "over_600_periods")
