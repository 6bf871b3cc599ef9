"""Paying month by month: what stops growing, what was agreed, who is paid first, and what is said about it.

Expected figures are worked out by hand beside each case; 1,200.00 元 at 12 % a year adds 12.00 元 a month.
"""

from __future__ import annotations

import datetime as dt
import json
from collections.abc import Callable
from itertools import pairwise
from typing import Any

import pytest

from handbook.calculator.engine import Engine
from handbook.grounds.law import project_law
from tests.conftest import ROOT

Result = dict[str, Any]
_ENGINE = Engine()
LAW = project_law(ROOT, dt.date(2026, 11, 22))


def plan(debts: list[Result], monthly: int | None = None, **more: object) -> Result:
    return _ENGINE.calculate("plan", {"monthly": monthly, "debts": debts, **more}, LAW)


def debt(principal: int, rate: str = "0", **more: object) -> Result:
    return {"principal": principal, "annual_rate": rate, **more}


def codes(result: Result, name: str = "warnings") -> list[str]:
    return [item["code"] for item in result[name]]


def said(result: Result, code: str, name: str = "warnings") -> Result:
    found: Result = next(item for item in result[name] if item["code"] == code)
    return found


def growth(one: Result, months: int, **more: object) -> list[int]:
    """What a debt grows by in each of its first months, when nothing is paid."""
    rows = plan([one], 10_000_000, grace_months=months, **more)["rows"][:months]
    owed = sum(one.get(part, 0) for part in ("principal", "interest", "penalty", "fees"))
    return [after - before for before, after in pairwise([owed, *[row["balance"] for row in rows]])]


def payments(result: Result) -> list[list[int]]:
    return [row["payments"] for row in result["rows"]]


# ---- What is added each month, and what stops it ----

# 12,000.00 元: 120.00 interest, 60.00 penalty interest and a fee of 5.00 a month.
COSTLY = debt(1_200_000, "0.12", penalty_rate="0.06", monthly_fee=500)


@pytest.mark.parametrize(
    ("windows", "expected"),
    [
        ([], [18_500, 18_500, 18_500, 18_500]),
        ([{"from": 2, "to": 3}], [18_500, 0, 0, 18_500]),
        ([{"from": 2, "to": 3, "what": ["interest"]}], [18_500, 6_500, 6_500, 18_500]),
        ([{"from": 2, "to": 3, "what": ["penalty"]}], [18_500, 12_500, 12_500, 18_500]),
        ([{"from": 2, "to": 3, "what": ["fees"]}], [18_500, 18_000, 18_000, 18_500]),
        ([{"from": 3}], [18_500, 18_500, 0, 0]),
        ([{"to": 1}], [0, 18_500, 18_500, 18_500]),
        (
            [{"from": 1, "to": 2, "what": ["interest"]}, {"from": 2, "to": 4, "what": ["penalty", "fees"]}],
            [6_500, 0, 12_000, 12_000],
        ),
    ],
)
def test_a_freeze_stops_only_its_part_in_its_months(windows: list[Result], expected: list[int]) -> None:
    assert growth({**COSTLY, "freeze": windows}, 4) == expected


def test_a_freeze_may_be_written_in_calendar_months() -> None:
    frozen = {**COSTLY, "freeze": [{"from": "2026-12", "to": "2027-01"}]}
    assert growth(frozen, 4, start="2026-11") == [18_500, 0, 0, 18_500]


def test_compound_interest_grows_on_unpaid_interest_and_penalty() -> None:
    # Month 2: 100,000 + 1,000 + 500 = 101,500, at 1 % 1,015 and at 0.5 % 507.5, half up 508.
    one = debt(100_000, "0.12", penalty_rate="0.06", method="compound")
    assert growth(one, 2) == [1_500, 1_523]
    assert growth({**one, "method": "simple"}, 2) == [1_500, 1_500]


@pytest.mark.parametrize(("start", "february"), [("2028-01", 29), ("2027-01", 28), ("2100-01", 28)])
def test_interest_by_the_day_knows_leap_years(start: str, february: int) -> None:
    # 3,650.00 元 at 10 % is 1.00 元 a day.
    assert growth(debt(365_000, "0.1", method="daily"), 3, start=start) == [3_100, february * 100, 3_100]


