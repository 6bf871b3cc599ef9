"""The receipt: all that was typed and counts, the rules and their grounds, the code; no name where it is sent on."""

from __future__ import annotations

import re
from typing import Any

import pytest

from handbook.grounds.markdown import Register
from handbook.grounds.register import load_register
from handbook.tools.parts import load_declared, scam_signs
from handbook.tools.runtime import Runtime
from tests.calculator.cases import rng_for
from tests.conftest import ROOT
from tests.tools import room, typed
from tests.tools.examples import steps_of, with_examples
from tests.tools.room import DAY, NASTY, TODAY, Case, Result, Seen, calculate, law, read
from tests.tools.test_answers_any import WHOLE, WITH_HTML

LPR = re.compile(r"全国银行间同业拆借中心 (\d{4}-\d\d-\d\d) 公布")


def receipt(tools: Runtime, view: str, raw: Case, today: str = TODAY) -> tuple[Result, Seen]:
    """Return the answer to a case and its receipt, as it is printed."""
    found = tools.answer(view, raw, today)
    html = tools.call("receipt_html", view, raw, found["forms"], found, today)
    return found, Seen(html)


def sent(tools: Runtime, view: str, raw: Case) -> str:
    """Return the text that is pasted into a chat or a ticket."""
    found = tools.answer(view, raw, TODAY)
    return str(tools.call("receipt", view, raw, found["forms"], found, TODAY))


def typed_boxes(tools: Runtime, raw: Case, names: list[str]) -> list[tuple[str, str]]:
    """Return (label, text) for every box of some forms that is not left blank, amounts without commas."""
    out: list[tuple[str, str]] = []

    def walk(specs: list[dict[str, Any]], record: Case, path: str) -> None:
        for spec in specs:
            held, at = record.get(spec["name"]), f"{path}.{spec['name']}"
            if "rows" in spec:
                for index, row in enumerate(held or []):
                    walk(spec["rows"], row, f"{at}[{index}]")
            elif held:
                text = "是" if held is True else spec["options"][held] if "options" in spec else held
                out.append((tools.call("label", at), text.replace(",", "")))

    for name in names:
        walk(room.forms().specs()[name], raw[name], name)
    return out


CROWDED = read("""
budget: {income: 6500, essentials: 4300, reserve: 300}
debts:
  rows:
    - {name: 某信用卡, principal: 3万, interest: "1,200.50", penalty: 300, fees: 12, annual_rate: 18.25, kind: card,
       status: asked, court: true, cutoff: true, judged: true, secured: true, penalty_rate: 5, fixed: 100,
       card_overdue_days: 100}
    - {}
    - {name: 某网贷, principal: 8000, unknown: true}
plan:
  schemes:
    - {freeze: agreed, monthly: 1500, grace_months: 2, order: prorata, waive: penalty, lump: 500, lump_month: 3}
    - {freeze: all}
  start: 2027-01
  allocation: principal_first
  step: 100
partial: {silent: agree}
shock: {savings: 3000, expense: 2000, from: 2}
waiting: {months: 3}
settlement: {lump: 20000, keep_back: 4300, monthly: 1500, identity: true, account: true, written: true, signed: true,
             receipt: true}
offer: {which: 1, principal: 3万, interest: 1200, penalty: 1, fees: 2, waiver: 3, fee: 4, deposit: 5, periods: 36,
        each: 920, available: 1000, lender: card, contract_date: 2024-01-01}
accrue:
  segments:
    - {kind: penalty_interest, balance: 1000, from: 2026-01-05, to: 2026-04-05, annual_rate: 18, uplift: 50}
    - {balance: 1000, from: 2026-01-05, to: 2026-04-05, daily_rate: 0.05%}
  claimed: 1200
  basis: 360
  compound: true
court_fees: {claim: 30000, procedure: appeal, date: 2026-01-05}
deadline: {rule: limitation, event: 2025-01-01, interruptions: [{date: 2025-06-01}]}
""")
FULL = with_examples(CROWDED)
LEFT_OUT = {"budget": {"mode", "persons", "lines"}, "deadline": {"length"}, "offer": {"period_rate", *scam_signs()}}
LEFT_OUT["settlement"] = set(scam_signs())
"""Boxes that do not go with the others of the case above."""
RESTS_ON = {
    "plan": ["budget", "debts", "plan"],
    "partial": ["budget", "debts", "plan", "partial"],
    "shock": ["budget", "debts", "plan", "shock"],
    "offer": ["debts", "offer"],
}
"""Where that is not just the steps of the tool by itself."""


