"""The arithmetic: worked examples, a second method, and rules that hold for every input."""

from __future__ import annotations

import json
import math
from fractions import Fraction
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from handbook.calculator.engine import Engine

VECTORS = sorted((Path(__file__).parent / "vectors").glob("*.json"))
NAMES = {"pr-1", "pr-2", "pr-3", "pr-4", "pr-5", "pr-6", "ff-1", "rp-4", "rp-5", "rp-6", "rp-9", "rp-11"}
Result = dict[str, Any]

quick = settings(max_examples=80)
_ENGINE = Engine()  # hypothesis and function-scoped fixtures do not mix
fen = st.integers(0, 2_000) | st.integers(0, 10_000_000)  # small ones, where a step meets a cap
rates = st.sampled_from(["0", "0.01", "0.1825", "0.24", "0.36"])


def split(available: int, balances: list[int], **more: object) -> Result:
    return _ENGINE.calculate("split", {"available": available, "balances": balances, **more})


def plan(surplus: int, debts: list[Result], **more: object) -> Result:
    return _ENGINE.calculate("plan", {"income": surplus, "essentials": 0, "reserve": 0, "debts": debts, **more})


def codes(result: Result) -> list[str]:
    return [warning["code"] for warning in result["warnings"]]


def warning(result: Result, code: str) -> Result:
    found: Result = next(item for item in result["warnings"] if item["code"] == code)
    return found


def debt(principal: int, rate: str = "0", **more: object) -> Result:
    return {"name": "某", "principal": principal, "annual_rate": rate, **more}


# ---- Worked examples ----


def test_every_worked_example_is_present() -> None:
    assert {path.stem for path in VECTORS} == NAMES


@pytest.mark.parametrize("path", VECTORS, ids=lambda path: path.stem)
def test_worked_example(path: Path, engine: Engine) -> None:
    vector = json.loads(path.read_text(encoding="utf-8"))
    assert vector["source"]
    result = engine.calculate(vector["function"], vector["input"])
    expect = vector["expect"]
    if "warning" in expect:
        assert expect["warning"] in result["warnings"]
    else:
        assert {key: result[key] for key in expect} == expect


@quick
@given(
    st.lists(st.tuples(st.integers(1, 500_000), rates, st.integers(0, 200_000)), min_size=1, max_size=3),
    st.integers(20_000, 300_000),
    st.integers(0, 3),
)
def test_plan_agrees_with_a_second_method(parts: list[tuple[int, str, int]], monthly: int, grace: int) -> None:
    result = plan(monthly, [debt(p, rate, interest=i) for p, rate, i in parts], grace_months=grace)
    assert [row["balance"] for row in result["rows"][:40]] == reference(parts, monthly, grace)[:40]


def reference(parts: list[tuple[int, str, int]], monthly: int, grace: int) -> list[int]:
    """Month-end balances by exact fractions, written apart from the engine."""
    state = [[principal, accrued] for principal, _, accrued in parts]
    balances = []
    for month in range(1, 41):
        if not sum(map(sum, state)):
            break
        for entry, (_, rate, _) in zip(state, parts, strict=True):
            entry[1] += math.floor(entry[0] * Fraction(rate) / 12 + Fraction(1, 2))
        claims = [sum(entry) for entry in state]
        budget = min(monthly, sum(claims)) if month > grace else 0
        ideal = [Fraction(budget * claim, sum(claims)) for claim in claims]
        pays = [math.floor(amount) for amount in ideal]
        order = sorted(range(len(pays)), key=lambda i: (pays[i] - ideal[i], -claims[i], i))
        for index in order[: budget - sum(pays)]:
            pays[index] += 1
        for entry, pay in zip(state, pays, strict=True):
            to_interest = min(pay, entry[1])
            entry[1] -= to_interest
            entry[0] -= pay - to_interest
        balances.append(sum(map(sum, state)))
    return balances


# ---- Splitting ----


@quick
@given(fen, st.lists(fen, min_size=1, max_size=8), st.sampled_from([1, 100, 1000]), st.data())
def test_split_gives_out_every_fen_and_never_more_than_is_owed(
    available: int, balances: list[int], step: int, data: st.DataObject
) -> None:
    caps = [data.draw(st.one_of(st.none(), fen)) for _ in balances]
    result = split(available, balances, step=step, caps=caps)
    limits = [balance if cap is None else min(balance, cap) for balance, cap in zip(balances, caps, strict=True)]
    assert sum(result["offers"]) + result["residual"] == available
    assert all(0 <= offer <= limit for offer, limit in zip(result["offers"], limits, strict=True))
    # What stays behind is less than a step, unless everybody already has all they may get.
    assert result["residual"] < step or result["offers"] == limits


