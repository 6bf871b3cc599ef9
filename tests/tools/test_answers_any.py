"""What holds for every answer: nothing typed, blank rows, faults told at their boxes, names that are markup."""

from __future__ import annotations

import copy
import json
from collections.abc import Callable
from typing import Any

import pytest

from handbook.tools.markup import tool_html
from handbook.tools.registry import load_tools
from handbook.tools.runtime import Runtime
from tests.tools import room
from tests.tools.examples import with_examples
from tests.tools.room import NASTY, TODAY, Case, sound

ROWS: list[Case] = [
    {"name": "甲", "principal": "30000", "annual_rate": "18.25"},
    {"name": "乙", "principal": "12000", "interest": "500", "status": "agreed"},
]
WHOLE: Case = with_examples(
    {
        "budget": {"income": "6500", "essentials": "4300", "reserve": "300"},
        "debts": {"rows": ROWS},
        "plan": {"schemes": [{"freeze": "none"}, {"freeze": "all"}]},
        "partial": {"silent": "agree"},
        "shock": {"savings": "3000"},
        "waiting": {"months": "3"},
        "settlement": {"lump": "20000", "keep_back": "4300"},
        "offer": {"which": "1", "periods": "36"},
        "accrue": {"segments": [{"balance": "1000", "from": "2026-01-05", "to": "2026-04-05", "annual_rate": "18"}]},
        "court_fees": {"claim": "30000"},
        "deadline": {"event": "2026-11-20"},
    }
)
ANSWERING = load_tools().speaking
WITH_HTML = load_tools().answering


def errors(tools: Runtime, view: str, raw: Case) -> list[str]:
    return [error["field"] for error in tools.call("answer", view, raw, TODAY).get("errors", [])]


def test_every_view_answers_the_whole_case(tools: Runtime) -> None:
    for view in ANSWERING:
        found = tools.answer(view, WHOLE, TODAY)
        assert found["say"], view
        assert ("html" in found) is (view in WITH_HTML)


# ---- Nothing typed, and rows left blank ----
NOTHING: list[Case] = [
    {},
    {"budget": {}, "debts": {"rows": []}},
    {"budget": {"mode": "lines", "lines": {}}, "debts": {"rows": [{}, {"status": "sued", "kind": "home"}]}},
    {"debts": {"rows": [{"principal": " ", "court": False}]}, "offer": {"lender": "card", "principal": ""}},
    {"court_fees": {"procedure": "appeal"}, "deadline": {"rule": "answer", "interruptions": [{}]}},
    {"accrue": {"segments": [{}, {"kind": "late_performance"}], "compound": False}, "settlement": {"identity": False}},
]


@pytest.mark.parametrize("raw", NOTHING, ids=str)
def test_where_nothing_was_typed_nothing_is_said(tools: Runtime, raw: Case) -> None:
    for view in ANSWERING:
        assert tools.call("answer", view, raw, TODAY) == {"empty": True}, view


BLANK: list[Case] = [{}, {"name": " ", "principal": ""}, {"status": "asked", "kind": "home", "court": False}]


def resting_on_debts(tools: Runtime) -> list[str]:
    """Return the views whose answers depend on the debts."""
    found = [view for view in WITH_HTML if "debts" in tools.answer(view, WHOLE, TODAY)["forms"]]
    assert set(found) >= {"plan", "partial", "shock", "waiting", "settlement", "offer"}
    return found


@pytest.mark.parametrize("blank", BLANK, ids=str)
def test_a_row_left_blank_changes_nothing(tools: Runtime, blank: Case) -> None:
    more = copy.deepcopy(WHOLE)
    more["debts"]["rows"] = [ROWS[0], blank, ROWS[1], blank]
    for view in resting_on_debts(tools):
        assert tools.answer(view, more, TODAY) == tools.answer(view, WHOLE, TODAY), view


def test_a_fault_after_a_blank_row_is_told_at_its_own_box(tools: Runtime) -> None:
    raw = WHOLE | {"debts": {"rows": [ROWS[0], {}, ROWS[1] | {"principal": "很多"}]}}
    for view in resting_on_debts(tools):
        assert errors(tools, view, raw) == ["debts.rows[2].principal"], view
    assert tools.call("label", "debts.rows[2].principal").startswith("债3B ")


def test_a_debt_without_a_name_is_called_by_its_number(tools: Runtime) -> None:
    raw = WHOLE | {"debts": {"rows": [ROWS[0], {}, {"principal": "12000"}]}}
    for view in ("partial", "waiting", "settlement"):
        assert "债3" in sound(tools.answer(view, raw, TODAY)["html"]).text