def rests_on(view: str) -> list[str]:
    """Return the forms that an answer to the case above depends on."""
    return RESTS_ON.get(view) or steps_of(view)


def test_every_box_is_filled_in_here() -> None:
    """Or the tests below would miss it."""
    for name in CROWDED:
        specs = room.forms().specs()[name]
        assert {spec["name"] for spec in specs} - set(FULL[name]) == LEFT_OUT.get(name, set())
        for spec in specs:
            filled: set[str] = set().union(*FULL[name].get(spec["name"], [])) if "rows" in spec else set()
            assert filled == {one["name"] for one in spec.get("rows", [])}, spec["name"]


@pytest.mark.parametrize("view", WITH_HTML)
def test_a_receipt_holds_every_box_with_its_number(tools: Runtime, view: str) -> None:
    found, seen = receipt(tools, view, FULL)
    assert found["forms"] == rests_on(view)
    printed = [(label, text.replace(",", "")) for label, text in seen.rows("填了什么")]
    assert printed == typed_boxes(tools, FULL, rests_on(view))


@pytest.mark.parametrize("view", WITH_HTML)
def test_what_was_typed_and_does_not_count_is_left_out(tools: Runtime, view: str) -> None:
    """Boxes out of sight, and forms that the answer does not rest on."""
    raw: Case = {name: dict(form) for name, form in FULL.items()}
    raw["budget"] |= {"persons": "7", "lines": {"wage": {"amount": "77777"}}}
    raw["deadline"] |= {"length": "77"}
    raw["court_fees"] |= {"claim": "30000"}
    found, seen = receipt(tools, view, raw)
    assert "77" not in " ".join(text for row in seen.rows("填了什么") for text in row)
    assert found["say"] == tools.answer(view, FULL, TODAY)["say"]


def test_a_line_of_the_budget_says_how_often(tools: Runtime) -> None:
    lines = {"wage": {"amount": "5200"}, "bonus": {"amount": "12000"}, "food": {"amount": "50", "every": "day"}}
    _, seen = receipt(tools, "plan", WHOLE | {"budget": {"mode": "lines", "income": "9", "lines": lines}})
    rows = {row[0]: row[1] for row in seen.rows("填了什么")}
    every = load_declared(ROOT / "data", ROOT).budget.every
    assert [rows["收1 工资到手"], rows["收3 奖金"]] == [f"5,200，{every['month']}", f"12,000，{every['year']}"]
    assert rows["支11 吃饭、日用品"] == f"50，{every['day']}"
    assert not [label for label in rows if label.startswith("收合")]


@pytest.mark.parametrize("view", WITH_HTML)
@pytest.mark.parametrize("raw", [WHOLE, FULL], ids=["whole", "full"])
def test_a_receipt_tells_the_engines_rules_and_code(tools: Runtime, view: str, raw: Case) -> None:
    one = raw | {"plan": {"schemes": raw["plan"]["schemes"][:1]}}
    found, seen = receipt(tools, view, one)
    engine = calculate(found["receipt"]["function"], found["receipt"]["input"])["receipt"]
    assert found["receipt"] == engine
    for text in (seen.text, sent(tools, view, one)):
        for step in engine["steps"]:
            assert step["rule"] + (f"（{step['ground']}）" if step["ground"] else "") in text
        for part in (engine["version"], engine["function"], engine["code"], found["say"], TODAY):
            assert part in text


