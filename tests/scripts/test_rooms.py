"""Which script may import which: rooms look down only, and nothing goes round in a circle."""

from __future__ import annotations

import re
from graphlib import CycleError, TopologicalSorter
from pathlib import Path

from tests.rooms import BELOW, NOT_YET, SRC, looks_up, room_of, rooms_there
from tests.scripts.sources import SCRIPTS, as_lines, parsed_sources

_TYPE = re.compile(r'import\("(\.[^"]+)"\)')


def imports() -> list[tuple[Path, int, Path]]:
    """Return (script, line, script that it imports)."""
    return [
        (path, line, (path.parent / other).resolve())
        for path, seen in parsed_sources().items()
        for line, other in seen.imports
    ]


def types() -> list[tuple[Path, int, Path]]:
    """Return the same for types that comments take from other scripts."""
    return [
        (path, number, (path.parent / other).resolve())
        for path in SCRIPTS
        for number, line in enumerate(path.read_text(encoding="utf-8").splitlines(), 1)
        for other in _TYPE.findall(line)
    ]


def test_a_script_uses_only_rooms_below_its_own() -> None:
    up = [
        (path, line, f"{room_of(path)} 用了 {room_of(other)}; 把共用的部分移到下面的屋子，见 tests/rooms.py")
        for path, line, other in [*imports(), *types()]
        if looks_up(room_of(path), room_of(other))
    ]
    assert not up, as_lines(up)


def test_no_script_imports_itself_by_way_of_others() -> None:
    graph: dict[Path, set[Path]] = {}
    for path, _, other in imports():
        graph.setdefault(path, set()).add(other)
    try:
        TopologicalSorter(graph).prepare()
    except CycleError as error:
        circle = " → ".join(path.relative_to(SRC).as_posix() for path in error.args[1])
        raise AssertionError(f"模块绕成了圈: {circle}; 把共用的部分移到另一个模块") from None


def test_every_room_says_what_it_may_use() -> None:
    assert rooms_there() - set(BELOW) == set(), "tests/rooms.py 没有这些屋子; 写上各自可以用哪些"
    assert {room for below in BELOW.values() for room in below} <= set(BELOW)


def test_the_table_itself_goes_down_only() -> None:
    TopologicalSorter(BELOW).prepare()


def test_no_exception_outlives_its_reason() -> None:
    used = {(room_of(path), room_of(other)) for path, _, other in [*imports(), *types()]}
    assert used >= NOT_YET, "已经改好的，从 tests/rooms.py 的 NOT_YET 里删掉"
