"""Instalment by instalment and day by day: sums to the fen, and the calendar, against Python's own arithmetic."""

from __future__ import annotations

import calendar
import datetime as dt
import math
from fractions import Fraction
from itertools import pairwise
from typing import Any

import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from handbook.calculator.engine import Engine
from handbook.grounds.law import COUNTS

Record = dict[str, Any]
_ENGINE = Engine()  # hypothesis and function-scoped fixtures do not mix
usual = settings(max_examples=80)
money = st.integers(1, 1_000_000_000)
small = st.integers(0, 1_000)
counts = st.integers(1, 120)
rates = st.integers(0, 360_000).map(lambda ppm: f"0.{ppm:06d}")
days = st.dates(dt.date(1950, 1, 1), dt.date(2150, 12, 31))
METHODS = ["equal_instalment", "equal_principal", "interest_first", "flat_fee", "interest_free"]
NO_HOLIDAYS = {"from": 1900, "to": 2300, "off": "", "on": ""}
FRIDAY = 5


def run(function: str, law: Record | None = None, **data: Any) -> Record:
    result = _ENGINE.calculate(function, data, law)
    assert "errors" not in result, result
    return result


def refused(function: str, law: Record | None = None, **data: Any) -> list[str]:
    return [error["field"] for error in _ENGINE.calculate(function, data, law)["errors"]]


def half_up(number: Fraction) -> int:
    return math.floor(number + Fraction(1, 2))


def shows(row: Record, **exact: Fraction) -> bool:
    """Whether every figure of the row is its exact value, rounded to the fen; a tie may have fallen to either side."""
    return all(abs(row[name] - value) <= Fraction(1, 2) + Fraction(1, 10**12) for name, value in exact.items())


def schedule(method: str, principal: int, periods: int, **more: Any) -> Record:
    return run("instalments", method=method, principal=principal, periods=periods, **more)


def column(result: Record, name: str) -> list[Any]:
    return [row[name] for row in result["rows"]]


# ---- Sums ----


@usual
@given(st.sampled_from(METHODS), money, counts, rates, st.tuples(small, small, small, small))
def test_every_schedule_adds_up(
    method: str, principal: int, periods: int, rate: str, extra: tuple[int, int, int, int]
) -> None:
    deposit, upfront_fee, upfront_interest, period_fee = min(extra[0], principal - 1), *extra[1:]
    priced: Record = {"flat_fee": {"period_fee": period_fee}, "interest_free": {}}.get(method, {"annual_rate": rate})
    upfront = {"deposit": deposit, "upfront_fee": upfront_fee, "upfront_interest": upfront_interest}
    result = schedule(method, principal, periods, **upfront, **priced)
    rows, totals = result["rows"], result["totals"]
    assert [row["n"] for row in rows] == list(range(1, len(rows) + 1))
    assert sum(column(result, "principal")) == principal - deposit
    assert all(row["payment"] == row["principal"] + row["interest"] + row["fee"] for row in rows)
    assert all(min(row["principal"], row["interest"], row["fee"]) >= 0 for row in rows)
    left = [principal - deposit, *column(result, "balance")]
    assert [before - after for before, after in pairwise(left)] == column(result, "principal")
    assert left[-1] == 0
    assert totals["paid"] == sum(column(result, "payment")) + deposit + upfront_fee + upfront_interest
    assert totals["paid"] == principal + totals["interest"] + totals["fee"]
    assert (result["payment"], result["last_payment"]) == (rows[0]["payment"], rows[-1]["payment"])
    assert result["payment_times_periods"] == result["payment"] * periods


def test_interest_taken_in_advance_is_interest_and_a_fee_a_fee() -> None:
    taken = schedule("interest_first", 1_000_000, 1, annual_rate="0", upfront_interest=50_000, upfront_fee=700)
    assert taken["totals"] == {"interest": 50_000, "fee": 700, "paid": 1_050_700}
    assert float(taken["rates"]["per_period"]) == pytest.approx(1_000_000 / (1_000_000 - 50_700) - 1)


@usual
@given(
    st.sampled_from(["equal_principal", "flat_fee", "interest_free"]),
    money,
    counts,
    st.sampled_from(["last", "first", "spread"]),
)
def test_the_rest_of_a_division_goes_where_it_is_told(method: str, principal: int, periods: int, where: str) -> None:
    parts = column(schedule(method, principal, periods, remainder=where), "principal")
    each, rest = divmod(principal, periods)
    wanted = {
        "last": [each] * (periods - 1) + [each + rest],
        "first": [each + rest] + [each] * (periods - 1),
        "spread": [each + 1] * rest + [each] * (periods - rest),
    }
    assert parts == wanted[where]


