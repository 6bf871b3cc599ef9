"""Which scripts a tool loads, in the order they need each other, and tools.yml, which says so."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Annotated

import msgspec
import rjsmin
import yaml
from msgspec import Meta

from handbook.calculator.scripts import PARTS

HERE = Path(__file__).parent
STYLE = "tools.css"
EARLY = "early.js"
"""Runs before anything is drawn, so that no step appears only to vanish."""

CORE, PAGE = "core.js", "page.js"
"""What every tool loads before its views and after them, each published as one file: fewer requests on a slow line."""

Name = Annotated[str, Meta(min_length=1)]


class View(msgspec.Struct, forbid_unknown_fields=True):
    """What one step needs: files of the engine, scripts of this room, legal values, and how it is computed in words."""

    engine: list[Name] = []
    scripts: list[Name] = []
    law: list[Name] = []
    tables: bool = False
    holidays: bool = False
    formula: list[Name] = []


class Tool(msgspec.Struct, forbid_unknown_fields=True):
    """One tool: its steps, of which the first `asks` only ask."""

    title: Name
    steps: list[Name]
    asks: int


class Always(msgspec.Struct, forbid_unknown_fields=True):
    """What every tool loads: before its views, and after them."""

    engine: list[Name]
    before: list[Name]
    after: list[Name]


@dataclass(frozen=True)
class Tools:
    """tools.yml."""

    tools: dict[str, Tool]
    views: dict[str, View]
    always: Always

    def engine_files(self, tool: str) -> list[str]:
        """Return the calculator's files for a tool, in its own order."""
        wanted = {name for step in self.tools[tool].steps for name in self.views[step].engine}
        first, *rest = self.always.engine
        return [first, *(name for name in PARTS if name in wanted), *rest]

    def own_files(self, tool: str) -> list[str]:
        """Return this room's scripts for a tool as they are published, each once."""
        views = [name for step in self.tools[tool].steps for name in self.views[step].scripts]
        return list(dict.fromkeys([CORE, *views, PAGE]))

    def all_own_files(self) -> list[str]:
        """Return every published script of this room that some tool loads."""
        return list(dict.fromkeys(name for tool in self.tools for name in self.own_files(tool)))

    def pure_files(self) -> list[str]:
        """Return the sources that touch no page: the build computes with them."""
        views = [name for view in self.views.values() for name in view.scripts]
        return list(dict.fromkeys([*self.always.before, *views, "casefile.js", "receipt.js"]))


@cache
def load_tools() -> Tools:
    """Return tools.yml, read once. Raises msgspec.ValidationError where it is wrong: it is code, not content."""
    raw = yaml.safe_load((HERE / "tools.yml").read_text(encoding="utf-8"))
    return msgspec.convert(raw, Tools)


@cache
def published(name: str) -> str:
    """Return a script as readers download it, a style sheet as it is."""
    always = load_tools().always
    sources = {CORE: always.before, PAGE: always.after}.get(name, [name])
    texts = [(HERE / source).read_text(encoding="utf-8") for source in sources]
    return "".join(f"{rjsmin.jsmin(text)}\n" if name.endswith(".js") else text for text in texts)
