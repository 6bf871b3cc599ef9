"""What the other side offered: what it really costs, whether it can be kept, and what a lump sum could settle."""

from __future__ import annotations

import datetime as dt
from decimal import Decimal
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
fen = st.integers(0, 500_000)


def offer(law: Result | None = LAW, /, **terms: object) -> Result:
    return _ENGINE.calculate("offer", {"principal": 1_200_000, "periods": 12, **terms}, law)


def settle(lump: int, owed: list[int], **more: object) -> Result:
    return _ENGINE.calculate("settlement", {"lump": lump, "debts": [{"owed": one} for one in owed], **more})


def faults(result: Result) -> list[str]:
    return [error["field"] for error in result.get("errors", [])]


def monthly_rate(lent: int, payments: list[int]) -> float:
    """The rate at which the payments are worth what was lent: halving an interval, in exact decimals."""
    low, high = Decimal("-0.999"), Decimal(1000)
    for _ in range(120):
        middle = (low + high) / 2
        worth = Decimal(0)
        for payment in reversed(payments):
            worth = (worth + payment) / (1 + middle)
        low, high = (middle, high) if worth > lent else (low, middle)
    return float(low)


# ---- What it costs ----


def test_everything_that_is_paid_is_counted_and_compared_with_the_claim() -> None:
    # 12,000 claimed; 2,000 given up, 1,000 at once and a fee of 90: 12 × 900 = 10,800 on 9,000.
    parts = {"principal": 1_000_000, "interest": 100_000, "penalty": 60_000, "fees": 40_000}
    result = offer(**parts, waiver=200_000, deposit=100_000, fee=9_000, each=90_000)
    assert (result["claimed"], result["total"]) == (1_200_000, 100_000 + 9_000 + 1_080_000)
    assert (result["more_than_claimed"], result["more_than_after_waiver"]) == (-11_000, 189_000)
    rate = monthly_rate(900_000 - 9_000, [90_000] * 12)
    assert float(result["rates"]["per_period"]) == pytest.approx(rate, abs=1e-9)
    assert float(result["rates"]["annual_simple"]) == pytest.approx(12 * rate, abs=1e-8)
    assert float(result["rates"]["annual_effective"]) == pytest.approx((1 + rate) ** 12 - 1, abs=1e-8)
    assert result["fee_in_advance"]