def test_a_receipt_of_several_schemes_has_the_code_of_each(tools: Runtime) -> None:
    schemes: list[Case] = [{"freeze": "none"}, {"order": "avalanche"}, {"monthly": "1500"}]
    found, seen = receipt(tools, "plan", WHOLE | {"plan": {"schemes": schemes}})
    for scheme in schemes:
        alone = tools.answer("plan", WHOLE | {"plan": {"schemes": [scheme]}}, TODAY)["receipt"]
        assert alone["code"] in seen.text
        assert all(step["rule"] in seen.text for step in alone["steps"])
    assert len({step["rule"] for step in found["receipt"]["steps"]}) == len(found["receipt"]["steps"])


# ---- What is sent on ----
@pytest.mark.parametrize("view", WITH_HTML)
def test_what_is_sent_on_holds_no_name(tools: Runtime, view: str) -> None:
    names = ["张三的借款", NASTY[:30], "13800138000"]
    rows = [{"name": name, "principal": "3000", "annual_rate": "24"} for name in names]
    raw = WHOLE | {"debts": {"rows": [*rows, {"name": "李四家", "principal": "1", "status": "verify_first"}]}}
    text = sent(tools, view, raw)
    for name in (*names, "李四家"):
        assert name not in text
    if "debts" in rests_on(view):
        assert all(f"债{number}B 本金" in text for number in (1, 2, 3, 4))


@pytest.mark.parametrize("names", [("1", "2"), ("0", "元"), ("2027", "个月"), (",", "还")])
@pytest.mark.parametrize("view", ["plan", "partial", "waiting", "settlement"])
def test_a_name_that_looks_like_an_amount_changes_no_amount(tools: Runtime, view: str, names: tuple[str, str]) -> None:
    rows = [row | {"name": name} for row, name in zip(WHOLE["debts"]["rows"], names, strict=True)]
    raw = WHOLE | {"debts": {"rows": rows}}
    assert tools.answer(view, raw, TODAY)["say"] in sent(tools, view, raw)


def test_no_sentence_of_any_case_holds_a_name(tools: Runtime) -> None:
    name = "绝无仅有的名称"
    for number in range(80):
        raw = typed.case(rng_for("receipt", number))
        for row in raw.get("debts", {}).get("rows", []):
            if row:
                row["name"] = name
        for view in WITH_HTML:
            found = tools.call("answer", view, raw, TODAY)
            assert name not in found.get("say", "") + found.get("brief", ""), (number, view)


# ---- Grounds ----
@pytest.fixture(scope="module")
def register() -> Register:
    return load_register(ROOT, DAY)


@pytest.mark.parametrize("view", WITH_HTML)
def test_every_ground_in_a_receipt_is_a_registered_article(tools: Runtime, register: Register, view: str) -> None:
    cases = [WHOLE, FULL]
    if view == "deadline":
        rules = typed_options("deadline", "rule")
        cases = [{view: {"rule": rule, "event": "2026-09-20", "length": "9"}} for rule in rules]
    if view == "court_fees":
        cases = [{view: {"claim": "30000", "procedure": name}} for name in typed_options(view, "procedure")]
    named: set[str] = set()
    for raw in cases:
        named |= {step["ground"] for step in tools.answer(view, raw, TODAY)["receipt"]["steps"]} - {""}
    assert bool(named) is (view not in ("settlement", "waiting"))  # mere sums
    for ground in named:
        if found := LPR.fullmatch(ground):  # a published figure, not an article
            assert any(row["from"] == found[1] for row in law()["values"]["一年期LPR"]["rows"])
            continue
        short, _, article = ground.partition(" ")
        assert register.laws.fault(short, article, DAY) is None, ground


def typed_options(form: str, name: str) -> list[str]:
    spec = next(spec for spec in room.forms().specs()[form] if spec["name"] == name)
    return list(spec["options"])
