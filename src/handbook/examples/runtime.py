"""Worked examples inside Python: computed by the engine, drawn by the scripts that draw a reader's own answers."""

from __future__ import annotations

from functools import cache
from pathlib import Path
from typing import Any

from handbook.bundling.runtime import Script
from handbook.calculator.engine import CaseError, shared_engine
from handbook.tools.scripts import load_books
from handbook.wording.book import FILE, handed_over, own_words

HERE = Path(__file__).parent
BUILD = HERE / "build.js"
BOOK = "examples"

Part = dict[str, Any]


class Examples:
    """Plans and dated values as pages show them. May be shared between threads."""

    def __init__(self) -> None:
        """Join the modules, with their words."""
        books = load_books() | {BOOK: own_words(HERE / FILE)}
        self._script = Script(BUILD, handed_over(books, BUILD) + BUILD.read_text(encoding="utf-8"))

    def parts(self, case: dict[str, Any]) -> list[Part]:
        """Return what is said of the plan for `case`, the input of `plan` in 分: see tools/frame/parts.js.

        Raises CaseError.
        """
        parts: list[Part] = self._script.call("parts", case, _expect("plan", case))
        return parts

    def result(self, case: dict[str, Any]) -> str:
        """Return the HTML of the plan for `case`, the input of `plan` in 分. Raises CaseError."""
        html: str = self._script.call("result", case, _expect("plan", case))
        return html

    def plan(self, raw: object) -> str:
        """Return the HTML of the plan for a case as people write it, in 元. Raises CaseError."""
        return self.result(_expect("parse_case", raw)["input"])

    def section(self, raw: object) -> str:
        """Return the whole section for a case in 元. Raises CaseError."""
        parsed = _expect("parse_case", raw)
        section: str = self._script.call("section", parsed["title"], self.result(parsed["input"]))
        return section

    def dated(self, table: dict[str, Any], day: str) -> str:
        """Return the section for a table of dated values as of `day` (see dated.js). Raises CaseError."""
        made = self._script.call("dated", table, day)
        if "errors" in made:
            raise CaseError(made["errors"])
        html: str = made["html"]
        return html


def _expect(name: str, data: object) -> dict[str, Any]:
    result = shared_engine().calculate(name, data)
    if "errors" in result:
        raise CaseError(result["errors"])
    return result


@cache
def shared_examples() -> Examples:
    """Return one for the whole process: loading the scripts is the slow part."""
    return Examples()