@settings(max_examples=80)
@given(st.integers(1_000, 5_000_000), st.tuples(fen, fen, fen), st.integers(1, 60), st.integers(0, 30))
def test_the_rate_is_that_of_the_payments(
    principal: int, terms: tuple[int, int, int], periods: int, per_mille: int
) -> None:
    deposit, waiver, fee = terms
    base = principal - waiver - deposit
    result = offer(
        principal=principal, deposit=deposit, waiver=waiver, fee=fee, periods=periods, period_rate=str(per_mille / 1000)
    )
    if base < 0:
        assert faults(result) == ["waiver" if waiver > principal else "deposit"]
        return
    charge = (base * per_mille * 2 + 1000) // 2000  # half up
    payments = [base // periods + (k < base % periods) + charge for k in range(periods)]
    assert (result["each"], result["total"]) == (payments[0], deposit + fee + sum(payments))
    if base - fee <= 0:
        assert result["rates"]["per_period"] is None
    else:
        assert float(result["rates"]["per_period"]) == pytest.approx(monthly_rate(base - fee, payments), abs=1e-8)


def test_a_fee_rate_looks_half_as_dear_as_it_is() -> None:
    # 0.75 % a month for 24 months: 9 % a year as advertised, 16.43 % in truth (RP-3).
    result = offer(principal=2_400_000, periods=24, period_rate="0.0075")
    assert result["each"] == 100_000 + 18_000
    assert f"{float(result['rates']['annual_simple']):.4f}" == "0.1643"
    assert f"{float(result['rates']['annual_effective']):.4f}" == "0.1772"


def test_without_interest_the_rate_is_nothing_and_odd_fen_come_first() -> None:
    result = offer(principal=100_000, periods=3, start="2026-12")
    assert (result["each"], result["total"], result["rates"]["annual_simple"]) == (33_334, 100_000, "0")
    assert (result["finish"], result["months"]) == ("2027-02", 3)


def test_paying_less_than_was_claimed_is_a_rate_below_nothing() -> None:
    result = offer(principal=1_200_000, each=90_000)
    rate = monthly_rate(1_200_000, [90_000] * 12)
    assert rate < 0
    assert float(result["rates"]["annual_simple"]) == pytest.approx(12 * rate, abs=1e-8)


def test_the_same_agreement_ends_in_the_same_month_as_in_a_plan() -> None:
    # manual/offer.yml: with a deposit, the instalments begin the month after.
    terms = {"deposit": 100_000, "periods": 11, "each": 100_000}
    debt = {"principal": 1_200_000, "agreed": terms}
    planned = _ENGINE.calculate("plan", {"debts": [debt], "monthly": 100_000, "start": "2026-12"})
    assert offer(**terms, start="2026-12")["finish"] == planned["finish"] == "2027-11"


# ---- Can it be kept ----


@pytest.mark.parametrize(
    ("available", "fits", "over", "left", "shares"),
    [
        (100_000, True, 0, 0, [0, 0]),
        (99_999, False, 1, 0, [0, 0]),
        (140_000, True, 0, 40_000, [10_000, 30_000]),
    ],
)
def test_what_is_left_goes_to_the_others_in_proportion(
    available: int, fits: bool, over: int, left: int, shares: list[int]
) -> None:
    others = [{"name": "甲", "owed": 50_000}, {"owed": 150_000}]
    result = offer(available=available, others=others)  # 12 × 1,000 元
    assert (result["fits"], result["over_budget"], result["left_for_others"]) == (fits, over, left)
    assert [one["offer"] for one in result["others"]] == shares


def test_without_a_budget_nothing_is_said_about_fitting() -> None:
    result = offer()
    assert (result["fits"], result["over_budget"], result["left_for_others"]) == (None, None, None)


# ---- The legal lines ----


def lines(**terms: object) -> dict[str, Result]:
    return {line["line"]: line for line in offer(**terms)["lines"]}


@pytest.mark.parametrize(
    ("day", "percent"),
    [
        ("2020-08-20", "15.40"),  # LPR 3.85
        ("2022-01-19", "15.20"),  # 3.80
        ("2022-01-20", "14.80"),  # 3.70
        ("2024-10-20", "13.40"),  # 3.35
        ("2024-10-21", "12.40"),  # 3.10
        ("2025-05-19", "12.40"),
        ("2025-05-20", "12.00"),  # 3.00
    ],
)
def test_private_lending_is_held_to_four_times_the_lpr_of_the_contract(day: str, percent: str) -> None:
    found = lines(lender="private", contract_date=day)
    assert (found["private_lpr"]["percent"], found["private_lpr"]["applies"]) == (percent, True)
    assert found["private_lpr"]["ground"] == ("民间借贷规定 31" if day < "2021-01-01" else "民间借贷规定 25")
    assert found["licensed_line"]["applies"] is False


@pytest.mark.parametrize("lender", ["licensed", "card"])
def test_licensed_lenders_are_held_to_24_percent_and_not_to_the_lpr(lender: str) -> None:
    found = lines(lender=lender, contract_date="2024-01-01")
    assert (found["licensed_line"]["percent"], found["licensed_line"]["applies"]) == ("24", True)
    assert (found["licensed_line"]["ground"], found["private_lpr"]["applies"]) == ("金融审判意见 2", False)
    assert "请求" in found["licensed_line"]["limits"]  # a court lowers it only when asked


def test_where_the_lender_is_unknown_no_line_is_said_to_hold() -> None:
    found = lines(contract_date="2024-01-01")
    assert [line["applies"] for line in found.values()] == [None, None]


@pytest.mark.parametrize(
    ("rate", "over_lpr", "over_24"), [("0.006", False, False), ("0.0065", True, False), ("0.0115", True, True)]
)
def test_over_the_line_is_over_the_real_rate(rate: str, over_lpr: bool, over_24: bool) -> None:
    # 12 months at 0.6 % of the first sum come to 13.03 % a year (RP-2), 0.65 % to some 14 %, 1.15 % to over 24 %.
    payment = 100_000 + int(1_200_000 * Fraction(rate))
    real = 1200 * monthly_rate(1_200_000, [payment] * 12)
    found = lines(lender="private", contract_date="2024-01-01", period_rate=rate)  # 4 × 3.45 = 13.80
    assert (real > 13.8, real > 24) == (over_lpr, over_24)
    assert (found["private_lpr"]["over"], found["licensed_line"]["over"]) == (over_lpr, over_24)


def test_a_day_without_any_line_is_refused_with_a_way_out() -> None:
    result = offer(contract_date="2016-01-25", lender="licensed")
    assert faults(result) == ["contract_date"]
    assert "；请" in result["errors"][0]["message"]


def test_private_lending_before_august_2020_is_not_passed_over_in_silence() -> None:
    # 民间借贷规定 31: the part from 2020-08-20 on is measured by four times the LPR when the suit is filed. A list with
    # only the line of licensed lenders reads as if none held.
    result = offer(lender="private", contract_date="2019-10-01")
    assert faults(result) == ["contract_date"]
    assert "还要分段算" in result["errors"][0]["message"]


def test_what_was_not_checked_again_in_time_is_marked() -> None:
    assert lines(lender="private", contract_date="2026-07-01")["private_lpr"]["stale"] is True
    assert lines(lender="licensed", contract_date="2026-07-01")["licensed_line"]["stale"] is False
    later = project_law(ROOT, dt.date(2027, 5, 23))
    assert [line["stale"] for line in offer(later, contract_date="2024-01-01")["lines"]] == [True, True]


def test_a_rate_of_the_past_does_not_go_stale() -> None:
    # The LPR of January 2022 was followed by others: nothing that is published later can change it.
    assert lines(lender="private", contract_date="2022-01-25")["private_lpr"]["stale"] is False


@pytest.mark.parametrize(
    ("terms", "field"),
    [
        ({"principal": 0}, "principal"),
        ({"waiver": 1_200_001}, "waiver"),
        ({"deposit": 600_000, "waiver": 600_001}, "deposit"),
        ({"each": 1, "period_rate": "0.01"}, "period_rate"),
        ({"periods": 0}, "periods"),
    ],
)
def test_a_contradiction_in_the_offer_names_its_field(terms: Result, field: str) -> None:
    result = offer(**terms)
    assert faults(result) == [field]
    assert "；" in result["errors"][0]["message"]


def test_the_lines_need_the_legal_values() -> None:
    assert faults(offer(None, contract_date="2024-01-01")) == ["contract_date"]
    assert offer(None)["lines"] == []


# ---- One sum for all ----


def test_everybody_gets_the_same_share_of_a_lump_sum() -> None:
    # FF-1: 20,000 for 50,000 is 40 % for each.
    result = settle(2_000_000, [3_000_000, 1_200_000, 800_000], monthly=100_000)
    assert [one["offer"] for one in result["debts"]] == [1_200_000, 480_000, 320_000]
    assert [one["ratio"] for one in result["debts"]] == ["0.4"] * 3
    assert [one["saving"] for one in result["debts"]] == [1_800_000, 720_000, 480_000]
    assert (result["total"], result["ratio"], result["saving"], result["left"]) == (2_000_000, "0.4", 3_000_000, 0)
    # Instead: 600, 240 and 160 a month, 50 months for each.
    instead = [(one["monthly_instead"], one["months_instead"]) for one in result["debts"]]
    assert instead == [(60_000, 50), (24_000, 50), (16_000, 50)]


def test_what_is_kept_back_is_not_offered() -> None:
    result = settle(2_000_000, [3_000_000, 1_000_000], keep_back=400_000)
    assert (result["usable"], result["total"], result["left"]) == (1_600_000, 1_600_000, 400_000)
    assert [one["offer"] for one in result["debts"]] == [1_200_000, 400_000]
    assert result["debts"][0]["months_instead"] is None  # no monthly money was named
    assert faults(settle(100, [1_000], keep_back=101)) == ["keep_back"]


def test_more_than_all_debts_stays_with_the_reader() -> None:
    result = settle(5_000, [1_000, 2_000], keep_back=500)
    assert (result["total"], result["left"], result["ratio"], result["saving"]) == (3_000, 2_000, "1", 0)


@settings(max_examples=60)
@given(st.integers(0, 10**7), st.lists(st.integers(1, 10**7), min_size=1, max_size=8), st.sampled_from([1, 100, 1000]))
def test_shares_differ_by_less_than_a_step(lump: int, owed: list[int], step: int) -> None:
    result = settle(lump, owed, step=step)
    ratio = min(Fraction(1), Fraction(lump, sum(owed)))
    assert result["total"] + result["left"] == lump
    if lump >= step:
        assert all(abs(one["offer"] - claim * ratio) < step for one, claim in zip(result["debts"], owed, strict=True))
