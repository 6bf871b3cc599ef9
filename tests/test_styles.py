"""The style sheets style what is there: a rule for a class that nothing carries would stay for good."""

from __future__ import annotations

import re
from functools import cache
from pathlib import Path

import material
import pytest
import tinycss2

from tests.conftest import ROOT

SHEETS = sorted((ROOT / "src").rglob("*.css"))
WRITTEN = (".py", ".js", ".html", ".yml", ".md", ".svg")
"""What may put a class on a page: our code, its templates and data, and the pages themselves."""


@cache
def words() -> frozenset[str]:
    """Return every word of ours and of the theme that could name a class."""
    theme = Path(material.__file__).parent / "templates"
    folders = [ROOT / "src", ROOT / "docs", ROOT / "overrides", theme]
    paths = [path for folder in folders for path in folder.rglob("*") if path.suffix in WRITTEN]
    texts = [path.read_text(encoding="utf-8") for path in paths]
    # Boxes and anchors are made by Markdown extensions, which only the theme's style sheets name.
    sheets = (theme / "assets/stylesheets").glob("*.css")
    named = [word for path in sheets for word in re.findall(r"\.([\w-]+)", path.read_text(encoding="utf-8"))]
    return frozenset(word for text in texts for word in re.findall(r"[\w-]+", text)).union(named)


def classes(text: str) -> set[str]:
    """Return every class that a style sheet has a rule for, those within @media among them."""
    found = set()
    for rule in tinycss2.parse_stylesheet(text, skip_comments=True, skip_whitespace=True):
        if rule.type == "qualified-rule":
            found |= set(re.findall(r"\.([A-Za-z_][\w-]*)", tinycss2.serialize(rule.prelude)))
        elif rule.type == "at-rule" and rule.content and rule.lower_at_keyword in ("media", "supports"):
            found |= classes(tinycss2.serialize(rule.content))
    return found


@pytest.mark.parametrize("sheet", SHEETS, ids=lambda path: path.relative_to(ROOT / "src").as_posix())
def test_every_class_with_a_rule_is_used_somewhere(sheet: Path) -> None:
    assert sorted(classes(sheet.read_text(encoding="utf-8")) - words()) == []


def test_a_rule_for_a_class_that_is_gone_is_found() -> None:
    assert classes("/* .no */ .a .plan-b:not(.c) { d: e } @media print { .f { g: h } }") == {"a", "plan-b", "c", "f"}
    assert "plan-form-that-is-gone" not in words()
