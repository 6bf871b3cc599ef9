"""Reading input: amounts as people write them, refusals that name the field, and no way to make the engine throw."""

from __future__ import annotations

import re
from collections.abc import Callable
from fractions import Fraction
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from handbook.calculator.engine import CaseError, Engine

Result = dict[str, Any]

_ENGINE = Engine()  # hypothesis and function-scoped fixtures do not mix
money_like = st.one_of(
    st.none(),
    st.booleans(),
    st.integers(),
    st.floats(),
    st.text(max_size=8),
    st.text("0123456789.,，万千元-％%０１９ ¥", max_size=8),
)


def parse(**case: object) -> Result:
    raw = {"income": "5000", "essentials": "2000", "debts": [{"principal": "1000"}], **case}
    return _ENGINE.calculate("parse_case", raw)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("5000", 500_000),
        ("5,000.50", 500_050),
        ("５０００", 500_000),
        ("5千", 500_000),
        ("3万", 3_000_000),
        ("1.2万", 1_200_000),
        ("1.23456万", 1_234_560),
        ("3000元", 300_000),
        ("￥3000", 300_000),
        (" 12 块 ", 1_200),
        (5000, 500_000),
        (0.1, 10),
        ("0", 0),
        ("1亿", 10_000_000_000),
        ("5000.", 500_000),
        ("1，234", 123_400),
    ],
)
def test_amounts_as_people_write_them(text: object, expected: int) -> None:
    assert parse(income=text)["input"]["income"] == expected


@pytest.mark.parametrize(
    "text",
    [
        "-5",
        "－5",
        "1.234",
        "1.000",
        "1,00",
        "三千",
        "5000左右",
        "NaN",
        "Infinity",
        "1e5",
        "0x10",
        "1.2.3",
        "5 000",
        "亿",
        "1.0000001万",
        True,
        [5000],
        {"a": 1},
        1e-7,
        -3,
    ],
)
def test_amounts_that_would_be_a_guess_are_refused(text: object) -> None:
    [error] = parse(income=text)["errors"]
    assert error["field"] == "income"
    assert "；" in error["message"]


@pytest.mark.parametrize("text", ["100000000.01", "2亿", "9" * 300, 1e30, 10**400])
def test_too_many_zeros_are_asked_about(text: object) -> None:
    assert "请核对是否多写了零" in parse(income=text)["errors"][0]["message"]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("18.25%", "0.1825"),
        ("18.25", "0.1825"),
        ("18.25％", "0.1825"),
        (24, "0.24"),
        ("", "0"),
        ("0", "0"),
        ("100", "1"),
        ("0.5%", "0.005"),
        ("7.2", "0.072"),
        ("10", "0.1"),
    ],
)
def test_rates_are_percent(text: object, expected: str) -> None:
    debts = parse(debts=[{"principal": "1", "annual_rate": text}])["input"]["debts"]
    assert debts[0]["annual_rate"] == expected


@pytest.mark.parametrize("text", ["0.1825", "0.5", "100.01", "-3", "24%%", "年化24", "1.23456"])
def test_rates_that_would_be_a_guess_are_refused(text: str) -> None:
    [error] = parse(debts=[{"principal": "1", "annual_rate": text}])["errors"]
    assert error["field"] == "debts[0].annual_rate"


@pytest.mark.parametrize(
    ("case", "field"),
    [
        ({"debts": []}, "debts"),
        ({"debts": [{"principal": "1"}] * 51}, "debts"),
        ({"debts": "3000"}, "debts"),
        ({"debts": ["3000"]}, "debts[0]"),
        ({"debts": [{"principal": "1"}, {"name": "空"}]}, "debts[1].principal"),
        ({"debts": [{"principal": "1", "name": "长" * 31}]}, "debts[0].name"),
        ({"income": ""}, "income"),
        ({"monthly": "0"}, "monthly"),
        ({"grace_months": "61"}, "grace_months"),
        ({"grace_months": "1.5"}, "grace_months"),
        ({"grace_months": "-1"}, "grace_months"),
    ],
)
def test_what_cannot_be_computed_is_refused_at_its_field(case: Result, field: str) -> None:
    assert [error["field"] for error in parse(**case)["errors"]] == [field]


def test_optional_fields_may_be_left_empty() -> None:
    clear = parse(reserve="", monthly="", grace_months="", debts=[{"name": "", "principal": "1", "interest": ""}])[
        "input"
    ]
    assert (clear["reserve"], clear["monthly"], clear["grace_months"]) == (0, None, 0)
    assert clear["debts"][0] == {
        "name": "欠款 1",
        "principal": 100,
        "interest": 0,
        "penalty": 0,
        "fees": 0,
        "annual_rate": "0",
    }


