"""Random inputs: hostile ones get a result or a refusal; of valid plans, what is true of any plan is true.

Five thousand hostile ones in every run, a hundred thousand with --thorough.
"""

from __future__ import annotations

import datetime as dt
import json
import re
from collections.abc import Iterator
from functools import cache
from typing import Any

import pytest

from handbook.calculator.engine import Engine
from handbook.calculator.manual import load_manual
from handbook.grounds.law import project_law
from tests.calculator import cases, hostile
from tests.calculator.cases import Case
from tests.calculator.largest import CENTURY, LARGEST
from tests.conftest import ROOT

EVERY_RUN, THOROUGH = 5_000, 100_000
CHUNK = 250
SAFE = 2**53 - 1
"""Beyond it JavaScript's numbers skip some: such an amount would not be exact."""

# What may be null in a result, by the last name on its path; each is said so in manual/, or follows from a field not
# given. NaN and Infinity reach Python as null too, so anything else that is null is a fault.
RATES = {"per_period", "annual_simple", "annual_effective", "xirr"}
NULLS: dict[str, set[str]] = {
    "plan": {"surplus", "months", "finish", "order", "names", "more", "months_if_kept"},
    "rate": RATES,
    "instalments": RATES | {"due"},
    "periods_for": {"periods", "last_payment", "total_paid", "total_interest"},
    "compare": {"months", "finish", "months_more", "yuan_more", "close", "cheapest", "soonest"},
    "offer": RATES | {"finish", "applies", "over", "fits", "over_budget", "left_for_others"},
    "settlement": {"monthly_instead", "months_instead"},
    "accrue": {"from", "to"},
    "deadline": {"days_left", "longest_until"},
    "shock": {"months", "month", "buffer_months"},
}
ASIDE = "verify_first"
NOT_WHOLE = {"buffer_months"}
ECHOED = {"name", "label", "id", "to_find_out", "best", "debts", "without", "cheapest", "soonest"}
"""What the reader wrote and the result only repeats: whoever names a debt NaN reads NaN."""


@cache
def law() -> dict[str, Any]:
    return project_law(ROOT, dt.date(2026, 11, 22))


@cache
def engine() -> Engine:
    return Engine()


FUNCTIONS = {function["name"]: function for function in engine().describe(law())}


def leaves(value: Any, path: str = "") -> Iterator[tuple[str, Any]]:
    if isinstance(value, dict):
        for name, item in value.items():
            yield from leaves(item, f"{path}.{name}")
    elif isinstance(value, list):
        for item in value:
            yield from leaves(item, path)
    else:
        yield path, value


def faults_of_refusal(errors: Any) -> Iterator[str]:
    if not isinstance(errors, list) or not errors:
        yield f"no errors in it: {errors!r}"
        return
    for error in errors:
        if set(error) != {"field", "message"} or not isinstance(error["field"], str):
            yield f"not a field and a message: {error}"
        elif not re.search(r"[\u4e00-\u9fff].*；.", error["message"]):
            yield f"does not say what is wrong；what to do: {error}"
        elif "这里算不了" in error["message"] or "不是合格的 JSON" in error["message"]:
            yield f"an exception inside the engine: {error}"


def faults_of_result(name: str, result: dict[str, Any]) -> Iterator[str]:
    told = {key: value for key, value in result.items() if key != "receipt"}
    unknown = set(told) - set(load_manual().functions[name].returns)
    if unknown:
        yield f"not in the manual: {unknown}"
    if not re.fullmatch(r"[0-9A-Z]{4}-[0-9A-Z]{4}", result["receipt"]["code"]):
        yield f"receipt {result['receipt']['code']}"
    for path, value in leaves({} if name == "parse_case" else told):
        last = path.rpartition(".")[2]
        if value is None and last not in NULLS.get(name, set()):
            yield f"{path} is null"
        elif isinstance(value, float) and last not in NOT_WHOLE:
            yield f"{path} is {value}, not a whole number"
        elif isinstance(value, int) and abs(value) > SAFE:
            yield f"{path} is {value}, more than a number can hold to the fen"
        elif isinstance(value, str) and last not in ECHOED and re.search(r"\b(NaN|undefined|Infinity)\b", value):
            yield f"{path} is {value}"


def faults(name: str, data: Any, legal: dict[str, Any] | None) -> list[str]:
    result = engine().calculate(name, data, legal)
    return list(faults_of_refusal(result["errors"]) if "errors" in result else faults_of_result(name, result))


