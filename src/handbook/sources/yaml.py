"""YAML as its author wrote it, with the line of each thing; and how a fault in it is told."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any, TypeVar, get_args, get_type_hints

import msgspec
import yaml
from msgspec import Meta

from handbook.sources.problems import Problem, SourceError, nearest
from handbook.sources.shapes import Entry

LOADER = getattr(yaml, "CBaseLoader", yaml.BaseLoader)  # many times as fast, where the library was built in
"""Reads every scalar as text."""

E = TypeVar("E", bound=Entry)
Lines = dict[str, int]


class Source:
    """A data file as its author wrote it: every scalar as text, and the line on which each thing stands."""

    def __init__(self, path: Path, root: Path) -> None:
        self.shown = path.relative_to(root).as_posix()
        self.lines: Lines = {}
        try:
            node = yaml.compose(path.read_text(encoding="utf-8"), Loader=LOADER)
        except yaml.YAMLError as error:
            mark = getattr(error, "problem_mark", None)
            raise SourceError([self._bad_yaml(mark.line + 1 if mark else 1)]) from None
        self.data = self._plain(node, "$") if node else None

    def entries(self, kind: type[E], data: Any, at: str = "$") -> Iterator[tuple[str, E | Problem]]:
        """Yield (key or index, entry or what is wrong with it) of a mapping or list of entries."""
        pairs = data.items() if isinstance(data, dict) else enumerate(data or [])
        for key, raw in pairs:
            place = f"{at}.{key}" if isinstance(data, dict) else f"{at}[{key}]"
            try:
                yield str(key), msgspec.convert(raw, kind)
            except msgspec.ValidationError as error:
                yield str(key), self._problem(kind, place, str(key), str(error))

    def whole(self, kind: type[E], *, numbers: bool = False) -> E:
        """Return the file as one entry; `numbers` reads text as numbers. Raises SourceError: what is wrong with it."""
        try:
            return msgspec.convert(self.data or {}, kind, strict=not numbers)
        except msgspec.ValidationError as error:
            raise SourceError([self._problem(kind, "$", "", str(error))]) from None

    def problem(self, place: str, what: str, fix: str) -> Problem:
        """Return a problem at `place`, a path such as $.民法典.articles."""
        while place and place not in self.lines:
            place = place[: max(place.rfind("."), place.rfind("["), 0)]
        return Problem(self.shown, self.lines.get(place, 1), what, fix)

    def _bad_yaml(self, line: int) -> Problem:
        return Problem(self.shown, line, "不是有效的 YAML", "检查缩进、冒号和引号")

    def _plain(self, node: yaml.Node, place: str) -> Any:
        self.lines.setdefault(place, node.start_mark.line + 1)
        if isinstance(node, yaml.SequenceNode):
            return [self._plain(item, f"{place}[{index}]") for index, item in enumerate(node.value)]
        if not isinstance(node, yaml.MappingNode):
            return node.value
        record: dict[str, Any] = {}
        for key, value in node.value:
            here = f"{place}.{key.value}"
            self.lines[here] = key.start_mark.line + 1
            if key.value in record:
                raise SourceError([Problem(self.shown, self.lines[here], f"{key.value}: 写了两次", "只留一个")])
            record[key.value] = self._plain(value, here)
        return record

    def _problem(self, kind: type[Entry], place: str, key: str, message: str) -> Problem:
        text, _, inner = message.partition(" - at `")
        inner = inner.removeprefix("key` in `").removeprefix("$").rstrip("`")
        field = re.sub(r"^\.(\w+).*", r"\1", inner)
        named = re.search(r"`(\w+)`", text)
        known = [info.encode_name for info in msgspec.structs.fields(kind)]
        if text.startswith("Object missing required field") and named:
            what, fix = f"缺少 {named[1]}", f"补上 {named[1]}"
        elif text.startswith("Object contains unknown field") and named:
            what, fix = f"不认识的字段 {named[1]}", f"是不是 {'、'.join(nearest(named[1], known, 1))}？"
            inner = f"{inner}.{named[1]}"
        elif text.startswith("Invalid enum value"):
            choices = get_args(get_type_hints(kind).get(field, Any))
            given = text.removeprefix("Invalid enum value ").strip("'")
            what, fix = f"{field} 是“{given}”", f"只能是 {'、'.join(choices)}"
        else:
            what, fix = f"{field or '这一条'} 的写法不对", _advice(kind, field)
        return self.problem(place + inner, f"{key}: {what}" if key else what, fix)


def _advice(kind: type[Entry], field: str) -> str:
    hints = get_type_hints(kind, include_extras=True)
    said = _descriptions(hints.get(field) or hints.get(f"{field}_"))
    return "；".join(said) or "照 CONTRIBUTING 里的样子写"


def _descriptions(hint: Any) -> Iterator[str]:
    for part in get_args(hint):
        if isinstance(part, Meta) and part.description:
            yield part.description
        yield from _descriptions(part)


def collect(found: Iterator[tuple[str, E | Problem]]) -> dict[str, E]:
    """Return the entries by key. Raises SourceError with the problems, if there are any."""
    entries: dict[str, E] = {}
    problems: list[Problem] = []
    for key, entry in found:
        if isinstance(entry, Problem):
            problems.append(entry)
        else:
            entries[key] = entry
    if problems:
        raise SourceError(problems)
    return entries
