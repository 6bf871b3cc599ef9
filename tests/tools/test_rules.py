"""A legal rule is written once, in data/: forms, engine, answers and manual follow it with nothing else changed."""

from __future__ import annotations

import json
import shutil
from collections.abc import Callable
from pathlib import Path

import pytest

from handbook.bundling.join import modules_of
from handbook.calculator.cli import list_functions
from handbook.grounds.law import project_law
from handbook.sources.problems import SourceError
from handbook.tools.markup import Kit, law_of, tool_html
from handbook.tools.registry import HERE, load_forms, load_tools, unknown_rules
from handbook.tools.runtime import Runtime
from tests.conftest import ROOT
from tests.grounds.test_scripts import literals
from tests.tools import room
from tests.tools.room import DAY, TODAY, Case, Seen, day, numbers, sound

NEW_DEADLINE = """
  postponement:
    label: 耽误了期限，申请顺延
    from: 障碍消除那天
    length: [顺延申请期]
    counting: court
    whose: reader
    restarts: "[民诉法 86]"
    notes: [先打电话问法院。]
"""
NEW_LENGTH = """
  weeks_of_work:
    label: 自己填：另一种
    from: 文件上写的那天
    unit: 个工作日
    counting: calendar
    whose: other
"""
NEW_FEE = """
second_trial: {label: 另一种程序, table: 申请执行费, share: 支付令费比例, borne: "[诉讼费办法 36]"}
"""


@pytest.fixture
def added(tmp_path: Path) -> Callable[[str, str], Kit]:
    """Return what the tools are made with after something was added at the end of one data file."""

    def add(name: str, text: str) -> Kit:
        shutil.copytree(ROOT / "data", tmp_path / "data")
        with (tmp_path / "data" / name).open("a", encoding="utf-8") as file:
            file.write(text)
        law = project_law(tmp_path, DAY)
        return Kit(load_forms(tmp_path / "data", tmp_path, law), law, {"报警": "110", "反诈": "96110"})

    return add


def page_of(kit: Kit, name: str) -> Runtime:
    """Return the scripts as the page of the tool sets them up."""
    return Runtime(kit.forms, law_of(kit.law, name))


def chosen(html: str) -> list[str]:
    """Return the values of the options on a page."""
    return [held["value"] for tag, held in Seen(html).tags if tag == "option"]


def test_a_deadline_is_added_in_one_place(added: Callable[[str, str], Kit]) -> None:
    kit = added("deadlines.yml", NEW_DEADLINE)
    case: Case = {"deadline": {"rule": "postponement", "event": "2026-09-20"}}
    html = tool_html(kit, "deadline", case)
    assert "postponement" in chosen(html)
    assert '<option value="postponement">耽误了期限，申请顺延</option>' in html
    # 20 September and ten days is a Wednesday, 30 September.
    asked = {"rule": "postponement", "event": "2026-09-20"}
    found = room.engine().calculate("deadline", asked, kit.law)
    assert (found["last_day"], found["grounds"]) == ("2026-09-30", ["民诉法 86", "民诉法 85"])
    answer = page_of(kit, "deadline").answer("deadline", case, "2026-09-28")
    seen = sound(answer["html"])
    assert numbers(answer["say"]) == numbers(day("2026-09-30"))
    assert seen.rows("拆开看")[0][1] == "耽误了期限，申请顺延"
    assert "先打电话问法院。" in seen.text
    assert seen.within("plan-warnings").startswith("只剩几天")  # it is the reader's own
    assert "    postponement 耽误了期限，申请顺延（从障碍消除那天起）" in list_functions(kit.law)


def test_what_starts_a_new_deadline_afresh_is_asked_for(added: Callable[[str, str], Kit]) -> None:
    kit = added("deadlines.yml", NEW_DEADLINE)
    assert kit.forms.rows("deadline.interruptions").when == {"rule": "enforcement limitation postponement"}
    form = {"rule": "postponement", "event": "2026-09-08", "interruptions": [{"date": "2026-09-14"}]}
    answer = page_of(kit, "deadline").answer("deadline", {"deadline": form}, TODAY)
    assert numbers(answer["say"]) == numbers(day("2026-09-24"))
    assert "民诉法 86" in sound(answer["html"]).within("tool-grounds")


