"""Joins ES modules into one classic script, which runs from a folder on disk and in quickjs as over http.

Each module becomes a block; what it exports is copied into a variable of the whole, what it imports out of one. So no
name of one module can meet a name of another, nothing is renamed, and a minifier may shorten everything. A function
that nothing uses is left out, as no minifier dares to.

Only the forms that we write are known: `import {a, b as c} from "./x.js";`, `import "./x.js";`,
`export function|const|class`, `export {a, b as c};`. Any other is refused with its file and line.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from pathlib import Path

from handbook.sources.problems import nearest

_IMPORT = re.compile(r'^import (?:\{([^}]*)\} from )?"(\.[^"\n]*)";[ \t]*\n?', re.MULTILINE)
_EXPORT = re.compile(r"^export (?=(?:async )?(?:function\*?|const|class) (\w+))", re.MULTILINE)
_EXPORTS = re.compile(r"^export \{([^}]*)\};[ \t]*\n?", re.MULTILINE)
_ODD = re.compile(r"^(?:import|export)\b.*", re.MULTILINE)

# Whole functions as deno lays them out: what belongs to one is indented, or closes a bracket.
_FUNCTION = re.compile(
    r"^(?:async )?function\*? (\w+)\(.*?^\}\n|^const (\w+) = (?:\([^\n]*\)|\w+) =>.*?(?=^[^ \t)}\]\n]|\Z)",
    re.MULTILINE | re.DOTALL,
)
_COMMENT = re.compile(r"/\*.*?\*/|//[^\n]*", re.DOTALL)


class JoinError(ValueError):
    """Modules that cannot be joined; the text says which, where and why."""


@dataclass
class _Import:
    line: int
    path: Path
    names: list[tuple[str, str]]
    """(name there, name here)."""


@dataclass
class _Module:
    path: Path
    body: str
    imports: list[_Import]
    exports: dict[str, str]
    """Name outside → name inside."""


@dataclass
class _Joining:
    given: dict[Path, str]
    order: dict[Path, _Module] = field(default_factory=dict)
    open: list[Path] = field(default_factory=list)

    def add(self, path: Path, where: str) -> None:
        """Add a module after those that it imports; `where` it is asked for stands in messages."""
        if path in self.order:
            return
        if path in self.open:
            circle = " → ".join(module.name for module in [*self.open[self.open.index(path) :], path])
            raise JoinError(f"{where}: 模块绕成了圈（{circle}）; 把共用的部分移到第三个模块")
        self.open.append(path)
        module = _read(path, self.given.get(path), where)
        for wanted in module.imports:
            self.add(wanted.path, f"{path}:{wanted.line}")
        self.open.pop()
        self.order[path] = module


def join(entry: Path, *, text: str | None = None, name: str = "") -> str:
    """Return the module `entry` and all that it imports as one script; `text` stands in for a file that is not there.

    With `name`, the script sets a global variable of that name to the entry's exports. Raises JoinError.
    """
    joining = _Joining({entry.resolve(): text} if text is not None else {})
    joining.add(entry.resolve(), f"{entry}:1")
    modules = list(joining.order.values())
    numbers = {module.path: number for number, module in enumerate(modules)}
    used = {(wanted.path, name) for module in modules for wanted in module.imports for name, _ in wanted.names}
    last = modules[-1]
    if name:
        used |= {(last.path, exported) for exported in last.exports}
    shared = [f"m{number}_{name}" for number, name in sorted((numbers[path], name) for path, name in used)]
    blocks = "".join(_block(module, numbers, joining.order, used) for module in modules)
    offered = ", ".join(f"{exported}: m{numbers[last.path]}_{exported}" for exported in last.exports)
    before = f"var {name} = " if name else ""
    after = f"return Object.freeze({{ {offered} }});\n" if name else ""
    declared = f"let {', '.join(shared)};\n" if shared else ""
    return f'{before}(function () {{\n"use strict";\n{declared}{blocks}{after}}})();\n'


def modules_of(entry: Path) -> list[Path]:
    """Return the modules that a script of `entry` is made of, each after those that it imports. Raises JoinError."""
    joining = _Joining({})
    joining.add(entry.resolve(), f"{entry}:1")
    return list(joining.order)


def _block(module: _Module, numbers: dict[Path, int], modules: dict[Path, _Module], used: set[tuple[Path, str]]) -> str:
    taken = []
    for wanted in module.imports:
        offered = modules[wanted.path].exports
        for name, local in wanted.names:
            if name not in offered:
                fault = f"{wanted.path.name} 没有导出 {name}; {_mend(name, offered)}"
                raise JoinError(f"{module.path}:{wanted.line}: {fault}")
            taken.append(f"const {local} = m{numbers[wanted.path]}_{name};\n")
    given = [
        f"m{numbers[module.path]}_{outside} = {inside};\n"
        for outside, inside in module.exports.items()
        if (module.path, outside) in used
    ]
    kept = {inside for outside, inside in module.exports.items() if (module.path, outside) in used}
    return f"{{\n{''.join(taken)}{_shaken(module.body, kept)}{''.join(given)}}}\n"


def _shaken(body: str, kept: set[str]) -> str:
    """Return a module without those of its functions that neither it nor another uses."""
    for match in _FUNCTION.finditer(body):
        name = match[1] or match[2]
        rest = body[: match.start()] + body[match.end() :]
        if name not in kept and not re.search(rf"\b{name}\b", _COMMENT.sub("", rest)):
            return _shaken(rest, kept)  # another may have been used by it alone
    return body


def _mend(name: str, offered: Iterable[str]) -> str:
    near = nearest(name, offered, 1)
    return f"是不是 {near[0]}？" if near else "核对名字，或在那里 export"


def _read(path: Path, given: str | None, where: str) -> _Module:
    try:
        text = given if given is not None else path.read_text(encoding="utf-8")
    except OSError:
        raise JoinError(f"{where}: 没有 {path.name} 这个模块; 核对 import 的路径") from None
    imports = [
        _Import(_line(text, match.start()), (path.parent / match[2]).resolve(), list(_pairs(match[1] or "")))
        for match in _IMPORT.finditer(text)
    ]
    exports = {match[1]: match[1] for match in _EXPORT.finditer(text)}
    for match in _EXPORTS.finditer(text):
        exports |= {outside: inside for inside, outside in _pairs(match[1])}
    body = _EXPORTS.sub("", _EXPORT.sub("", _IMPORT.sub("", text)))
    odd = _ODD.search(body)
    if odd:
        line = _line(text, text.index(odd[0]))
        raise JoinError(f"{path}:{line}: 看不懂“{odd[0][:40]}”; 只用 CONTRIBUTING 里写的几种 import 和 export")
    return _Module(path, body, imports, exports)


def _line(text: str, at: int) -> int:
    return text.count("\n", 0, at) + 1


def _pairs(names: str) -> Iterator[tuple[str, str]]:
    """Yield (name there, name here) of “a, b as c”."""
    for part in filter(None, map(str.strip, names.split(","))):
        there, _, here = part.partition(" as ")
        yield there.strip(), (here or there).strip()
