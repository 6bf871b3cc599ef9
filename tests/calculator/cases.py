"""Random inputs of the engine from a seed: valid ones for every function. hostile.py spoils them.

The same seed gives the same inputs on every machine, so that fuzz, parity and benchmark can name a case by its number.
"""

from __future__ import annotations

import datetime as dt
import math
import random
from collections.abc import Callable
from typing import Any

Case = dict[str, Any]
Rng = random.Random

MAX_FEN = 10**12
ORDERS = ("prorata", "avalanche", "snowball", "priority", "custom", "cheapest")
STATUSES = ("unasked", "asked", "agreed", "refused", "sued", "verify_first")
FEES = ("ordinary", "simplified", "mediated", "withdrawn", "appeal", "counterclaim")
PROCEDURES = (*FEES, "payment_order", "enforcement", "preservation")
COURT_RULES = ("answer", "small_claim_answer", "payment_order_objection", "appeal_judgment", "appeal_ruling")
OTHER_RULES = ("enforcement", "limitation", "rescission", "complaint_extended", "credit_objection", "credit_record")
FREQUENCIES = ("month", "day", "week", "two_weeks", "four_weeks", "quarter", "half_year", "year")


def rng_for(*name: object) -> Rng:
    """Return the random numbers of one case: those of "plan 17" do not depend on how many came before."""
    return random.Random(" ".join(str(part) for part in name))  # noqa: S311 - not for secrets


# ---- Amounts, rates, days ----
def fen(rng: Rng, low: int = 1, high: int = 50_000_000) -> int:
    """Return an amount in 分: every size is as likely as the next, and people like round ones."""
    high = max(low, high)
    amount = min(high, max(low, round(math.exp(rng.uniform(math.log(low), math.log(high))))))
    return max(low, amount - amount % 10000) if rng.random() < 0.3 else amount


def rate(rng: Rng, top: float = 0.36) -> str:
    """Return a rate as decimal text."""
    usual = [text for text in ("0", "0.0345", "0.138", "0.1825", "0.24") if float(text) <= top]
    return rng.choice(usual) if rng.random() < 0.3 else f"{rng.uniform(0, top):.{rng.choice((2, 4, 6, 12))}f}"


def day(rng: Rng, first: str = "2015-01-01", span: int = 4500) -> str:
    """Return a day within `span` days from `first` on."""
    return (dt.date.fromisoformat(first) + dt.timedelta(rng.randint(0, span))).isoformat()


def _with(rng: Rng, case: Case, optional: dict[str, Callable[[], Any]], chance: float = 0.3) -> Case:
    """Add each of the optional fields sometimes."""
    return case | {name: make() for name, make in optional.items() if rng.random() < chance}


def _some(rng: Rng, most: int, make: Callable[[], Any]) -> list[Any]:
    return [make() for _ in range(rng.randint(1, most))]


# ---- Plans ----
def _month(rng: Rng, start: str | None, last: int = 36, first: int = 1) -> int | str:
    """Return a month of the plan, as its number or, where the plan says when it starts, as a calendar month."""
    number = rng.randint(first, last)
    if start is None or rng.random() < 0.5:
        return number
    months = int(start[:4]) * 12 + int(start[5:]) - 1 + number - 1
    return f"{months // 12:04}-{months % 12 + 1:02}"


def _span(rng: Rng, start: str | None) -> Case:
    what = ["interest", "penalty", "fees"]
    span = {"from": _month(rng, start, 12), "to": rng.choice((None, _month(rng, start, 40, first=12)))}
    return _with(rng, span, {"what": lambda: rng.sample(what, rng.randint(1, 3))})


