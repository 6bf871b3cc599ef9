"""The sheets that are filled in by hand: which there are, and how each is laid out."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from handbook.sources import frontmatter
from tests.conftest import ROOT, Built

SHEETS = {
    str(meta["handout_code"]): page
    for page in sorted((ROOT / "docs").rglob("*.md"))
    if (meta := frontmatter.meta_of(page.read_text(encoding="utf-8"))).get("handout")
}


def test_the_sheets_are_numbered_without_a_gap_and_listed() -> None:
    assert sorted(SHEETS) == [f"{number:02}" for number in range(1, len(SHEETS) + 1)]
    listed = re.findall(
        r"^\| (\d\d) \| \[[^\]]+\]\(([\w-]+\.md)\)", _text(ROOT / "docs/handouts/index.md"), re.MULTILINE
    )
    assert dict(listed) == {code: page.name for code, page in SHEETS.items()}


@pytest.mark.parametrize("code", sorted(SHEETS))
def test_a_sheet_says_for_whom_what_first_and_whom_to_call(code: str) -> None:
    text = _text(SHEETS[code])
    headings = re.findall(r"^## (.+)$", text, re.MULTILINE)
    assert headings[:2] == ["适合谁", "今天先做"]
    assert "别做" in headings
    assert headings[-1] == "电话"
    first = text.partition("## 今天先做\n")[2].partition("</div>")[0]
    assert first.startswith('\n<div class="checklist" markdown>')
    assert first.count("\n- ") == 3
    assert '<div class="fill' in text or re.search(r"^(\[\[|```sheet$)", text, re.MULTILINE)  # or made from data
    assert "[电话 报警]" in text
    assert "[电话 心理援助]" in text


def test_each_sheet_is_printed(built: Built) -> None:
    printed = sorted(path.name for path in (built.dist / "handouts").glob("*.pdf"))
    assert printed == [f"{code}-{page.stem}.pdf" for code, page in sorted(SHEETS.items())]


def _text(page: Path) -> str:
    return page.read_text(encoding="utf-8")