def test_a_period_that_the_reader_types_is_added_in_one_place(added: Callable[[str, str], Kit]) -> None:
    kit = added("deadlines.yml", NEW_LENGTH)
    case: Case = {"deadline": {"rule": "weeks_of_work", "event": "2026-09-18", "length": "5"}}
    tool = page_of(kit, "deadline")
    assert "days working_days months years weeks_of_work" in tool_html(kit, "deadline", case)
    # From Friday on: Sunday the 20th is worked, and the fifth day is Thursday; Friday would be a holiday.
    answer = tool.answer("deadline", case, "2026-10-30")
    assert numbers(answer["say"]) == numbers(day("2026-09-24"))
    assert not sound(answer["html"]).within("plan-warnings")  # somebody else's


def test_a_fee_is_added_in_one_place(added: Callable[[str, str], Kit]) -> None:
    kit = added("fees.yml", NEW_FEE)
    case: Case = {"court_fees": {"procedure": "second_trial", "claim": "50000"}}
    assert '<option value="second_trial">另一种程序</option>' in tool_html(kit, "court_fees", case)
    answer = page_of(kit, "court_fees").answer("court_fees", case)
    # A third of 50,000 × 1.5 % − 100 元.
    assert numbers(answer["say"]) == ["216.67"]
    assert "诉讼费办法 36" in sound(answer["html"]).within("tool-grounds")


def test_a_line_that_moves_moves_in_the_answer(tmp_path: Path) -> None:
    shutil.copytree(ROOT / "data", tmp_path / "data")
    path = tmp_path / "data/parameters/interest.yml"
    text = path.read_text(encoding="utf-8")
    old = '{from: 2017-09-01, value: "24",'
    assert old in text
    path.write_text(text.replace(old, '{from: 2017-09-01, value: "20",'), encoding="utf-8")
    law = project_law(tmp_path, DAY)
    kit = Kit(load_forms(tmp_path / "data", tmp_path, law), law, {"报警": "110", "反诈": "96110"})
    case: Case = {"offer": room_offer(each="1,020")}
    seen = sound(page_of(kit, "offer").answer("offer", case)["html"])
    assert "折成年利率，超过了 20%。" in seen.text
    assert "24%" not in seen.text


def room_offer(**terms: str) -> Case:
    return {"principal": "10000", "periods": "11", "lender": "licensed", "contract_date": "2024-01-01", **terms}


def test_a_page_carries_no_label_twice(kit: Kit) -> None:
    """What is chosen among stands in the form; the engine needs only how it is counted."""
    for name, kind in [("deadline", "deadlines"), ("court_fees", "fees")]:
        part = law_of(kit.law, name)
        assert list(part[kind]) == list(kit.law[kind])
        assert "label" not in json.dumps(part[kind])


def test_a_rule_that_no_one_declares_stops_the_tools() -> None:
    law = room.law()
    rest = {name: rule for name, rule in law["rules"].items() if name != "late_performance"}
    [problem] = unknown_rules(rest)
    lines = (ROOT / problem.path).read_text(encoding="utf-8").splitlines()
    assert "late_performance" in lines[problem.line - 1]
    assert "最接近：payment_order" in problem.fix
    with pytest.raises(SourceError, match="late_performance"):
        Kit(room.forms(), law | {"rules": rest}, {})


@pytest.mark.parametrize("step", load_tools().steps)
def test_a_step_lists_the_rules_that_its_scripts_name_and_no_other(step: str) -> None:
    """What no script asks for would be carried to every phone for nothing."""
    listed = load_tools().steps[step].rules
    view = HERE / step / "view.js"
    named = {text for path in (modules_of(view) if view.is_file() else []) for text in literals(path)}
    assert set(listed) <= named


def test_every_rule_is_asked_for_by_some_step() -> None:
    asked = {rule for view in load_tools().steps.values() for rule in view.rules}
    assert asked == set(room.law()["rules"])