def test_a_remainder_that_cannot_be_placed_is_refused() -> None:
    loan: Record = {"method": "equal_instalment", "principal": 1_000, "periods": 3}
    assert refused("instalments", remainder="first", **loan) == ["remainder"]


# ---- Each method by exact fractions ----


@usual
@given(money, counts, rates, st.sampled_from([1, 4, 12, 52]), st.sampled_from(["half_up", "up", "cut"]))
def test_level_instalments_row_by_row(principal: int, periods: int, rate: str, per_year: int, rounding: str) -> None:
    r = Fraction(rate) / per_year
    exact = principal * r / (1 - (1 + r) ** -periods) if r else Fraction(principal, periods)
    payment = {"half_up": half_up(exact), "up": math.ceil(exact), "cut": math.floor(exact)}[rounding]
    result = schedule(
        "equal_instalment", principal, periods, annual_rate=rate, periods_per_year=per_year, rounding=rounding
    )
    balance = principal
    for row in result["rows"]:
        interest = half_up(balance * r)
        part = balance if row["n"] == periods else max(0, min(balance, payment - interest))
        balance -= part
        assert (row["interest"], row["principal"], row["balance"]) == (interest, part, balance)
    assert balance == 0


@usual
@given(st.integers(100, 1_000_000_000), counts, rates)
def test_unrounded_level_instalments_are_rounded_only_to_be_shown(principal: int, periods: int, rate: str) -> None:
    r = Fraction(rate) / 12
    payment = principal * r / (1 - (1 + r) ** -periods) if r else Fraction(principal, periods)
    result = schedule("equal_instalment", principal, periods, annual_rate=rate, carry="exact")
    balance = Fraction(principal)
    for row in result["rows"]:
        interest = balance * r
        balance -= payment - interest
        assert shows(row, payment=payment, interest=interest, principal=payment - interest, balance=balance)
        assert abs(Fraction(row["interest_exact"]) - interest) <= Fraction(1, 20_000)


@usual
@given(st.integers(100, 1_000_000_000), counts, rates)
def test_unrounded_schedules_have_unrounded_totals_and_rates(principal: int, periods: int, rate: str) -> None:
    r = Fraction(rate) / 12
    payment = principal * r / (1 - (1 + r) ** -periods) if r else Fraction(principal, periods)
    level = schedule("equal_instalment", principal, periods, annual_rate=rate, carry="exact")
    falling = schedule("equal_principal", principal, periods, annual_rate=rate, carry="exact")
    paid, interest = payment * periods, principal * r * (periods + 1) / 2
    assert shows(level["totals"], paid=paid, interest=paid - principal)
    assert shows(falling["totals"], paid=principal + interest, interest=interest)
    for result in (level, falling):
        assert float(result["rates"]["per_period"]) == pytest.approx(float(r), abs=1e-9)


@usual
@given(st.integers(100, 1_000_000_000), counts, rates)
def test_level_principal_bears_interest_on_what_is_left(principal: int, periods: int, rate: str) -> None:
    result = schedule("equal_principal", principal, periods, annual_rate=rate)
    balance = principal
    for row in result["rows"]:
        assert row["interest"] == half_up(balance * Fraction(rate) / 12)
        balance = row["balance"]


@usual
@given(st.integers(100, 1_000_000_000), counts, rates)
def test_unrounded_level_principal_is_rounded_only_to_be_shown(principal: int, periods: int, rate: str) -> None:
    part, r = Fraction(principal, periods), Fraction(rate) / 12
    rows = schedule("equal_principal", principal, periods, annual_rate=rate, carry="exact")["rows"]
    for row in rows:
        balance = part * (periods - row["n"])
        interest = (balance + part) * r
        assert shows(row, payment=part + interest, interest=interest, principal=part, balance=balance)


@usual
@given(money, counts, rates, st.sampled_from([1, 2, 4, 12]))
def test_interest_only_pays_the_principal_at_the_end(principal: int, periods: int, rate: str, per_year: int) -> None:
    result = schedule("interest_first", principal, periods, annual_rate=rate, periods_per_year=per_year)
    interest = half_up(principal * Fraction(rate) / per_year)
    assert column(result, "payment") == [interest] * (periods - 1) + [principal + interest]
    assert result["totals"]["interest"] == interest * periods


