"""The receipt: what a volunteer or a judge needs to redo a result; every ground it names is a registered article."""

from __future__ import annotations

import datetime as dt
import re
from typing import Any

import pytest

from handbook.calculator.engine import Engine
from handbook.calculator.manual import load_manual
from handbook.grounds.law import project_law
from handbook.grounds.model import load_laws
from tests.conftest import ROOT

Result = dict[str, Any]
_ENGINE = Engine()
DAY = dt.date(2026, 11, 22)
LAW = project_law(ROOT, DAY)
LAWS = load_laws(ROOT / "data/laws.yml", ROOT)
LPR = re.compile(r"全国银行间同业拆借中心 (\d{4}-\d\d-\d\d) 公布")

DEBT: Result = {"principal": 100_000, "annual_rate": "0.12", "interest": 5_000, "card_overdue_days": 80}
PLAN: Result = {"debts": [DEBT, {"principal": 50_000, "method": "daily"}], "monthly": 20_000, "start": "2026-12"}
SPAN: Result = {"balance": 100_000, "from": "2026-01-01", "to": "2026-02-01"}


def declared(function: str, field: str) -> list[str]:
    """Return the options of a choice, as the engine declares them."""
    fields = next(one["fields"] for one in _ENGINE.describe() if one["name"] == function)
    return list(next(one["options"] for one in fields if one["name"] == field))


def deadline(rule: str) -> Result:
    """Return a case of a kind of deadline, with a length where the engine asks for one."""
    case = {"rule": rule, "event": "2026-09-20"}
    errors = _ENGINE.calculate("deadline", case, LAW).get("errors", [])
    return case | {"length": 15} if [error["field"] for error in errors] == ["length"] else case


PRICES = {"flat_fee": {"period_fee_rate": "0.006"}, "interest_free": {}}
CASES: list[tuple[str, Result]] = [
    ("split", {"available": 100, "balances": [70, 60]}),
    *[("plan", {**PLAN, "order": order}) for order in declared("plan", "order") if order != "custom"],
    ("plan", {**PLAN, "allocation": "principal_first", "order": "custom", "custom": [2, 1]}),
    ("parse_case", {"income": "6500", "essentials": "4300", "debts": [{"principal": "1.2万", "annual_rate": "18.25"}]}),
    *[
        (
            "instalments",
            {"principal": 100_000, "periods": 3, "method": method} | PRICES.get(method, {"annual_rate": "0.1"}),
        )
        for method in declared("instalments", "method")
    ],
    ("rate", {"flows": [{"amount": -100}, {"amount": 40, "count": 3}]}),
    ("rate", {"flows": [{"amount": -100, "date": "2026-01-01"}, {"amount": 110, "date": "2027-01-01"}]}),
    ("payment_for", {"principal": 100_000, "periods": 12, "annual_rate": "0.1"}),
    ("periods_for", {"principal": 100_000, "payment": 9_000, "annual_rate": "0.1"}),
    ("compare", {"plans": [PLAN, {**PLAN, "monthly": 30_000}]}),
    *[
        ("offer", {"principal": 100_000, "periods": 3, "lender": lender, "contract_date": day, "available": 50_000})
        for lender, day in [
            ("private", "2020-09-01"),
            ("private", "2022-02-01"),
            ("card", "2024-01-01"),
            ("unknown", "2018-01-01"),
        ]
    ],
    ("settlement", {"lump": 1_000, "debts": [{"owed": 5_000}, {"owed": 2_000}], "monthly": 500}),
    ("accrue", {"segments": [{**SPAN, "annual_rate": "0.1"}, {**SPAN, "lpr_multiple": "4"}], "compound": True}),
    ("accrue", {"segments": [{**SPAN, "kind": "penalty_interest", "annual_rate": "0.1", "uplift": "0.6"}]}),
    ("accrue", {"segments": [{**SPAN, "kind": "late_performance"}], "damages": [{"base": 100, "rate": "0.05"}]}),
    ("waiting", {"debts": [DEBT], "months": 3}),
    *[("court_fees", {"claim": 5_000_000, "procedure": name}) for name in LAW["fees"]],
    *[("deadline", deadline(rule)) for rule in LAW["deadlines"]],
    ("deadline", {"rule": "limitation", "event": "2021-03-01", "interruptions": ["2023-01-01", "2026-06-01"]}),
    ("budget", {"lines": [{"class": "income", "amount": 100}]}),
    ("shock", {**PLAN, "income": 100_000, "essentials": 50_000}),
    ("dated_value", {"rows": [{"from": "2026-01-01", "to": "2026-12-31", "value": "3"}], "day": "2026-02-01"}),
]
IDS = [f"{name}-{place}" for place, (name, _) in enumerate(CASES)]


def calculate(name: str, data: Result) -> Result:
    result = _ENGINE.calculate(name, data, LAW)
    assert "errors" not in result, result
    return result


def grounds(result: Any) -> set[str]:
    """Every ground named anywhere in a result, its receipt included."""
    if isinstance(result, list):
        return set().union(*map(grounds, result))
    if not isinstance(result, dict):
        return set()
    named = {result["ground"], *result.get("grounds", [])} if "ground" in result else set(result.get("grounds", []))
    return (named | set().union(*map(grounds, result.values()))) - {""}


