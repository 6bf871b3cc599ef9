"""The sheets that are filled in by hand: each is printed. How each is laid out, `handbook check` holds."""

from __future__ import annotations

from handbook.sources import frontmatter
from tests.conftest import ROOT, Built

SHEETS = {
    str(meta["handout_code"]): page
    for page in sorted((ROOT / "docs").rglob("*.md"))
    if (meta := frontmatter.meta_of(page.read_text(encoding="utf-8"))).get("handout") == "true"
}


def test_each_sheet_is_printed(built: Built) -> None:
    printed = sorted(path.name for path in (built.dist / "handouts").glob("*.pdf"))
    assert printed == [f"{code}-{page.stem}.pdf" for code, page in sorted(SHEETS.items())]
