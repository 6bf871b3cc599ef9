"""What the scripts must not touch: the engine knows no page and no clock, the widget sends and stores nothing."""

from __future__ import annotations

import ast
import re
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from handbook.bundling.join import modules_of
from handbook.calculator.engine import BUILD, HERE

PURE = modules_of(BUILD)
ARITHMETIC = sorted((HERE / "arithmetic").glob("*.js"))
WORLD = (
    r"\b(document|window|self|navigator|Date|Intl|console|performance|localStorage|sessionStorage|fetch|setTimeout)\b"
)
CHANCE = r"Math\.random|toLocale|XMLHttpRequest|\beval\b|\bFunction\s*\("


def code_of(path: Path) -> str:
    """The module without comments and the inside of regular expressions' optional groups."""
    text = path.read_text(encoding="utf-8")
    text = re.sub(r"/\*.*?\*/", "", text, flags=re.DOTALL)
    text = re.sub(r"(^|[\s;{}(,])//.*$", r"\1", text, flags=re.MULTILINE)
    return re.sub(r"(?<=[(=\s])/(?![/*\s])(?:\\.|\[(?:\\.|[^\]\n])*\]|[^/\n\\])+/[gimsuy]*", "/re/", text)


@pytest.mark.parametrize("path", PURE, ids=lambda path: path.name)
def test_pure_scripts_touch_nothing_outside(path: Path) -> None:
    code = code_of(path)
    assert re.findall(WORLD, code) == []
    assert re.findall(CHANCE, code) == []


def test_the_engine_keeps_to_arithmetic_that_every_machine_does_alike() -> None:
    # Math.pow and its like may differ in the last digit; toFixed is exact, and for rates alone.
    code = "".join(code_of(path) for path in ARITHMETIC)
    assert re.findall(r"parseFloat|Math\.(?:pow|exp|log|cbrt|sin)", code) == []
    assert code.count("toFixed") == 2


def test_the_joined_calculator_adds_one_name_to_the_page(run_js: Callable[[str], Any]) -> None:
    added = "Object.getOwnPropertyNames(globalThis).filter((name) => /Plan|Calculator|Handbook|^m\\d/.test(name))"
    assert run_js(added) == ["Calculator"]
    assert run_js("Object.isFrozen(Calculator)") is True


def test_every_module_of_the_engine_is_reached_from_all() -> None:
    reached = [path for path in modules_of(HERE / "arithmetic/all.js") if path.parent.name == "arithmetic"]
    assert sorted(reached) == ARITHMETIC


def test_the_room_knows_no_other_room() -> None:
    allowed = {"handbook.bundling", "handbook.calculator", "handbook.sources", "handbook.wording"}
    for path in HERE.glob("*.py"):
        tree = ast.parse(path.read_text(encoding="utf-8"))
        named = [node.module or "" for node in ast.walk(tree) if isinstance(node, ast.ImportFrom)]
        named += [alias.name for node in ast.walk(tree) if isinstance(node, ast.Import) for alias in node.names]
        rooms = {".".join(name.split(".")[:2]) for name in named if name.startswith("handbook")}
        assert rooms <= allowed, path.name
