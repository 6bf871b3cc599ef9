"""A `dated` block: a parameter that the reader can ask for another day, and replace by a newer value."""

from __future__ import annotations

import datetime as dt
from typing import Any

import yaml
from markdown import Markdown
from markdown.extensions import Extension
from markdown.preprocessors import Preprocessor

from handbook.calculator.engine import shared_engine
from handbook.grounds.markdown import Register
from handbook.grounds.parameters import Parameters
from handbook.sources.fences import Block, find_blocks, replace_blocks
from handbook.sources.problems import Problem

NAME = "dated"
FIELDS = ("series", "times", "ask", "result")


def check_source(path: str, text: str, register: Register) -> list[Problem]:
    """Return what is wrong with the `dated` blocks of a page."""
    problems = []
    for block in find_blocks(text.split("\n"), NAME):
        fault = block.fault or _fault(block.text, register)
        if fault:
            problems.append(Problem(path, block.start + 1, *fault))
    return problems


def _fault(text: str, register: Register) -> tuple[str, str] | None:
    try:
        asked = yaml.load(text, yaml.BaseLoader)  # noqa: S506 - BaseLoader builds only text, lists and maps
    except yaml.YAMLError:
        return "dated 区块不是有效的 YAML", "检查缩进和冒号"
    if not isinstance(asked, dict) or sorted(asked) != sorted(FIELDS):
        return "dated 区块的字段不对", f"正好写 {'、'.join(FIELDS)}"
    for name in ("series", "times"):
        fault = register.parameters.fault(asked[name], register.day)
        if fault:
            return fault
    return None


def section(asked: dict[str, str], parameters: Parameters, day: dt.date) -> str:
    """Return the block's HTML for `day`: the answer, and every row of the series."""
    entry = parameters.entries[asked["series"]]
    # Before the rule that multiplies was in force, the series says nothing about it.
    begins = parameters.entries[asked["times"]].values[0].from_
    table: dict[str, Any] = {
        "title": entry.title,
        "ask": asked["ask"],
        "result": asked["result"],
        "unit": entry.unit,
        "times": parameters.known(asked["times"], day).value,
        "known_until": entry.valid_until_checked,
        "rows": [
            {"from": max(row.from_, begins), "to": row.to, "value": row.value}
            for row in entry.values
            if row.to >= begins
        ],
    }
    return shared_engine().render_dated(table, day.isoformat())


class _Dated(Preprocessor):
    def __init__(self, register: Register, md: Markdown) -> None:
        super().__init__(md)
        self.register = register

    def run(self, lines: list[str]) -> list[str]:
        def make(block: Block) -> str:
            asked = yaml.load(block.text, yaml.BaseLoader)  # noqa: S506 - BaseLoader builds only text, lists and maps
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
