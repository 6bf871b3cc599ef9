"""What deno and a parser say of our scripts as written: their layout, habits, types, size, and how they begin."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from tests.scripts.sources import FINISHED, NOT_YET, SCRIPTS, as_lines, deno, parsed_sources, relative

LONGEST = 50


def test_scripts_and_styles_are_laid_out_as_deno_does(tmp_path: Path) -> None:
    done = deno("fmt", "--check", home=tmp_path)
    assert done.returncode == 0, f"{done.stdout}{done.stderr}\n用 deno fmt 排好"


# no-window and no-window-prefix are off in deno.json: they are for programs of deno, where there is no window; ours run
# in pages, where `window` says plainly whose listener or size is meant. In the worker, which has none, we write `self`.
def test_the_linter_has_nothing_to_say(tmp_path: Path) -> None:
    done = deno("lint", *map(str, FINISHED), home=tmp_path)
    assert done.returncode == 0, done.stdout + done.stderr


def test_types_agree(tmp_path: Path) -> None:
    done = deno("check", "--no-remote", *map(str, SCRIPTS), home=tmp_path)
    assert done.returncode == 0 or "[ERROR]" in done.stderr, done.stderr
    faults = [fault for fault in re.split(r"\n\n(?=TS\d)", done.stderr) if "[ERROR]" in fault]
    waiting = re.compile(r"at file://\S*/src/handbook/(?:" + "|".join(map(re.escape, NOT_YET)) + ")")
    left = [fault for fault in faults if not NOT_YET or not waiting.search(fault)]
    assert not left, "\n\n".join(left)


@pytest.mark.parametrize("path", FINISHED, ids=relative)
def test_a_script_begins_with_its_check_and_what_it_is_for(path: Path) -> None:
    lines = path.read_text(encoding="utf-8").splitlines()
    assert lines[0] == "// @ts-check", f"{relative(path)}:1: 没有 // @ts-check; 写在第一行"
    assert re.match(r"/\* \S", lines[1]), f"{relative(path)}:2: 没有说这个模块做什么; 在第二行写 /* … */"


def test_no_function_outgrows_what_one_can_see_at_once() -> None:
    long = [
        (path, line, f"函数 {name} 有 {size} 行; 分成几个，每个不超过 {LONGEST} 行")
        for path, seen in parsed_sources().items()
        if path in FINISHED
        for line, size, name in seen.functions
        if size > LONGEST
    ]
    assert not long, as_lines(long)
