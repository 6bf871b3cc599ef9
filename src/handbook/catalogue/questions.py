"""What people ask, as the pages list it in their front matter: [[大家都在问]], by the parts of the navigation."""

from __future__ import annotations

import html
import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from itertools import groupby
from pathlib import Path

from pymdownx.slugs import slugify

from handbook.sources import frontmatter
from handbook.sources.nav import read_nav

PAGE = "questions.md"
"""The page that asks for the list. It lies beside the home page, so that links need no way up."""

HOME = "从这里开始"
"""Name for the pages of no part."""


@dataclass(frozen=True)
class Asked:
    """A page, and the questions that it answers."""

    page: str
    part: str
    title: str
    answer: str
    questions: list[str]


@dataclass(frozen=True)
class Questions:
    """All pages that say what they are asked, in the order of the navigation."""

    asked: list[Asked]

    @property
    def tables(self) -> dict[str, Callable[[], list[str]]]:
        """What a page may ask for by name; each gives Markdown lines."""
        return {"大家都在问": self._lines}

    def _lines(self) -> list[str]:
        slug = slugify(case="lower")
        parts = [(part or HOME, list(pages)) for part, pages in groupby(self.asked, lambda entry: entry.part)]
        # A phone shows no outline beside the text.
        lines = ["、".join(f"[{part}](#{slug(part, '-')})" for part, _ in parts), ""]
        for part, pages in parts:
            lines += [f"## {part}", ""]
            for entry in pages:
                # No heading for a page: the outline beside the text would be longer than a screen.
                lines += [f"**[{entry.title}]({entry.page})**　{entry.answer}", ""]
                lines += [f"- {_as_text(question)}" for question in entry.questions]
                lines.append("")
        return lines


def load_questions(root: Path, pages: Mapping[str, str]) -> Questions:
    """Return what the `pages` are asked, in the order of `root`/mkdocs.yml.

    What is wrong with a page is told by its own checks.
    """
    asked = []
    for entry in read_nav(root):
        if entry.page == PAGE or entry.page not in pages:
            continue
        meta = frontmatter.meta_of(pages[entry.page])
        questions = [str(question) for question in meta.get("questions", [])]
        if questions:
            title, answer = str(meta.get("title", Path(entry.page).stem)), str(meta.get("description", ""))
            asked.append(Asked(entry.page, entry.part, title, answer, questions))
    return Questions(asked)


def _as_text(question: str) -> str:
    """Return what somebody typed so that Markdown takes nothing in it for markup."""
    return re.sub(r"([\\`*_\[\]])", r"\\\1", html.escape(question, quote=False))
