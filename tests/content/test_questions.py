"""The questions of real people: each has a page that answers it, found by reading, not by searching."""

from __future__ import annotations

import csv
import datetime as dt
import re
from collections.abc import Iterator
from typing import NamedTuple

import pytest
import yaml

from handbook.catalogue.ledger import load_ledger
from handbook.catalogue.questions import load_questions
from handbook.editing.site import anchors_of
from handbook.grounds.markdown import without_marks
from handbook.grounds.register import load_register
from handbook.sources import frontmatter
from handbook.sources.fences import prose_lines
from handbook.sources.pages import read_pages
from tests.conftest import ROOT

ROWS = list(csv.DictReader((ROOT / "tests/search/questions.csv").read_text(encoding="utf-8").splitlines()))
DEVELOPMENT = [row for row in ROWS if row["id"].startswith("q")]


class Answer(NamedTuple):
    """The page that answers a question, and the words in which it does."""

    page: str
    says: str


ANSWERS = {
    key: Answer(**entry)
    for key, entry in yaml.safe_load((ROOT / "tests/content/answers.yml").read_text(encoding="utf-8")).items()
}


def text_of(page: str) -> str:
    """Return what a page says, its answer first, without marks and line ends."""
    source = (ROOT / "docs" / page).read_text(encoding="utf-8")
    _, _, head = frontmatter.split(source)
    body = " ".join(line for number, line in prose_lines(source) if number > head)
    answer = str(frontmatter.meta_of(source)["description"])
    return re.sub(r"\[([^\]]*)\]\([^)]*\)", r"\1", without_marks(f"{answer} {body}")).replace("**", "")


def test_all_sixty_have_an_answer() -> None:
    assert len(DEVELOPMENT) == 60
    assert [row["id"] for row in DEVELOPMENT] == list(ANSWERS)


@pytest.mark.parametrize("row", DEVELOPMENT, ids=lambda row: row["id"])
def test_the_page_says_what_answers_the_question(row: dict[str, str]) -> None:
    answer = ANSWERS[row["id"]]
    assert answer.says in text_of(answer.page), row["question"]
    assert answer.page in [target.split("#")[0] for target in row["pages"].split("|")]


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
