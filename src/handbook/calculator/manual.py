"""manual/: what each function of the engine, each field and each result means. For `handbook calc --list`."""

from __future__ import annotations

from functools import cache
from typing import Annotated, Any

import msgspec
from msgspec import Meta

from handbook.calculator.engine import HERE
from handbook.sources.shapes import Entry, Text
from handbook.sources.yaml import load

COMMON = "common"
"""The one file that is of no function: kinds of fields, and fields that several functions share."""


class Function(Entry):
    """What a function is for, the source of its rule, and what each field and each result means, by its path."""

    summary: Text
    rule: Text
    returns: dict[str, Text]
    fields: dict[str, Text]


class Common(Entry):
    """What is of no single function. `kinds`: kind of a field → its type and unit; `shared`: end of a path → text."""

    kinds: dict[str, Annotated[list[str], Meta(min_length=2, max_length=2, description="写成 [类型, 单位]")]]
    errors: Text
    receipt: Text
    shared: dict[str, Text]


class Manual(Common):
    """The manual as read."""

    functions: dict[str, Function]

    def field(self, function: str, path: str) -> str:
        """Return what the field at `path` ("debts.name") means. Raises KeyError where the manual is silent."""
        own = self.functions[function].fields
        parts = path.split(".")
        ends = [".".join(parts[start:]) for start in range(len(parts))]
        for end in ends:
            if end in own:
                return own[end]
        for end in ends:
            if end in self.shared:
                return self.shared[end]
        raise KeyError(f"{function}: {path}")

    def type_of(self, field: dict[str, Any]) -> list[str]:
        """Return [type, unit] of a field as the engine describes it, in Chinese; the unit may be empty."""
        name, unit = self.kinds[field["kind"]]
        if field["kind"] != "list" or field["item"] == "record":
            return [name, unit]
        item, unit = self.kinds[field["item"]]
        return [f"{item}{name}", unit]


@cache
def load_manual() -> Manual:
    """Return the manual, read once. Raises SourceError."""
    root = HERE.parents[2]
    files = {path.stem: load(path, root) for path in sorted((HERE / "manual").glob("*.yml"))}
    common = files.pop(COMMON).read(Common)
    functions = {name: document.read(Function) for name, document in files.items()}
    return Manual(**msgspec.structs.asdict(common), functions=functions)