def test_a_waiver_at_the_start_takes_no_more_than_there_is() -> None:
    result = plan([debt(30_000, interest=5_000, waive=[{"interest": 8_000, "fees": 100}])], 10_000)
    assert (result["waived"], result["total_paid"], result["months"]) == (5_000, 30_000, 3)


def test_a_later_waiver_comes_before_that_month_is_charged() -> None:
    # 1,200 元 at 12 %: 12 元 in each of the months 1 and 2 is waived, that of month 3 is charged.
    one = debt(120_000, "0.12", waive=[{"month": 3, "interest": 10_000}])
    assert growth(one, 3) == [1_200, 1_200, 1_200 - 2_400]
    # A part of the principal given up bears no interest from then on: 60,000 at 1 % is 600.
    assert growth(debt(120_000, "0.12", waive=[{"month": "2026-12", "principal": 60_000}]), 3, start="2026-11") == [
        1_200,
        600 - 60_000,
        600,
    ]


# ---- Agreed instalments ----


def test_agreed_instalments_take_the_place_of_the_share() -> None:
    agreed = debt(90_000, agreed={"periods": 3, "each": 30_000})
    assert payments(plan([agreed, debt(100_000)], 50_000)) == [[30_000, 20_000]] * 3 + [[0, 40_000]]


def test_a_deposit_is_paid_first_and_instalments_follow_the_next_month() -> None:
    terms = {"deposit": 20_000, "periods": 2, "each": 35_000, "first": 3}
    result = plan([debt(90_000, agreed=terms), debt(1_000_000)], 50_000)
    assert [pay[0] for pay in payments(result)[:6]] == [0, 0, 20_000, 35_000, 35_000, 0]
    assert result["debts"][0]["months"] == 5


def test_an_agreement_that_settles_ends_the_debt_and_the_rest_is_waived() -> None:
    one = debt(90_000, agreed={"periods": 3, "each": 25_000, "settles": True}, status="agreed")
    result = plan([one], 50_000)["debts"][0]
    assert (result["paid"], result["waived"], result["left"], result["months"]) == (75_000, 15_000, 0, 3)


def test_an_agreement_that_does_not_settle_leaves_the_rest_to_its_turn() -> None:
    one = debt(90_000, agreed={"periods": 3, "each": 25_000, "settles": False})
    assert payments(plan([one], 50_000)) == [[25_000], [25_000], [25_000], [15_000]]


def test_a_rest_after_the_agreed_instalments_is_pointed_out() -> None:
    # 100 元 in two instalments of a debt of 10,000: what happens to 9,900 is the first thing to ask.
    result = plan([debt(1_000_000, agreed={"periods": 2, "each": 50_000})], 50_000)
    assert "agreed_leaves_rest" in codes(result)


def test_offers_over_the_money_are_told_with_the_first_month_that_lacks() -> None:
    debts = [
        debt(300_000, agreed={"periods": 10, "each": 30_000, "settles": True}),
        debt(300_000, agreed={"periods": 10, "each": 30_000, "first": "2027-01", "settles": True}),
    ]
    result = plan(debts, 50_000, start="2026-11")
    assert said(result, "offers_over_available") == {"code": "offers_over_available", "month": 3, "short": 10_000}
    assert payments(result)[2] == [25_000, 25_000]
    assert "offers_over_available" not in codes(plan(debts, 60_000, start="2026-11"))


def test_an_agreement_not_kept_settles_nothing() -> None:
    one = debt(90_000, agreed={"periods": 2, "each": 30_000, "settles": True})
    result = plan([one], 20_000)
    assert (result["waived"], result["total_paid"], result["months"]) == (0, 90_000, 5)


# ---- How far the talks are ----


@pytest.mark.parametrize("status", ["refused", "sued"])
def test_whoever_refused_grants_nothing(status: str) -> None:
    terms = {"periods": 2, "each": 1_000, "settles": True}
    one = debt(
        1_200_000, "0.12", freeze=[{}], waive=[{"principal": 600_000}], agreed=terms, status=status, fixed=70_000
    )
    result = plan([one, debt(100_000)], 100_000)
    assert result["rows"][0]["balances"][0] == 1_200_000 + 12_000 - 70_000  # a judgment's sum is still paid
    assert (result["waived"], said(result, "refused")["debts"]) == (0, ["欠款 1"])
    assert "terms_granted" not in codes(result, "assumptions")


