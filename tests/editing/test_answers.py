"""The real questions: an edit that drops the words of an answer is noticed."""

from __future__ import annotations

from pathlib import Path

import pytest

from handbook.editing.answers import FILE, check_answers
from handbook.sources.problems import SourceError

PAGES = {
    "plan/a.md": (
        "---\ntitle: 甲\ndescription: 先问清，再签字。\n---\n\n看[词汇表](x.md)，**到期之前**开口[民法典 561]。\n"
    ),
}


def told(root: Path, text: str) -> list[str]:
    (root / "data").mkdir(exist_ok=True)
    (root / FILE).write_text(text, encoding="utf-8")
    return [str(problem) for problem in check_answers(root, PAGES)]


@pytest.mark.parametrize("says", ["先问清，再签字", "看词汇表，到期之前开口。"])
def test_an_answer_is_found_without_marks_and_in_the_description(tmp_path: Path, says: str) -> None:
    assert told(tmp_path, f"q001: {{page: plan/a.md, says: {says}}}\n") == []


def test_an_answer_that_is_gone_is_told_with_its_line(tmp_path: Path) -> None:
    text = "# 头\nq001: {page: plan/a.md, says: 到期以后}\nq002: {page: plan/aa.md, says: 先问清}\n"
    gone, moved = told(tmp_path, text)
    assert gone == f"{FILE}:2: q001: docs/plan/a.md 里没有“到期以后”; 改 says，或把话补回页面"
    assert moved == f"{FILE}:3: q002: 没有 docs/plan/aa.md 这一页; 改成有的页面（最接近：plan/a.md）"


def test_a_faulty_entry_is_refused(tmp_path: Path) -> None:
    with pytest.raises(SourceError, match=rf"^{FILE}:1: q001: 不认识的字段 say; 是不是 says？"):
        told(tmp_path, "q001: {page: plan/a.md, say: 甲}\n")
