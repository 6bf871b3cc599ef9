"""The one reader of YAML: files, blocks of pages, front matter, each as written, with the line of each thing.

Every scalar stays text until a shape (a msgspec class) says what it is, so that `0.1` is no float and `no` no false.
Whatever cannot be read is told as problems with file and line, never as a traceback.
"""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, TypeVar

import msgspec
import yaml

from handbook.sources.problems import Problem, SourceError
from handbook.sources.shapes import faults

T = TypeVar("T")

_LOADER = getattr(yaml, "CBaseLoader", yaml.BaseLoader)  # many times as fast, where the library was built in
_CONFLICT = re.compile(r"^(?:<{7}|={7}|>{7})(?: .*)?$", re.MULTILINE)
_DAY = re.compile(r"\d{4}-\d{2}-\d{2}")
_BOM = "\ufeff"
_REASONS = {
    "mapping values are not allowed": "一行里有两个“: ”，或上一行缩进不对",
    "did not find expected ',' or ']'": "方括号没有配对",
    "did not find expected ',' or '}'": "花括号没有配对",
    "found unexpected end of stream": "引号没有配对",
    "could not find expected ':'": "这一行或上一行缺“: ”",
    "but found another document": "多了一行 ---",
    "cannot start any token": "@、` 或 % 开头的字要加引号",
}
"""How the library begins to say what is wrong, and the same for an editor."""


@dataclass
class Document:
    """A text in YAML that could be read. `data` holds text, lists and records alone, None where there is nothing.

    `path` is what messages call the file. A place is a path from the root such as `$.民法典.articles` or `$[3].page`.
    """

    path: str
    data: Any = None
    name: str = ""
    """What the text is in the file, where it is not the whole: “页首”, “plan 区块”."""
    lines: dict[str, int] = field(default_factory=dict)
    """Place → its line in the file, from 1."""

    def line(self, place: str = "$") -> int:
        """Return the line of `place`, or of the nearest thing that holds it."""
        while place and place not in self.lines:
            place = place[: max(place.rfind("."), place.rfind("["), 0)]
        return self.lines.get(place, 1)

    def line_of(self, word: str) -> int:
        """Return the last line on which `word` is a key, a value, or one of several in a value; 1 where it is none."""
        held = [place for place, text in self.texts() if word in text.split()]
        keys = [place for place in self.lines if place.endswith(f".{word}")]
        return max(map(self.line, held + keys), default=1)

    def problem(self, place: str, what: str, fix: str) -> Problem:
        """Return a problem at `place`."""
        return Problem(self.path, self.line(place), what, fix)

    def read(self, shape: type[T], raw: Any = None, place: str = "$") -> T:
        """Return the whole, or `raw` from `place`, in its shape. Raises SourceError with all that does not fit it."""
        held = self.data if raw is None else raw
        try:
            # Not strict: a number and a tick are text here.
            return msgspec.convert(held, shape, strict=False)
        except msgspec.ValidationError:
            found = [self.problem(*fault) for fault in faults(shape, held, place)]
            raise SourceError(found) from None

    def texts(self, place: str = "$", held: Any = None) -> Iterator[tuple[str, str]]:
        """Yield (place, text) of every scalar, in the order of the file; keys are none."""
        held = self.data if held is None else held
        if isinstance(held, dict):
            for key, value in held.items():
                yield from self.texts(f"{place}.{key}", value)
        elif isinstance(held, list):
            for index, item in enumerate(held):
                yield from self.texts(f"{place}[{index}]", item)
        elif held is not None:
            yield place, held


def load(path: Path, root: Path) -> Document:
    """Return a data file; `root` shortens its path. Raises SourceError: not there, not text, not YAML, empty."""
    name = shown(path, root)
    return parse(read_text(path, name), name)


def read_text(path: Path, name: str) -> str:
    """Return what stands in a source file, which messages call `name`. Raises SourceError: not there, not UTF-8.

    A mark of the byte order before it is refused too: it would hide the front matter or the first key.
    """
    try:
        text = path.read_text(encoding="utf-8")
    except OSError:
        raise SourceError([Problem(name, 1, "没有这个文件，或打不开", "补上它，或检查文件名")]) from None
    except UnicodeDecodeError as error:
        line = error.object[: error.start].count(b"\n") + 1
        raise SourceError([Problem(name, line, "不是 UTF-8 编码", "用编辑器另存为 UTF-8")]) from None
    if text.startswith(_BOM):
        raise SourceError([Problem(name, 1, "开头有看不见的 BOM", "用编辑器另存为不带 BOM 的 UTF-8")])
    return text


def shown(path: Path, root: Path) -> str:
    """Return a file's path as messages name it."""
    return path.relative_to(root).as_posix() if path.is_relative_to(root) else path.name


