"""Traditional characters and their simplified ones: 停息掛帳 must find 停息挂账.

`python -m handbook.search.traditional` writes traditional.txt anew from zhconv, which is among the test dependencies.
"""

from __future__ import annotations

from collections.abc import Iterable
from functools import cache

from handbook.search.script import HERE

FILE = HERE / "traditional.txt"
_HAN = range(0x3400, 0xA000)
_ALSO = {"帐": "账"}
"""Simplified characters that people type for one another; the table of the source keeps them apart."""


@cache
def _pairs() -> tuple[tuple[str, str], ...]:
    return tuple((line[0], line[1]) for line in FILE.read_text(encoding="utf-8").split("\n") if line)


def simplified_of(characters: Iterable[str]) -> dict[str, str]:
    """Return {traditional: simplified} for those whose simplified character is among `characters`."""
    wanted = set(characters)
    return {old: new for old, new in _pairs() if new in wanted and old not in wanted}


def table() -> str:
    """Return the file's text: a pair on each line. Needs zhconv."""
    from zhconv import convert

    simple = ((chr(code), convert(chr(code), "zh-cn")) for code in _HAN)
    pairs = ((old, _ALSO.get(new, new)) for old, new in simple)
    return "".join(f"{old}{new}\n" for old, new in pairs if old != new and len(new) == 1)


if __name__ == "__main__":
    FILE.write_text(table(), encoding="utf-8")