def test_terms_not_yet_agreed_are_named_as_an_assumption() -> None:
    debts = [debt(100_000, "0.12", freeze=[{}], status=status) for status in ("unasked", "asked", "agreed")]
    assert said(plan(debts, 50_000), "terms_granted", "assumptions")["debts"] == ["欠款 1", "欠款 2"]


def test_a_debt_to_verify_first_gets_nothing_and_counts_nowhere() -> None:
    doubtful = debt(500_000, "0.36", status="verify_first", name="不认识的")
    result = plan([debt(100_000), doubtful], 50_000)
    assert (result["total_owed"], result["months"], result["cost"]) == (100_000, 2, 0)
    assert (result["debts"][1]["paid"], result["debts"][1]["months"]) == (0, None)
    assert said(result, "verify_first")["debts"] == [{"name": "不认识的", "owed": 500_000}]


def test_assumptions_speak_only_of_the_debts_that_count() -> None:
    terms = {"freeze": [{}], "agreed": {"periods": 2, "each": 100}}
    result = plan([debt(100_000), debt(500_000, "0.36", status="verify_first", **terms)], 50_000)
    assert codes(result) == ["verify_first"]
    assert {"no_new_interest", "terms_granted"} & set(codes(result, "assumptions")) == {"no_new_interest"}


def test_nothing_to_pay_is_not_a_plan_that_ends() -> None:
    result = plan([debt(100_000, status="verify_first")], 50_000, start="2026-12")
    # “第 0 个月还清” would be untrue: all is open.
    assert (result["months"], result["finish"], result["total_owed"]) == (None, None, 0)
    assert codes(result) == ["verify_first"]


def test_a_creditor_who_refused_is_not_assumed_to_agree() -> None:
    result = plan([debt(100_000, status="refused"), debt(100_000, status="agreed")], 50_000)
    assert all(item.get("count", 0) < 2 for item in result["assumptions"] if item["code"] == "all_agree")


# ---- Who is paid first ----


def test_urgent_debts_come_before_others_whatever_they_owe() -> None:
    debts = [debt(90_000), debt(30_000, priority=1), debt(10_000, priority=0), debt(10_000, priority=0)]
    assert payments(plan(debts, 40_000, order="priority")) == [
        [0, 20_000, 10_000, 10_000],
        [30_000, 10_000, 0, 0],
        [40_000, 0, 0, 0],
        [20_000, 0, 0, 0],
    ]


def test_fixed_sums_and_minimums_come_first_and_only_minimums_share_the_rest() -> None:
    debts = [debt(100_000, fixed=15_000), debt(60_000, minimum=5_000), debt(20_000)]
    # 40,000 − 15,000 − 5,000 = 20,000, shared as 55,000 to 20,000.
    assert payments(plan(debts, 40_000))[0] == [15_000, 5_000 + 14_667, 5_333]
    assert payments(plan(debts, 40_000, order="snowball"))[0] == [15_000, 5_000, 20_000]


def test_a_new_income_changes_the_monthly_money_from_its_month() -> None:
    steps = [{"from": 4, "monthly": 5_000}, {"from": "2026-12", "monthly": 30_000}]
    result = plan([debt(100_000)], 20_000, steps=steps, start="2026-11")
    assert payments(result) == [[20_000], [30_000], [30_000], [5_000], [5_000], [5_000], [5_000]]
    assert result["finish"] == "2027-05"


def test_a_single_sum_goes_to_the_split_or_to_one_debt() -> None:
    debts = [debt(100_000), debt(300_000)]
    split = plan(debts, 40_000, lumps=[{"month": 2, "amount": 36_000}])
    assert payments(split)[:2] == [[10_000, 30_000], [19_000, 57_000]]
    # 110,000 for the first, which then owes 90,000: the 20,000 left over join the month's money.
    single = plan(debts, 40_000, lumps=[{"month": 2, "amount": 110_000, "to": 1}])
    assert payments(single)[:2] == [[10_000, 30_000], [90_000, 60_000]]


def test_an_own_order_pays_one_debt_after_the_other() -> None:
    debts = [debt(30_000), debt(20_000), debt(10_000)]
    assert payments(plan(debts, 25_000, order="custom", custom=[2, 1, 3])) == [
        [5_000, 20_000, 0],
        [25_000, 0, 0],
        [0, 0, 10_000],
    ]