def pytest_generate_tests(metafunc: pytest.Metafunc) -> None:
    if "chunk" in metafunc.fixturenames:
        wanted = THOROUGH if metafunc.config.getoption("thorough") else EVERY_RUN
        metafunc.parametrize("chunk", range(wanted // CHUNK))


def test_hostile_input_gets_a_result_or_a_plain_refusal(chunk: int) -> None:
    bad = []
    for number in range(chunk * CHUNK, (chunk + 1) * CHUNK):
        name, data, legal = hostile.numbered(number, FUNCTIONS)
        found = faults(name, data, law() if legal else None)
        if found:
            shown = json.dumps(data, ensure_ascii=True)[:1500]
            bad.append(f"{number} {name}{' with law' if legal else ''}: {'; '.join(found[:4])}\n  {shown}")
    assert not bad, "\n".join(bad)


@pytest.mark.parametrize("name", sorted(FUNCTIONS))
def test_valid_inputs_are_computed(name: str) -> None:
    # Else the fuzz above would only ever knock at the door.
    for number in range(40):
        data = cases.valid(name, cases.rng_for("valid", name, number), law=True)
        result = engine().calculate(name, data, law())
        assert "errors" not in result, (result["errors"], data)
        assert list(faults_of_result(name, result)) == [], data


@pytest.mark.parametrize("name", [*hostile.NAMES, "plan ", "PLAN", "describe", "join", "9" * 5000])
def test_names_of_no_function_are_refused(name: str) -> None:
    [error] = engine().calculate(name, {})["errors"]
    assert list(faults_of_refusal([error])) == []


# Each field is within its limits, and yet the answer is more than a number holds: refused, or null where the
# manual says so, never rounded without a word.
TOO_LARGE: dict[str, tuple[str, Case]] = {
    "interest": ("accrue", {"segments": [{"balance": 10**12, "days": 36600, "daily_rate": "1"}]}),
    "compound interest": ("accrue", {"segments": [CENTURY | {"annual_rate": "1"}] * 50, "compound": True}),
    "income": ("budget", {"lines": [{"class": "income", "amount": 10**12, "times_per_year": 366}] * 200}),
    "rate": (
        "rate",
        {"flows": [{"amount": -100_000, "date": "2023-01-01"}, {"amount": 110_000, "date": "2023-01-02"}]},
    ),
}


@pytest.mark.parametrize("name", TOO_LARGE)
def test_what_no_number_can_hold_is_not_told_as_one(name: str) -> None:
    assert faults(*TOO_LARGE[name], law()) == []


@pytest.mark.parametrize("largest", LARGEST)
def test_the_largest_inputs_are_computed(largest: str) -> None:
    name, data = LARGEST[largest]
    result = engine().calculate(name, data, law())
    assert "errors" not in result, result
    assert list(faults_of_result(name, result)) == []


# ---- What is true of every plan ----


def run(case: Case) -> Case:
    result = engine().calculate("plan", case, law())
    assert "errors" not in result, (result["errors"], case)
    return result


def each_case(what: str, count: int = 200) -> Iterator[cases.Rng]:
    for number in range(count):
        yield cases.rng_for(what, number)


def money_of(case: Case, monthly: int, month: int) -> int:
    """Return the money of a month, its lump sums with it, as the manual tells it."""

    def number(value: int | str) -> int:
        if isinstance(value, int):
            return value
        years, months = int(value[:4]) - int(case["start"][:4]), int(value[5:]) - int(case["start"][5:])
        return years * 12 + months + 1

    given = monthly
    for step in sorted(case.get("steps", []), key=lambda step: number(step["from"])):
        given = step["monthly"] if number(step["from"]) <= month else given
    lumps: int = sum(lump["amount"] for lump in case.get("lumps", []) if number(lump["month"]) == month)
    return lumps + (given if month > case.get("grace_months", 0) else 0)


def test_every_fen_is_accounted_for() -> None:
    for rng in each_case("account"):
        case = cases.plan(rng, card=True)
        result = run(case)
        for index, one in enumerate(result["debts"]):
            if "waived" in one:  # nothing is computed where the income leaves nothing
                added = one["interest"] + one["penalty"] + one["fees"]
                assert one["paid"] == one["owed"] + added - one["waived"] - one["left"], case
                assert one["paid"] == sum(row["payments"][index] for row in result["rows"]), case
                assert one["left"] == result["rows"][-1]["balances"][index], case
        assert result["total_paid"] == sum(row["paid"] for row in result["rows"]), case
        assert result["cost"] == result["added_interest"] + result["added_penalty"] + result["added_fees"]
        for row in result["rows"]:
            assert min(row["payments"] + row["balances"]) >= 0, case
            assert sum(row["payments"]) == row["paid"], case
            assert row["paid"] + row["unused"] == money_of(case, result["monthly"], row["month"]), (row["month"], case)
            kept = [
                left for left, one in zip(row["balances"], case["debts"], strict=True) if one.get("status") != ASIDE
            ]
            assert sum(kept) == row["balance"], case


@pytest.mark.parametrize("order", cases.ORDERS)
def test_the_order_of_the_list_does_not_matter(order: str) -> None:
    for rng in each_case(f"permute {order}", 60):
        case = cases.plain_plan(rng, order, accrued=True)
        places = rng.sample(range(len(case["debts"])), len(case["debts"]))
        moved = case | {"debts": [case["debts"][place] for place in places]}
        if order == "custom":
            moved["custom"] = [places.index(number - 1) + 1 for number in case["custom"]]
        here, there = run(case), run(moved)
        keys = ("months", "total_paid", "cost", "added_interest", "waived", "total_owed")
        assert [here[key] for key in keys] == [there[key] for key in keys], case
        if order != "cheapest":  # among orders that cost the same it takes the first that it meets
            for place, one in enumerate(there["debts"]):
                assert one | {"name": ""} == here["debts"][places[place]] | {"name": ""}, case


def never_later(less: Case, more: Case) -> bool:
    """Tell whether the second of two results ends no later than the first, and costs no more."""
    sooner = less["months"] is None or (more["months"] is not None and more["months"] <= less["months"])
    return bool(sooner and more["cost"] <= less["cost"])


# Where the order looks only at rates, classes or a list, more money (or less interest) leaves no debt larger in any
# month, so nothing gets worse. Snowball looks at balances: whatever changes them can turn the queue, and truly does.
# (A freeze also turns the queue of avalanche; that this harms no one is not proven, but held in thousands of cases.)
STEADY = ("prorata", "avalanche", "priority", "custom", "cheapest")


@pytest.mark.parametrize("accrued", [False, True])
@pytest.mark.parametrize("order", STEADY)
def test_more_money_never_ends_later_nor_costs_more(order: str, accrued: bool) -> None:
    for rng in each_case(f"more {order} {accrued}", 40):
        case = cases.plain_plan(rng, order, accrued=accrued)
        more = round(case["monthly"] * rng.choice((1.001, 1.01, 1.1, 1.5)))
        assert never_later(run(case), run(case | {"monthly": more + 1})), (more, case)


@pytest.mark.parametrize("order", STEADY)
def test_a_freeze_never_ends_later_nor_costs_more(order: str) -> None:
    for rng in each_case(f"freeze {order}", 60):
        case = cases.plain_plan(rng, order, accrued=rng.random() < 0.5)
        frozen = [*case["debts"]]
        first = rng.randint(1, 12)
        span = {"from": first, "to": first + rng.randint(0, 24)}
        place = rng.randrange(len(frozen))
        frozen[place] = frozen[place] | {"freeze": [span]}
        assert never_later(run(case), run(case | {"debts": frozen})), (place, span, case)


def test_where_nothing_has_accrued_the_highest_rate_first_costs_no_more_than_the_smallest_first() -> None:
    # With interest already owed it may: that is what a payment meets first, and paying it saves nothing.
    for rng in each_case("avalanche"):
        case = cases.plain_plan(rng, "avalanche")
        assert never_later(run(case | {"order": "snowball"}), run(case)), case


def test_two_halves_of_a_debt_are_paid_as_the_whole() -> None:
    for rng in each_case("halves", 100):
        case = cases.plain_plan(rng, "prorata", accrued=rng.random() < 0.5)
        first, *rest = case["debts"]
        half = {name: value if name == "annual_rate" else value // 2 for name, value in first.items()}
        whole = {name: value if name == "annual_rate" else value // 2 * 2 for name, value in first.items()}
        one = run(case | {"debts": [whole, *rest]})
        two = run(case | {"debts": [half, half, *rest]})
        assert one["months"] == two["months"], case
        # Each half's interest is rounded by itself: up to half a 分 a month each.
        assert abs(one["cost"] - two["cost"]) <= one["months"] + 2, case


def test_the_cheapest_order_costs_no_more_than_any_other() -> None:
    for rng in each_case("cheapest", 80):
        case = cases.plain_plan(rng, "cheapest", accrued=rng.random() < 0.7)
        best = run(case)
        assert best["order"]["all_tried"], case
        numbers = list(range(1, len(case["debts"]) + 1))
        for order in cases.ORDERS[:-1]:
            other = run(case | {"order": order, "custom": rng.sample(numbers, len(numbers))})
            assert never_later(other, best), (order, case)


def test_a_receipt_tells_inputs_apart() -> None:
    seen: dict[str, str] = {}
    for rng in each_case("receipt"):
        case = cases.plan(rng, order=rng.choice(cases.ORDERS[:5]))
        code = run(case)["receipt"]["code"]
        turned = json.loads(json.dumps(case), object_pairs_hook=lambda pairs: dict(reversed(pairs)))
        assert run(turned)["receipt"]["code"] == code, "written in another order, it is the same input"
        debts = [case["debts"][0] | {"principal": case["debts"][0]["principal"] + 1}, *case["debts"][1:]]
        for one in (case, case | {"debts": debts}):
            code = run(one)["receipt"]["code"]
            assert seen.setdefault(code, json.dumps(one)) == json.dumps(one), code
