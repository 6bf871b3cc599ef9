"""The one script that each tool needs: the frame, the reader's case, its views, their arithmetic and their words."""

from __future__ import annotations

from collections.abc import Mapping

from handbook.bundling.join import join
from handbook.calculator.engine import HERE as CALCULATOR
from handbook.tools.registry import HERE, load_tools
from handbook.wording.book import COMMON, FILE, Resolve, as_written, handed_over, load_book

FRAME = HERE / "frame"
EARLY = FRAME / "early.js"
"""Runs before anything is drawn, so that no step appears only to vanish."""

Books = Mapping[str, Mapping[str, str]]
BUILD_ONLY = ("how.", "page.")
"""Sentences of these groups stand in the page; no script says them."""


def load_books(resolve: Resolve = as_written) -> dict[str, dict[str, str]]:
    """Return all that tools say: book → code → sentence. Raises SourceError."""
    paths = {"common": COMMON, "engine": CALCULATOR / FILE}
    paths |= {path.parent.name: path for path in sorted(HERE.glob(f"*/{FILE}"))}
    return {name: load_book(path, path.parent).compiled(resolve) for name, path in paths.items()}


def tool_script(tool: str, books: Books) -> str:
    """Return what a page with the tool loads, as one classic script. Raises JoinError."""
    tools = load_tools()
    views, used = _views(tools.tools[tool].steps)
    forms = tools.forms_of(tool)
    page = FRAME / f"page-of-{tool}.js"
    words = handed_over(_said({name: book for name, book in books.items() if _needed(name, forms)}), page)
    return join(page, text=f'{words}{views}import {{ start }} from "./page.js";\nstart({{ {used} }});\n')


def build_script(books: Books) -> str:
    """Return the module by which the build asks for every answer."""
    views, used = _views(load_tools().speaking)
    path = FRAME / "build.js"
    words = handed_over(_said(books), path)
    return f'{words}{views}import {{ use }} from "./answer.js";\n{path.read_text(encoding="utf-8")}use({{ {used} }});\n'


def _needed(book: str, forms: list[str]) -> bool:
    return book in forms or not (HERE / book / "form.yml").is_file()


def _said(books: Books) -> dict[str, dict[str, str]]:
    """Return the sentences that scripts may say."""
    return {
        name: {code: text for code, text in book.items() if not code.startswith(BUILD_ONLY)}
        for name, book in books.items()
    }


def _views(steps: list[str]) -> tuple[str, str]:
    """Return the lines that import the views of some steps, and the names of those that have one."""
    own = [step for step in steps if step in load_tools().speaking]
    return "".join(f'import {{ view as {step} }} from "../{step}/view.js";\n' for step in own), ", ".join(own)
