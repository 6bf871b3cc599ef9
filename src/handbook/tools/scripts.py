"""The one script that each tool needs: the frame, the reader's case, its views, their arithmetic and their words."""

from __future__ import annotations

import re
from collections.abc import Mapping

from handbook.bundling.join import join
from handbook.calculator.engine import HERE as CALCULATOR
from handbook.tools.registry import HERE, load_tools
from handbook.wording.book import COMMON, FILE, Resolve, as_written, handed_over, load_book, written_in

FRAME = HERE / "frame"
CASE = HERE.parent / "case"
RESULT = FRAME / "result.css"
"""How results look: of tools, and of the examples in pages. Before all other styles."""
EARLY = FRAME / "early.js"
"""Runs before anything is drawn, so that no step appears only to vanish."""

_BOOK = re.compile(r'wordsOf\("(\w+)"\)|\bBOOK = "(\w+)"')
Books = Mapping[str, Mapping[str, str]]
BUILD_ONLY = ("how.", "page.", "errors.program.")
"""Groups that no page's script says: they stand in the page itself, or are for who writes JSON by hand."""


def load_books(resolve: Resolve = as_written) -> dict[str, dict[str, str]]:
    """Return all that tools say: book → code → sentence. Raises SourceError."""
    paths = {"common": COMMON, "engine": CALCULATOR / FILE, "case": CASE / FILE}
    paths |= {path.parent.name: path for path in sorted(HERE.glob(f"*/{FILE}"))}
    return {name: load_book(path, path.parent).compiled(resolve) for name, path in paths.items()}


def tool_script(tool: str, books: Books) -> str:
    """Return what a page with the tool loads, as one classic script. Raises JoinError.

    Its words are those that its modules can say: of the books that they name, and of the engine's the codes they write.
    """
    views, used = _views(load_tools().tools[tool].steps)
    page = FRAME / f"page-of-{tool}.js"
    text = f'{views}import {{ start }} from "./page.js";\nstart({{ {used} }});\n'
    silent = join(page, text=text)
    named = {first or second for first, second in _BOOK.findall(silent)}
    said = _said({name: book for name, book in books.items() if name in named})
    said["engine"] = written_in(silent, said["engine"])
    return join(page, text=handed_over(said, page) + text)


def build_script(books: Books) -> str:
    """Return the module by which the build asks for every answer."""
    views, used = _views(load_tools().viewed)
    path = FRAME / "build.js"
    words = handed_over(_said(books), path)
    return f'{words}{views}import {{ use }} from "./answer.js";\n{path.read_text(encoding="utf-8")}use({{ {used} }});\n'


def _said(books: Books) -> dict[str, dict[str, str]]:
    """Return the sentences that scripts may say."""
    return {
        name: {code: text for code, text in book.items() if not code.startswith(BUILD_ONLY)}
        for name, book in books.items()
    }


def _views(steps: list[str]) -> tuple[str, str]:
    """Return the lines that import the views of some steps, and the names of those that have one."""
    own = [step for step in steps if step in load_tools().viewed]
    return "".join(f'import {{ view as {step} }} from "../{step}/view.js";\n' for step in own), ", ".join(own)
