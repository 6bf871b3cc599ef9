"""`handbook check`: everything that can be wrong in data and pages, found in seconds without building."""

from __future__ import annotations

import datetime as dt
from pathlib import Path

import yaml

from handbook.calculator.markdown import check_source as check_plans
from handbook.editing import frontmatter, style
from handbook.grounds.markdown import check_source as check_grounds
from handbook.grounds.model import load_laws
from handbook.problems import Problem, SourceError, nearest

_HELPLINE_FIELDS = ("number", "name", "runs_it", "handles", "limits", "hours", "confidence", "checked_on", "source")
_HELPLINE_REQUIRED = ("number", "name", "runs_it", "handles", "confidence", "checked_on", "source")


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


def check_helplines(path: Path, root: Path) -> tuple[frozenset[str], list[Problem]]:
    """Return the numbers that pages may print, and what is wrong with their file."""
    shown, text = str(path.relative_to(root)), path.read_text(encoding="utf-8")
    entries = yaml.load(text, yaml.BaseLoader) or []  # noqa: S506 - BaseLoader builds only text, lists and maps
    lines = text.splitlines()
    problems: list[Problem] = []
    numbers: set[str] = set()
    for entry in entries:
        number = entry.get("number", "")
        line = next((at for at, raw in enumerate(lines, 1) if number and number in raw), 1)
        for name in entry:
            if name not in _HELPLINE_FIELDS:
                near = "、".join(nearest(name, _HELPLINE_FIELDS, 1))
                problems.append(Problem(shown, line, f"{number}: 不认识的字段 {name}", f"是不是 {near}？"))
        missing = [name for name in _HELPLINE_REQUIRED if not entry.get(name)]
        problems += [Problem(shown, line, f"{number}: 缺少 {name}", f"补上 {name}") for name in missing]
        if entry.get("confidence") not in ("high", "medium"):
            problems.append(Problem(shown, line, f"{number}: confidence 不是 high 或 medium", "没核实的号码不登记"))
        if entry.get("confidence") == "medium" and not entry.get("limits"):
            problems.append(Problem(shown, line, f"{number}: medium 的号码没写 limits", "写明还有什么没核实"))
        numbers.add(number)
    return frozenset(numbers), problems