@quick
@given(
    fen, st.lists(st.integers(1, 10_000_000), min_size=2, max_size=7, unique=True), st.randoms(use_true_random=False)
)
def test_order_of_the_list_changes_nothing(available: int, balances: list[int], random: Any) -> None:
    order = list(range(len(balances)))
    random.shuffle(order)
    straight = split(available, balances)["offers"]
    assert split(available, [balances[i] for i in order])["offers"] == [straight[i] for i in order]


@quick
@given(fen, st.lists(fen, min_size=1, max_size=8), st.sampled_from([1, 100, 1000]), st.data())
def test_a_step_more_lowers_nobody_by_more_than_a_step(
    available: int, balances: list[int], step: int, data: st.DataObject
) -> None:
    caps = [data.draw(st.one_of(st.none(), fen)) for _ in balances]
    before = split(available, balances, step=step, caps=caps)["offers"]
    after = split(available + step, balances, step=step, caps=caps)["offers"]
    assert all(new >= old - step for old, new in zip(before, after, strict=True))


@quick
@given(fen, st.lists(st.integers(1, 10_000_000), min_size=1, max_size=6), st.data())
def test_agreed_amounts_come_first(available: int, balances: list[int], data: st.DataObject) -> None:
    fixed = [data.draw(st.one_of(st.none(), st.integers(0, balance))) for balance in balances]
    result = split(available, balances, fixed=fixed)
    agreed = sum(amount or 0 for amount in fixed)
    assert result["shortfall"] == max(0, agreed - available)
    assert sum(result["offers"]) + result["residual"] == available + result["shortfall"]
    assert all(offer == amount for offer, amount in zip(result["offers"], fixed, strict=True) if amount is not None)


def test_amounts_beyond_2_to_the_53_stay_exact() -> None:
    balances = [999_999_999_999, 999_999_999_998, 1]
    result = split(1_000_000_000_000, balances)
    exact = [Fraction(1_000_000_000_000 * balance, sum(balances)) for balance in balances]
    assert sum(result["offers"]) == 1_000_000_000_000
    assert all(abs(offer - share) < 1 for offer, share in zip(result["offers"], exact, strict=True))


def test_equal_remainders_go_to_the_larger_balance_then_to_list_order() -> None:
    assert split(1, [5, 5])["offers"] == [1, 0]
    assert split(2, [1, 3])["offers"] == [0, 2]  # 0.5 and 1.5


def test_a_rounding_step_never_lifts_an_offer_above_its_cap() -> None:
    # A third each is 3,333; the step of 1,000 left over goes to the first, but only up to the cap.
    assert split(10_000, [9_990, 9_990, 9_990], step=1_000, caps=[3_400, 9_990, 9_990])["offers"] == [
        3_400,
        3_000,
        3_000,
    ]
    result = split(1_500, [800, 800], step=1_000)
    assert (result["offers"], result["residual"]) == ([800, 0], 700)


def test_an_agreed_amount_above_the_balance_is_refused() -> None:
    assert split(500, [100, 200], fixed=[101, None])["errors"][0]["field"] == "fixed[0]"


# ---- Paying month by month ----


@quick
@given(
    st.lists(st.tuples(st.integers(1, 400_000), rates, st.integers(0, 5_000)), min_size=1, max_size=3),
    st.integers(1_000, 400_000),
    st.integers(0, 6),
)
def test_money_paid_is_what_was_owed_plus_interest(parts: list[tuple[int, str, int]], monthly: int, grace: int) -> None:
    debts = [debt(p, rate, fees=fee) for p, rate, fee in parts]
    result = plan(monthly, debts, grace_months=grace)
    left = result["rows"][-1]["balance"]
    assert result["total_paid"] + left == result["total_owed"] + result["added_interest"]
    assert sum(entry["paid"] for entry in result["debts"]) == result["total_paid"]
    assert result["months"] == (None if left else len(result["rows"]))


@quick
@given(st.lists(st.integers(1, 400_000), min_size=1, max_size=4), st.integers(2_000, 300_000), st.integers(0, 50_000))
def test_more_money_never_finishes_later_without_interest(owed: list[int], monthly: int, extra: int) -> None:
    debts = [debt(amount) for amount in owed]
    slow, fast = plan(monthly, debts)["months"], plan(monthly + extra, debts)["months"]
    assert slow is None or (fast is not None and fast <= slow)


