"""Dated values: the one that held on a day, its exact multiple, and what is said when nobody knows."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from handbook.bundling.runtime import Script
from handbook.calculator.engine import HERE, Engine
from handbook.calculator.plugin import dated_words

ROWS = [
    {"from": "2020-08-20", "to": "2021-12-19", "value": "3.85"},
    {"from": "2021-12-20", "to": "2022-01-19", "value": "3.80"},
    {"from": "2022-02-01", "to": "9999-12-31", "value": "3.70"},
]


@pytest.fixture(scope="module")
def engine() -> Engine:
    return Engine()


def ask(engine: Engine, day: str, **more: Any) -> dict[str, Any]:
    return engine.calculate("dated_value", {"rows": ROWS, "day": day, **more})


@pytest.mark.parametrize(
    ("day", "value", "result"),
    [("2020-08-20", "3.85", "15.40"), ("2021-12-19", "3.85", "15.40"), ("2021-12-20", "3.80", "15.20")],
)
def test_the_value_is_the_one_that_held_that_day(engine: Engine, day: str, value: str, result: str) -> None:
    answer = ask(engine, day, times="4")
    assert (answer["value"], answer["result"], answer["stale"]) == (value, result, False)


def test_a_day_in_a_gap_is_an_error_until_the_reader_fills_it(engine: Engine) -> None:
    assert "没有查到数" in ask(engine, "2022-01-25")["errors"][0]["message"]
    answer = ask(engine, "2022-01-25", value="3.7%", times="4")
    assert (answer["result"], answer["changed"]) == ("14.8", True)


def test_a_day_before_the_rule_stays_an_error_whatever_is_filled_in(engine: Engine) -> None:
    for value in ("", "4.05"):
        assert "2020-08-20 起才适用" in ask(engine, "2020-08-19", value=value)["errors"][0]["message"]


def test_a_day_after_the_last_check_is_stale_but_an_own_value_is_not(engine: Engine) -> None:
    assert ask(engine, "2026-11-22", known_until="2026-06-19")["stale"] is True
    assert ask(engine, "2026-11-22", known_until="2026-06-19", value="3.5")["stale"] is False


@pytest.mark.parametrize("day", ["", "2021-02-29", "2021-13-01", "2021-4-1", "昨天", None, 20210401])
def test_a_bad_day_is_told_at_its_field(engine: Engine, day: Any) -> None:
    assert ask(engine, day)["errors"][0]["field"] == "day"


@pytest.mark.parametrize("value", ["三", "-1", "1e3", "3.4567891"])
def test_a_bad_value_is_told_at_its_field(engine: Engine, value: str) -> None:
    assert ask(engine, "2021-01-01", value=value)["errors"][0]["field"] == "value"


@pytest.mark.parametrize(
    ("more", "field"),
    [
        ({"rows": [None]}, "rows[0]"),
        ({"rows": [{"from": "2020-01-01", "to": "9999-12-31", "value": "abc"}]}, "rows[0].value"),
        ({"rows": [{"from": "2020-01-01", "value": "3"}]}, "rows[0].to"),
        ({"value": [3.5]}, "value"),
        ({"known_until": "去年"}, "known_until"),
    ],
)
def test_odd_input_is_told_at_its_field_and_never_ignored(engine: Engine, more: dict[str, Any], field: str) -> None:
    answer = engine.calculate("dated_value", {"rows": ROWS, "day": "2021-01-01", **more})
    assert [error["field"] for error in answer["errors"]] == [field]


@given(st.decimals(0, 9999, places=2), st.integers(0, 9999))
def test_a_multiple_is_exact(value: Decimal, times: int) -> None:
    answer = ask(Engine(), "2021-01-01", value=str(value), times=str(times))
    assert Decimal(answer["result"]) == value * times


def test_the_section_serves_without_scripts_and_escapes_its_words(engine: Engine) -> None:
    table = {"title": "<b>值</b>", "result": "上限", "unit": "%", "ask": "哪天", "rows": ROWS, "times": "4"}
    html = engine.render_dated(table, "2021-01-01")
    assert "3.85% × 4 = <strong>15.40%</strong>" in html
    assert html.count("<tr>") == len(ROWS) + 1
    assert "<b>" not in html


@pytest.mark.parametrize("day", ["", "2021-02-30", "1999-01-01", "2022-01-25", "2021-01-01"])
@pytest.mark.parametrize("value", ["", "三", "-1", "1e9", "99999999999999999999", "3.123456789"])
def test_the_words_that_a_page_carries_are_enough(engine: Engine, day: str, value: str) -> None:
    entry = HERE / "dated-page.js"
    page = Script(entry, dated_words(entry) + 'import { answerOf } from "./dated.js";\nexport { answerOf };\n')
    answer = page.call("answerOf", {"rows": ROWS, "times": "4", "known_until": "2021-06-01"}, day, value)
    whole = ask(engine, day, times="4", known_until="2021-06-01", value=value)
    assert answer.get("errors") == whole.get("errors")
    assert answer.get("result") == whole.get("result")
