"""What the scripts must not touch: the engine knows no page and no clock, the widget sends and stores nothing."""

from __future__ import annotations

import ast
import re
from collections.abc import Callable
from typing import Any

import pytest

from handbook.calculator.scripts import HERE, PARTS, published, script

WORLD = (
    r"\b(document|window|self|navigator|Date|Intl|console|performance|localStorage|sessionStorage|fetch|setTimeout)\b"
)
CHANCE = r"Math\.random|toLocale|XMLHttpRequest|\beval\b|\bFunction\s*\("
# What ES2019 lacks; one such mark and an old phone cannot parse the file at all.
NEWER_SYNTAX = (
    r"\?\.(?!\d)|\?\?|\b\d+n\b|&&=|\|\|=|\bimport\b|\bexport\b|\(\?<[=!]|\.(?:replaceAll|matchAll|at|fromEntries)\("
)


def code_of(name: str) -> str:
    """The script without comments and the inside of regular expressions' optional groups."""
    text = script(name)
    text = re.sub(r"/\*.*?\*/", "", text, flags=re.DOTALL)
    text = re.sub(r"(^|[\s;{}(,])//.*$", r"\1", text, flags=re.MULTILINE)
    return re.sub(r"(?<=[(=\s])/(?![/*\s])(?:\\.|\[(?:\\.|[^\]\n])*\]|[^/\n\\])+/[gimsuy]*", "/re/", text)


@pytest.mark.parametrize("name", [*PARTS, "html.js", "render.js", "dated.js"])
def test_pure_scripts_touch_nothing_outside(name: str) -> None:
    code = code_of(name)
    assert re.findall(WORLD, code) == []
    assert re.findall(CHANCE, code) == []


def test_the_engine_keeps_to_arithmetic_that_every_machine_does_alike() -> None:
    # Math.pow and its like may differ in the last digit; toFixed is exact, and for rates alone.
    code = "".join(code_of(name) for name in PARTS)
    assert re.findall(r"parseFloat|Math\.(?:pow|exp|log|cbrt|sin)", code) == []
    assert code.count("toFixed") == 2


@pytest.mark.parametrize("name", [*PARTS, "html.js", "render.js", "dated.js", "dated-widget.js"])
def test_old_phones_can_parse_the_scripts(name: str) -> None:
    assert re.findall(NEWER_SYNTAX, code_of(name)) == []


def test_each_script_defines_one_global(run_js: Callable[[str], Any]) -> None:
    added = "Object.getOwnPropertyNames(globalThis).filter((name) => name.startsWith('Plan'))"
    assert run_js(added) == ["PlanEngine", "PlanHtml", "PlanRender"]
    assert run_js("Object.keys(PlanEngine)") == ["calculate", "describe", "join"]


def test_every_part_of_the_engine_is_published_once() -> None:
    parts = [part for names in PARTS.values() for part in names]
    assert sorted(parts) == sorted(path.stem for path in (HERE / "arithmetic").glob("*.js"))


def test_a_published_script_is_the_same_program_without_its_comments() -> None:
    for name in PARTS:
        assert len(published(name)) < len(script(name)) * 0.85
        assert "/*" not in published(name)


def test_the_room_knows_no_other_room() -> None:
    allowed = {"handbook.calculator", "handbook.problems"}
    for path in HERE.glob("*.py"):
        tree = ast.parse(path.read_text(encoding="utf-8"))
        named = [node.module or "" for node in ast.walk(tree) if isinstance(node, ast.ImportFrom)]
        named += [alias.name for node in ast.walk(tree) if isinstance(node, ast.Import) for alias in node.names]
        rooms = {".".join(name.split(".")[:2]) for name in named if name.startswith("handbook")}
        assert rooms <= allowed, path.name
