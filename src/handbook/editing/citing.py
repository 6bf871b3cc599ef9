"""TRUTH-1: a passage that says what must or may be done cites its ground, or data/uncited.yml says why not."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Annotated

from msgspec import Meta

from handbook.grounds.markdown import VALUE
from handbook.grounds.model import GROUND
from handbook.sources import frontmatter
from handbook.sources.fences import prose_lines
from handbook.sources.pages import DOCS
from handbook.sources.problems import Problem
from handbook.sources.shapes import Entry, Text
from handbook.sources.yaml import load

FILE = "data/uncited.yml"

_NORMATIVE = re.compile(r"必须|应当|有权(?!限)|不得|犯罪|罚款|拘留|可以?请求|可以申请|" + VALUE)
_ITEM = re.compile(r"\s*([-*]|\d+\.) ")


class Excuse(Entry):
    """A passage that needs no ground: its page below docs, words of it, and the reason."""

    page: Text
    text: Text
    reason: Annotated[str, Meta(min_length=6, description="写明为什么不用引，至少六个字")]


def check_citing(root: Path, pages: Mapping[str, str]) -> list[Problem]:
    """Return every uncited passage of law among `pages`, and every excuse that none needs. Raises SourceError."""
    source = load(root / FILE, root)
    excuses = source.read(list[Excuse])
    needed: set[int] = set()
    problems: list[Problem] = []
    for page, text in pages.items():
        for line, passage, word in uncited(text):
            excused = [at for at, one in enumerate(excuses) if one.page == page and one.text in passage]
            needed.update(excused)
            if not excused:
                fix = f"写上 [短名 条号]；真不用引，就在 {FILE} 写明为什么"
                problems.append(Problem(f"{DOCS}/{page}", line, f"TRUTH-1 这里说“{word}”，没有引依据", fix))
    for at, excuse in enumerate(excuses):
        if at not in needed:
            what = f"TRUTH-1 {excuse.page} 里没有要这条理由的“{excuse.text}”"
            problems.append(source.problem(f"$[{at}]", what, "删掉这一条，或改成页面现在的话"))
    return problems


def uncited(text: str) -> Iterator[tuple[int, str, str]]:
    """Yield (line, passage, the word that makes it law) of a page's passages that state law and cite nothing."""
    for line, passage in _passages(text):
        word = _NORMATIVE.search(passage)
        if word and not re.search(GROUND, passage):
            yield line, passage, word[0]


def _passages(text: str) -> Iterator[tuple[int, str]]:
    """Yield (line, text) of paragraphs, list items and whole tables: what a reader takes in at once.

    The items of a list stand under the sentence that opens it with a colon, and under its ground.
    """
    _, _, head = frontmatter.split(text)
    block: list[str] = []
    start, opening = 0, ""
    for number, line in [*prose_lines(text), (head + 1, "")]:
        if number <= head:
            continue
        item = _ITEM.match(line)
        if (not line.strip() or item or line.startswith("#")) and block:
            yield start, "\n".join(block)
            opening = block[-1] if block[-1].rstrip("]）").endswith("：") else opening
            block = []
        if line.strip() and not item:
            opening = ""
        if item:
            block.append(opening)
        if line.strip() and not line.startswith("#"):
            start = start if block and not item else number
            block.append(line)
