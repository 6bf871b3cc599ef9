"""`handbook calc`: the engine's answer as JSON, and refusals a person can act on."""

from __future__ import annotations

import datetime as dt
import json
from typing import Any

import pytest

from handbook.calculator.cli import calc_command, list_functions
from handbook.calculator.engine import shared_engine
from handbook.calculator.manual import load_manual
from handbook.grounds.law import project_law
from tests.conftest import ROOT


def test_a_result_is_json_with_exit_code_0() -> None:
    code, text = calc_command("split", '{"available": 16000, "balances": [455000, 670000, 120000]}')
    assert code == 0
    result = json.loads(text)
    assert (result["offers"], result["residual"], result["shortfall"]) == ([5847, 8611, 1542], 0, 0)
    assert result["receipt"]["input"]["step"] == 1


def test_the_output_is_readable_chinese() -> None:
    code, text = calc_command(
        "parse_case", '{"income": "5千", "essentials": 0, "debts": [{"name": "某网贷", "principal": "3万"}]}'
    )
    assert code == 0
    assert "某网贷" in text


@pytest.mark.parametrize(
    "text",
    [
        "",
        "{",
        "nonsense",
        '{"available": NaN}',
        '{"available": 1, "available": 2}',
        "[" * 100_000,
        "1" * 5000,
        '{"available": -1}',
        "[]",
    ],
)
def test_bad_input_is_refused_with_exit_code_2(text: str) -> None:
    code, out = calc_command("split", text)
    assert code == 2
    errors = json.loads(out)["errors"]
    assert errors
    assert all("；" in error["message"] for error in errors)


def test_a_bad_field_is_named() -> None:
    _, out = calc_command("split", '{"available": 1.5, "balance": [1], "balances": [1]}')
    errors = json.loads(out)["errors"]
    assert [error["field"] for error in errors] == ["balance", "available"]
    assert "是不是 balances？" in errors[0]["message"]


@pytest.mark.parametrize("name", [None, "borrow"])
def test_an_unknown_function_names_the_known_ones(name: str | None) -> None:
    code, out = calc_command(name, "{}")
    assert code == 2
    assert "split、plan、parse_case" in out


def test_lone_surrogates_can_still_be_printed() -> None:
    code, out = calc_command("split", '{"\\ud800": 1, "available": "\\udfff"}')
    assert code == 2
    out.encode("utf-8")


def documented(fields: list[dict[str, Any]], above: str = "") -> list[str]:
    paths = []
    for field in fields:
        paths += [above + field["name"], *documented(field.get("fields") or [], f"{above}{field['name']}.")]
    return paths


def test_the_manual_explains_every_field_of_every_function_and_nothing_else() -> None:
    manual = load_manual()
    described = {entry["name"]: documented(entry["fields"]) for entry in shared_engine().describe()}
    assert set(manual.functions) == set(described)
    for name, paths in described.items():
        assert all(manual.field(name, path) for path in paths)
        assert set(manual.functions[name].fields) <= set(paths), name
        assert manual.functions[name].rule
        assert manual.functions[name].summary
    ends = {path[start:] for paths in described.values() for path in paths for start in range(len(path))}
    assert set(manual.shared) <= ends


def test_the_manual_names_every_part_of_every_result() -> None:
    manual = load_manual()
    asked = {
        "split": {"available": 1, "balances": [1]},
        "plan": {"debts": [{"principal": 1}], "monthly": 1},
        "parse_case": {"income": 1, "essentials": 0, "debts": [{"principal": 1}]},
        "instalments": {"principal": 1, "periods": 1, "method": "interest_free"},
        "rate": {"flows": [{"amount": -1}, {"amount": 1}]},
        "payment_for": {"principal": 1, "periods": 1, "annual_rate": "0"},
        "periods_for": {"principal": 1, "payment": 1, "annual_rate": "0"},
        "compare": {"plans": [{"debts": [{"principal": 1}], "monthly": 1}] * 2},
        "offer": {"principal": 1, "periods": 1},
        "settlement": {"lump": 1, "debts": [{"owed": 1}]},
        "accrue": {"segments": [{"balance": 1, "days": 1, "annual_rate": "0"}]},
        "waiting": {"debts": [{"principal": 1}], "months": 1},
        "court_fees": {"claim": 1, "procedure": "ordinary"},
        "deadline": {"rule": "answer", "event": "2026-01-01"},
        "budget": {"lines": [{"class": "income"}]},
        "shock": {"debts": [{"principal": 1}], "income": 1, "essentials": 0},
        "dated_value": {"rows": [{"from": "2020-01-01", "to": "2021-01-01", "value": "1"}], "day": "2020-01-01"},
    }
    law = project_law(ROOT, dt.date(2026, 11, 22))
    assert set(asked) == set(manual.functions)
    for name, data in asked.items():
        result = shared_engine().calculate(name, data, law)
        assert set(manual.functions[name].returns) == set(result) - {"receipt"}, name


def test_the_list_says_what_each_field_is_and_where_the_rule_comes_from() -> None:
    text = list_functions(project_law(ROOT, dt.date(2026, 11, 22)))
    for line in (
        "split：",
        "  规则 民法典 561",
        "  available（整数，分，必填）可分的钱",
        "    principal（金额文本，元，可不填）本金",
        "      from（第几个月",
        "    appeal_judgment 收到判决书，上诉（从收到判决书那天起）",
        "    preservation 财产保全",
        "错误：",
    ):
        assert line in text
