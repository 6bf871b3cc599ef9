"""Which tools there are, of which steps they are made, and the one script that each needs: tools.yml says so."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Annotated, Literal

import msgspec
import yaml
from msgspec import Meta

from handbook.bundling.join import join
from handbook.problems import Problem, nearest

HERE = Path(__file__).parent
FILE = "tools.yml"
FRAME = HERE / "frame"
EARLY = FRAME / "early.js"
"""Runs before anything is drawn, so that no step appears only to vanish."""

Name = Annotated[str, Meta(min_length=1)]


class View(msgspec.Struct, forbid_unknown_fields=True):
    """What one step needs of the law, and how it is computed in words.

    `law`: kinds of rules that the reader chooses among or an offer is held against; `rules`: ids of data/rules.yml.
    """

    law: list[Literal["deadlines", "fees", "lines"]] = []
    rules: list[Name] = []
    formula: list[Name] = []


class Tool(msgspec.Struct, forbid_unknown_fields=True):
    """One tool: its steps, of which the first `asks` only ask."""

    title: Name
    steps: list[Name]
    asks: int


@dataclass(frozen=True)
class Tools:
    """tools.yml."""

    tools: dict[str, Tool]
    views: dict[str, View]

    @property
    def answering(self) -> list[str]:
        """The steps that say something of what was typed; the others only ask."""
        return [step for step in self.views if (HERE / step / "view.js").is_file()]

    def script(self, tool: str) -> str:
        """Return what a page with the tool loads, as one script: the frame, the case, its views, their arithmetic."""
        views, used = self._views(self.tools[tool].steps)
        entry = f'{views}import {{ start }} from "./page.js";\nstart({{ {used} }});\n'
        return join(FRAME / f"page-of-{tool}.js", text=entry)

    def build_script(self) -> str:
        """Return the module by which the build asks for every answer."""
        views, used = self._views(self.answering)
        entry = (FRAME / "build.js").read_text(encoding="utf-8")
        return f'{views}import {{ use }} from "./answer.js";\n{entry}use({{ {used} }});\n'

    def _views(self, steps: list[str]) -> tuple[str, str]:
        """Return the lines that import the views of some steps, and the names of those that have one."""
        own = [step for step in steps if step in self.answering]
        return "".join(f'import {{ view as {step} }} from "../{step}/view.js";\n' for step in own), ", ".join(own)


@cache
def load_tools() -> Tools:
    """Return tools.yml, read once. Raises msgspec.ValidationError where it is wrong: it is code, not content."""
    raw = yaml.safe_load((HERE / FILE).read_text(encoding="utf-8"))
    return msgspec.convert(raw, Tools)


def unknown_rules(known: Collection[str]) -> Iterator[Problem]:
    """Yield what is wrong where a step asks for a rule that data/rules.yml does not declare."""
    lines = (HERE / FILE).read_text(encoding="utf-8").splitlines()
    for name in dict.fromkeys(rule for view in load_tools().views.values() for rule in view.rules):
        if name not in known:
            at = next(number for number, line in enumerate(lines, 1) if re.search(rf"\b{name}\b", line))
            fix = f"改成那里有的 id（最接近：{'、'.join(nearest(name, known))}），或在那里补一条"
            yield Problem(f"src/handbook/tools/{FILE}", at, f"data/rules.yml 里没有“{name}”", fix)
