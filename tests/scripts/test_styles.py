"""Every style that a page loads is understood by an old browser: each feature in use is listed with its Chrome."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache
from pathlib import Path
from typing import Any

import pytest
import yaml

from tests.conftest import Built
from tests.scripts.sources import STYLES, as_lines, relative
from tests.scripts.styles import features

_FILE = Path(__file__).with_name("styles.yml")


@cache
def listed() -> tuple[int, dict[str, dict[str, int]]]:
    """Return the newest Chrome that may be needed, and by kind the first Chrome of each feature."""
    data: dict[str, Any] = yaml.safe_load(_FILE.read_text(encoding="utf-8"))
    return data.pop("level"), data


def faults_of(sheets: Mapping[Path, str] | Mapping[str, str]) -> list[tuple[Path | str, int, str]]:
    level, kinds = listed()
    faults: list[tuple[Path | str, int, str]] = []
    for path, text in sheets.items():
        for line, kind, name in features(text):
            since = kinds.get(kind, {}).get(name)
            if kind == "broken":
                faults.append((path, line, f"读不懂（{name}）; 检查括号和分号"))
            elif since is None:
                faults.append(
                    (path, line, f"{name} 不在 {relative(_FILE)} 的 {kind} 里; 查到哪个 Chrome 起有，再写进去")
                )
            elif since > level:
                faults.append((path, line, f"{name} 到 Chrome {since} 才有，最多用到 {level} 的; 换成老写法"))
    return faults


def test_our_sources_keep_to_the_list() -> None:
    faults = faults_of({path: path.read_text(encoding="utf-8") for path in STYLES})
    assert not faults, as_lines(faults)


def test_what_is_published_keeps_to_the_list(built: Built) -> None:
    folder = built.site / "assets/handbook"
    sheets = {path.name: path.read_text(encoding="utf-8") for path in folder.glob("*.css")}
    assert sheets
    faults = faults_of(sheets)
    assert not faults, as_lines(faults)


def test_the_list_holds_nothing_that_is_not_in_use() -> None:
    used = {(kind, name) for path in STYLES for _, kind, name in features(path.read_text(encoding="utf-8"))}
    level, kinds = listed()
    assert {(kind, name) for kind, names in kinds.items() for name in names} - used == set()
    assert level == max(since for names in kinds.values() for since in names.values())


@pytest.mark.parametrize(
    ("sheet", "name"),
    [
        ("a { width: fit-content; }", "fit-content"),
        ("a { aspect-ratio: 1; }", "aspect-ratio"),
        ("a { height: 100dvh; }", "dvh"),
        ("a { color: color-mix(in srgb, red, blue); }", "color-mix"),
        ("a { width: calc(1px + clamp(1px, 2em, 3px)); }", "clamp"),
        ("a:has(b) { color: inherit; }", ":has()"),
        ("a:not(:where(b)) { color: inherit; }", ":where()"),
        ("a { color: inherit; & b { color: inherit; } }", "a rule inside a rule"),
        ("@media (width > 600px) { a { color: inherit; } }", ">"),
        ("@media print { @layer a; }", "@layer"),
        ("@container (min-width: 1px) { a { color: inherit; } }", "@container"),
        ("a { color: #1234; }", "#rgba"),
        ("a[href='x' i] { color: inherit; }", "[] with a letter after the value"),
    ],
)
def test_a_feature_that_nobody_looked_up_is_told(sheet: str, name: str) -> None:
    assert any(text.startswith(f"{name} 不在") for _, _, text in faults_of({"a.css": sheet}))


@pytest.mark.parametrize(
    ("sheet", "name"),
    [
        ("a { display: grid; gap: 1px; }", "gap"),
        ("a { display: flex; gap: 1px; }", "gap of a flex box"),
        ("a:not(.b) { }", ":not()"),
        ("a:not(.b .c) { }", ":not() of more than one part"),
        ("a:not(.b,.c) { }", ":not() of more than one part"),
        ("a { --b: 1px; }", "--*"),
    ],
)
def test_old_and_new_forms_are_told_apart(sheet: str, name: str) -> None:
    assert name in [feature for _, _, feature in features(sheet)]


def test_a_feature_above_the_level_is_told_with_its_line(monkeypatch: pytest.MonkeyPatch) -> None:
    kinds = {"properties": {"inset": 87}, "values": {"auto": 1}}
    monkeypatch.setattr("tests.scripts.test_styles.listed", lambda: (80, kinds))
    [(path, line, text)] = faults_of({"a.css": "a {\n  inset: auto;\n}"})
    assert (path, line) == ("a.css", 2)
    assert text == "inset 到 Chrome 87 才有，最多用到 80 的; 换成老写法"


def test_a_broken_sheet_is_told() -> None:
    assert "读不懂" in faults_of({"a.css": "a { color }"})[0][2]
