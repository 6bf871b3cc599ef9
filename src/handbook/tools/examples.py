"""Worked examples: a case as people type it, in the block of a page or, where that gives none, in the tool's folder.

court_fees: {claim: 30000, procedure: simplified}
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Any

from handbook.sources.problems import Problem, SourceError
from handbook.sources.yaml import Document, parse, read_text
from handbook.tools.markup import Kit
from handbook.tools.registry import HERE

FILE = "example.yml"


@dataclass(frozen=True)
class Example:
    """A case as its author wrote it, and where it stands: `place` in `document`, called `label` in messages."""

    document: Document
    place: str = "$"
    label: str = ""

    @property
    def raw(self) -> Any:
        """What was written: every scalar is text, as a reader would type it."""
        held = self.document.data
        for name in self.place.split(".")[1:]:
            held = held[name]
        return held

    def case(self, kit: Kit) -> dict[str, Any]:
        """Return the case, held against the forms as a file that a reader opens. Raises SourceError."""
        # A reader's file may hold a form that this page does not know; an example may not.
        strange = [name for name in self.raw if name not in kit.forms.forms] if isinstance(self.raw, dict) else []
        if strange:
            raise SourceError([self._unread(f"里面有不认识的“{strange[0]}”")])
        found = kit.runtime.call("read", kit.runtime.call("write", _ticked(self.raw), ""))
        if "error" in found:
            # What follows is for who opens a file.
            raise SourceError([self._unread(found["error"].partition("。")[0])])
        case: dict[str, Any] = found["case"]
        return case

    def untyped(self, error: dict[str, str]) -> Problem:
        """Return the problem of a box that is empty or holds what nobody can read."""
        field, message = error["field"], error["message"]
        return self.document.problem(f"{self.place}.{field}", f"{self.label}{field} {message}", "补上或改对")

    def _unread(self, what: str) -> Problem:
        """Return the problem of a case that cannot be read, on the line of the name that is quoted last."""
        named = re.findall("“([^”]+)”", what)[-1:]
        line = max([self.document.line(self.place), *map(self.document.line_of, named)])
        return Problem(self.document.path, line, self.label + what, "照着工具里的格子写")


def example_of_folder(tool: str) -> Example | None:
    """Return the example.yml of a tool; None where its folder holds none. Raises SourceError."""
    path = HERE / tool / FILE
    if not path.is_file():
        return None
    name = f"src/handbook/tools/{tool}/{FILE}"
    return Example(parse(read_text(path, name), name))


def _ticked(value: Any) -> Any:
    """Return the example with the words true and false as ticks: YAML's text has none."""
    if isinstance(value, dict):
        return {name: _ticked(held) for name, held in value.items()}
    if isinstance(value, list):
        return [_ticked(held) for held in value]
    return {"true": True, "false": False}.get(value, value)
