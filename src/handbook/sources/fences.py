"""Fenced blocks of Markdown: which lines they hold, and which lines of a page are text for readers.

A block of ours stands at the top level of a page. It is read before any fence extension sees the text; inside another
fence it is only text being shown.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import NoReturn

from handbook.sources.problems import Problem, SourceError

# After Python-Markdown has tidied line ends and tabs (30), before superfences and fenced_code take the fences (25).
PRIORITY = 28
TAB = 4

_OPENER = re.compile(r"^(?P<prefix>[ \t>]*)(?P<fence>`{3,}|~{3,})[ \t]*(?P<info>[^`]*?)[ \t]*$")
# A list item may not hold a block either; the fence extensions would leave such a line as running text.
_IN_LIST = re.compile(r"^[ \t>]*(?:(?:[-*+]|\d+[.)])[ \t]+)+(?:`{3,}|~{3,})[ \t]*(?P<name>\w+)(?:[ \t]|$)")
_FENCE = re.compile(r"^\s*(```+|~~~+)")


@dataclass
class Source:
    """The page being converted: what to call it in messages, and how many lines of the file precede its text."""

    path: str = "<markdown>"
    line_offset: int = 0

    def fail(self, problems: list[Problem]) -> NoReturn:
        """Stop the build. A plugin may override this to raise its own engine's error."""
        raise SourceError(problems)


@dataclass
class Block:
    """One block: the indexes of its fence lines, and the YAML between them."""

    start: int
    end: int
    text: str
    fault: tuple[str, str] | None = None


def find_blocks(lines: list[str], wanted: str) -> Iterator[Block]:
    """Yield the blocks named `wanted` of a page, in order; a misplaced or unclosed one carries its `fault`."""
    index = 0
    while index < len(lines):
        opener = _OPENER.match(lines[index])
        if opener is None:
            listed = _IN_LIST.match(lines[index])
            if listed and listed["name"] == wanted:
                yield Block(index, index, "", (f"{wanted} 区块不能放在列表里", "移到行首，前后各空一行"))
            index += 1
            continue
        end = _closing(lines, index, opener["prefix"], opener["fence"])
        name, _, options = opener["info"].partition(" ")
        if name == wanted:
            if opener["prefix"]:
                fault = (f"{wanted} 区块缩进了或在引用里", "让 ``` 从行首开始")
            elif end is None:
                fault = (f"{wanted} 区块没有结束", f"在最后加一行 {opener['fence']}")
            elif options:
                fault = (f"{wanted} 后面多了 {options.strip()}", f"这一行只写 {wanted}")
            else:
                fault = None
            last = index if end is None else end
            yield Block(index, last, "\n".join(lines[index + 1 : last]), fault)
        # An unclosed fence of another kind is not a fence, so what follows it still counts.
        index = index + 1 if end is None else end + 1


def replace_blocks(lines: list[str], wanted: str, make: Callable[[Block], str]) -> list[str]:
    """Return the lines with what `make` gives in the place of every block named `wanted`."""
    out: list[str] = []
    done = 0
    for block in find_blocks(lines, wanted):
        out += [*lines[done : block.start], "", make(block), ""]
        done = block.end + 1
    return out + lines[done:]


def prose_lines(text: str) -> Iterator[tuple[int, str]]:
    """Yield (line from 1, text) of a source, outside fenced blocks and without inline code."""
    fence = ""
    for number, line in enumerate(text.splitlines(), 1):
        match = _FENCE.match(line)
        if match:
            token = match.group(1)
            fence = "" if fence and token.startswith(fence) else fence or token
        elif not fence:
            yield number, re.sub(r"`[^`]*`", "", line)


def _closing(lines: list[str], start: int, prefix: str, fence: str) -> int | None:
    """Return the index of the line that closes a fence: the same marks behind a prefix of the same length."""
    for index in range(start + 1, len(lines)):
        line = lines[index]
        if line[len(prefix) :].rstrip() == fence and not line[: len(prefix)].strip(" \t>"):
            return index
    return None
