"""Rules on how much stands together (VOICE-2, VOICE-8, FORM-6): sentences, paragraphs, lists."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from handbook.editing.prose import HAN, Line, plain, unquoted
from handbook.sources.problems import Problem

SENTENCE_LIMIT = 60
PARAGRAPH_LIMIT = 4
LIST_LIMIT = 9

_PART_END = re.compile(r"[。！？；!?;]")
_SENTENCE_END = re.compile(r"[。！？!?]")
_ITEM = re.compile(r"( *)(?:[-*+]|\d+\.) ")
_NO_TEXT = re.compile(r"\s*(?:#|\||<|>|!!!|\?\?\?|\[\[|$)")
"""What begins no paragraph of ours: headings, tables, HTML, words to be said aloud, boxes, tables made from data."""


def check_sentence(path: str, line: Line) -> Iterator[Problem]:
    """Yield the sentences of one line that are too long to be taken in."""
    # A row of a table is not one sentence.
    for cell in plain(line.text).split("|"):
        for sentence in _PART_END.split(cell):
            length = len(HAN.findall(sentence))
            if length > SENTENCE_LIMIT:
                what = f"VOICE-2 “{sentence.strip()[:12]}…”这句有 {length} 个汉字"
                yield Problem(path, line.number, what, "拆成几句，一句一个意思")


@dataclass
class _List:
    start: int
    indent: int
    items: int = 0


def check_blocks(path: str, lines: list[Line]) -> Iterator[Problem]:
    """Yield the paragraphs and lists of a page that hold too much."""
    lists: list[_List] = []
    paragraph: list[Line] = []
    for line in [*lines, Line(0, "#")]:
        if line.in_head:
            continue
        item = _ITEM.match(line.text)
        blank = not line.text.strip()
        indent = len(line.text) - len(line.text.lstrip())
        if not blank:
            # A list ends where the text returns to its margin or further out; blank lines between items are none.
            while lists and (indent < lists[-1].indent or (indent == lists[-1].indent and not item)):
                yield from _list_fault(path, lists.pop())
        if item:
            if not lists or indent > lists[-1].indent:
                lists.append(_List(line.number, indent))
            lists[-1].items += 1
        if item or lists or _NO_TEXT.match(line.text):
            yield from _paragraph_fault(path, paragraph)
            paragraph = []
        else:
            paragraph.append(line)


def _list_fault(path: str, found: _List) -> Iterator[Problem]:
    if found.items > LIST_LIMIT:
        what = f"FORM-6 这个清单有 {found.items} 项"
        yield Problem(path, found.start, what, f"分成几个，每个不超过 {LIST_LIMIT} 项，各加小标题")


def _paragraph_fault(path: str, paragraph: list[Line]) -> Iterator[Problem]:
    # What is quoted ends no sentence of ours.
    text = unquoted("".join(plain(line.text) for line in paragraph))
    sentences = sum(bool(HAN.search(part)) for part in _SENTENCE_END.split(text))
    if sentences > PARAGRAPH_LIMIT:
        what = f"VOICE-8 这一段有 {sentences} 句"
        yield Problem(path, paragraph[0].number, what, f"空一行分段，每段最好 3 句，不超过 {PARAGRAPH_LIMIT} 句")
