import datetime as dt

import pytest

from handbook.sources.frontmatter import add_months, check_source, review_of, split

DAY = dt.date(2026, 11, 22)
GOOD = """---
title: 第一次通话
description: 打官方电话，说真话。
checked_on: 2026-11-22
review_in: 6 months
---

## 今天先做
"""


def test_a_complete_head_has_no_problem() -> None:
    assert check_source("docs/a.md", GOOD, DAY) == []


@pytest.mark.parametrize(
    ("change", "said"),
    [
        (("checked_on: 2026-11-22\n", ""), "docs/a.md:1: 缺少 checked_on; 补上"),
        (("title: 第一次通话", "titel: 第一次通话"), "docs/a.md:2: 不认识的字段 titel; 是不是 title"),
        (("6 months", "半年"), "DATE-1"),
        (("打官方电话，说真话。", "长" * 81), "docs/a.md:3: ORDER-1 description 有 81 个字"),
        (("title: 第一次通话", "title: [第一次通话"), "不是有效的 YAML"),
        (("---\ntitle", "title"), "没有页首信息"),
    ],
)
def test_each_fault_names_its_line_and_its_mend(change: tuple[str, str], said: str) -> None:
    assert said in "\n".join(str(problem) for problem in check_source("docs/a.md", GOOD.replace(*change, 1), DAY))


def test_the_day_to_check_again_follows_from_the_head() -> None:
    review = review_of({"checked_on": dt.date(2026, 11, 22), "review_in": "3 months"})
    assert review.use_before == dt.date(2027, 2, 22)


def test_months_end_on_the_last_day_where_the_day_is_missing() -> None:
    assert add_months(dt.date(2026, 11, 30), 3) == dt.date(2027, 2, 28)
    assert add_months(dt.date(2027, 8, 31), 6) == dt.date(2028, 2, 29)


@pytest.mark.parametrize(
    ("day", "said", "notice"),
    [
        (dt.date(2027, 4, 21), None, None),
        (dt.date(2027, 4, 22), "2027-05-22 前要再核对，还有 30 天", True),
        (dt.date(2027, 7, 21), "已经过了 60 天", True),
        (dt.date(2027, 7, 22), "docs/a.md:4: DATE-3 2027-05-22 就该再核对，过了 61 天", False),
    ],
)
def test_a_page_grows_old(day: dt.date, said: str | None, notice: bool | None) -> None:
    found = check_source("docs/a.md", GOOD, day)
    if said is None:
        assert found == []
    else:
        assert said in str(found[0])
        assert found[0].notice is notice


def test_the_body_begins_where_the_head_ends() -> None:
    block, body, lines = split(GOOD)
    assert block.startswith("title:")
    assert body.lstrip().startswith("## 今天先做")
    assert lines == 6
