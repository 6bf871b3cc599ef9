"""The sheets that are filled in by hand: what each must hold, and that all are numbered and listed."""

from __future__ import annotations

import pytest

from handbook.editing.sheets import LIST, check_sheets

SHEET = """---
title: 甲（讲义）
handout: true
handout_code: "01"
---

## 适合谁

刚逾期的人。

## 今天先做

<div class="checklist" markdown>

- 一
- 二
- 三

</div>

<div class="fill" markdown>

| 编号 | 内容 |
|---|---|
| 甲1 | |

</div>

## 别做

不借新还旧。

## 电话

[电话 报警]、[电话 心理援助]
"""
INDEX = "---\ntitle: 打印\n---\n\n| 编号 | 讲义 |\n|---|---|\n| 01 | [甲](a.md) |\n| 02 | [乙](b.md) |\n"
PAGES = {
    LIST: INDEX,
    "handouts/a.md": SHEET,
    "handouts/b.md": SHEET.replace('"01"', '"02"'),
    "plan/c.md": "---\ntitle: 丙\nhandout: false\n---\n\n没有讲义\n",
}


def told(page: str = "handouts/a.md", old: str = "", new: str = "") -> str:
    assert old in PAGES[page]
    pages = {**PAGES, page: PAGES[page].replace(old, new, 1)}
    return "\n".join(str(problem) for problem in check_sheets(pages))


def test_good_sheets_have_no_problem() -> None:
    assert told() == ""


@pytest.mark.parametrize(
    ("old", "new", "said"),
    [
        ("## 适合谁", "## 给谁用", "docs/handouts/a.md:7: ORDER-5 讲义开头不是“适合谁”“今天先做”两节; "),
        ("## 今天先做", "## 先做什么", "docs/handouts/a.md:7: ORDER-5 讲义开头不是"),
        ("- 三\n", "", "docs/handouts/a.md:11: ORDER-5 “今天先做”不是 3 条的勾选清单; "),
        ('<div class="checklist" markdown>', '<div class="list" markdown>', "“今天先做”不是 3 条的勾选清单"),
        ("## 别做", "## 不要做", "docs/handouts/a.md:1: ORDER-5 讲义没有“别做”一节; "),
        ("## 电话", "## 热线", "docs/handouts/a.md:33: ORDER-5 讲义最后一节不是“电话”; 移到最后"),
        ('<div class="fill" markdown>', "<div markdown>", "docs/handouts/a.md:1: ORDER-5 讲义没有可填的表; "),
        ("[电话 报警]", "110", "docs/handouts/a.md:33: ORDER-5 讲义没有印 [电话 报警]; "),
        ("[电话 心理援助]", "", "ORDER-5 讲义没有印 [电话 心理援助]"),
    ],
)
def test_what_a_sheet_lacks_is_told_with_its_line(old: str, new: str, said: str) -> None:
    assert said in told("handouts/a.md", old, new)


@pytest.mark.parametrize("blank", ["```sheet\ndebts\n```", "[[讲义表]]"])
def test_a_table_to_fill_in_may_be_made_from_data(blank: str) -> None:
    assert told("handouts/a.md", '<div class="fill" markdown>', f"{blank}\n\n<div markdown>") == ""


@pytest.mark.parametrize(
    ("page", "old", "new", "said"),
    [
        ("handouts/b.md", '"02"', '"01"', "docs/handouts/b.md:1: SET-6 讲义编号“01”用了两次，或跳了号; 从 01 编到 02"),
        ("handouts/b.md", '"02"', '"03"', "docs/handouts/b.md:1: SET-6 讲义编号“03”用了两次，或跳了号"),
        (LIST, "| 02 | [乙](b.md) |\n", "", "docs/handouts/b.md:1: SET-6 讲义没有列进 docs/handouts/index.md; "),
        (LIST, "| 02 |", "| 03 |", "docs/handouts/index.md:8: SET-6 表里的 03 号不是 b.md 的编号; "),
        (LIST, "(b.md)", "(d.md)", "docs/handouts/index.md:8: SET-6 表里的 02 号不是 d.md 的编号"),
    ],
)
def test_a_sheet_that_is_misnumbered_or_not_listed_is_told(page: str, old: str, new: str, said: str) -> None:
    assert said in told(page, old, new)
