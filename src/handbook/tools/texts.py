"""What the tools say that stands in no page: labels, hints and words, whose marks are held against the register."""

from __future__ import annotations

from pathlib import Path

from handbook.grounds.markdown import Register, document_faults
from handbook.sources.problems import Problem
from handbook.sources.yaml import Document, load
from handbook.tools.parts import BUDGET, PRIORITIES
from handbook.tools.registry import form_files, load_form
from handbook.wording.book import book_files, load_book

RULES = ("deadlines.yml", "fees.yml", "lines.yml")
"""Rules that a reader chooses among, or reads of: grounds/rules.py holds their marks against the register."""


def labels(data: Path, root: Path) -> list[Document]:
    """Return the files whose labels and hints readers see; `root` shortens paths. Raises SourceError."""
    return [load(data / name, root) for name in (BUDGET, PRIORITIES, *RULES)] + [load_form(one) for one in form_files()]


def mark_faults(data: Path, root: Path, register: Register) -> list[Problem]:
    """Return a problem for every mark in a label or a sentence that names nothing known or in force."""
    words = [load_book(path).source for path in book_files()]
    return [fault for source in [*labels(data, root), *words] for fault in document_faults(source, register)]
