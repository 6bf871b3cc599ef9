"""Random cases: each gets an answer in which every number is the engine's, or is told at a known box what to mend.

Four hundred in every run, twelve thousand with --thorough.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache
from typing import Any

import pytest

from handbook.tools.markup import tool_html
from handbook.tools.runtime import Runtime
from tests.calculator.cases import rng_for
from tests.tools import room, typed
from tests.tools.examples import TOOLS
from tests.tools.room import TODAY, Case, Result, Seen, calculate, numbers, sound, told
from tests.tools.test_answers_any import ANSWERING, WHOLE

EVERY_RUN, THOROUGH, CHUNK = 400, 12_000, 50


def pytest_generate_tests(metafunc: pytest.Metafunc) -> None:
    if "chunk" in metafunc.fixturenames:
        wanted = THOROUGH if metafunc.config.getoption("thorough") else EVERY_RUN
        metafunc.parametrize("chunk", range(wanted // CHUNK))


@cache
def places() -> set[str]:
    """Return every box of the tools as “debts.rows[].name”."""
    boxes: set[str] = set()
    for name in TOOLS:
        boxes |= set(re.findall(r'data-field="([^"]+)"', tool_html(room.kit(), name, WHOLE)))
    return {re.sub(r"\[\w+\]", "[]", box) for box in boxes}


def faults_of_refusal(errors: list[dict[str, str]]) -> Iterator[str]:
    if not errors:
        yield "no errors in it"
    fields = [error["field"] for error in errors]
    if len(set(fields)) < len(fields):
        yield f"told twice: {fields}"
    for error in errors:
        place = re.sub(r"\[\d+\]", "[]", error["field"])
        if place and place not in places():
            yield f"no such box: {error}"
        if not re.search(r"[\u4e00-\u9fff].*；.", error["message"]):
            yield f"does not say what is wrong；what to do: {error}"
        if "这里算不了" in error["message"]:
            yield f"an exception inside the engine: {error}"


FIXED = {"1", "12", "13"}
"""Month 1, rows 1 to 12, and from 13."""
OF_VIEW = {"plan": {"50", "10", "5"}, "partial": {"50", "10", "5"}, "settlement": set("012345")}
"""Years after which the words change; how many things are not yet checked."""


def strange_numbers(view: str, raw: Case, found: Case, seen: Seen) -> set[str]:
    """Return the numbers of an answer that are not the engine's."""
    receipt = found["receipt"]
    result = calculate(receipt["function"], receipt["input"])
    assert result["receipt"]["code"] in receipt["code"]
    names = [row.get("name", "") for row in raw.get("debts", {}).get("rows", [])]
    known = told(result, receipt["input"], names) | FIXED | OF_VIEW.get(view, set())
    known |= {str(len(result[name])) for name in ("rows", "debts") if name in result}
    known |= {str(number + 1) for number in range(50)} if view == "offer" else set()  # names of the other debts
    if view == "waiting":  # what each debt grows by, of which the engine gives the parts
        known |= told([debt["interest"] + debt["penalty"] + debt["fees"] for debt in result["debts"]])
    if view == "partial":
        known |= compared(result, receipt["input"])
    if view == "plan" and len(seen.tables) and "并排看" in seen.tables:
        return set()  # the receipt is that of the first scheme; test_plan.py looks at the others
    shown = " ".join(data for inside, data in seen.parts if "svg." not in inside and "tool-grounds" not in inside)
    shown = re.sub(r"（\S+ \d+(之\d+)?）|账单比算出的\S+ \S+ 元", "", shown)
    return set(numbers(shown)) - known


def compared(now: Result, given: Case) -> set[str]:
    """Return the numbers that stand beside a plan when all creditors agree."""
    debts = [debt | {"freeze": [{}]} for debt in given["debts"]]
    every = calculate("plan", given | {"debts": debts})
    known = {str(number) for number in range(len(debts) + 1)} | told(every["months"])
    if now["months"] is not None and every["months"] is not None:
        known |= told(now["months"] - every["months"], now["total_paid"] - every["total_paid"])
    return known


def faults_of_answer(view: str, raw: Case, found: Case) -> Iterator[str]:
    try:
        seen = sound(found["html"])
    except AssertionError as error:
        yield f"not sound: {error}"
        return
    if not found["say"] or re.search(r"NaN|undefined|null|\[object|Infinity", found["say"]):
        yield f"says {found['say']}"
    if strange := strange_numbers(view, raw, found, seen):
        yield f"not the engine's: {strange}"


def faults(view: str, raw: Case, found: Any) -> Iterator[str]:
    if found is None:
        yield "nothing"
    elif "errors" in found:
        yield from faults_of_refusal(found["errors"])
    elif "html" in found:
        yield from faults_of_answer(view, raw, found)
    elif found != {"empty": True} and (view != "budget" or set(found) != {"say", "forms"}):
        yield f"neither an answer nor errors: {found}"


def test_any_case_gets_an_answer_or_is_told_what_to_mend(tools: Runtime, chunk: int) -> None:
    bad = []
    for number in range(chunk * CHUNK, (chunk + 1) * CHUNK):
        raw = typed.case(rng_for("tools", number))
        for view in ANSWERING:
            found = tools.call("answer", view, raw, TODAY if number % 3 else None)
            bad += [f"case {number}, {view}: {fault}" for fault in faults(view, raw, found)]
    assert bad == []


def test_the_cases_are_of_every_kind(tools: Runtime) -> None:
    """Or the test above would see nothing."""
    kinds: dict[str, set[str]] = {view: set() for view in ANSWERING}
    for number in range(150):
        raw = typed.case(rng_for("tools", number))
        for view in ANSWERING:
            kinds[view] |= set(tools.call("answer", view, raw, TODAY)) & {"errors", "say", "empty"}
    assert all(found >= {"errors", "say"} for found in kinds.values()), kinds


def test_an_answer_does_not_depend_on_what_was_asked_before(tools: Runtime) -> None:
    """The last results are kept: going back to a number must give the answer it gave."""
    asked = [(view, typed.case(rng_for("tools", number))) for number in range(30) for view in ANSWERING]
    first = [tools.call("answer", view, raw, TODAY) for view, raw in asked]
    back = [tools.call("answer", view, raw, TODAY) for view, raw in reversed(asked)]
    assert back[::-1] == first
