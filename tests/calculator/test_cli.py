"""`handbook calc`: the engine's answer as JSON, and refusals a person can act on."""

from __future__ import annotations

import json

import pytest

from handbook.calculator.cli import calc_command, list_functions


def test_a_result_is_json_with_exit_code_0() -> None:
    code, text = calc_command("split", '{"available": 16000, "balances": [455000, 670000, 120000]}')
    assert code == 0
    assert json.loads(text) == {"offers": [5847, 8611, 1542], "residual": 0, "shortfall": 0}


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


def test_the_list_documents_every_field_with_its_unit() -> None:
    text = list_functions()
    for line in (
        "split：",
        "plan：",
        "parse_case：",
        "  available（整数，分，必填）可分的钱",
        "    principal（金额文本，元，可不填）本金",
    ):
        assert line in text