def test_the_highest_rate_is_that_of_the_month() -> None:
    # 24 % is frozen in month 2, so that 12 % ranks above it just then; penalty interest counts as well.
    frozen = [debt(500_000, "0.24", freeze=[{"from": 2, "to": 2}]), debt(500_000, "0.12")]
    assert [pay.index(30_000) for pay in payments(plan(frozen, 30_000, order="avalanche"))[:3]] == [0, 1, 0]
    late = [debt(500_000, "0.12"), debt(500_000, "0.10", penalty_rate="0.05")]
    assert payments(plan(late, 30_000, order="avalanche"))[0] == [0, 30_000]


def test_equal_rates_pay_the_smaller_principal_first() -> None:
    debts = [debt(50_000, "0.12", interest=1), debt(40_000, "0.12", interest=90_000)]
    assert payments(plan(debts, 30_000, order="avalanche"))[0] == [0, 30_000]


def test_shares_by_principal_leave_the_interest_out() -> None:
    debts = [debt(100_000), debt(200_000, interest=300_000)]
    assert payments(plan(debts, 30_000))[0] == [5_000, 25_000]
    assert payments(plan(debts, 30_000, weights="principal"))[0] == [10_000, 20_000]


# ---- What a payment meets inside one debt ----


def test_a_payment_meets_interest_first_unless_the_contract_says_principal() -> None:
    # 1,000 元 at 12 % and 500 of old interest, paying 600: with 910 of principal left the next interest is 9.10,
    # with 400 left it is 4.00.
    one = debt(100_000, "0.12", interest=50_000)
    assert [row["balance"] for row in plan([one], 60_000)["rows"][:2]] == [91_000, 91_000 + 910 - 60_000]
    first = plan([one], 60_000, allocation="principal_first")["rows"]
    assert [row["balance"] for row in first[:2]] == [91_000, 91_000 + 400 - 60_000]


@pytest.mark.parametrize(("overdue", "third"), [(61, 268_700), (60, 268_960), (91, 268_100)])
def test_a_card_pays_principal_first_from_the_91st_day(overdue: int, third: int) -> None:
    # 3,000 元 at 12 %, 500 of old interest, 300 a month. Day 91 falls in month 2 for 61, in month 3 for 60.
    # From month 2: the principal is 2,700 in month 3, interest 27.00. From month 3: 2,960, so 29.60.
    # From month 1: 3,000, 2,700 and 2,400, so 30 + 27 + 24.
    result = plan([debt(300_000, "0.12", interest=50_000, card_overdue_days=overdue)], 30_000)
    assert result["rows"][2]["balance"] == third
    assert {"rule": "信用卡逾期满一定天数的，先抵本金", "ground": "信用卡办法 57"} in result["receipt"]["steps"]


def test_a_card_before_the_rule_existed_is_refused() -> None:
    one = debt(100_000, "0.12", interest=50_000, card_overdue_days=5)
    result = plan([one], 60_000, start="2010-01")
    [error] = result["errors"]
    assert error["field"] == "debts[0].card_overdue_days"
    assert "那时的规定没有收录" in error["message"]


# ---- What must be said ----


def test_a_single_sum_is_not_mistaken_for_giving_up_the_whole_surplus() -> None:
    # Half of 1,000 元 stays every month; the 1,000 in month 2 come from elsewhere.
    result = plan([debt(900_000)], 50_000, income=100_000, essentials=0, lumps=[{"month": 2, "amount": 100_000}])
    assert "whole_surplus" not in codes(result)


def test_no_interest_is_not_more_than_no_payment() -> None:
    result = plan([debt(100_000)], 0, steps=[{"from": 3, "monthly": 50_000}])
    assert (result["months"], codes(result)) == (4, [])


def test_a_single_coin_does_not_silence_that_the_payment_is_too_small() -> None:
    result = plan([debt(100_000, "0.24")], 1_000, lumps=[{"month": 50, "amount": 1}])
    assert "payment_below_interest" in codes(result)


def test_a_debt_given_up_wholly_is_no_token_share() -> None:
    gone = debt(0, interest=5_000, waive=[{"interest": 5_000}])
    assert "token_share" not in codes(plan([debt(100_000), gone], 50_000))


