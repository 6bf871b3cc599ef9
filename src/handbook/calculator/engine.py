"""The engine and its words inside Python: the build and the tests compute with the reader's own files.

No arithmetic here; JSON goes in, JSON comes out.
"""

from __future__ import annotations

from functools import cache
from pathlib import Path
from typing import Any

from handbook.bundling.runtime import JavaScriptError, Script
from handbook.wording.book import COMMON, FILE, handed_over, own_words

HERE = Path(__file__).parent
BUILD = HERE / "build.js"

Errors = list[dict[str, str]]


class CaseError(ValueError):
    """A case that cannot be computed; `errors` holds {"field", "message"} in the order of the fields."""

    def __init__(self, errors: Errors) -> None:
        self.errors = errors
        super().__init__("\n".join(f"{error['field']}: {error['message']}" for error in errors))


class Engine:
    """The calculator. May be shared between threads."""

    def __init__(self) -> None:
        """Join the calculator's modules."""
        books = {"common": own_words(COMMON), "engine": own_words(HERE / FILE)}
        self._script = Script(BUILD, handed_over(books, BUILD) + BUILD.read_text(encoding="utf-8"))

    def calculate(self, name: str, data: object, law: dict[str, Any] | None = None) -> dict[str, Any]:
        """Return what the engine's function `name` makes of `data`: its result, or {"errors": [...]}. Never raises.

        `law` holds the dated legal values (see grounds/law.py); only some functions ask for it.
        """
        try:
            result: dict[str, Any] = self._script.call("calculate", name, data, law)
        except (ValueError, TypeError, RecursionError, JavaScriptError):
            # NaN, an object that is no JSON, lists nested without end.
            return {"errors": [{"field": "", "message": "输入不是合格的 JSON；请检查有没有 NaN、Infinity 或嵌套过深"}]}
        return result

    def describe(self, law: dict[str, Any] | None = None) -> list[dict[str, Any]]:
        """Return every function's name and fields, as the engine declares them; with `law`, the options it brings."""
        functions: list[dict[str, Any]] = self._script.call("describe", law)
        return functions


@cache
def shared_engine() -> Engine:
    """Return one engine for the whole process: loading the scripts is the slow part."""
    return Engine()
