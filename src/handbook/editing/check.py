"""`handbook check`: everything that can be wrong in data and pages, found in seconds without building."""

from __future__ import annotations

import datetime as dt
from pathlib import Path

from handbook.calculator.markdown import check_source as check_plans
from handbook.catalogue.dated import check_source as check_dated
from handbook.catalogue.ledger import load_ledger
from handbook.editing import style
from handbook.editing.site import check_site
from handbook.editing.typography import check_look_alikes
from handbook.grounds.holidays import FILE as HOLIDAYS
from handbook.grounds.holidays import load_holidays
from handbook.grounds.law import engine_law
from handbook.grounds.markdown import check_source as check_marks
from handbook.grounds.register import load_register
from handbook.sources import frontmatter
from handbook.sources.problems import Problem, SourceError
from handbook.tools.forms import load_forms
from handbook.tools.markdown import check_source as check_tools
from handbook.tools.markup import Kit


def check_project(root: Path, day: dt.date) -> list[Problem]:
    """Return every problem in `root`/data and `root`/docs as of `day`, sorted by file and line.

    Pages can only be checked against data that can be read: a fault there is told alone.
    """
    try:
        register = load_register(root, day)
        ledger = load_ledger(root, register)
        holidays = load_holidays(root / HOLIDAYS, root)
        law = engine_law(register.parameters, holidays, day)
        phones = {short: entry.number for short, entry in register.phones.items()}
        kit = Kit(load_forms(root / "data", root), law, phones)
    except SourceError as error:
        return error.problems
    problems: list[Problem] = ledger.problems(root) + holidays.notices(day) + check_site(root, ledger)
    for file in sorted((root / "data").rglob("*.yml")):
        # Pages print what stands there, and the search looks for it.
        problems += check_look_alikes(file.relative_to(root).as_posix(), file.read_text(encoding="utf-8"))
    for page in sorted((root / "docs").rglob("*.md")):
        path, text = page.relative_to(root).as_posix(), page.read_text(encoding="utf-8")
        if path.startswith("docs/assets/"):
            continue
        problems += frontmatter.check_source(path, text, day)
        problems += style.check_source(path, text, register)
        problems += check_marks(path, text, register)
        problems += ledger.check_source(path, text)
        problems += check_dated(path, text, register)
        problems += check_plans(path, text)
        problems += check_tools(path, text, kit)
    return sorted(problems)
