"""Every script that a reader's browser loads can be read by an old one: its language, and what it expects there."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from functools import cache
from pathlib import Path
from typing import Any

import pytest
import yaml

from tests.conftest import Built
from tests.scripts.sources import BUILTINS, LANGUAGE, SCRIPTS, Syntax, as_lines, parse, parsed_sources

_INLINE = re.compile(r"<script(?P<attrs>[^>]*)>(?P<code>.*?)</script>", re.DOTALL)
_WINDOW = re.compile(r"(?:window|self|globalThis)\.(\w+)")


@cache
def newer() -> dict[str, dict[str, int | str]]:
    """Return by kind (called, read, whole, free) the names in builtins.yml that the level does not have."""
    listed: dict[str, Any] = yaml.safe_load(BUILTINS.read_text(encoding="utf-8"))
    chrome: int = listed.pop("chrome")
    del listed["language"]

    def too_new(since: int | str) -> bool:
        return since > chrome if isinstance(since, int) else int(since.removeprefix("ES")) > LANGUAGE

    return {kind: {name: since for name, since in names.items() if too_new(since)} for kind, names in listed.items()}


def faults_of(scripts: Mapping[Path, Syntax] | Mapping[str, Syntax]) -> Iterator[tuple[Path | str, int, str]]:
    """Yield what an old browser would not know: (script, line, what and how to mend it)."""
    for path, seen in scripts.items():
        if seen.fault:
            line, text = seen.fault
            yield path, line, f"{LANGUAGE} 年的浏览器读不懂（{text}）; 换成老写法"
        free = [*seen.free, *((line, match[1]) for line, name in seen.whole if (match := _WINDOW.fullmatch(name)))]
        for kind, names in (("called", seen.called), ("read", seen.read), ("whole", seen.whole), ("free", free)):
            for line, name in names:
                if since := newer()[kind].get(name):
                    has = f"Chrome {since}" if isinstance(since, int) else since
                    yield path, line, f"{name} 到 {has} 才有; 换成老写法，或用自己的函数"


def test_our_sources_keep_to_the_level() -> None:
    sources = {str(path): path.read_text(encoding="utf-8") for path in SCRIPTS}
    # As modules, for which the year that knows `import` is enough.
    read = {Path(name): seen for name, seen in parse(sources, module=True).items()}
    faults = list(faults_of(read))
    assert not faults, as_lines(faults)


def published(site: Path) -> dict[str, str]:
    """Return every script of the site that is not the theme's own file: by name, its text."""
    theme = set((site / "assets/javascripts").glob("*.js"))
    files = {
        path.relative_to(site).as_posix(): path.read_text(encoding="utf-8")
        for path in site.rglob("*.js")
        if path not in theme
    }
    inline = {
        f"{page.relative_to(site).as_posix()}#{number}": match["code"]
        for page in site.rglob("*.html")
        for number, match in enumerate(_INLINE.finditer(page.read_text(encoding="utf-8")))
        if " src=" not in match["attrs"] and "json" not in match["attrs"] and match["code"].strip()
    }
    return files | inline


def test_what_is_published_keeps_to_the_level(built: Built) -> None:
    scripts = published(built.site)
    folders = {str(Path(name).parent) for name in scripts}
    assert {"assets/handbook", "assets/javascripts/workers", "assets/javascripts/inline", "search"} <= folders
    faults = list(faults_of(parse(scripts)))
    assert not faults, as_lines(faults)


def seen_in(code: str) -> list[str]:
    return [text for _, _, text in faults_of(parse({"a.js": code}))]


@pytest.mark.parametrize(
    "code",
    [
        "const a = 1_000;",
        "class A { size = 1; }",
        "class A { static size = 1; }",
        "class A { #own() {} }",
        "a?.b;",
        "a?.();",
        "a ?? b;",
        "a ||= b;",
        "try { a(); } catch { b(); }",
        'const a = "\u2028" + 10n;',
        "import('./a.js');",
        "/a/v;",
    ],
)
def test_what_an_old_browser_cannot_read_is_told(code: str) -> None:
    assert any("读不懂" in text for text in seen_in(code)), code


@pytest.mark.parametrize(
    "code",
    [
        "Object.hasOwn(a, b);",
        "a.replaceAll(b, c);",
        "[1].at(-1);",
        "a.b().findLast(c);",
        "structuredClone(a);",
        "window.structuredClone(a);",
        "Promise.any([a]);",
        "Object.fromEntries(a);",
        "a.flat();",
        "new WeakRef(a);",
        "a.inert = true;",
        "a.replaceChildren(b);",
    ],
)
def test_what_an_old_browser_has_not_is_told(code: str) -> None:
    assert any("才有" in text for text in seen_in(code)), code


@pytest.mark.parametrize(
    "code",
    [
        "const { a, ...b } = c; async function* d() { for await (const e of b) yield e; }",
        "try { a(); } catch (error) { b(); }",
        "const at = place.at; const rest = { with: at, flat: 1 };",
        "a.padStart(2); Object.entries(a); BigInt(1); /(?<name>a)/su;",
    ],
)
def test_what_an_old_browser_knows_is_left_alone(code: str) -> None:
    assert seen_in(code) == []


def test_a_fault_is_told_with_its_line() -> None:
    assert as_lines(faults_of(parse({"a.js": "const a = 1;\na\n  .replaceAll(b, c);\n"}))).startswith(
        "a.js:3: replaceAll"
    )


def test_every_source_could_be_read() -> None:
    assert [path for path, seen in parsed_sources().items() if seen.fault] == []
