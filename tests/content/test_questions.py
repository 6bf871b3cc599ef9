"""The questions of real people: each has a page that answers it, found by reading, not by searching."""

from __future__ import annotations

import csv
import datetime as dt
import re
from collections.abc import Iterator

import pytest

from handbook.catalogue.ledger import load_ledger
from handbook.catalogue.questions import load_questions
from handbook.editing.answers import load_answers
from handbook.editing.site import anchors_of
from handbook.grounds.register import load_register
from handbook.sources import frontmatter
from handbook.sources.pages import read_pages
from tests.conftest import ROOT

ROWS = list(csv.DictReader((ROOT / "tests/search/questions.csv").read_text(encoding="utf-8").splitlines()))
DEVELOPMENT = [row for row in ROWS if row["id"].startswith("q")]


ANSWERS = load_answers(ROOT)


def test_all_sixty_have_an_answer() -> None:
    assert len(DEVELOPMENT) == 60
    assert [row["id"] for row in DEVELOPMENT] == list(ANSWERS)


@pytest.mark.parametrize("row", DEVELOPMENT, ids=lambda row: row["id"])
def test_the_search_expects_the_page_that_answers(row: dict[str, str]) -> None:
    # That the page says it, `handbook check` holds.
    assert ANSWERS[row["id"]].page in [target.split("#")[0] for target in row["pages"].split("|")]


def test_every_expected_page_and_section_exists() -> None:
    ledger = load_ledger(ROOT, load_register(ROOT, dt.date(2026, 11, 22)))
    missing = []
    for row in ROWS:
        assert (row["kind"] == "gap") is (not row["pages"])
        for page, _, anchor in (target.partition("#") for target in row["pages"].split("|") if target):
            path = ROOT / "docs" / page
            known = anchors_of(path.read_text(encoding="utf-8"), ledger) if path.is_file() else set()
            if not path.is_file() or (anchor and anchor not in known):
                missing.append((row["id"], page, anchor))
    assert missing == []


def listed() -> Iterator[str]:
    for entry in load_questions(ROOT, read_pages(ROOT)).asked:
        yield from entry.questions


def test_the_page_of_questions_holds_those_of_every_page() -> None:
    questions = list(listed())
    assert len(questions) >= 120
    assert len({re.sub(r"[\W_]", "", question) for question in questions}) == len(questions)
    for page in (ROOT / "docs").rglob("*.md"):
        for question in frontmatter.meta_of(page.read_text(encoding="utf-8")).get("questions", []):
            assert str(question) in questions, page
