"""Worked examples that others have published, and our own vectors: every figure of each, within its tolerance.

An adapter per kind turns the inputs into calls of the engine and picks the figures out of the answers. It declares the
inputs it knows, so that one it would overlook fails; so does a figure that nothing is compared with.
"""

from __future__ import annotations

import datetime as dt
import itertools
from collections.abc import Callable
from decimal import Decimal
from functools import cache, partial
from pathlib import Path
from typing import Any

import pytest
import yaml

from handbook.calculator.engine import Engine
from handbook.grounds.law import project_law
from tests.conftest import ROOT

Record = dict[str, Any]
EXAMPLES: list[Record] = yaml.safe_load((Path(__file__).parent / "examples.yml").read_text(encoding="utf-8"))
_ENGINE = Engine()
_ADAPTERS: dict[str, Callable[..., Record]] = {}


@cache
def law() -> Record:
    return project_law(ROOT, dt.date(2026, 11, 22))


def run(function: str, **data: object) -> Record:
    result = _ENGINE.calculate(function, data, law())
    assert "errors" not in result, result
    return result


def adapter(make: Callable[..., Record]) -> Callable[..., Record]:
    """Register `make` for the kind of its name."""
    _ADAPTERS[make.__name__] = make
    return make


def fen(amount: float) -> int:
    whole = Decimal(str(amount)) * 100
    assert whole == whole.to_integral_value()
    return int(whole)


def text(rate: float) -> str:
    return format(Decimal(str(rate)), "f")


def money(fen_amount: float) -> float:
    return fen_amount / 100


def percent(rate: str) -> float:
    return float(Decimal(rate) * 100)


# ---- The comparison ----


def close(found: object, wanted: object, tolerance: float) -> bool:
    if isinstance(wanted, list) and isinstance(found, list):
        return all(close(a, b, tolerance) for a, b in itertools.zip_longest(found, wanted))
    if isinstance(wanted, int | float) and isinstance(found, int | float):
        return abs(found - wanted) <= tolerance
    return found == wanted and type(found) is type(wanted)


@pytest.mark.parametrize("example", EXAMPLES, ids=lambda example: example["id"])
def test_every_figure_of_the_example(example: Record) -> None:
    figures = _ADAPTERS[example["kind"]](**example["inputs"])
    wanted = {**example["expected"], **example.get("derived", {})}
    assert wanted
    for name, figure in wanted.items():
        assert name in figures, f"nothing is compared with {name}"
        tolerance = example["tolerance"].get(name, example["tolerance"].get("_default", 0))
        assert close(figures[name], figure, tolerance), f"{name}: {figures[name]}, published {figure}"


def test_every_adapter_has_an_example_and_every_example_its_own_id() -> None:
    assert {example["kind"] for example in EXAMPLES} == set(_ADAPTERS)
    ids = [example["id"] for example in EXAMPLES]
    assert sorted(ids) == sorted(set(ids))


# ---- A: flat fees ----


