"""The questions of real people, each with the page and the words that answer it: data/answers.yml."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from pathlib import Path

from handbook.editing.prose import LINK
from handbook.grounds.markdown import without_marks
from handbook.sources import frontmatter
from handbook.sources.fences import prose_lines
from handbook.sources.pages import DOCS
from handbook.sources.problems import Problem, nearest
from handbook.sources.shapes import Entry, Text
from handbook.sources.yaml import load

FILE = "data/answers.yml"


class Answer(Entry):
    """The page that answers a question, and the words in which it does."""

    page: Text
    says: Text


def load_answers(root: Path) -> dict[str, Answer]:
    """Return number of a question → its answer. Raises SourceError."""
    return load(root / FILE, root).read(dict[str, Answer])


def check_answers(root: Path, pages: Mapping[str, str]) -> Iterator[Problem]:
    """Yield the answers that their page (page below docs → source) no longer gives. Raises SourceError."""
    document = load(root / FILE, root)
    said = {page: _said(text) for page, text in pages.items()}
    for key, answer in document.read(dict[str, Answer]).items():
        if answer.page not in said:
            near = "、".join(nearest(answer.page, said, 2))
            what, fix = f"没有 {DOCS}/{answer.page} 这一页", f"改成有的页面（最接近：{near}）"
        elif answer.says not in said[answer.page]:
            what, fix = f"{DOCS}/{answer.page} 里没有“{answer.says}”", "改 says，或把话补回页面"
        else:
            continue
        yield document.problem(f"$.{key}", f"{key}: {what}", fix)


def _said(text: str) -> str:
    """Return what a page says, its answer first, without marks and line ends."""
    _, _, head = frontmatter.split(text)
    body = " ".join(line for number, line in prose_lines(text) if number > head)
    answer = str(frontmatter.meta_of(text).get("description", ""))
    return re.sub(r"\*\*", "", LINK.sub(r"\1", without_marks(f"{answer} {body}")))
