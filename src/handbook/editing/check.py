"""`handbook check`: everything that can be wrong in data and pages, found in seconds without building."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from handbook.calculator.manual import load_manual
from handbook.catalogue.dated import check_source as check_dated
from handbook.catalogue.ledger import Ledger, load_ledger
from handbook.editing import style
from handbook.editing.answers import check_answers
from handbook.editing.books import check_book, check_labels
from handbook.editing.citing import check_citing
from handbook.editing.sheets import check_sheets
from handbook.editing.site import check_site
from handbook.editing.typography import check_look_alikes
from handbook.examples.markdown import check_source as check_plans
from handbook.grounds.holidays import FILE as HOLIDAYS
from handbook.grounds.holidays import Holidays, load_holidays
from handbook.grounds.law import register_law
from handbook.grounds.markdown import Register
from handbook.grounds.markdown import check_source as check_marks
from handbook.grounds.register import load_register
from handbook.sources import frontmatter
from handbook.sources.pages import DOCS
from handbook.sources.problems import Problem, SourceError
from handbook.sources.yaml import shown
from handbook.tools.markdown import check_source as check_tools
from handbook.tools.markup import Kit
from handbook.tools.registry import load_forms
from handbook.tools.texts import labels
from handbook.wording.book import Book, book_files, load_book


@dataclass(frozen=True)
class _Held:
    """Everything that pages are checked against."""

    register: Register
    ledger: Ledger
    holidays: Holidays
    kit: Kit
    books: list[Book]


def check_project(root: Path, day: dt.date) -> list[Problem]:
    """Return every problem in `root`/data, `root`/docs and the words of scripts as of `day`, by file and line.

    Pages can only be checked against data that can be read: a fault there is told alone.
    """
    try:
        held = _load(root, day)
        problems = list(_data(root, held, day))
    except SourceError as error:
        return error.problems
    for page, text in held.ledger.pages.items():
        problems += _page(f"{DOCS}/{page}", text, held, day)
    # The example of a tool's folder may stand on several pages.
    return sorted(set(problems))


def _load(root: Path, day: dt.date) -> _Held:
    # The engine speaks from these: what is wrong there must be told before it runs.
    books = [load_book(path, root) for path in book_files()]
    load_manual()
    register = load_register(root, day)
    holidays = load_holidays(root / HOLIDAYS, root)
    ledger = load_ledger(root, register)
    law = register_law(register, root)
    phones = {short: entry.number for short, entry in register.phones.items()}
    kit = Kit(load_forms(root / "data", root, law), law, phones)
    return _Held(register, ledger, holidays, kit, books)


def _data(root: Path, held: _Held, day: dt.date) -> Iterator[Problem]:
    yield from held.ledger.problems()
    yield from held.holidays.notices(day)
    yield from check_site(root, held.ledger)
    yield from check_citing(root, held.ledger.pages)
    yield from check_sheets(held.ledger.pages)
    yield from check_answers(root, held.ledger.pages)
    for book in held.books:
        yield from check_book(book, held.register, day)
    for source in labels(root / "data", root):
        yield from check_labels(source, held.register)
    for path in [*sorted((root / "data").rglob("*.yml")), *(book.path for book in held.books)]:
        # Readers see what stands there, and the search looks for it.
        yield from check_look_alikes(shown(path, root), path.read_text(encoding="utf-8"))


def _page(path: str, text: str, held: _Held, day: dt.date) -> Iterator[Problem]:
    yield from frontmatter.check_source(path, text, day)
    yield from style.check_source(path, text, held.register)
    yield from check_marks(path, text, held.register)
    yield from held.ledger.check_source(path, text)
    yield from check_dated(path, text, held.register)
    yield from check_plans(path, text)
    yield from check_tools(path, text, held.kit)