def test_a_mistyped_field_gets_the_nearest_name() -> None:
    [error] = parse(reserv="3")["errors"]
    assert error == {"field": "reserv", "message": "没有“reserv”这一项；是不是 reserve？"}
    [error] = parse(debts=[{"principal": "1", "princpal": "2"}])["errors"]
    assert error["message"].endswith("是不是 principal？")
    assert "split、plan、parse_case、rate" in _ENGINE.calculate("转账", {})["errors"][0]["message"]
    assert _ENGINE.calculate("splitt", {})["errors"][0]["message"].endswith("是不是 split？")


@pytest.mark.parametrize("name", ["constructor", "__proto__", "toString", ""])
def test_inherited_names_are_no_functions(name: str) -> None:
    assert "errors" in _ENGINE.calculate(name, {})
    assert parse(**{name: "1"})["errors"][0]["field"] == name


json_values = st.recursive(
    money_like,
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=6), inner, max_size=3),
    max_leaves=6,
)
case_like = st.fixed_dictionaries(
    {},
    optional=dict.fromkeys(("income", "essentials", "reserve", "monthly", "grace_months", "title"), json_values)
    | {
        "debts": st.lists(
            st.dictionaries(st.sampled_from(["name", "principal", "annual_rate", "penalty"]), money_like), max_size=3
        )
        | json_values
    },
)


@settings(max_examples=250)
@given(st.one_of(json_values, case_like), st.sampled_from(["split", "plan", "parse_case"]))
def test_any_input_gives_a_result_or_errors_and_never_nan(data: object, name: str) -> None:
    result = _ENGINE.calculate(name, data)
    if "errors" in result:
        assert all(set(error) == {"field", "message"} and error["message"] for error in result["errors"])
        return
    clear = result["input"] if name == "parse_case" else result
    amounts = [clear.get(key, 0) for key in ("income", "essentials", "reserve", "residual", "surplus", "total_owed")]
    # NaN and Infinity would arrive as null.
    assert all(isinstance(amount, int) for amount in amounts)


UNITS = {"": 1, "千": 1_000, "万": 10_000, "亿": 100_000_000}
WIDE = {code: code - 0xFEE0 for code in range(0xFF01, 0xFF5F)} | {ord("¥"): None, ord("￥"): None}
BLANK = r"[\t\n\v\f\r \xa0\u1680\u2000-\u200a\u2028\u2029\u202f\u205f\u3000\ufeff]*"
UNSEEN = r"[\x00-\x1f\x7f-\x9f\u200b-\u200f\u2028-\u202e\u2060-\u2069\ufeff]"


def worth(text: str) -> int | None:
    """Return how many 分 a person means, 0 for nothing written; None where it is no amount of at most 1 亿元."""
    plain = re.sub(UNSEEN, " ", text).strip().translate(WIDE).strip()
    if re.fullmatch(BLANK, text):
        return 0
    found = re.fullmatch(r"([0-9]+|[0-9]{1,3}(?:,[0-9]{3})+)(?:\.([0-9]*))?\s*([千万亿]?)\s*(?:元|块|块钱)?", plain)
    if not found:
        return None
    fen = Fraction(f"{found[1].replace(',', '')}.{found[2] or '0'}") * UNITS[found[3]] * 100
    places = len(str(UNITS[found[3]])) + 1  # to the fen, also where the rest is nought
    return int(fen) if fen <= 10**10 and len(found[2] or "") <= places else None


@settings(max_examples=250)
@given(st.text(max_size=12) | st.text("0123456789.,，万千元-％%０ ¥e", max_size=8))
def test_any_text_is_just_its_amount_or_refused_at_its_field(text: str) -> None:
    result, fen = parse(reserve=text), worth(text)
    if fen is None:
        assert [error["field"] for error in result["errors"]] == ["reserve"]
    else:
        assert result["input"]["reserve"] == fen


@pytest.mark.parametrize(
    "value", ["NaN", "Infinity", "-Infinity", "undefined", "() => 1", "Symbol()", "{ get a() { throw 1 } }"]
)
def test_values_that_json_cannot_hold(value: str, run_js: Callable[[str], Any]) -> None:
    for name in ("split", "plan", "parse_case"):
        assert run_js(f"Calculator.calculate('{name}', {value})")["errors"]
        assert run_js(f"Calculator.calculate('{name}', {{income: {value}, available: {value}}})")["errors"]
    assert run_js(f"Calculator.calculate({value}, {{}})")["errors"]


def test_python_hands_over_only_json() -> None:
    nested: list[Any] = []
    for _ in range(100_000):
        nested = [nested]
    for data in (float("nan"), object(), {1, 2}, nested):
        assert _ENGINE.calculate("plan", data)["errors"]
    with pytest.raises(CaseError) as caught:
        _ENGINE.evaluate_case({"income": "x"})
    assert caught.value.errors[0]["field"] == "income"
