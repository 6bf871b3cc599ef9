"""The pages in the order and the parts in which mkdocs.yml lists them."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import yaml

from handbook.sources.yaml import LOADER

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
    path = root / FILE
    node = yaml.compose(path.read_text(encoding="utf-8"), Loader=LOADER) if path.is_file() else None
    if not isinstance(node, yaml.MappingNode):
        return []
    return [entry for key, value in node.value if key.value == "nav" for entry in _entries(value, "")]


def _entries(node: yaml.Node, part: str) -> Iterator[Entry]:
    if isinstance(node, yaml.SequenceNode):
        for item in node.value:
            yield from _entries(item, part)
    elif isinstance(node, yaml.MappingNode):
        for key, value in node.value:
            # A page may have a name of its own; only a list is a part. Parts within parts belong to the outer one.
            inside = part or (key.value if isinstance(value, yaml.SequenceNode) else "")
            yield from _entries(value, inside)
    else:
        yield Entry(node.value, part, node.start_mark.line + 1)