@adapter
def flat_fee_instalment_rate(
    *,
    periods: int,
    fee_rate_per_period: float,
    annualisation: str,
    principal: float = 1_000_000,
    flat_rate_per_year: float | None = None,
    add_on_rate_total_pct: float | None = None,
) -> Record:
    if flat_rate_per_year is not None:
        assert fee_rate_per_period == pytest.approx(flat_rate_per_year / 12, abs=1e-9)
    if add_on_rate_total_pct is not None:
        assert fee_rate_per_period * periods * 100 == pytest.approx(add_on_rate_total_pct)
    loan = {"principal": fen(principal), "periods": periods, "period_fee_rate": text(fee_rate_per_period)}
    plain = run("instalments", method="flat_fee", **loan)
    dearer = run("instalments", method="flat_fee", upfront_fee=fen(principal) // 100, **loan)
    rates = {"simple": plain["rates"]["annual_simple"], "compound": plain["rates"]["annual_effective"]}
    return {
        "annual_rate_pct": percent(rates[annualisation]),
        "effective_pct": percent(rates["compound"]),
        "instalment": money(plain["payment"]),
        "rate_with_1pct_upfront_fee_pct": percent(dearer["rates"]["annual_simple"]),
    }


@adapter
def flat_fee_instalment_amounts(*, principal: float, periods: int, add_on_rate_total: float) -> Record:
    each = Decimal(str(add_on_rate_total)) / periods
    loan = {"principal": fen(principal), "periods": periods, "method": "flat_fee", "period_fee_rate": str(each)}
    result = run("instalments", **loan)
    fee, paid = result["totals"]["fee"], result["totals"]["paid"]
    return {"total_fee": money(fee), "total": money(paid), "instalment": money(result["payment"])}


@adapter
def flat_fee_total(*, principal: float, periods: int, fee_rate_per_period: float) -> Record:
    rate = text(fee_rate_per_period)
    result = run("instalments", principal=fen(principal), periods=periods, method="flat_fee", period_fee_rate=rate)
    return {"total_fee": money(result["totals"]["fee"])}


@adapter
def annuity_fee_per_100(*, annual_rate_pct: float, periods: int, principal: float) -> Record:
    loan = {"principal": fen(principal), "periods": periods, "annual_rate": text(annual_rate_pct / 100)}
    result = run("instalments", method="equal_instalment", carry="exact", **loan)
    return {"fee_per_100": money(result["totals"]["interest"])}


# ---- B: instalments ----


def level(principal: float, periods: int, **more: object) -> Record:
    return run("instalments", principal=fen(principal), periods=periods, method="equal_instalment", **more)


@adapter
def equal_payment(
    *, principal: float, annual_rate: float, periods: int, payment_rounding: str = "half_up", carry: str = "rounded"
) -> Record:
    rate = text(annual_rate)
    result = level(principal, periods, annual_rate=rate, rounding=payment_rounding, carry=carry)
    rows = result["rows"]
    alone = run("payment_for", principal=fen(principal), periods=periods, annual_rate=rate, rounding=payment_rounding)
    assert alone["payment"] == result["payment"]
    exact = rows[0].get("interest_exact")
    return {
        "payment": money(result["payment"]),
        "total": money(result["totals"]["paid"]),
        "total_n_times_payment": money(result["payment_times_periods"]),
        "row1_interest_unrounded": exact and float(exact) / 100,
        **{f"balance_after_{row['n']}": money(row["balance"]) for row in rows},
    }


@adapter
def equal_payment_full_schedule(*, principal: float, rate_per_period: float, periods: int) -> Record:
    result = level(principal, periods, period_rate=text(rate_per_period), carry="exact")
    balances = [money(row["balance"]) for row in result["rows"]]
    interest = [money(row["interest"]) for row in result["rows"]]
    return {"payment": money(result["payment"]), "balances": balances, "interest": interest}


@adapter
def equal_principal(*, principal: float, annual_rate: float, periods: int) -> Record:
    loan = {"principal": fen(principal), "periods": periods, "annual_rate": text(annual_rate)}
    result = run("instalments", method="equal_principal", carry="exact", **loan)
    return {"first_payment": money(result["payment"]), "last_payment": money(result["last_payment"])}


@adapter
def both_methods(*, principal: float, annual_rate: float, periods: int) -> Record:
    loan = {"principal": fen(principal), "periods": periods, "annual_rate": text(annual_rate), "carry": "exact"}
    payments = run("instalments", method="equal_instalment", **loan)
    falling = run("instalments", method="equal_principal", **loan)["rows"]
    return {
        "ep_payment": money(payments["payment"]),
        "ep_row2_principal": money(payments["rows"][1]["principal"]),
        "ea_row1": money(falling[0]["payment"]),
        "ea_row2": money(falling[1]["payment"]),
    }


@adapter
def interest_free_instalments(*, principal: float, periods: int) -> Record:
    rows = run("instalments", principal=fen(principal), periods=periods, method="interest_free")["rows"]
    runs = itertools.groupby(money(row["payment"]) for row in rows)
    return {"runs": [[len(list(same)), amount] for amount, same in runs]}


# ---- C: rates ----


@adapter
def xirr(*, dates: list[str], amounts: list[float]) -> Record:
    flows = [{"date": day, "amount": fen(amount)} for day, amount in zip(dates, amounts, strict=True)]
    result = run("rate", flows=flows)
    assert result["found"] == "one"
    return {"rate_pct": percent(result["xirr"]), "xirr_pct": percent(result["xirr"])}


@adapter
def irr(*, amounts: list[float]) -> Record:
    result = run("rate", flows=[{"amount": fen(amount)} for amount in amounts])
    assert result["found"] == "one"
    return {"irr": float(result["per_period"]), "irr_pct": percent(result["per_period"])}


@adapter
def apr_with_upfront_fee(*, principal: float, annual_rate: float, periods: int, fees_at_drawdown: float) -> Record:
    result = level(principal, periods, annual_rate=text(annual_rate), upfront_fee=fen(fees_at_drawdown))
    return {"apr_pct": percent(result["rates"]["annual_simple"])}


@adapter
def apr_actuarial_odd_period(
    *,
    amount_advanced: float,
    unit_periods_per_year: int,
    first_payment_at: Record,
    payment_runs_count_amount: list[Any],
) -> Record:
    flows = [{"amount": -fen(amount_advanced)}]
    flows += [{"count": count, "amount": fen(amount)} for count, amount in payment_runs_count_amount]
    odd = {"full": first_payment_at["full_unit_periods"], "fraction": text(first_payment_at["fraction"])}
    result = run("rate", flows=flows, periods_per_year=unit_periods_per_year, first_period=odd)
    return {"apr_pct": percent(result["annual_simple"])}


# ---- D: days ----


@adapter
def card_full_amount_interest(
    *, daily_rate: float, purchase: float, post: str, min_paid: float, pay: str, statement: str, segments: list[Any]
) -> Record:
    card = {"balance": fen(purchase), "daily_rate": text(daily_rate), "from": f"2026-{post}", "to": f"2026-{statement}"}
    paid = [{"date": f"2026-{pay}", "amount": fen(min_paid)}]
    result = run("accrue", segments=[{**card, "payments": paid}], count="both")
    assert [[money(row["balance"]), row["days"]] for row in result["rows"]] == segments
    return {"interest": money(result["interest"])}


def by_days(amount: float, days: int, **more: object) -> Record:
    return {"balance": fen(amount), "days": days, **more}


@adapter
def overdue_daily(*, amount: float, daily_rate: float, days: list[int]) -> Record:
    parts = [by_days(amount, count, daily_rate=text(daily_rate)) for count in days]
    return {"interest": [money(row["amount"]) for row in run("accrue", segments=parts)["rows"]]}


@adapter
def simple_interest(*, principal: float, annual_rate: float, days: int, basis: int) -> Record:
    part = by_days(principal, days, annual_rate=text(annual_rate))
    return {"interest": money(run("accrue", segments=[part], basis=str(basis))["total"])}


@adapter
def lpr_multiple(
    *, principal: float, lpr: float, multiple: float, start: str, end: str, basis: int, count: str
) -> Record:
    part = {"balance": fen(principal), "lpr": text(lpr), "lpr_multiple": text(multiple), "from": start, "to": end}
    result = run("accrue", segments=[part], basis=str(basis), count=count)
    return {"days": result["rows"][0]["days"], "interest": money(result["interest"])}


@adapter
def segmented_rate_interest(
    *, principal: float, start: str, end: str, rates: list[Any], basis: int, count: str
) -> Record:
    parts = [
        {"balance": fen(principal), "annual_rate": text(rate), "from": max(start, first), "to": min(end, last)}
        for first, last, rate in rates
    ]
    return {"interest": money(run("accrue", segments=parts, basis=str(basis), count=count, rounding="total")["total"])}


@adapter
def date_rule_days(*, event: str, days: int) -> Record:
    return {"last_day": run("deadline", rule="days", event=event, length=days)["last_day"]}


# ---- E: shares ----


@adapter
def pro_rata(*, available: float, debts: list[float], total_debt: float) -> Record:
    assert sum(debts) == total_debt
    result = run("split", available=fen(available), balances=[fen(debt) for debt in debts], rounding="each")
    return {"shares": [money(offer) for offer in result["offers"]]}


@adapter
def pro_rata_ratio(*, total_unsecured_debt: float, instalment: float, periods: int) -> Record:
    total = run("offer", principal=fen(total_unsecured_debt), periods=periods, each=fen(instalment))["total"]
    result = run("settlement", lump=total, debts=[{"owed": fen(total_unsecured_debt)}])
    return {"total_paid": money(result["total"]), "ratio_pct": percent(result["ratio"])}


# ---- F: paying off ----


@adapter
def debt_payoff(
    *,
    debts: list[Record],
    monthly_budget: float,
    strategy: str,
    method: str = "simple",
    frozen_months: tuple[int, int] | None = None,
    lump: tuple[int, float] | None = None,
    custom: list[int] | None = None,
) -> Record:
    freeze = [{"from": frozen_months[0], "to": frozen_months[1]}] if frozen_months else []
    owed = [
        {
            "name": debt["name"],
            "principal": fen(debt["balance"]),
            "interest": fen(debt.get("accrued", 0)),
            "annual_rate": text(debt["apr"]),
            "minimum": fen(debt.get("minimum", 0)),
            "method": method,
            "freeze": freeze,
        }
        for debt in debts
    ]
    lumps = [{"month": lump[0], "amount": fen(lump[1])}] if lump else []
    plan = {"debts": owed, "monthly": fen(monthly_budget), "lumps": lumps, "custom": custom}
    result = run("plan", order=strategy, **plan)
    first = run("waiting", debts=owed, months=1)["interest"]
    ended = [debt for debt in result["debts"] if debt["months"]]
    return {
        "months": result["months"],
        "total_interest": money(result["cost"]),
        "first_month_interest": money(first),
        "payoff_order": [debt["name"] for debt in sorted(ended, key=lambda debt: debt["months"])],
    }


# ---- G: court fees ----


def court_fee(procedure: str, *, amount: float) -> Record:
    return {"fee": money(run("court_fees", claim=fen(amount), procedure=procedure)["fee"])}


_ADAPTERS["court_fee_property"] = partial(court_fee, "ordinary")
_ADAPTERS["court_fee_real_judgment"] = partial(court_fee, "ordinary")
_ADAPTERS["preservation_fee"] = partial(court_fee, "preservation")


# ---- H: the source articles' example ----


def capacity(monthly_income: float, necessary_spending: float) -> int:
    lines = [{"class": "income", "amount": fen(monthly_income)}, {"class": "fixed", "amount": fen(necessary_spending)}]
    available: int = run("budget", lines=lines, reserve=0)["available_for_ordinary"]
    return available


def payments(debt: float, monthly: int, annual_rate: float) -> Record:
    plan = {"debts": [{"principal": fen(debt), "annual_rate": text(annual_rate)}], "monthly": monthly}
    result = run("periods_for", principal=fen(debt), payment=monthly, annual_rate=text(annual_rate))
    assert run("plan", **plan)["months"] == result["periods"]
    return {"instalments": result["periods"], "last_payment": money(result["last_payment"])}


@adapter
def budget_capacity(*, monthly_income: float, necessary_spending: float) -> Record:
    return {"monthly_capacity": money(capacity(monthly_income, necessary_spending))}


@adapter
def interest_free_plan(*, debt: float, monthly_payment: float, annual_rate: float) -> Record:
    return payments(debt, fen(monthly_payment), annual_rate)


@adapter
def budget_to_plan(*, monthly_income: float, necessary_spending: float, debt: float, annual_rate: float) -> Record:
    monthly = capacity(monthly_income, necessary_spending)
    return {"monthly_capacity": money(monthly), **payments(debt, monthly, annual_rate)}