def test_no_function_is_left_out_here() -> None:
    assert {name for name, _ in CASES} == {function["name"] for function in _ENGINE.describe()}


@pytest.mark.parametrize(("name", "data"), CASES, ids=IDS)
def test_every_ground_is_a_registered_article_in_force(name: str, data: Result) -> None:
    for ground in grounds(calculate(name, data)):
        if found := LPR.fullmatch(ground):  # a published figure, not an article
            assert any(row["from"] == found[1] for row in LAW["values"]["一年期LPR"]["rows"])
            continue
        short, _, article = ground.partition(" ")
        assert LAWS.fault(short, article, DAY) is None, ground


def test_the_manual_names_registered_articles_only() -> None:
    rules = " ".join(function.rule for function in load_manual().functions.values())
    shorts = "|".join(sorted(map(re.escape, LAWS.instruments), key=len, reverse=True))
    assert re.findall(rf"({shorts}) (\d+)", rules) == []  # by the id of a rule, whose article data/rules.yml has
    ids = re.findall(r"\{(\w+)\}", rules)
    assert len(ids) >= 5
    marks = [LAW["rules"][name]["ground"].split(" ") for name in ids]
    assert [(short, article) for short, article in marks if LAWS.fault(short, article, DAY)] == []


@pytest.mark.parametrize(("name", "data"), CASES, ids=IDS)
def test_a_receipt_tells_its_steps_and_a_code(name: str, data: Result) -> None:
    receipt = calculate(name, data)["receipt"]
    assert (receipt["function"], receipt["version"]) == (name, "1")
    assert re.fullmatch(r"[0-9A-HJKMNP-TV-Z]{4}-[0-9A-HJKMNP-TV-Z]{4}", receipt["code"])
    assert all(set(step) == {"rule", "ground"} and step["rule"] for step in receipt["steps"])
    assert bool(receipt["steps"]) is (name != "parse_case")  # which computes nothing


@pytest.mark.parametrize(("name", "data"), CASES, ids=IDS)
def test_the_input_in_a_receipt_is_enough_to_redo_it(name: str, data: Result) -> None:
    result = calculate(name, data)
    again = Engine().calculate(name, result["receipt"]["input"], LAW)
    assert again == result


def test_defaults_are_written_out() -> None:
    given = calculate("plan", {"debts": [{"principal": 100}], "monthly": 10})["receipt"]["input"]
    assert (given["order"], given["weights"], given["allocation"]) == ("prorata", "claim", "fees_interest_principal")
    assert (given["step"], given["grace_months"], given["lumps"], given["start"]) == (1, 0, [], None)
    one = given["debts"][0]
    assert (one["annual_rate"], one["method"], one["status"], one["priority"]) == ("0", "simple", "unasked", 2)
    assert calculate("deadline", {"rule": "answer", "event": "2026-09-20"})["receipt"]["input"]["interruptions"] == []


def test_the_order_of_the_fields_changes_no_code() -> None:
    backwards = {
        "start": "2026-12",
        "monthly": 20_000,
        "debts": [dict(reversed(debt.items())) for debt in PLAN["debts"]],
    }
    assert calculate("plan", backwards) == calculate("plan", PLAN)


@pytest.mark.parametrize(
    "change",
    [
        {"monthly": 20_001},
        {"start": "2027-01"},
        {"order": "avalanche"},
        {"grace_months": 1},
        {"debts": [{**DEBT, "name": "甲"}, PLAN["debts"][1]]},
        {"debts": [{**DEBT, "interest": 5_001}, PLAN["debts"][1]]},
        {"debts": [{**DEBT, "status": "asked"}, PLAN["debts"][1]]},
    ],
)
def test_another_input_has_another_code(change: Result) -> None:
    codes = [calculate("plan", one)["receipt"]["code"] for one in (PLAN, {**PLAN, **change})]
    assert codes[0] != codes[1]


def test_codes_of_many_inputs_all_differ() -> None:
    codes = {calculate("court_fees", {"claim": n, "procedure": "ordinary"})["receipt"]["code"] for n in range(500)}
    assert len(codes) == 500


def test_another_law_has_another_code() -> None:
    # The same claim under another fee table.
    table = LAW["brackets"]["财产案件受理费"]
    other = {**LAW, "brackets": {**LAW["brackets"], "财产案件受理费": {**table, "limits": "别的"}}}
    data = {"claim": 5_000_000, "procedure": "ordinary"}
    assert (
        _ENGINE.calculate("court_fees", data, other)["receipt"]["code"]
        != calculate("court_fees", data)["receipt"]["code"]
    )


@pytest.mark.parametrize(
    ("name", "data"),
    [
        ("compare", {"plans": [PLAN, {**PLAN, "monthly": 30_000}]}),
        ("shock", {**PLAN, "income": 100_000, "essentials": 50_000}),
    ],
)
def test_a_what_if_names_the_rules_of_the_plans_in_it(name: str, data: Result) -> None:
    inside = {step["ground"] for step in calculate("plan", PLAN)["receipt"]["steps"]}
    assert inside <= {step["ground"] for step in calculate(name, data)["receipt"]["steps"]}


def test_waiting_tells_how_its_interest_is_computed() -> None:
    steps = calculate("waiting", {"debts": [DEBT], "months": 3})["receipt"]["steps"]
    assert any("÷ 12" in step["rule"] for step in steps)