def debt(rng: Rng, start: str | None = None, *, card: bool = False) -> Case:
    """Return one debt with every field used sometimes. `card` allows what needs the legal values."""
    principal = fen(rng, 10_000)
    owed = principal
    parts = ("principal", "interest", "penalty", "fees")
    case: Case = {"principal": principal}
    case = _with(rng, case, {name: lambda: fen(rng, 1, principal // 4) for name in parts[1:]})
    if len(case) > 1 and rng.random() < 0.05:
        case["principal"] = 0  # only interest is left
    case = _with(rng, case, {"annual_rate": lambda: rate(rng)}, 0.8)

    def waiver() -> Case:
        month = {"month": _month(rng, start, 12)}
        return _with(rng, month, {name: lambda: fen(rng, 1, principal // 3) for name in parts})

    def agreed() -> Case:
        periods = rng.randint(1, 48)
        each = max(1, round(owed * rng.uniform(0.3, 1.3) / periods))
        terms = {"periods": periods, "each": each, "first": _month(rng, start, 6)}
        return _with(rng, terms, {"deposit": lambda: fen(rng, 1, owed // 5), "settles": lambda: rng.random() < 0.6})

    seldom: dict[str, Callable[[], Any]] = {
        "name": lambda: rng.choice(("", "某网贷", "信用卡·甲", "朋友 <b>", "𠮷野")),
        "penalty_rate": lambda: rate(rng, 0.12),
        "monthly_fee": lambda: fen(rng, 100, max(100, principal // 200)),
        "method": lambda: rng.choice(("simple", "compound", *(("daily",) if start else ()))),
        "freeze": lambda: _some(rng, 2, lambda: _span(rng, start)),
        "waive": lambda: _some(rng, 2, waiver),
        "agreed": agreed,
        "status": lambda: rng.choice(STATUSES),
        "priority": lambda: rng.randint(0, 2),
        "fixed": lambda: rng.choice((0, *[max(1, owed // rng.randint(2, 40))] * 9)),
        "minimum": lambda: fen(rng, 100, owed // 20),
    }
    if card:
        seldom["card_overdue_days"] = lambda: rng.randint(0, 400)
    return _with(rng, case, seldom, 0.15)


def owed(one: Case) -> int:
    """Return what a debt comes to now, in 分."""
    return sum(one.get(part, 0) for part in ("principal", "interest", "penalty", "fees"))


def plan(rng: Rng, *, card: bool = False, order: str | None = None, income: bool | None = None) -> Case:
    """Return a valid plan of one to seven debts. `card` allows debts that need the legal values."""
    order = order or rng.choice(ORDERS)
    start = f"{rng.randint(2024, 2030)}-{rng.randint(1, 12):02}" if rng.random() < 0.5 else None
    # Trying every order of seven debts takes half a second: seldom.
    count = rng.randint(1, 7 if order != "cheapest" or rng.random() < 0.02 else 4)
    debts = [debt(rng, start, card=card) for _ in range(count)]
    monthly = max(1000, round(sum(map(owed, debts)) / rng.uniform(3, 40)))
    case: Case = {"debts": debts, "order": order}
    if income or (income is None and rng.random() < 0.5):
        essentials, reserve = fen(rng, 10_000, 1_000_000), rng.choice((0, fen(rng, 100, 100_000)))
        spare = rng.choice((monthly, round(monthly * rng.uniform(0.8, 2)), monthly * 2, -100))
        case |= {"income": max(0, essentials + reserve + spare), "essentials": essentials, "reserve": reserve}
    if "income" not in case or rng.random() < 0.5:
        case["monthly"] = monthly
    if order == "custom":
        case["custom"] = rng.sample(range(1, count + 1), count)
    asked = [index + 1 for index, one in enumerate(debts) if one.get("status") != "verify_first"]
    lump_to = rng.choice((None, *asked))
    steps = (0, 0.5, 0.8, 1.5, 2)
    optional = {
        "grace_months": lambda: rng.randint(1, 6),
        "steps": lambda: _some(
            rng, 3, lambda: {"from": _month(rng, start), "monthly": round(monthly * rng.choice(steps))}
        ),
        "lumps": lambda: _some(rng, 3, lambda: {"month": _month(rng, start), "amount": monthly, "to": lump_to}),
        "weights": lambda: rng.choice(("claim", "principal")),
        "allocation": lambda: rng.choice(("fees_interest_principal", "principal_first")),
        "start": lambda: start,
        "step": lambda: rng.choice((1, 10, 100, 1000)),
    }
    return _with(rng, case, optional, 0.25) | ({"start": start} if start else {})


def plain_plan(rng: Rng, order: str, *, accrued: bool = False, count: int | None = None) -> Case:
    """Return a plan of a few debts that differ in amount and in rate, with money enough, and nothing else.

    About such plans general truths can be told; with `accrued`, some interest is already owed at the start.
    """
    count = count or rng.randint(2, 4)
    rates = rng.sample(range(3600), count)
    debts: list[Case] = []
    for number in rates:
        principal = rng.randint(100_000, 9_999_999)
        debts.append({"principal": principal, "annual_rate": f"{number / 10000:.4f}"})
        if accrued:
            debts[-1]["interest"] = rng.randint(1, principal // 4)
    interest = sum(one["principal"] * float(one["annual_rate"]) / 12 for one in debts)
    case: Case = {
        "debts": debts,
        "order": order,
        "monthly": round(interest + sum(map(owed, debts)) / rng.uniform(4, 60)),
    }
    return case | ({"custom": rng.sample(range(1, count + 1), count)} if order == "custom" else {})


# ---- The other functions ----
def _split(rng: Rng) -> Case:
    balances = _some(rng, 8, lambda: rng.choice((0, fen(rng))))
    case = {"available": fen(rng, 1, sum(balances) + 1), "balances": balances}
    optional = {
        "step": lambda: rng.choice((1, 100, 1000)),
        "fixed": lambda: [rng.choice((None, balance // 10)) for balance in balances],
        "caps": lambda: [rng.choice((None, fen(rng))) for _ in balances],
        "rounding": lambda: rng.choice(("largest_remainder", "each")),
    }
    return _with(rng, case, optional)


def _parse_case(rng: Rng) -> Case:
    def yuan() -> str | int:
        number = rng.randint(1, 90_000)
        return rng.choice((number, f"{number:,}.50", f"{number / 10000:.4f}万", f"{number}元", "５０００", "￥3千"))

    def one() -> Case:
        made = {"principal": yuan(), "annual_rate": rng.choice(("18.25", "0.5%", "24％", "", 7.2))}
        return _with(rng, made, {"name": lambda: "某网贷", "interest": yuan, "penalty": yuan, "fees": lambda: ""})

    case = {"income": yuan(), "essentials": yuan(), "debts": _some(rng, 4, one)}
    return _with(
        rng, case, {"title": lambda: "情形", "reserve": yuan, "monthly": yuan, "grace_months": lambda: "2个月"}
    )


def _loan(rng: Rng) -> Case:
    case: Case = {"principal": fen(rng, 1000), "periods": rng.choice((1, 3, 12, 24, 60, 360))}
    which = rng.choice(("annual_rate", "period_rate"))
    extra = {which: rate(rng, 0.36 if which == "annual_rate" else 0.03)}
    optional = {"rounding": lambda: rng.choice(("half_up", "up", "cut")), "periods_per_year": lambda: 12}
    return _with(rng, case | extra, optional)


def _periods_for(rng: Rng) -> Case:
    loan = _loan(rng)
    payment = max(1, round(loan["principal"] * rng.uniform(0.5, 3) / loan.pop("periods")))
    loan.pop("rounding", None)
    return loan | {"payment": payment}


def _instalments(rng: Rng) -> Case:
    method = rng.choice(("equal_instalment", "equal_principal", "interest_first", "flat_fee", "interest_free"))
    case = _loan(rng) | {"method": method}
    principal = case["principal"]
    if method in ("flat_fee", "interest_free"):
        for name in ("annual_rate", "period_rate"):
            case.pop(name, None)
    if method == "flat_fee":
        case |= rng.choice(({"period_fee_rate": rate(rng, 0.02)}, {"period_fee": fen(rng, 1, principal // 50)}))
    if rng.random() < 0.4:
        case["first_due"] = day(rng, "2020-01-01", 3000)
        case |= rng.choice(({}, {"drawdown": day(rng, "2019-10-01", 90)}))
    optional: dict[str, Callable[[], Any]] = {
        "upfront_fee": lambda: fen(rng, 1, principal // 20),
        "upfront_interest": lambda: fen(rng, 1, principal // 20),
        "deposit": lambda: fen(rng, 1, principal // 5),
        "carry": lambda: rng.choice(("rounded", "exact")),
    }
    if method != "equal_instalment":
        optional["remainder"] = lambda: rng.choice(("last", "first", "spread"))
    return _with(rng, case, optional)


def _rate(rng: Rng) -> Case:
    got = fen(rng, 10_000)
    count = rng.randint(1, 60)
    each = max(1, round(got * rng.uniform(0.8, 1.8) / count))
    if rng.random() < 0.3:
        paid = [{"amount": each, "date": day(rng, "2023-01-02", 900)} for _ in range(min(count, 24))]
        case: Case = {"flows": [{"amount": -got, "date": "2023-01-01"}, *paid]}
        return _with(rng, case, {"basis": lambda: rng.choice(("360", "365", "366", "365.25"))})
    flows = [{"amount": -got}, {"amount": each, "count": count}]
    if rng.random() < 0.2:
        flows.append({"amount": -each})  # more than one answer, or none
    optional = {
        "periods_per_year": lambda: rng.choice((12, 26, 52)),
        "first_period": lambda: {"full": rng.randint(0, 3), "fraction": rate(rng, 1)},
    }
    return _with(rng, {"flows": flows}, optional)


def _compare(rng: Rng, *, card: bool) -> Case:
    first = plan(rng, card=card, order=rng.choice(ORDERS[:4]))
    others = [first | {"order": rng.choice(ORDERS[:4])} for _ in range(rng.randint(1, 3))]
    return {"plans": [_with(rng, one, {"label": lambda: "照旧"}) for one in (first, *others)]}


def _waiting(rng: Rng, *, card: bool) -> Case:
    case = plan(rng, card=card)
    return {name: case[name] for name in ("debts", "start") if name in case} | {"months": rng.randint(1, 120)}


def _shock(rng: Rng, *, card: bool) -> Case:
    optional = {"savings": lambda: fen(rng), "expense": lambda: fen(rng), "from": lambda: rng.randint(1, 24)}
    return _with(rng, plan(rng, card=card, order=rng.choice(ORDERS[:5]), income=True), optional)


def _offer(rng: Rng, *, law: bool) -> Case:
    principal = fen(rng, 10_000)
    periods = rng.randint(1, 60)
    case: Case = {"principal": principal, "periods": periods, "lender": rng.choice(("card", "private", "unknown"))}
    third = ("interest", "penalty", "fees", "deposit", "fee", "waiver")
    case = _with(rng, case, {name: lambda: fen(rng, 1, principal // 4) for name in third})
    case |= rng.choice(({}, {"each": max(1, principal // periods)}, {"period_rate": rate(rng, 0.02)}))
    optional: dict[str, Callable[[], Any]] = {
        "available": lambda: fen(rng),
        "others": lambda: _some(rng, 4, lambda: {"owed": fen(rng)}),
        "start": lambda: "2026-12",
    }
    if law:
        optional["contract_date"] = lambda: day(rng, "2020-08-20", 2200)
    return _with(rng, case, optional, 0.4)


def _settlement(rng: Rng) -> Case:
    debts = _some(rng, 6, lambda: _with(rng, {"owed": fen(rng)}, {"name": lambda: "某网贷"}))
    lump = fen(rng, 1000)
    optional = {"keep_back": lambda: lump // 5, "monthly": lambda: fen(rng), "step": lambda: rng.choice((1, 100))}
    return _with(rng, {"lump": lump, "debts": debts}, optional)


def _segment(rng: Rng, *, law: bool) -> Case:
    balance = fen(rng)
    start = day(rng, "2021-01-01", 1500)
    end = day(rng, start, 500)
    case: Case = {"balance": balance, "from": start, "to": end}
    if law and rng.random() < 0.2:
        return case | {"kind": "late_performance"}
    prices = [{"annual_rate": rate(rng)}, {"daily_rate": "0.0005"}, {"lpr_multiple": "1.5", "lpr": "0.03"}]
    case |= rng.choice(prices + ([{"lpr_multiple": "4"}] if law else []))
    if rng.random() < 0.3:
        case |= {"kind": "penalty_interest", "uplift": rate(rng, 0.5)}
    if rng.random() < 0.3:
        case["payments"] = [{"date": rng.choice((start, end)), "amount": balance // 3} for _ in range(2)]
    return case


def _accrue(rng: Rng, *, law: bool) -> Case:
    damage = {"base": fen(rng), "rate": rate(rng), "minimum": rng.choice((0, 500)), "cap": rng.choice((None, 50_000))}
    optional = {
        "damages": lambda: [damage],
        "count": lambda: rng.choice(("from", "both")),
        "basis": lambda: rng.choice(("365", "360", "366", "actual")),
        "compound": lambda: True,
        "rounding": lambda: rng.choice(("each", "total")),
    }
    return _with(rng, {"segments": _some(rng, 4, lambda: _segment(rng, law=law))}, optional)


def _court_fees(rng: Rng) -> Case:
    case = {"claim": rng.choice((0, fen(rng, 1, 10**11))), "procedure": rng.choice(PROCEDURES)}
    return _with(rng, case, {"date": lambda: day(rng, "2008-01-01", 6800)})


def _deadline(rng: Rng) -> Case:
    own = ("days", "months", "years", "working_days")
    rule = rng.choice((*COURT_RULES, *OTHER_RULES, *own[: rng.randint(0, 4)]))
    event = day(rng, "2024-01-01", 1000)
    case: Case = {"rule": rule, "event": event} | ({"length": rng.randint(1, 400)} if rule in own else {})
    if rule == "limitation" and rng.random() < 0.5:
        case["interruptions"] = _some(rng, 3, lambda: day(rng, event, 1500))
    return _with(rng, case, {"today": lambda: day(rng, "2024-01-01", 2000)})


def _budget(rng: Rng) -> Case:
    def line() -> Case:
        made: Case = {"amount": fen(rng, 1, 2_000_000), "class": rng.choice(("income", "fixed", "basic", "other"))}
        optional: dict[str, Callable[[], Any]] = {
            "id": lambda: rng.choice(("rent", "food", "x")),
            "name": lambda: "房租",
            "frequency": lambda: rng.choice(FREQUENCIES),
            "times_per_year": lambda: rng.randint(1, 366),
            "unknown": lambda: True,
        }
        return _with(rng, made, optional)

    optional = {"persons": lambda: rng.randint(1, 8), "reserve": lambda: fen(rng), "reserve_cap": lambda: fen(rng)}
    return _with(rng, {"lines": [line() | {"class": "income"}, *_some(rng, 8, line)]}, optional)


def _dated_value(rng: Rng) -> Case:
    rows = [{"from": f"{y}-01-01", "to": f"{y}-12-31", "value": f"{rng.uniform(1, 9):.2f}"} for y in range(2019, 2027)]
    case: Case = {"rows": rows, "day": day(rng, "2019-01-01", 2900), "known_until": "2026-06-30"}
    return _with(rng, case, {"times": lambda: rng.choice(("4", "1.5", 24)), "value": lambda: "3.45%"})


def valid(name: str, rng: Rng, *, law: bool) -> Case:
    """Return a valid input of any function. `law` allows what the engine computes only with the legal values."""
    plain = {
        "split": _split,
        "parse_case": _parse_case,
        "rate": _rate,
        "instalments": _instalments,
        "payment_for": _loan,
        "periods_for": _periods_for,
        "settlement": _settlement,
        "budget": _budget,
        "court_fees": _court_fees,
        "deadline": _deadline,
        "dated_value": _dated_value,
    }
    if name in plain:
        return plain[name](rng)
    lawful: dict[str, Callable[..., Case]] = {"plan": plan, "compare": _compare, "waiting": _waiting, "shock": _shock}
    if name in lawful:
        return lawful[name](rng, card=law)
    return {"offer": _offer, "accrue": _accrue}[name](rng, law=law)