@pytest.mark.parametrize(("principal", "interest"), [(600, 1), (599, 0), (1800, 2), (1799, 1)])
def test_half_a_fen_of_interest_rounds_up(principal: int, interest: int) -> None:
    # 1 % a year is 1/1200 a month: half a fen on 6 元, one and a half on 18 元.
    assert plan(10_000, [debt(principal, "0.01")])["added_interest"] == interest


def test_interest_accrues_while_nothing_is_paid() -> None:
    result = plan(100_000, [debt(100_000, "0.12")], grace_months=2)
    assert [row["paid"] for row in result["rows"][:2]] == [0, 0]
    assert result["rows"][1]["balance"] == 102_000  # simple interest: 1,000 each month, none on interest
    assert result["months"] == 4


def test_no_plan_is_offered_without_surplus() -> None:
    case = {"income": 0, "essentials": 200_000, "reserve": 0, "monthly": 50_000, "debts": [debt(100_000)]}
    result = _ENGINE.calculate("plan", case)
    assert (result["months"], result["monthly"], result["rows"]) == (None, 0, [])
    assert result["warnings"] == [{"code": "no_surplus", "surplus": -200_000, "gap": 200_000}]


def test_keeping_nothing_back_names_the_price_of_keeping_a_tenth() -> None:
    kept = warning(plan(100_000, [debt(900_000)]), "whole_surplus")
    assert (kept["monthly_if_kept"], kept["kept"], kept["months_if_kept"]) == (90_000, 10_000, 10)


def test_a_reserve_or_a_smaller_offer_lifts_the_warning() -> None:
    debts = [debt(900_000)]
    assert codes(plan(100_000, debts, reserve=10_000)) == []
    assert codes(plan(100_000, debts, monthly=80_000)) == []
    assert codes(plan(100_000, [debt(50_000)])) == []  # half of the money is still there


def test_offering_more_than_the_surplus_is_flagged_with_the_excess() -> None:
    result = plan(100_000, [debt(900_000)], reserve=30_000, monthly=75_000)
    assert warning(result, "over_budget") == {"code": "over_budget", "over": 5_000, "surplus": 70_000}


@pytest.mark.parametrize(
    ("months", "expected"),
    [
        (60, []),
        (61, ["over_60_months"]),
        (120, ["over_60_months"]),
        (121, ["over_120_months"]),
        (600, ["over_120_months"]),
        (601, ["never"]),
    ],
)
def test_long_plans_are_flagged_by_length(months: int, expected: list[str]) -> None:
    result = plan(10_000, [debt(9_000 * months)], monthly=9_000)
    assert codes(result) == expected
    assert result["months"] == (None if months > 600 else months)


def test_interest_equal_to_the_payment_is_already_flagged() -> None:
    result = plan(2_000, [debt(100_000, "0.12")], monthly=1_000)
    assert warning(result, "payment_below_interest")["gap"] == 0
    assert result["months"] is None


def test_shares_below_ten_yuan_are_named_unless_they_settle_the_debt() -> None:
    result = plan(100_000, [debt(5_000_000), {**debt(10_000), "name": "小"}], monthly=90_000)
    assert [entry["name"] for entry in warning(result, "token_share")["debts"]] == ["小"]
    assert "token_share" not in codes(plan(100_000, [debt(10_000), debt(500)], monthly=90_000))


def test_assumptions_say_what_must_be_agreed() -> None:
    free = [item["code"] for item in plan(100_000, [debt(100_000)])["assumptions"]]
    mixed = plan(100_000, [debt(100_000, "0.12"), debt(100_000)], grace_months=1)["assumptions"]
    assert free == ["no_new_interest", "steady_income", "all_agree", "payment_order"]
    assert [item["code"] for item in mixed] == [
        "simple_interest",
        "grace_agreed",
        "steady_income",
        "all_agree",
        "share_by_claim",
        "payment_order",
    ]


def test_payments_keep_to_the_step() -> None:
    result = plan(100_050, [debt(300_000), debt(100_000)], step=100)
    assert all(pay % 100 == 0 for row in result["rows"][:-1] for pay in row["payments"])
    assert plan(50, [debt(100)], step=100)["errors"][0]["field"] == "step"