def test_no_plan_without_surplus_and_what_is_lacking() -> None:
    result = plan([debt(100_000)], 20_000, income=300_000, essentials=280_000, reserve=30_000)
    assert (result["warnings"], result["rows"]) == ([{"code": "no_surplus", "surplus": -10_000, "gap": 10_000}], [])


def test_the_receipt_tells_how_interest_and_shares_were_really_computed() -> None:
    daily = plan([debt(365_000, "0.1", method="daily")], 50_000, start="2028-01")
    assert "365" in json.dumps(daily["receipt"]["steps"], ensure_ascii=False)
    weighed = plan([debt(100_000), debt(200_000, interest=300_000)], 30_000, weights="principal")
    assert "本金的比例" in json.dumps(weighed["receipt"]["steps"], ensure_ascii=False)


# ---- Mistakes: which field, and what to do ----

OK = {"principal": 100_000}
WRONG: list[tuple[Result, str, str]] = [
    ({"debts": [OK]}, "monthly", "每月还多少"),
    ({"debts": [OK], "income": 100_000}, "essentials", "吃住"),
    ({"debts": [OK], "monthly": 0}, "monthly", "留空"),
    ({"debts": [], "monthly": 1}, "debts", "至少"),
    ({"debts": [{"principal": 0}], "monthly": 1}, "debts[0].principal", "删掉"),
    ({"debts": [{**OK, "method": "daily"}], "monthly": 1}, "start", "2026-01"),
    ({"debts": [OK, OK], "monthly": 1, "order": "custom"}, "custom", "各写一次"),
    ({"debts": [OK, OK], "monthly": 1, "order": "custom", "custom": [1, 1]}, "custom", "各写一次"),
    ({"debts": [OK], "monthly": 1, "lumps": [{"month": 1, "amount": 1, "to": 2}]}, "lumps[0].to", "1 到 1"),
    (
        {"debts": [{**OK, "status": "verify_first"}], "monthly": 1, "lumps": [{"month": 1, "amount": 1, "to": 1}]},
        "lumps[0].to",
        "核实",
    ),
    ({"debts": [OK], "monthly": 50, "step": 100}, "step", "改小"),
    ({"debts": [OK], "monthly": 1, "steps": [{"from": "2026-12", "monthly": 2}]}, "steps[0].from", "start"),
    ({"debts": [OK], "monthly": 1, "lumps": [{"month": "2026-12", "amount": 2}]}, "lumps[0].month", "start"),
    ({"debts": [{**OK, "freeze": [{"to": "2026-12"}]}], "monthly": 1}, "debts[0].freeze[0].to", "start"),
    ({"debts": [{**OK, "waive": [{"month": "2026-12"}]}], "monthly": 1}, "debts[0].waive[0].month", "start"),
    (
        {"debts": [{**OK, "agreed": {"periods": 2, "each": 5, "first": "2026-12"}}], "monthly": 1},
        "debts[0].agreed.first",
        "start",
    ),
    (
        {"debts": [{**OK, "waive": [{"month": "2026-10"}]}], "monthly": 1, "start": "2026-11"},
        "debts[0].waive[0].month",
        "核对",
    ),
    ({"debts": [{**OK, "freeze": [{"from": 5, "to": 3}]}], "monthly": 1}, "debts[0].freeze[0].to", "；"),
]


@pytest.mark.parametrize(("case", "field", "advice"), WRONG, ids=[f"{at}-{hint}" for _, at, hint in WRONG])
def test_a_contradiction_names_its_field_and_what_to_do(
    case: Result, field: str, advice: str, run_js: Callable[[str], Any]
) -> None:
    given = json.dumps(case)
    call = f"const input = {given}; const made = Calculator.calculate('plan', input, {json.dumps(LAW)});"
    made, after = run_js(f"(() => {{ {call} return [made, input]; }})()")
    assert field in [error["field"] for error in made.get("errors", [])]
    message = next(error["message"] for error in made["errors"] if error["field"] == field)
    what, _, todo = message.partition("；")
    assert all((what, todo, advice in message))
    assert after == case


def test_a_card_without_legal_values_is_told_so() -> None:
    made = _ENGINE.calculate("plan", {"monthly": 1, "debts": [{**OK, "card_overdue_days": 3}]})
    assert [error["field"] for error in made["errors"]] == ["debts[0].card_overdue_days"]