# ---- What is missing ----
MISSING = [
    ("plan", {"debts": {"rows": ROWS}}, {"budget.income", "budget.essentials"}),
    ("plan", {"budget": WHOLE["budget"]}, {"debts.rows[0].principal"}),
    ("plan", {"budget": {"reserve": "1"}}, {"budget.income", "budget.essentials", "debts.rows[0].principal"}),
    ("plan", WHOLE | {"budget": {"mode": "lines", "persons": "2"}}, {"budget.lines.wage.amount"}),
    ("plan", WHOLE | {"debts": {"rows": [{"name": "甲"}]}}, {"debts.rows[0].principal"}),
    ("plan", WHOLE | {"plan": {"schemes": [{}, {"monthly": "0"}]}}, {"plan.schemes[1].monthly"}),
    ("plan", WHOLE | {"plan": {"schemes": [{"lump": "1", "lump_month": "601"}]}}, {"plan.schemes[0].lump_month"}),
    ("plan", WHOLE | {"plan": {"start": "2026-13"}}, {"plan.start"}),
    ("budget", {"budget": {"income": "1"}}, {"budget.essentials"}),
    ("shock", {"debts": {"rows": ROWS}, "shock": {"savings": "1"}}, {"budget.income", "budget.essentials"}),
    ("waiting", {"debts": {"rows": ROWS}}, {"waiting.months"}),
    ("waiting", {"debts": {"rows": ROWS}, "waiting": {"months": "0"}}, {"waiting.months"}),
    ("settlement", WHOLE | {"settlement": {"identity": True}}, {"settlement.lump", "settlement.keep_back"}),
    ("settlement", {"settlement": WHOLE["settlement"]}, {"debts.rows[0].principal"}),
    ("offer", {"offer": {"each": "1"}}, {"offer.principal", "offer.periods"}),
    ("offer", {"offer": {"principal": "9", "periods": "2", "waiver": "10"}}, {"offer.waiver"}),
    ("offer", {"offer": {"principal": "9", "periods": "2", "each": "1", "period_rate": "1"}}, {"offer.period_rate"}),
    ("accrue", {"accrue": {"claimed": "1"}}, {f"accrue.segments[0].{name}" for name in ("balance", "from", "to")}),
    ("court_fees", {"court_fees": {"date": "2026-01-01"}}, {"court_fees.claim"}),
    ("deadline", {"deadline": {"rule": "days", "event": "2026-01-01"}}, {"deadline.length"}),
]


@pytest.mark.parametrize(("view", "raw", "fields"), MISSING, ids=lambda part: str(sorted(part))[:40])
def test_what_is_missing_is_told_at_its_box(tools: Runtime, view: str, raw: Case, fields: set[str]) -> None:
    assert set(errors(tools, view, raw)) == fields
    for field in fields:
        assert tools.call("label", field), field


def test_each_box_is_told_once(tools: Runtime) -> None:
    raw = WHOLE | {"budget": {"mode": "lines", "persons": "2"}, "plan": {"schemes": [{}, {}, {}]}}
    assert errors(tools, "plan", raw) == ["budget.lines.wage.amount"]


def test_a_form_by_itself_tells_its_own_faults(tools: Runtime) -> None:
    assert [error["field"] for error in tools.call("faults", "debts", {})] == ["debts.rows[0].principal"]
    assert tools.call("faults", "debts", WHOLE) == []
    raw = {"debts": {"rows": [ROWS[0], {"name": "x" * 31, "principal": "1"}]}}
    assert [error["field"] for error in tools.call("faults", "debts", raw)] == ["debts.rows[1].name"]


# ---- Names that are markup ----
def test_markup_in_a_name_stays_text(tools: Runtime) -> None:
    marks: list[Case] = [
        {"status": "refused"},
        {"unknown": True},
        {"court": True},
        {"status": "agreed"},
        {"cutoff": True},
    ]
    raw = WHOLE | {
        "debts": {"rows": [{"principal": "3000", "annual_rate": "24", "name": NASTY[:30]} | mark for mark in marks]}
    }
    raw["plan"] = {"schemes": [{"freeze": "all"}, {"freeze": "none"}]}
    names = 0
    for view in WITH_HTML:
        for case in (raw, raw | {"plan": {}}):
            found = tools.answer(view, case, TODAY)
            seen = sound(found["html"])  # which refuses any img, and any attribute that runs
            names += seen.text.count(NASTY[:30])
            receipt = tools.call("receipt_html", NASTY, case, list(room.forms().forms), found, NASTY)
            names += sound(receipt.replace("<textarea", "<p").replace("</textarea", "</p")).text.count(NASTY[:30])
    assert names > 40


def test_markup_in_a_label_of_a_picture_stays_text(run_js: Callable[[str], Any]) -> None:
    lines = [{"label": NASTY, "points": [2, 1, 0]}, {"label": "甲", "points": [2, 0]}]
    seen = sound(run_js(f"Tools.chart({json.dumps(lines)}, {json.dumps(NASTY)})"))
    assert seen.text.count(NASTY) == 1
    assert NASTY in seen.attributes("aria-label")


def test_a_name_cannot_end_the_settings_on_the_page() -> None:
    raw = copy.deepcopy(WHOLE)
    raw["debts"]["rows"][0]["name"] = "</script><img src=x>"
    html = tool_html(room.kit(), "plan", raw)
    assert "<img" not in html
    assert html.count("</script>") == html.count("<script") == 1
