"""manual/: what each function of the engine, each field and each result means. For `handbook calc --list`."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from typing import Any

import yaml

from handbook.calculator.engine import HERE

COMMON = "common"
"""The one file that is of no function: kinds of fields, and fields that several functions share."""


@dataclass(frozen=True)
class Manual:
    """The manual as read. `functions`: name → {summary, rule, fields, returns}; `shared`: end of a path → text."""

    kinds: dict[str, list[str]]
    errors: str
    receipt: str
    shared: dict[str, str]
    functions: dict[str, dict[str, Any]]

    def field(self, function: str, path: str) -> str:
        """Return what the field at `path` ("debts.name") means. Raises KeyError where the manual is silent."""
        own: dict[str, str] = self.functions[function]["fields"]
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
    """Return the manual, read once."""
    read = {path.stem: yaml.safe_load(path.read_text(encoding="utf-8")) for path in (HERE / "manual").glob("*.yml")}
    return Manual(**read.pop(COMMON), functions=read)
