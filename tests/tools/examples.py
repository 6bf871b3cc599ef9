"""The examples of the tools: with them a tool that is new is tried by every general test, unasked."""

from __future__ import annotations

import re
from functools import cache

from handbook.tools.examples import FILE
from handbook.tools.registry import HERE, load_tools
from tests.conftest import ROOT
from tests.tools.room import Case, read

_BLOCK = re.compile(r"^```tool\n(.*?)^```", re.MULTILINE | re.DOTALL)
TOOLS = list(load_tools().tools)


@cache
def examples() -> dict[str, Case]:
    """Return tool → the case of its folder, or that of the first page that shows it."""
    found = {path.parent.name: read(path.read_text(encoding="utf-8")) for path in HERE.glob(f"*/{FILE}")}
    for path in sorted((ROOT / "docs").rglob("*.md")):
        for block in map(read, _BLOCK.findall(path.read_text(encoding="utf-8"))):
            if "example" in block:
                found.setdefault(block["name"], block["example"])
    return found


def with_examples(case: Case) -> Case:
    """Return a case, and for every form that it leaves out what the examples put in."""
    given = {form: held for example in examples().values() for form, held in example.items()}
    return given | case


def steps_of(view: str) -> list[str]:
    """Return the steps of the tool that is all about one view."""
    return list(load_tools().tools[view].steps)
