"""Second methods for the whole plan: another bookkeeper, every order tried, and what-ifs worked out by hand."""

from __future__ import annotations

import datetime as dt
import math
from fractions import Fraction
from itertools import accumulate, permutations
from typing import Any

import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from handbook.calculator.engine import Engine
from handbook.grounds.law import project_law
from tests.conftest import ROOT

Result = dict[str, Any]
_ENGINE = Engine()
LAW = project_law(ROOT, dt.date(2026, 11, 22))
PARTS = ("fees", "penalty", "interest", "principal")
SHORT = 40  # months looked at

fen = st.integers(0, 3_000) | st.integers(0, 300_000)
month = st.integers(1, 8)
rates = st.sampled_from(["0", "0.01", "0.1825", "0.24", "0.36"])
TERMS = st.fixed_dictionaries({"periods": st.integers(1, 6), "each": st.integers(1, 30_000), "first": month})
DEBT = st.fixed_dictionaries(
    {"principal": st.integers(1, 300_000)},
    optional={
        "annual_rate": rates,
        "interest": fen,
        "penalty": fen,
        "fees": fen,
        "penalty_rate": rates,
        "monthly_fee": st.integers(0, 500),
        "method": st.sampled_from(["simple", "compound", "daily"]),
        "minimum": st.integers(0, 9_000),
        "priority": st.integers(0, 2),
        "freeze": st.lists(
            st.fixed_dictionaries(
                {"from": month},
                optional={"what": st.lists(st.sampled_from(["interest", "penalty", "fees"]), min_size=1)},
            ),
            max_size=2,
        ),
        "card_overdue_days": st.integers(0, 120),
    },
)
# What costs the creditor something, or holds a debt out of its turn.
SPECIAL = {
    "fixed": st.integers(0, 20_000),
    "status": st.sampled_from(["unasked", "agreed", "refused", "sued", "verify_first"]),
    "waive": st.lists(st.fixed_dictionaries({"month": month, **dict.fromkeys(PARTS, fen)}), max_size=2),
    "agreed": st.builds(
        lambda terms, more: {**terms, **more}, TERMS, st.fixed_dictionaries({"deposit": fen, "settles": st.booleans()})
    ),
}
ANY_DEBT = st.builds(lambda debt, more: {**debt, **more}, DEBT, st.fixed_dictionaries({}, optional=SPECIAL))
MONEY = st.fixed_dictionaries(
    {"monthly": st.integers(1_000, 100_000)},
    optional={
        "grace_months": st.integers(0, 4),
        "steps": st.lists(st.fixed_dictionaries({"from": month, "monthly": st.integers(0, 90_000)}), max_size=2),
        "lumps": st.lists(
            st.fixed_dictionaries({"month": month, "amount": fen}, optional={"to": st.just(1)}), max_size=2
        ),
    },
)


def calculate(name: str, **data: object) -> Result:
    return _ENGINE.calculate(name, data, LAW)


def half_up(amount: Fraction) -> int:
    return math.floor(amount + Fraction(1, 2))


def share(pot: int, weights: list[int], caps: list[int]) -> list[int]:
    """In proportion, nobody above the cap, to the fen; odd fen to the largest remainders."""
    offers = [0] * len(weights)
    live = [i for i in range(len(weights)) if caps[i] and weights[i]]
    while live:
        ideal = {i: Fraction(pot * weights[i], sum(weights[j] for j in live)) for i in live}
        full = [i for i in live if ideal[i] >= caps[i]]
        if not full:
            for i in live:
                offers[i] = math.floor(ideal[i])
            odd = pot - sum(offers[i] for i in live)
            for i in sorted(live, key=lambda i: (offers[i] - ideal[i], -weights[i], i))[:odd]:
                offers[i] += 1
            break
        for i in full:
            offers[i], pot = caps[i], pot - caps[i]
        live = [i for i in live if i not in full]
    return offers


