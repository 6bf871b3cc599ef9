"""Words files: what a room says to readers, by code, with the marks of pages and the day on which it was checked.

    checked_on: 2026-11-26
    review_in: 6 months
    words:
      owed: 现在一共欠 {total|wan}。
      warnings:
        never: {says: 按这个数还不清。, do: 先不要答应这个数。}

A sentence's code is its path, `warnings.never.says`. `{name}` or `{name|format}` is filled in by words.js.
"""

from __future__ import annotations

import json
import os
import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

import yaml

from handbook.sources.problems import Problem, SourceError

HERE = Path(__file__).parent
FILE = "words.yml"
COMMON = HERE / "common.yml"
"""How amounts and days are written everywhere."""
SLOT = re.compile(r"\{(\w+)(?:\|(\w+))?\}")
MARK = r"\[([^\[\]\s]+) ([^\[\]\s]+)\]"
FORMATS = ("amount", "yuan", "wan", "percent", "fine_percent", "day", "list")
"""What words.js can do to a value: 分 (amount, yuan, wan), a decimal (percent), a day or month, a list of names."""

_GROUNDS = re.compile(rf" ?((?:{MARK})+)")
_HEAD = ("checked_on", "review_in", "plain_numbers", "words")

Resolve = Callable[[str, str], str | None]
"""(kind, name) of a mark → its text; None for a ground, which is shown as it is called."""


@dataclass(frozen=True)
class Sentence:
    """One sentence, where it stands, and its marks still in it."""

    code: str
    text: str
    line: int


@dataclass(frozen=True)
class Book:
    """A words file that could be read."""

    path: Path
    head: dict[str, Any]
    """checked_on, review_in, plain_numbers: as in a page's front matter."""
    sentences: tuple[Sentence, ...]

    def compiled(self, resolve: Resolve) -> dict[str, str]:
        """Return code → sentence as a script holds it: grounds in brackets, values and numbers in place of marks."""
        return {sentence.code: _marked(sentence.text, resolve) for sentence in self.sentences}


def handed_over(books: Mapping[str, Mapping[str, str]], entry: Path) -> str:
    """Return the lines of the module at `entry` that give the scripts their words."""
    script = os.path.relpath(HERE / "words.js", entry.parent).replace(os.sep, "/")
    path = script if script.startswith(".") else f"./{script}"
    return f'import {{ setWords }} from "{path}";\nsetWords({json.dumps(books, ensure_ascii=False)});\n'


def as_named(kind: str, name: str) -> str | None:
    """Resolve no mark: for books in which only grounds are cited."""
    if kind in ("数", "电话"):
        raise ValueError(f"[{kind} {name}]")
    return None


@cache
def own_words(path: Path) -> dict[str, str]:
    """Return code → sentence of a words file that cites grounds alone. Raises SourceError."""
    return load_book(path, path.parent).compiled(as_named)


def load_book(path: Path, root: Path) -> Book:
    """Read a words file; `root` shortens its path in messages. Raises SourceError with the line of each fault."""
    shown = path.relative_to(root).as_posix() if path.is_relative_to(root) else path.name
    try:
        text = path.read_text(encoding="utf-8")
        tree, head = yaml.compose(text), yaml.safe_load(text)
    except (OSError, UnicodeDecodeError, yaml.YAMLError) as error:
        mark = getattr(error, "problem_mark", None)
        fault = Problem(shown, mark.line + 1 if mark else 1, "读不了这个文件", "检查编码、缩进、冒号和引号")
        raise SourceError([fault]) from None
    nodes = {key.value: value for key, value in tree.value} if isinstance(tree, yaml.MappingNode) else {}
    problems = [
        Problem(shown, 1, f"不认识的 {name}", f"只写 {'、'.join(_HEAD)}") for name in nodes if name not in _HEAD
    ]
    if not isinstance(nodes.get("words"), yaml.MappingNode):
        raise SourceError([*problems, Problem(shown, 1, "没有写 words", "照 CONTRIBUTING 的例子写")])
    sentences = tuple(_sentences(nodes["words"], "", shown, problems))
    if problems:
        raise SourceError(problems)
    return Book(path, {name: value for name, value in head.items() if name != "words"}, sentences)


def _sentences(node: yaml.MappingNode, above: str, path: str, problems: list[Problem]) -> Iterator[Sentence]:
    seen: set[str] = set()
    for key, value in node.value:
        line, code = key.start_mark.line + 1, f"{above}{key.value}"
        if key.value in seen:
            problems.append(Problem(path, line, f"{code} 写了两次", "删掉一个"))
        seen.add(key.value)
        if not re.fullmatch(r"[a-z0-9_]+", key.value):
            problems.append(Problem(path, line, f"{code} 不能做名字", "用小写英文、数字和下划线"))
        if isinstance(value, yaml.MappingNode):
            yield from _sentences(value, f"{code}.", path, problems)
        elif not isinstance(value, yaml.ScalarNode) or not value.value.strip():
            problems.append(Problem(path, line, f"{code} 不是一句话", "写一句话，或再分几项"))
        else:
            problems += [
                Problem(path, line, f"{code}: 没有 {match[2]} 这种写法", f"可用的有 {'、'.join(FORMATS)}")
                for match in SLOT.finditer(value.value)
                if match[2] and match[2] not in FORMATS
            ]
            yield Sentence(code, value.value, value.start_mark.line + 1)


def _marked(text: str, resolve: Resolve) -> str:
    """Return the sentence with its grounds in brackets, “（民法典 575）”; bare where it is nothing but a ground."""

    def told(match: re.Match[str]) -> str:
        parts = [(resolve(kind, name), f"{kind} {name}") for kind, name in re.findall(MARK, match[1])]
        grounds = [cited for shown, cited in parts if shown is None]
        values = "".join(shown for shown, _ in parts if shown is not None)
        bare = match[0] == text
        return values + ("、".join(grounds) if bare or not grounds else f"（{'、'.join(grounds)}）")

    return _GROUNDS.sub(told, text)
