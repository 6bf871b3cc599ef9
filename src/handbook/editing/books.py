"""Words files, and labels and hints in data, are checked as pages are: readers read them too."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator

from handbook.editing.blocks import check_sentence
from handbook.editing.prose import HAN, Line
from handbook.editing.style import Values, check_registered, values_but
from handbook.editing.typography import check_signs
from handbook.editing.words import check_words
from handbook.grounds.markdown import Register, document_faults
from handbook.sources.frontmatter import age
from handbook.sources.problems import Problem
from handbook.sources.yaml import Document
from handbook.wording.book import SLOT, Book

PLAIN_NUMBERS = ["10 元", "50%", "0.05%"]
AS_TYPED = ["1 到 120"]
"""What forms offer, or show as an example of what is typed: these files have no head to say so."""

NEUTRAL = "甲"
"""What stands for a slot: a character of text, no number and no sign."""


def check_book(book: Book, register: Register, day: dt.date) -> list[Problem]:
    """Return every breach of a rule in a words file, and what its head says of its age."""
    problems = age(book.source, book.head, day) + document_faults(book.source, register)
    values = values_but(book.head.plain_numbers, register)
    for sentence in book.sentences:
        text = _without(book.head.as_typed or [], SLOT.sub(NEUTRAL, sentence.text))
        # The signs of a scam name what this site else never says, as its box on a page does.
        line = Line(sentence.line, text, in_scam_box="scam" in sentence.code.split("."))
        problems += _said(book.source.path, line, register, values)
    return problems


def check_labels(source: Document, register: Register) -> list[Problem]:
    """Return every breach of a rule in what a file of forms or of data says to readers."""
    values = values_but(PLAIN_NUMBERS, register)
    said = [(source.line(place), _without(AS_TYPED, text)) for place, text in source.texts() if HAN.search(text)]
    breaches = (_said(source.path, Line(line, text), register, values) for line, text in said)
    return [*document_faults(source, register), *(fault for found in breaches for fault in found)]


def _without(typed: list[str], text: str) -> str:
    for one in typed:
        text = text.replace(one, NEUTRAL)
    return text


def _said(path: str, line: Line, register: Register, values: Values) -> Iterator[Problem]:
    """Yield what breaks a rule in one thing that is said outside pages."""
    yield from check_words(path, line)
    yield from check_signs(path, line)
    yield from check_sentence(path, line)
    yield from check_registered(path, line, register, values)
