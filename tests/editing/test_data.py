"""One mistake in the project's own data: `handbook check` tells it with file and line, never in English, never not."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Callable
from pathlib import Path

import pytest

from handbook.editing.check import check_project
from handbook.grounds.register import load_register
from handbook.sources.problems import SourceError
from handbook.tools import texts
from handbook.tools.registry import FILE, HERE, load_tools
from tests.conftest import ROOT

DAY = dt.date(2026, 11, 22)
Told = Callable[[], str]


def told(project: Path) -> str:
    problems = [problem for problem in check_project(project, DAY) if not problem.notice]
    for problem in problems:
        assert not re.search(r"[A-Za-z]{3,} [a-z]{2,} [a-z]{2,}", problem.what), problem
    return "\n".join(map(str, problems))


FILES = sorted(path.relative_to(ROOT).as_posix() for path in (ROOT / "data").rglob("*.yml"))


@pytest.mark.parametrize("file", [name for name in FILES if name != "data/measured.yml"])
def test_no_data_file_may_be_broken_in_any_way(project: Path, file: str) -> None:
    path = project / file
    sound = path.read_text(encoding="utf-8")
    lines = sound.splitlines(keepends=True)
    first = next(index for index, line in enumerate(lines) if re.match(r"[^#\s]", line))
    broken: list[tuple[str | bytes, int, str]] = [
        ("", 1, "文件是空的"),
        ("# 只有注释\n", 1, "文件是空的"),
        (f"<<<<<<< HEAD\n{sound}=======\n>>>>>>> x\n", 1, "还有没解决的合并冲突"),
        ("".join([*lines[:first], "\t", *lines[first:]]), first + 1, "这一行有 Tab"),
        (f"{sound}\nx: [\n", len(lines) + 2, "不是有效的 YAML"),
        (b"\xff\xfe" + sound.encode(), 1, "不是 UTF-8 编码"),
    ]
    if not lines[first].startswith("-"):
        key = lines[first].partition(":")[0]
        broken.append((f"{sound}\n{key}: x\n", len(lines) + 2, f"{key}: 写了两次，第 {first + 1} 行已有"))
    for text, line, said in broken:
        path.write_bytes(text if isinstance(text, bytes) else text.encode())
        assert f"{file}:{line}: {said}" in told(project) or (said.startswith("不是有效") and said in told(project))
    path.write_text(sound, encoding="utf-8")


@pytest.mark.parametrize(
    ("file", "old", "new", "said"),
    [
        ("budget.yml", "label: 奖金, every", "lable: 奖金, every", "不认识的字段 lable; 是不是 label？"),
        ("budget.yml", "{id: bonus,", "{id: bonus, id: bonus2,", "id: 写了两次，第 {} 行已有"),
        ("budget.yml", "hint: 先看能减多少。", "hint: 你先看能减多少。", "VOICE-1 用了“你”"),
        ("priorities.yml", '"[民诉法 147]"', '"[民诉法 1470]"', "“民诉法”里没有登记第 1470 条"),
        ("priorities.yml", '"[民法典 670]"', '"[民法典 671]"', "“民法典”里没有登记第 671 条; 核对条号"),
        ("priorities.yml", '"[民法典 670]"', '"[民法 670]"', "引用了不认识的文件“民法”; 改成 data/laws.yml 里有的短名"),
        ("priorities.yml", "    money: 0", "    mony: 0", "不认识的字段 mony; 是不是 money？"),
        ("deadlines.yml", "length: [答辩期]", "length: [答辨期]", "没有“答辨期”这个数"),
        ("deadlines.yml", "whose: reader", "whose: raeder", "whose 是“raeder”; 只能是 reader、other、authority、any"),
        ("deadlines.yml", "counting: court", "counting: cuort", "counting 里没有“cuort”这一种; 只能是"),
        ("deadlines.yml", "label: 收到起诉状，", "lable: 收到起诉状，", "不认识的字段 lable; 是不是 label？"),
        ("fees.yml", 'borne: "[诉讼费办法 29]"', 'borne: "[诉讼费办法 944]"', "“诉讼费办法”里没有登记第 944 条"),
        ("fees.yml", "table: 财产案件受理费", "table: 财产案受理费", "没有“财产案受理费”这个数"),
        ("rules.yml", "days: 先本后息逾期日数", "days: 先本后息逾期日", "没有“先本后息逾期日”这个数"),
        ("lines.yml", "value: 一年期LPR", "value: 一年LPR", "没有“一年LPR”这个数"),
        ("parameters/procedure.yml", "unit: 日", "unti: 日", "不认识的字段 unti; 是不是 unit？"),
    ],
)
def test_one_word_wrong_is_told_on_its_line(project: Path, file: str, old: str, new: str, said: str) -> None:
    path = project / "data" / file
    text = path.read_text(encoding="utf-8")
    assert old in text
    path.write_text(text.replace(old, new, 1), encoding="utf-8")
    line = text[: text.index(old)].count("\n") + 1
    assert re.search(rf"(?m)^data/{file}:{line}: .*{re.escape(said.format(line))}", told(project)), told(project)


def test_a_rule_that_the_law_does_not_know_is_refused_in_a_form(project: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    tools = load_tools()
    rules = tools.steps["partial"].rules
    monkeypatch.setattr(tools.steps["partial"], "rules", [*rules, "card_principal_frist"])
    found = told(project)
    assert re.search(r"src/handbook/tools/partial/form\.yml:\d+: data/rules\.yml 里没有“card_principal_frist”", found)
    assert "最接近：card_principal_first" in found


def test_a_deadline_that_the_engine_does_not_know_is_refused_on_a_page(project: Path) -> None:
    page = project / "docs/tools/deadline.md"
    own = "name: deadline\nexample: {deadline: {rule: apeal_judgment, event: 2026-11-20}}\n"
    page.write_text(page.read_text(encoding="utf-8").replace("name: deadline\n", own), encoding="utf-8")
    assert re.search(r"docs/tools/deadline\.md:\d+: example：.*apeal_judgment", told(project))


def test_a_fault_in_an_example_that_two_pages_show_is_told_once(
    project: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    for path in HERE.glob("*/example.yml"):
        text = path.read_text(encoding="utf-8").replace("rule: answer", "rule: anser")
        (tmp_path / "tools" / path.parent.name).mkdir(parents=True)
        (tmp_path / "tools" / path.parent.name / path.name).write_text(text, encoding="utf-8")
    monkeypatch.setattr("handbook.tools.examples.HERE", tmp_path / "tools")
    assert told(project).count("src/handbook/tools/deadline/example.yml:2: ") == 1


def test_a_page_that_is_no_text_or_holds_a_conflict_is_told(project: Path) -> None:
    page = project / "docs/plan/ability.md"
    sound = page.read_bytes()
    page.write_bytes(sound + b"\n<<<<<<< HEAD\n")
    line = sound.count(b"\n") + 2
    assert f"docs/plan/ability.md:{line}: 还有没解决的合并冲突; " in told(project)
    page.write_bytes(sound + "\n中文".encode("gb18030"))
    assert f"docs/plan/ability.md:{line}: 不是 UTF-8 编码; " in told(project)


def test_the_build_refuses_the_same_marks(project: Path) -> None:
    path = project / "data/priorities.yml"
    path.write_text(path.read_text(encoding="utf-8").replace("[民法典 670]", "[民法典 671]"), encoding="utf-8")
    found = texts.mark_faults(project / "data", project, load_register(ROOT, DAY))
    assert [problem.path for problem in found] == ["data/priorities.yml"]
    assert "没有登记第 671 条" in found[0].what


def test_a_form_that_is_broken_is_told_by_its_own_path(tmp_path: Path) -> None:
    folder = tmp_path / "tools"
    (folder / "debts").mkdir(parents=True)
    (folder / "debts" / FILE).write_bytes(b"title: \xff\n")
    with pytest.raises(SourceError, match=r"^src/handbook/tools/debts/form\.yml:1: 不是 UTF-8 编码; "):
        load_tools(folder)
