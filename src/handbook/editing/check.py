"""`handbook check`: everything that can be wrong in data and pages, found in seconds without building."""

from __future__ import annotations

import datetime as dt
from pathlib import Path

from handbook.calculator.markdown import check_source as check_plans
from handbook.editing import frontmatter, style
from handbook.grounds.helplines import check_helplines
from handbook.grounds.markdown import check_source as check_grounds
from handbook.grounds.model import load_laws
from handbook.problems import Problem, SourceError


def check_project(root: Path, day: dt.date) -> list[Problem]:
    """Return every problem in `root`/data and `root`/docs as of `day`, sorted by file and line."""
    problems: list[Problem] = []
    phones, found = check_helplines(root / "data/helplines.yml", root)
    problems += found
    try:
        laws = load_laws(root / "data/laws.yml", root)
    except SourceError as error:
        return sorted(problems + error.problems)
    for page in sorted((root / "docs").rglob("*.md")):
        path, text = str(page.relative_to(root)), page.read_text(encoding="utf-8")
        if path.startswith("docs/assets/"):
            continue
        problems += frontmatter.check_source(path, text)
        problems += style.check_source(path, text, phones)
        problems += check_grounds(path, text, laws, day)
        problems += check_plans(path, text)
    return sorted(problems)