class Book:
    """One debt as a careful bookkeeper would keep it, by what manual/ says of each field."""

    def __init__(self, debt: Result) -> None:
        self.debt = debt
        self.owes = {part: debt.get(part, 0) for part in PARTS}
        status = debt.get("status", "unasked")
        self.aside = status == "verify_first"
        granted = status not in ("refused", "sued")
        self.freeze = debt.get("freeze", []) if granted else []
        self.waive = debt.get("waive", []) if granted else []
        self.agreed: Result = debt.get("agreed") or {} if granted else {}
        self.paid, self.now, self.size = 0, 0, self.owed

    @property
    def owed(self) -> int:
        return sum(self.owes.values())

    def rate(self, name: str, part: str, number: int) -> Fraction:
        off = any(span["from"] <= number and part in span.get("what", PARTS) for span in self.freeze)
        return Fraction(0) if off else Fraction(self.debt.get(name, "0"))

    def charge(self, number: int, days: int) -> None:
        if not self.owed:
            return
        for waiver in self.waive:
            for part in PARTS if waiver["month"] == number else ():
                self.owes[part] -= min(self.owes[part], waiver[part])
        method = self.debt.get("method", "simple")
        counted = PARTS[1:] if method == "compound" else ("principal",)
        base, time = (
            sum(self.owes[part] for part in counted),
            Fraction(days, 365) if method == "daily" else Fraction(1, 12),
        )
        interest, penalty = self.rate("annual_rate", "interest", number), self.rate("penalty_rate", "penalty", number)
        self.owes["interest"] += half_up(base * interest * time)
        self.owes["penalty"] += half_up(base * penalty * time)
        frozen = any(span["from"] <= number and "fees" in span.get("what", PARTS) for span in self.freeze)
        self.owes["fees"] += 0 if frozen or not self.owed else self.debt.get("monthly_fee", 0)

    def pay(self, amount: int, number: int) -> int:
        overdue = self.debt.get("card_overdue_days")
        principal_first = overdue is not None and overdue + (number - 1) * 365 // 12 >= 91
        for part in reversed(PARTS) if principal_first else PARTS:
            met = min(amount, self.owes[part])
            self.owes[part] -= met
            self.paid, self.now, amount = self.paid + met, self.now + met, amount - met
        return amount

    def promised(self, number: int) -> int | None:
        if terms := self.agreed:
            deposit = terms["deposit"]
            last = terms["first"] + terms["periods"] - (0 if deposit else 1)
            if number < terms["first"]:
                return 0
            if number <= last:
                return min(self.owed, int(deposit if deposit and number == terms["first"] else terms["each"]))
        return min(int(self.debt["fixed"]), self.owed) if "fixed" in self.debt else None

    def settle(self, number: int) -> None:
        terms = self.agreed
        if terms and terms["settles"]:
            due = terms["deposit"] + terms["each"] * terms["periods"]
            done = number == terms["first"] + terms["periods"] - (0 if terms["deposit"] else 1)
            if done and self.paid >= due:
                self.owes = dict.fromkeys(PARTS, 0)


def rank(order: str, books: list[Book], number: int) -> list[list[Book]]:
    """Groups, first to last; whoever shares a group shares the money."""
    if order == "prorata":
        return [books]
    if order == "priority":
        return [[book for book in books if book.debt.get("priority", 2) == level] for level in (0, 1, 2)]

    def rate(book: Book) -> Fraction:
        return book.rate("annual_rate", "interest", number) + book.rate("penalty_rate", "penalty", number)

    if order == "avalanche":
        return [[book] for book in sorted(books, key=lambda book: (-rate(book), book.owes["principal"]))]
    return [[book] for book in sorted(books, key=lambda book: book.size)]


def money_of(case: Result, number: int) -> int:
    steps = sorted(case.get("steps", []), key=lambda step: step["from"])
    money: int = next((step["monthly"] for step in reversed(steps) if step["from"] <= number), case["monthly"])
    return 0 if number <= case.get("grace_months", 0) else money


def hand_out(claims: list[tuple[Book, int]], pot: int, number: int) -> int:
    sums = [claim for _, claim in claims]
    for (book, _), offer in zip(claims, share(pot, sums, sums), strict=True):
        pot -= offer
        book.pay(offer, number)
    return pot


def keep_books(case: Result, order: str) -> list[tuple[list[int], list[int]]]:
    """(payments, balances) of each month; month 1 is January 2027."""
    books = [Book(debt) for debt in case["debts"]]
    active = [book for book in books if not book.aside]
    out: list[tuple[list[int], list[int]]] = []
    for number in range(1, SHORT + 1):
        if not sum(book.owed for book in active):
            break
        days = 28 + [3, 0, 3, 2, 3, 2, 3, 3, 2, 3, 2, 3][(number - 1) % 12] + (number == 14)  # February 2028
        for book in books:
            book.now = 0
        for book in active:
            book.charge(number, days)
        pot = money_of(case, number)
        for lump in [lump for lump in case.get("lumps", []) if lump["month"] == number]:
            pot += books[0].pay(lump["amount"], number) if "to" in lump else lump["amount"]
        promises = [(book, book.promised(number)) for book in active]
        pot = hand_out([(book, amount) for book, amount in promises if amount is not None], pot, number)
        turn = [book for book, amount in promises if amount is None]
        pot = hand_out([(book, min(book.debt.get("minimum", 0), book.owed)) for book in turn], pot, number)
        for group in rank(order, turn, number):
            pot = hand_out([(book, book.owed) for book in group], pot, number)
        for book in active:
            book.settle(number)
        out.append(([book.now for book in books], [book.owed for book in books]))
    return out