def parse(text: str, path: str, fence: int = 0, name: str = "") -> Document:
    """Return what `text` says. Raises SourceError with every key given twice, or the one thing that makes it no YAML.

    `fence` is the line before the text in its file, where it is not the whole: what is missing belongs there.
    """
    document = Document(path, name=name)
    refuse_conflict(text, path, fence)
    try:
        node = yaml.compose(text, Loader=_LOADER)
    except yaml.YAMLError as error:
        raise SourceError([_unreadable(error, text, document, fence)]) from None
    if node is None:
        what = f"{name}是空的" if name else "文件是空的"
        raise SourceError([Problem(path, max(fence, 1), what, "照 CONTRIBUTING 的例子写")])
    walk = _Walk(document, fence)
    try:
        document.data = walk.plain(node, "$")
    except RecursionError:
        raise SourceError([Problem(path, fence + 1, "嵌套太深", "写成“字段: 值”")]) from None
    document.lines["$"] = max(fence, 1)
    if walk.problems:
        raise SourceError(walk.problems)
    return document


def refuse_conflict(text: str, path: str, fence: int = 0) -> None:
    """Raise SourceError where a file still holds the marks of a merge that nobody settled."""
    conflict = _CONFLICT.search(text)
    if conflict:
        line = fence + text.count("\n", 0, conflict.start()) + 1
        fix = "留下该留的一边，删掉 <<<<<<<、=======、>>>>>>> 三行"
        raise SourceError([Problem(path, line, "还有没解决的合并冲突", fix)])


def _unreadable(error: yaml.YAMLError, text: str, document: Document, fence: int) -> Problem:
    position = getattr(error, "position", None)
    if position is not None:
        line = fence + text.count("\n", 0, position) + 1
        return Problem(document.path, line, "有看不见的控制字符", "删掉它，重新打这一行")
    mark = getattr(error, "problem_mark", None) or getattr(error, "context_mark", None)
    opened = getattr(error, "context_mark", None)
    if opened and re.search("flow|quoted", str(error.context)):  # type: ignore[attr-defined]
        mark = opened  # what stays open is missed only where something else begins, or at the end
    # Where it breaks off at the end, the last line is the one to look at.
    at = min(mark.line, text.rstrip("\n").count("\n")) if mark else 0
    said = str(getattr(error, "problem", ""))
    if "alias" in said:
        return Problem(document.path, fence + at + 1, "不支持 YAML 的 & 和 *", "把内容直接写出来")
    if "\t" in text.split("\n")[at]:
        return Problem(document.path, fence + at + 1, "这一行有 Tab", "缩进用空格，不用 Tab")
    reason = next((ours for theirs, ours in _REASONS.items() if theirs in said), "")
    what = f"{document.name}不是有效的 YAML{f'：{reason}' if reason else ''}"
    return Problem(document.path, fence + at + 1, what, "检查缩进、冒号后的空格、引号和括号")


def _is_day(text: str) -> bool:
    try:
        dt.date.fromisoformat(text)
    except ValueError:
        return False
    return True


class _Walk:
    """Turns nodes into text, lists and records, and notes the line of each."""

    def __init__(self, document: Document, fence: int) -> None:
        self.lines, self.path, self.fence = document.lines, document.path, fence
        self.seen: set[int] = set()
        self.problems: list[Problem] = []

    def plain(self, node: yaml.Node, place: str) -> Any:
        line = node.start_mark.line + 1 + self.fence
        if id(node) in self.seen:
            raise SourceError([Problem(self.path, line, "不支持 YAML 的 & 和 *", "把内容直接写出来")])
        self.seen.add(id(node))
        self.lines.setdefault(place, line)
        if isinstance(node, yaml.SequenceNode):
            return [self.plain(item, f"{place}[{index}]") for index, item in enumerate(node.value)]
        if isinstance(node, yaml.MappingNode):
            return self._record(node, place)
        text = str(node.value)
        if _DAY.fullmatch(text) and not _is_day(text):
            self.problems.append(Problem(self.path, line, f"没有 {text} 这一天", "核对日期，写成 2026-11-22"))
        return text

    def _record(self, node: yaml.MappingNode, place: str) -> dict[str, Any]:
        record: dict[str, Any] = {}
        for key, value in node.value:
            line = key.start_mark.line + 1 + self.fence
            if not isinstance(key, yaml.ScalarNode):
                raise SourceError([Problem(self.path, line, "字段名不能是列表或字典", "写成“字段: 值”")])
            here = f"{place}.{key.value}"
            if key.value in record:
                first = self.lines[here]
                self.problems.append(Problem(self.path, line, f"{key.value}: 写了两次，第 {first} 行已有", "只留一个"))
                continue
            self.lines[here] = line
            record[key.value] = self.plain(value, here)
        return record
