"""The shapes of all data as JSON Schema, for editors that complete and check while one types: `handbook schema`.

Each file says in its first line which schema it follows; YAML's language server reads that.
"""

from __future__ import annotations

import json
import os
import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any, get_args

import msgspec

from handbook.calculator.manual import COMMON, Common, Function
from handbook.case.entries import Item
from handbook.catalogue.schema import Channel, Claim, Glossary, Measured, PeerTable
from handbook.editing.answers import Answer
from handbook.editing.citing import Excuse
from handbook.grounds.schema import (
    DeadlineTable,
    Fee,
    Helpline,
    HolidayTable,
    Id,
    InstrumentEntry,
    Line,
    ParameterEntry,
    Rule,
)
from handbook.tools.parts import Budget, Priorities
from handbook.tools.registry import Step
from handbook.wording.book import Head

FOLDER = "data/schema"
_MARK = "# yaml-language-server: $schema="


@dataclass(frozen=True)
class Schema:
    """One schema: its name, the shape it comes from, and the files that follow it, as patterns below the project."""

    name: str
    shape: Any
    files: tuple[str, ...]
    but: str = ""
    """The name of a file among them that follows another."""

    @property
    def path(self) -> str:
        """Its file below the project."""
        return f"{FOLDER}/{self.name}.json"


SCHEMAS = (
    Schema("laws", dict[str, InstrumentEntry], ("data/laws.yml",)),
    Schema("parameters", dict[str, ParameterEntry], ("data/parameters/*.yml",)),
    Schema("deadlines", DeadlineTable, ("data/deadlines.yml",)),
    Schema("fees", dict[Id, Fee], ("data/fees.yml",)),
    Schema("lines", dict[Id, Line], ("data/lines.yml",)),
    Schema("rules", dict[Id, Rule], ("data/rules.yml",)),
    Schema("holidays", HolidayTable, ("data/holidays.yml",)),
    Schema("helplines", list[Helpline], ("data/helplines.yml",)),
    Schema("channels", list[Channel], ("data/channels.yml",)),
    Schema("claims", list[Claim], ("data/claims.yml",)),
    Schema("glossary", Glossary, ("data/glossary.yml",)),
    Schema("peers", PeerTable, ("data/peers.yml",)),
    Schema("measured", Measured, ("data/measured.yml",)),
    Schema("answers", dict[str, Answer], ("data/answers.yml",)),
    Schema("uncited", list[Excuse], ("data/uncited.yml",)),
    Schema("budget", Budget, ("data/budget.yml",)),
    Schema("priorities", Priorities, ("data/priorities.yml",)),
    Schema("form", Step, ("src/handbook/tools/*/form.yml",)),
    Schema("words", Head, ("src/handbook/**/words.yml", "src/handbook/wording/common.yml")),
    Schema("manual", Function, ("src/handbook/calculator/manual/*.yml",), but=f"{COMMON}.yml"),
    Schema("manual-common", Common, (f"src/handbook/calculator/manual/{COMMON}.yml",)),
)


def schema_text(schema: Schema) -> str:
    """Return the JSON of one schema: the same shapes always give the same text."""
    made = _with_items() if schema.shape is Step else msgspec.json.schema(schema.shape)
    return json.dumps(_lenient(made), ensure_ascii=False, indent=2) + "\n"


def files_of(schema: Schema, root: Path) -> Iterator[Path]:
    """Yield the files that follow a schema."""
    for pattern in schema.files:
        yield from (path for path in sorted(root.glob(pattern)) if path.name != schema.but)


def first_line(schema: Schema, file: Path, root: Path) -> str:
    """Return the line by which a file names its schema."""
    return f"{_MARK}{Path(os.path.relpath(root / schema.path, file.parent)).as_posix()}"


def write_schemas(root: Path) -> list[Path]:
    """Write every schema that changed, and the first line of every file that lacks it. Returns what was written."""
    wanted: dict[Path, str] = {}
    for schema in SCHEMAS:
        wanted[root / schema.path] = schema_text(schema)
        for file in files_of(schema, root):
            text = re.sub(rf"^{re.escape(_MARK)}.*\n", "", file.read_text(encoding="utf-8"))
            wanted[file] = f"{first_line(schema, file, root)}\n{text}"
    (root / FOLDER).mkdir(parents=True, exist_ok=True)
    changed = [path for path, text in wanted.items() if not path.is_file() or path.read_text(encoding="utf-8") != text]
    for path in changed:
        path.write_text(wanted[path], encoding="utf-8")
    return changed


def _with_items() -> dict[str, Any]:
    """Return the schema of a form, with all that may stand in its fields: the shape of Step leaves that open."""
    (step, *items), parts = msgspec.json.schema_components([Step, *get_args(Item)], ref_template="#/$defs/{name}")
    parts["Step"]["properties"]["fields"]["items"] = {"anyOf": items}
    return step | {"$defs": parts}


def _lenient(part: Any) -> Any:
    """Return a schema that takes a number for a text, as our reader does: `12378` needs no quotes."""
    if isinstance(part, list):
        return [_lenient(one) for one in part]
    if not isinstance(part, dict):
        return part
    made = {key: _lenient(value) for key, value in part.items()}
    return made | {"type": ["string", "number"]} if made.get("type") == "string" else made