@settings(max_examples=120)
@given(
    MONEY, st.lists(ANY_DEBT, min_size=1, max_size=3), st.sampled_from(["prorata", "priority", "avalanche", "snowball"])
)
def test_another_bookkeeper_comes_to_the_same_months(money: Result, debts: list[Result], order: str) -> None:
    case = {**money, "debts": debts}
    result = calculate("plan", **case, order=order, start="2027-01")
    assume("errors" not in result)
    rows = [(row["payments"], row["balances"]) for row in result["rows"][:SHORT]]
    assert rows == keep_books(case, order)


# ---- The cheapest order ----


@settings(max_examples=30)
@given(MONEY, st.lists(DEBT, min_size=2, max_size=4))
def test_no_other_order_is_cheaper_than_the_cheapest(money: Result, debts: list[Result]) -> None:
    case: Result = {**money, "debts": debts, "start": "2027-01"}
    best = calculate("plan", **case, order="cheapest")
    assume("errors" not in best)
    orders = list(permutations(range(1, len(debts) + 1)))
    tried = [calculate("plan", **case, order="custom", custom=list(order)) for order in orders]
    ended = [result["cost"] for result in tried if result["months"] is not None]
    assert (best["months"] is None) == (not ended)
    assert not ended or best["cost"] <= min(ended)
    named = best["order"]["best"]
    if isinstance(named, list):
        places = [[debt["name"] for debt in best["debts"]].index(name) + 1 for name in named]
        assert tried[orders.index(tuple(places))]["cost"] == best["cost"]


def test_the_order_that_is_named_costs_what_is_promised() -> None:
    # RP-11: the lower rate first, as the other debt's old interest swallows money that saves nothing.
    debts = [
        {"name": "甲", "principal": 1_000_000, "annual_rate": "0.24", "interest": 800_000},
        {"name": "乙", "principal": 1_000_000, "annual_rate": "0.18"},
    ]
    result = calculate("plan", debts=debts, monthly=150_000, order="cheapest")
    assert (result["cost"], result["order"]["all_tried"], result["rows"][0]["payments"]) == (
        431_961,
        True,
        [0, 150_000],
    )
    others = {one["order"]: one["more"] for one in result["order"]["others"]}
    assert others["avalanche"] == 59_665  # 491,626 instead
    assert "avalanche" not in result["order"]["close"]  # 596.65 of some 32,000


def test_the_cheapest_order_keeps_a_waiver_that_is_still_to_come() -> None:
    # Paying 甲 first burns 50 元 of old interest that would be given up in month 2, to save a few yuan.
    debts = [
        {"principal": 10_000, "annual_rate": "0.12", "interest": 5_000, "waive": [{"month": 2, "interest": 10_000}]},
        {"principal": 20_000},
    ]
    case: Result = {"debts": debts, "monthly": 5_000}
    paid = [calculate("plan", **case, order="custom", custom=order)["total_paid"] for order in ([1, 2], [2, 1])]
    assert calculate("plan", **case, order="cheapest")["total_paid"] == min(paid)


# ---- Side by side ----


def test_plans_are_compared_with_the_first() -> None:
    # 6,000 元: 10 × 600 without interest. At 12 %, 600 a month: see the schedule below.
    left, paid, count = 600_000, 0, 0
    while left:
        due = left + half_up(Fraction(left, 100))
        left, paid, count = due - min(60_000, due), paid + min(60_000, due), count + 1
    free, dear = {"principal": 600_000}, {"principal": 600_000, "annual_rate": "0.12"}
    plans = [
        {"label": "停息", "monthly": 60_000, "debts": [free]},
        {"monthly": 60_000, "debts": [dear]},
        {"monthly": 60_000, "debts": [free], "grace_months": 2},
        {"monthly": 6_000, "debts": [dear]},
    ]
    rows = calculate("compare", plans=plans)["plans"]
    assert [(row["label"], row["months_more"], row["yuan_more"], row["close"]) for row in rows] == [
        ("停息", 0, 0, True),
        ("方案 2", count - 10, paid - 600_000, False),
        ("方案 3", 2, 0, True),
        ("方案 4", None, None, None),
    ]


@pytest.mark.parametrize(("fee", "close"), [(999, True), (1_000, False), (1_001, False)])
def test_less_than_one_percent_is_called_close(fee: int, close: bool) -> None:
    plans = [{"monthly": 10_000, "debts": [{"principal": 100_000, "fees": more}]} for more in (0, fee)]
    result = calculate("compare", plans=plans)
    assert (result["plans"][1]["close"], result["cheapest"]) == (close, "方案 1")


