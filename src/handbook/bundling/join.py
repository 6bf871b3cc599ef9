"""Joins ES modules into one classic script, which runs from a folder on disk and in quickjs as over http.

Each module becomes a block; what it exports is copied into a variable of the whole, what it imports out of one. So no
name of one module can meet a name of another, nothing is renamed, and a minifier may shorten everything. Only the forms
that we write are known: `import {a, b as c} from "./x.js";`, `import "./x.js";`, `export function|const|class`,
`export {a, b as c};`. Any other is refused with its file and line.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

_IMPORT = re.compile(r'^import (?:\{([^}]*)\} from )?"(\.[^"\n]*)";[ \t]*\n?', re.MULTILINE)
_EXPORT = re.compile(r"^export (?=(?:async )?(?:function\*?|const|class) (\w+))", re.MULTILINE)
_EXPORTS = re.compile(r"^export \{([^}]*)\};[ \t]*\n?", re.MULTILINE)
_ODD = re.compile(r"^(?:import|export)\b.*", re.MULTILINE)


class JoinError(ValueError):
    """Modules that cannot be joined; the text says which, where and why."""


@dataclass
class _Module:
    path: Path
    body: str
    imports: list[tuple[Path, list[tuple[str, str]]]]
    exports: dict[str, str]
    """Name outside → name inside."""


@dataclass
class _Joining:
    given: dict[Path, str]
    order: dict[Path, _Module] = field(default_factory=dict)
    open: list[Path] = field(default_factory=list)

    def add(self, path: Path) -> None:
        if path in self.order:
            return
        if path in self.open:
            circle = " → ".join(one.name for one in [*self.open[self.open.index(path) :], path])
            raise JoinError(f"{path}:1: 模块绕成了圈（{circle}）; 把共用的部分移到第三个模块")
        self.open.append(path)
        module = _read(path, self.given.get(path))
        for other, _ in module.imports:
            self.add(other)
        self.open.pop()
        self.order[path] = module


def join(entry: Path, *, text: str | None = None, name: str = "") -> str:
    """Return the module `entry` and all that it imports as one script; `text` stands in for a file that is not there.

    With `name`, the script sets a global variable of that name to the entry's exports. Raises JoinError.
    """
    joining = _Joining({entry.resolve(): text} if text is not None else {})
    joining.add(entry.resolve())
    modules = list(joining.order.values())
    numbers = {module.path: number for number, module in enumerate(modules)}
    used = {(path, wanted) for module in modules for path, names in module.imports for wanted, _ in names}
    last = modules[-1]
    if name:
        used |= {(last.path, exported) for exported in last.exports}
    shared = [f"m{numbers[path]}_{wanted}" for path, wanted in sorted(used, key=lambda one: (numbers[one[0]], one[1]))]
    blocks = "".join(_block(module, numbers, joining.order, used) for module in modules)
    offered = ", ".join(f"{exported}: m{numbers[last.path]}_{exported}" for exported in last.exports)
    before = f"var {name} = " if name else ""
    after = f"return Object.freeze({{ {offered} }});\n" if name else ""
    declared = f"let {', '.join(shared)};\n" if shared else ""
    return f'{before}(function () {{\n"use strict";\n{declared}{blocks}{after}}})();\n'


def modules_of(entry: Path) -> list[Path]:
    """Return the modules that a script of `entry` is made of, each after those that it imports. Raises JoinError."""
    joining = _Joining({})
    joining.add(entry.resolve())
    return list(joining.order)


def _block(module: _Module, numbers: dict[Path, int], modules: dict[Path, _Module], used: set[tuple[Path, str]]) -> str:
    taken = []
    for path, names in module.imports:
        for wanted, local in names:
            if wanted not in modules[path].exports:
                raise JoinError(f"{module.path}:1: {path.name} 没有导出 {wanted}; 核对名字，或在那里 export")
            taken.append(f"const {local} = m{numbers[path]}_{wanted};\n")
    given = [
        f"m{numbers[module.path]}_{outside} = {inside};\n"
        for outside, inside in module.exports.items()
        if (module.path, outside) in used
    ]
    return f"{{\n{''.join(taken)}{module.body}{''.join(given)}}}\n"


def _read(path: Path, given: str | None) -> _Module:
    try:
        text = given if given is not None else path.read_text(encoding="utf-8")
    except OSError:
        raise JoinError(f"{path}:1: 没有这个模块; 核对 import 的路径") from None
    imports = [((path.parent / match[2]).resolve(), list(_pairs(match[1] or ""))) for match in _IMPORT.finditer(text)]
    exports = {match[1]: match[1] for match in _EXPORT.finditer(text)}
    for match in _EXPORTS.finditer(text):
        exports |= {outside: inside for inside, outside in _pairs(match[1])}
    body = _EXPORTS.sub("", _EXPORT.sub("", _IMPORT.sub("", text)))
    odd = _ODD.search(body)
    if odd:
        line = text[: text.index(odd[0])].count("\n") + 1
        raise JoinError(f"{path}:{line}: 看不懂“{odd[0][:40]}”; 只用 CONTRIBUTING 里写的几种 import 和 export")
    return _Module(path, body, imports, exports)


def _pairs(names: str) -> Iterator[tuple[str, str]]:
    """Yield (name there, name here) of “a, b as c”."""
    for part in filter(None, (one.strip() for one in names.split(","))):
        there, _, here = part.partition(" as ")
        yield there.strip(), (here or there).strip()
