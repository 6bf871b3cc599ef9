"""The sources of all pages, read once for whoever looks at the whole set."""

from __future__ import annotations

from pathlib import Path

from handbook.sources.problems import Problem, SourceError
from handbook.sources.yaml import read_text, refuse_conflict

DOCS = "docs"


def read_pages(root: Path) -> dict[str, str]:
    """Return page below `root`/docs → its source, in the order of the paths; assets are none.

    Raises SourceError with every page that is no text, or still holds a merge that nobody settled.
    """
    docs = root / DOCS
    pages: dict[str, str] = {}
    problems: list[Problem] = []
    for path in sorted(docs.rglob("*.md")):
        name = path.relative_to(docs).as_posix()
        if name.startswith("assets/"):
            continue
        try:
            pages[name] = read_text(path, f"{DOCS}/{name}")
            refuse_conflict(pages[name], f"{DOCS}/{name}")
        except SourceError as error:
            problems += error.problems
    if problems:
        raise SourceError(problems)
    return pages
