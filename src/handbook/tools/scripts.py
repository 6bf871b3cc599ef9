"""Which tools there are, of which steps they are made, and the one script that each needs: tools.yml says so."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Annotated

import msgspec
import yaml
from msgspec import Meta

from handbook.bundling.join import join
from handbook.calculator.engine import HERE as CALCULATOR
from handbook.wording.book import COMMON, FILE, handed_over, own_words

HERE = Path(__file__).parent
CASE = HERE.parent / "case"
FRAME = HERE / "frame"
EARLY = FRAME / "early.js"
"""Runs before anything is drawn, so that no step appears only to vanish."""

Name = Annotated[str, Meta(min_length=1)]
_BOOK = re.compile(r'\b(?:wordsOf\(|BOOK = )"(\w+)"')


class View(msgspec.Struct, forbid_unknown_fields=True):
    """What one step needs of the law, and how it is computed in words."""

    says: bool = True
    """Whether it says something of what was typed as a whole; else it only asks."""
    law: list[Name] = []
    tables: bool = False
    holidays: bool = False
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
        return [step for step, view in self.views.items() if view.says]

    def script(self, tool: str) -> str:
        """Return what a page with the tool loads, as one script: the frame, the case, its views, their arithmetic."""
        views, used = self._views(self.tools[tool].steps)
        page = FRAME / f"page-of-{tool}.js"
        text = f'{views}import {{ start }} from "./page.js";\nstart({{ {used} }});\n'
        # A phone loads only the books out of which something is said on this page.
        open_books = {"common", *_BOOK.findall(join(page, text=text))}
        words = {name: book for name, book in books().items() if name in open_books}
        return join(page, text=handed_over(words, page) + text)

    def build_script(self) -> str:
        """Return the module by which the build asks for every answer."""
        views, used = self._views(list(self.views))
        entry = (FRAME / "build.js").read_text(encoding="utf-8")
        words = handed_over(books(), FRAME / "build.js")
        return f'{words}{views}import {{ use }} from "./answer.js";\n{entry}use({{ {used} }});\n'

    def _views(self, steps: list[str]) -> tuple[str, str]:
        """Return the lines that import the views of some steps, and their names."""
        return "".join(f'import {{ view as {step} }} from "../{step}/view.js";\n' for step in steps), ", ".join(steps)


def books() -> dict[str, dict[str, str]]:
    """Return all that the tools' scripts say, by book."""
    own = {path.parent.name: own_words(path) for path in sorted(HERE.glob(f"*/{FILE}"))}
    return {"common": own_words(COMMON), "engine": own_words(CALCULATOR / FILE), "case": own_words(CASE / FILE)} | own


@cache
def load_tools() -> Tools:
    """Return tools.yml, read once. Raises msgspec.ValidationError where it is wrong: it is code, not content."""
    raw = yaml.safe_load((HERE / "tools.yml").read_text(encoding="utf-8"))
    return msgspec.convert(raw, Tools)
