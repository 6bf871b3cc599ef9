"""最晚哪天: what stands on the page is what the engine gives for the same case."""

from __future__ import annotations

import re

import pytest

from handbook.case.forms import Forms
from handbook.tools.runtime import Runtime
from tests.tools.room import TODAY, calculate, day, law, numbers, sound
from tests.tools.test_forms import one


def rules(forms: Forms) -> list[str]:
    return list(forms.options(one(forms, "deadline.rule")))


@pytest.mark.parametrize("event", ["2026-09-20", "2026-11-20", "2024-02-29"])
def test_every_last_day_is_the_engines(tools: Runtime, forms: Forms, event: str) -> None:
    for rule in rules(forms):
        own = "unit" in law()["deadlines"][rule]
        data = {"rule": rule, "event": event, "today": TODAY} | ({"length": 15} if own else {})
        last = calculate("deadline", data)
        # The length stands hidden where the law gives it.
        found = tools.answer("deadline", {"deadline": {"rule": rule, "event": event, "length": "15"}}, TODAY)
        seen = sound(found["html"])
        assert found["receipt"]["code"] == last["receipt"]["code"]
        assert numbers(found["say"]) == numbers(day(last["last_day"]))
        assert "日一二三四五六"[last["weekday"] % 7] in found["say"]
        head = seen.within("plan-headline").replace(found["say"], "")
        assert numbers(head) == ([str(abs(last["days_left"]))] if last["days_left"] else [])
        assert ("已经过了" in head) is (last["days_left"] < 0)
        rows = [row[1] for row in seen.rows("拆开看")]
        assert rows[1] == day(last["counted_from"])
        assert numbers(rows[2]) == ([str(last["moved_days"])] if last["moved_days"] else [])
        before = [day(last["before_moving"])] if last["moved_days"] else []
        assert rows[3:] == [*before, *([day(last["longest_until"])] if last["longest_until"] else [])]
        for limit in last["limits"]:
            assert limit in seen.text


@pytest.mark.parametrize("rule", ["limitation", "enforcement"])
def test_what_makes_a_period_start_afresh_counts(tools: Runtime, rule: str) -> None:
    form = {"rule": rule, "event": "2024-03-01", "interruptions": [{"date": "2025-06-01"}, {}, {"date": "2026-01-10"}]}
    last = calculate(
        "deadline",
        {"rule": rule, "event": "2024-03-01", "today": TODAY, "interruptions": ["2025-06-01", "2026-01-10"]},
    )
    found = tools.answer("deadline", {"deadline": form}, TODAY)
    assert found["receipt"]["code"] == last["receipt"]["code"]
    early = form | {"interruptions": [{"date": "2025-06-01"}, {}, {"date": "2024-01-10"}]}
    told = tools.call("answer", "deadline", {"deadline": early}, TODAY)["errors"]
    assert [error["field"] for error in told] == ["deadline.interruptions[2].date"]
    # Under another rule they stand hidden.
    other = form | {"rule": "answer"}
    alone = {"rule": "answer", "event": "2024-03-01"}
    assert tools.answer("deadline", {"deadline": other}, TODAY) == tools.answer("deadline", {"deadline": alone}, TODAY)


@pytest.mark.parametrize(
    ("event", "warned"),
    [("2026-11-20", ""), ("2026-11-09", "只剩几天"), ("2026-11-07", "只剩几天"), ("2026-10-01", "期限可能已经过了")],
)
def test_a_day_that_runs_against_the_reader_is_said_aloud(tools: Runtime, event: str, warned: str) -> None:
    own, theirs = (
        sound(tools.answer("deadline", {"deadline": {"rule": rule, "event": event}}, TODAY)["html"])
        for rule in ("answer", "complaint")
    )
    assert own.within("plan-warnings").startswith(warned)
    assert bool(own.within("plan-warnings")) is bool(warned)
    assert not theirs.within("plan-warnings")


def test_without_a_day_nobody_is_told_how_much_is_left(tools: Runtime) -> None:
    """The worked example is printed by a build, which knows no today."""
    seen = sound(tools.answer("deadline", {"deadline": {"rule": "answer", "event": "2026-11-20"}})["html"])
    assert not seen.within("plan-warnings")
    assert not re.search("还剩|已经过了|就是今天", seen.text)
