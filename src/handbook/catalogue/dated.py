"""A `dated` block: a parameter that the reader can ask for another day, and replace by a newer value."""

from __future__ import annotations

import datetime as dt
from typing import Any

from markdown import Markdown
from markdown.extensions import Extension
from markdown.preprocessors import Preprocessor

from handbook.examples.runtime import shared_examples
from handbook.grounds.markdown import Register
from handbook.grounds.parameters import Parameters
from handbook.sources.fences import Block, find_blocks, replace_blocks
from handbook.sources.problems import Problem, SourceError
from handbook.sources.shapes import Entry, Text
from handbook.sources.yaml import parse

NAME = "dated"


class Dated(Entry):
    """What a `dated` block says: two parameters, what the reader is asked, what the answer is called."""

    series: Text
    times: Text
    ask: Text
    result: Text


def check_source(path: str, text: str, register: Register) -> list[Problem]:
    """Return what is wrong with the `dated` blocks of a page."""
    problems = []
    for block in find_blocks(text.split("\n"), NAME):
        if block.fault:
            problems.append(Problem(path, block.start + 1, *block.fault))
            continue
        try:
            document = parse(block.text, path, block.start + 1, f"{NAME} 区块")
            asked = document.read(Dated)
        except SourceError as error:
            problems += error.problems
            continue
        for name in ("series", "times"):
            fault = register.parameters.fault(getattr(asked, name), register.day)
            problems += [document.problem(f"$.{name}", *fault)] if fault else []
    return problems


def section(asked: Dated, parameters: Parameters, day: dt.date) -> str:
    """Return the block's HTML for `day`: the answer, and every row of the series."""
    entry = parameters.entries[asked.series]
    # Before the rule that multiplies was in force, the series says nothing about it.
    begins = parameters.entries[asked.times].values[0].from_
    table: dict[str, Any] = {
        "title": entry.title,
        "ask": asked.ask,
        "result": asked.result,
        "unit": entry.unit,
        "times": parameters.known(asked.times, day).value,
        "known_until": entry.valid_until_checked,
        "rows": [
            {"from": max(row.from_, begins), "to": row.to, "value": row.value}
            for row in entry.values
            if row.to >= begins
        ],
    }
    return shared_examples().dated(table, day.isoformat())


class _Dated(Preprocessor):
    def __init__(self, register: Register, md: Markdown) -> None:
        super().__init__(md)
        self.register = register

    def run(self, lines: list[str]) -> list[str]:
        def make(block: Block) -> str:
            asked = parse(block.text, "", name=f"{NAME} 区块").read(Dated)
            return self.md.htmlStash.store(section(asked, self.register.parameters, self.register.day))

        return replace_blocks(lines, NAME, make)


class DatedExtension(Extension):
    """Registers the `dated` block; a faulty one was refused by `check_source` before Markdown ran."""

    def __init__(self, register: Register, **kwargs: Any) -> None:
        super().__init__(**kwargs)
        self.register = register

    def extendMarkdown(self, md: Markdown) -> None:  # noqa: N802 - the name is Python-Markdown's
        """Join before the fence extensions (25) take the block."""
        md.preprocessors.register(_Dated(self.register, md), "dated", 27)
