"""The pages in the order and the parts in which mkdocs.yml lists them."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from handbook.sources.yaml import Document, load

FILE = "mkdocs.yml"


@dataclass(frozen=True)
class Entry:
    """A page of the navigation: its file below docs, the name of its part, its line in mkdocs.yml."""

    page: str
    part: str
    line: int


def read_nav(root: Path) -> list[Entry]:
    """Return the pages of `root`/mkdocs.yml in order; none where there is no such file, or it lists none.

    Read as text: the tags in it (!ENV, !!python) matter only to MkDocs.
    """
    if not (root / FILE).is_file():
        return []
    source = load(root / FILE, root)
    return list(_entries(source, source.data.get("nav", []), "$.nav", "")) if isinstance(source.data, dict) else []


def _entries(source: Document, held: Any, place: str, part: str) -> Iterator[Entry]:
    if isinstance(held, list):
        for index, item in enumerate(held):
            yield from _entries(source, item, f"{place}[{index}]", part)
    elif isinstance(held, dict):
        for key, value in held.items():
            # A page may have a name of its own; only a list is a part. Parts within parts belong to the outer one.
            yield from _entries(source, value, f"{place}.{key}", part or (key if isinstance(value, list) else ""))
    else:
        yield Entry(held, part, source.line(place))