@usual
@given(money, counts, st.integers(0, 100_000))
def test_flat_fee_is_the_same_every_period(principal: int, periods: int, ppm: int) -> None:
    fee = half_up(principal * Fraction(ppm, 1_000_000))
    result = schedule("flat_fee", principal, periods, period_fee_rate=f"0.{ppm:06d}")
    assert column(result, "fee") == [fee] * periods
    assert result["totals"]["fee"] == fee * periods
    assert schedule("flat_fee", principal, periods, period_fee=fee)["rows"] == result["rows"]


@usual
@given(money, counts)
def test_without_interest_nothing_is_added(principal: int, periods: int) -> None:
    result = schedule("interest_free", principal, periods)
    assert result["totals"] == {"interest": 0, "fee": 0, "paid": principal}
    assert max(column(result, "payment")) - min(column(result, "payment")) <= 1
    assert float(result["rates"]["annual_simple"]) == pytest.approx(0, abs=1e-9)


# ---- Due dates ----


def months_on(day: dt.date, count: int) -> dt.date:
    year, month = divmod(day.year * 12 + day.month - 1 + count, 12)
    return dt.date(year, month + 1, min(day.day, calendar.monthrange(year, month + 1)[1]))


@usual
@given(days, st.integers(1, 40), st.sampled_from([1, 2, 3, 4, 6, 12]))
def test_due_dates_keep_their_day_of_the_month(first: dt.date, periods: int, per_year: int) -> None:
    loan = {"first_due": first.isoformat(), "periods_per_year": per_year}
    due = column(schedule("interest_free", 100_000, periods, **loan), "due")
    assert due == [months_on(first, k * 12 // per_year).isoformat() for k in range(periods)]


@usual
@given(days, st.integers(1, 40), st.sampled_from([(26, 14), (52, 7), (365, 1)]))
def test_due_dates_of_weeks_and_days(first: dt.date, periods: int, rhythm: tuple[int, int]) -> None:
    loan = {"first_due": first.isoformat(), "periods_per_year": rhythm[0]}
    due = column(schedule("interest_free", 100_000, periods, **loan), "due")
    assert due == [(first + dt.timedelta(k * rhythm[1])).isoformat() for k in range(periods)]


def test_the_last_day_of_january_falls_due_on_the_last_day_of_february() -> None:
    due = column(schedule("interest_free", 100_000, 4, first_due="2027-01-31"), "due")
    assert due == ["2027-01-31", "2027-02-28", "2027-03-31", "2027-04-30"]
    assert refused("instalments", method="interest_free", principal=1, periods=1, first_due="2027-02-29")
    leap = schedule("interest_free", 100_000, 3, first_due="2028-01-30", drawdown="2027-12-31")
    assert column(leap, "due")[1] == "2028-02-29"


# ---- Interest by the day ----


def span_cost(start: dt.date, count: int, basis: str) -> Fraction:
    if basis != "actual":
        return Fraction(count, int(basis))
    years = ((start + dt.timedelta(k)).year for k in range(count))
    return sum((Fraction(1, 366 if calendar.isleap(year) else 365) for year in years), Fraction(0))


segments = st.lists(st.tuples(money, days, st.integers(0, 1_000), rates), min_size=1, max_size=4)
bases = st.sampled_from(["365", "360", "366", "actual"])
ends = st.sampled_from(["from", "both"])


@usual
@given(segments, bases, ends, st.sampled_from(["each", "total"]))
def test_interest_by_the_day(parts: list[tuple[int, dt.date, int, str]], basis: str, count: str, rounding: str) -> None:
    given_parts = [
        {"balance": b, "from": day.isoformat(), "to": (day + dt.timedelta(length)).isoformat(), "annual_rate": rate}
        for b, day, length, rate in parts
    ]
    result = run("accrue", segments=given_parts, basis=basis, count=count, rounding=rounding)
    lengths = [length + (count == "both") for _, _, length, _ in parts]
    exact = [b * Fraction(r) * span_cost(day, n, basis) for (b, day, _, r), n in zip(parts, lengths, strict=True)]
    assert [row["days"] for row in result["rows"]] == [length for length in lengths if length]
    assert [row["amount"] for row in result["rows"]] == [
        half_up(amount) for amount, length in zip(exact, lengths, strict=True) if length
    ]
    assert result["interest"] == (half_up(sum(exact, Fraction(0))) if rounding == "total" else sum(map(half_up, exact)))
    assert result["total"] == result["interest"]


@usual
@given(money, st.integers(0, 3_650), st.integers(0, 2_000), bases)
def test_days_and_a_daily_rate_need_no_year(balance: int, length: int, ppm: int, basis: str) -> None:
    part = {"balance": balance, "days": length, "daily_rate": f"0.{ppm:06d}"}
    result = run("accrue", segments=[part], basis=basis)
    assert result["interest"] == half_up(balance * length * Fraction(ppm, 1_000_000))


@usual
@given(
    st.integers(1_000, 10_000_000),
    days,
    st.integers(1, 400),
    st.lists(st.tuples(st.integers(0, 400), st.integers(0, 100)), max_size=4),
    ends,
)
def test_from_the_day_of_a_payment_the_lower_balance_counts(
    balance: int, start: dt.date, length: int, paid: list[tuple[int, int]], count: str
) -> None:
    assume(all(offset <= length for offset, _ in paid))
    payments = [{"date": (start + dt.timedelta(offset)).isoformat(), "amount": amount} for offset, amount in paid]
    part = {"balance": balance, "from": start.isoformat(), "to": (start + dt.timedelta(length)).isoformat()}
    result = run(
        "accrue", segments=[{**part, "daily_rate": "0.0005", "payments": payments}], count=count, rounding="total"
    )
    owed = [balance - sum(a for offset, a in paid if offset <= k) for k in range(length + (count == "both"))]
    assert result["interest"] == half_up(sum(owed) * Fraction("0.0005"))


@usual
@given(money, rates, st.integers(0, 2_000), st.integers(1, 1_000), bases.filter(lambda basis: basis != "actual"))
def test_penalty_interest_is_the_rate_and_its_uplift(
    balance: int, rate: str, permille: int, length: int, basis: str
) -> None:
    uplift = f"{permille // 1_000}.{permille % 1_000:03d}"
    part = {"balance": balance, "annual_rate": rate, "uplift": uplift, "days": length, "kind": "penalty_interest"}
    exact = balance * Fraction(rate) * (1 + Fraction(uplift)) * Fraction(length, int(basis))
    assert run("accrue", segments=[part], basis=basis)["interest"] == half_up(exact)


@usual
@given(money, st.lists(st.tuples(rates, st.integers(1, 400)), min_size=1, max_size=5))
def test_compound_interest_joins_the_next_base(balance: int, parts: list[tuple[str, int]]) -> None:
    given_parts = [{"balance": balance, "annual_rate": rate, "days": length} for rate, length in parts]
    rows = run("accrue", segments=given_parts, compound=True)["rows"]
    owed = balance
    for row, (rate, length) in zip(rows, parts, strict=True):
        assert row["balance"] == owed
        owed += half_up(owed * Fraction(rate) * Fraction(length, 365))
    assert owed == balance + sum(row["amount"] for row in rows)


# ---- Deadlines ----
RULES: Record = {
    "counting": {"court": {"starts": "某法 2", "moves": "某法 3"}},
    "deadlines": {
        "days": {"unit": "日", "counts": "days", "counting": "court", "whose": "any"},
        "retrial": {"length": ["再审申请期"], "counting": "court", "whose": "reader"},
    },
    "brackets": {},
    "fees": {},
    "lines": {},
    "rules": {},
}


def term(unit: str, value: int) -> Record:
    row = {"from": "1900-01-01", "to": "9999-12-31", "value": str(value), "ground": "某法 1"}
    entry = {"unit": unit, "counts": COUNTS[unit], "until": "9999-12-31", "limits": "", "rows": [row]}
    return RULES | {"day": "2026-11-22", "values": {"再审申请期": entry}, "holidays": NO_HOLIDAYS}


def next_weekday(day: dt.date) -> dt.date:
    while day.isoweekday() > FRIDAY:
        day += dt.timedelta(1)
    return day


@usual
@given(days, st.integers(1, 3_660), days)
def test_a_deadline_in_days(event: dt.date, length: int, today: dt.date) -> None:
    dated = {"event": event.isoformat(), "today": today.isoformat()}
    result = run("deadline", term("日", 1), rule="days", length=length, **dated)
    plain = event + dt.timedelta(length)
    last = next_weekday(plain)
    assert (result["before_moving"], result["last_day"]) == (plain.isoformat(), last.isoformat())
    assert result["moved_days"] == (last - plain).days
    assert (result["weekday"], result["days_left"]) == (last.isoweekday(), (last - today).days)
    assert result["counted_from"] == (event + dt.timedelta(1)).isoformat()


@usual
@given(days, st.sampled_from([("个月", 1), ("年", 12)]), st.integers(1, 30))
def test_a_deadline_in_months_and_years(event: dt.date, unit: tuple[str, int], count: int) -> None:
    result = run("deadline", term(unit[0], count), rule="retrial", event=event.isoformat())
    plain = months_on(event, count * unit[1])
    assert (result["before_moving"], result["last_day"]) == (plain.isoformat(), next_weekday(plain).isoformat())