def test_a_mistake_in_a_plan_is_told_at_its_place() -> None:
    good = {"monthly": 1, "debts": [{"principal": 1}]}
    bad = {"monthly": 1, "debts": [{"principal": 1}, {"principal": -1}]}
    odd = {"monthly": 1, "debts": [{"principal": 1}], "order": "custom"}
    places = [[e["field"] for e in calculate("compare", plans=[good, one])["errors"]] for one in (bad, odd)]
    assert places == [["plans[1].debts[1].principal"], ["plans[1].custom"]]


# ---- Waiting ----


def test_waiting_costs_simple_interest() -> None:
    # 10,000 元 at 18 %: 150 a month. Penalty 6 %: 50 a month. A fee of 10 a month, frozen from month 3.
    debt = {"principal": 1_000_000, "annual_rate": "0.18", "penalty_rate": "0.06", "monthly_fee": 1_000}
    debts = [{**debt, "freeze": [{"from": 3, "what": ["fees"]}], "interest": 7}, {"principal": 500_000}]
    result = calculate("waiting", debts=debts, months=6)
    assert (result["interest"], result["penalty"], result["fees"]) == (6 * 15_000, 6 * 5_000, 2 * 1_000)
    assert (result["total"], result["first_month"]) == (122_000, 21_000)
    assert (result["owed"], result["owed_after"]) == (1_500_007, 1_622_007)
    growth = [1_500_007, *accumulate([21_000, 21_000, *[20_000] * 4], initial=1_500_007)][2:]
    assert [row["balance"] for row in result["rows"]] == growth


def test_waiting_by_the_day_needs_the_month_it_starts() -> None:
    debts = [{"principal": 3_650_000, "annual_rate": "0.1", "method": "daily"}]
    assert calculate("waiting", debts=debts, months=3)["errors"][0]["field"] == "start"
    assert calculate("waiting", debts=debts, months=3, start="2028-01")["total"] == (31 + 29 + 31) * 1_000


def test_waiting_says_nothing_else_than_what_it_counts() -> None:
    # Not verified is not free of interest: the debt is left out of what is owed, so none of it grows.
    debts = [{"principal": 100_000, "annual_rate": "0.12", "status": "verify_first"}]
    result = calculate("waiting", debts=debts, months=2)
    assert (result["owed"], result["owed_after"], result["interest"], result["debts"]) == (0, 0, 0, [])


# ---- A shock ----

# 10,000 元 come in, 5,000 are needed, 3,000 go to a debt of 30,000: 2,000 stay every month, for ten months.
CASE: Result = {"income": 1_000_000, "essentials": 500_000, "monthly": 300_000, "debts": [{"principal": 3_000_000}]}


def broken(**more: object) -> dict[str, tuple[int | None, int]]:
    result = calculate("shock", **{**CASE, **more})
    return {shock["code"]: (shock["month"], shock["short"]) for shock in result["shocks"]}


def test_a_smaller_income_breaks_the_plan_when_the_rest_is_used_up() -> None:
    found = broken(savings=150_000)
    assert found["income_minus_10"] == found["income_minus_20"] == (None, 0)
    assert found["income_minus_30"] == (2, 50_000)  # −1,000 a month, savings of 1,500
    assert found["one_month_lost"] == (1, 1_000_000 - 200_000 - 150_000)
    assert broken(savings=150_000, expense=360_000)["one_expense"] == (1, 10_000)
    assert broken(savings=150_000, expense=350_000)["one_expense"] == (None, 0)


def test_what_was_spared_before_the_shock_helps() -> None:
    # Four months of 2,000 before month 5: 8,000 and the month's own 2,000 against 10,000 lost.
    assert broken(**{"from": 5})["one_month_lost"] == (None, 0)
    assert broken(**{"from": 4})["one_month_lost"] == (4, 1_000_000 - 4 * 200_000)


def test_the_buffer_is_what_savings_carry_of_living_and_plan() -> None:
    result = calculate("shock", **CASE, savings=1_999_999)
    assert (result["buffer_months"], result["spare"], result["before"]["month"]) == (2.4, 200_000, None)


def test_a_shock_may_start_in_a_calendar_month() -> None:
    assert broken(**{"start": "2026-12", "from": "2027-01"}) == broken(**{"from": 2})


def test_a_single_sum_from_elsewhere_is_not_taken_from_the_income() -> None:
    result = calculate("shock", **CASE, lumps=[{"month": 2, "amount": 1_000_000}])
    assert result["before"] == {"month": None, "short": 0}


def test_a_reader_without_surplus_is_not_told_that_nothing_breaks() -> None:
    result = calculate("shock", income=0, essentials=200_000, debts=[{"principal": 3_000_000}])
    assert (result["before"], result["warnings"]) == ({"month": 1, "short": 200_000}, ["no_surplus"])


def test_what_stays_each_month_is_that_of_a_paying_month() -> None:
    assert calculate("shock", **CASE, grace_months=1)["spare"] == 200_000
