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

from handbook.sources.frontmatter import Dated
from handbook.sources.problems import Problem, SourceError, nearest
from handbook.sources.shapes import Text
from handbook.sources.yaml import Document, load

HERE = Path(__file__).parent
ROOT = HERE.parents[2]
"""The project: messages name its files from here."""
FILE = "words.yml"
COMMON = HERE / "common.yml"
"""How amounts and days are written everywhere."""
SLOT = re.compile(r"\{(\w+)(?:\|(\w+))?\}")
MARK = r"\[([^\[\]\s]+) ([^\[\]\s]+)\]"
FORMATS = ("amount", "yuan", "wan", "percent", "fine_percent", "day", "list")
"""What words.js can do to a value: 分 (amount, yuan, wan), a decimal (percent), a day or month, a list of names."""

_MARKS = re.compile(rf"( ?)((?:{MARK})+)")

Resolve = Callable[[str, str], str | None]
"""(kind, name) of a mark → its text; None for a ground, which is shown as it is called."""


class Head(Dated, kw_only=True):
    """What a words file says of itself, as a page does in its front matter, and its words."""

    words: dict[str, Any]
    as_typed: list[Text] | None = None
    """What sentences show as it must be typed: no rule of writing holds for it."""


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
    source: Document
    head: Head
    sentences: tuple[Sentence, ...]

    def compiled(self, resolve: Resolve) -> dict[str, str]:
        """Return code → sentence as a script holds it: grounds in brackets, values and numbers in place of marks.

        Raises SourceError where `resolve` raises KeyError, which tells the name that is not known.
        """
        return {sentence.code: self._compiled(sentence, resolve) for sentence in self.sentences}

    def _compiled(self, sentence: Sentence, resolve: Resolve) -> str:
        try:
            return _marked(sentence.text, resolve)
        except KeyError as error:
            fault = Problem(self.source.path, sentence.line, f"没有 {error.args[0]} 这个短名", "核对 data/ 里的名字")
            raise SourceError([fault]) from None


def as_written(kind: str, name: str) -> str | None:
    """Leave marks for values and phone numbers as they stand: for whoever knows neither."""
    return f"[{kind} {name}]" if kind in ("数", "电话") else None


def book_files() -> list[Path]:
    """Return every words file of the project, that of the common ones first."""
    return [COMMON, *sorted(HERE.parent.rglob(FILE))]


def handed_over(books: Mapping[str, Mapping[str, str]], entry: Path) -> str:
    """Return the lines of the module at `entry` that give the scripts their words."""
    script = os.path.relpath(HERE / "sentences.js", entry.parent).replace(os.sep, "/")
    path = script if script.startswith(".") else f"./{script}"
    grouped = {name: _grouped(book) for name, book in books.items()}
    return f'import {{ setWords }} from "{path}";\nsetWords({json.dumps(grouped, ensure_ascii=False)});\n'


def _grouped(book: Mapping[str, str]) -> dict[str, Any]:
    """Return a book with its sentences in groups, as the file has them: “a.b.c” costs a phone more, written out."""
    groups: dict[str, Any] = {}
    for code, text in book.items():
        *above, name = code.split(".")
        group = groups
        for part in above:
            group = group.setdefault(part, {})
        group[name] = text
    return groups


def written_in(script: str, book: Mapping[str, str]) -> dict[str, str]:
    """Return the sentences whose code a script writes as a string: whole, or without the part that tells its kind."""
    written = set(re.findall(r'"([a-z0-9_.]+)"', script))
    return {code: said for code, said in book.items() if not written.isdisjoint((code, code.partition(".")[2]))}


@cache
def own_words(path: Path) -> dict[str, str]:
    """Return code → sentence of a words file that cites grounds alone. Raises SourceError."""
    book = load_book(path)
    fix = "写成 {名字}，由脚本给出这个数"
    problems = [
        Problem(book.source.path, sentence.line, f"{sentence.code}: 这里还不能写 [{kind} {name}]", fix)
        for sentence in book.sentences
        for kind, name in re.findall(MARK, sentence.text)
        if kind in ("数", "电话")
    ]
    if problems:
        raise SourceError(problems)
    return book.compiled(lambda *_: None)


def load_book(path: Path, root: Path = ROOT) -> Book:
    """Read a words file; `root` shortens its path in messages. Raises SourceError with the line of each fault."""
    source = load(path, ROOT if path.is_relative_to(ROOT) else root)
    head = source.read(Head)
    sentences = list(_sentences(source, head.words, ""))
    problems = [fault for sentence in sentences for fault in _faults(source, sentence)]
    if problems:
        raise SourceError(problems)
    return Book(path, source, head, tuple(sentences))


def _sentences(source: Document, words: dict[str, Any], above: str) -> Iterator[Sentence]:
    for name, held in words.items():
        code = f"{above}{name}"
        if isinstance(held, dict):
            yield from _sentences(source, held, f"{code}.")
        elif isinstance(held, list):
            lines = (source.line(f"$.words.{code}[{at}]") for at in range(len(held)))
            yield from (
                Sentence(f"{code}.{at}", one, line) for at, (one, line) in enumerate(zip(held, lines, strict=True))
            )
        else:
            yield Sentence(code, held, source.line(f"$.words.{code}"))


def _faults(source: Document, sentence: Sentence) -> Iterator[Problem]:
    code, text = sentence.code, sentence.text
    name = code.rpartition(".")[2]
    if not re.fullmatch(r"[a-z0-9_]+", name):
        yield Problem(source.path, sentence.line, f"{code} 不能做名字", "用小写英文、数字和下划线")
    if not isinstance(text, str) or not text.strip():
        yield Problem(source.path, sentence.line, f"{code} 不是一句话", "写一句话，或再分几项")
        return
    for match in SLOT.finditer(text):
        if match[2] and match[2] not in FORMATS:
            near = "、".join(nearest(match[2], FORMATS, 1))
            fix = f"是不是 {near}？可用的有 {'、'.join(FORMATS)}"
            yield Problem(source.path, sentence.line, f"{code}: 没有 {match[2]} 这种写法", fix)


def _marked(text: str, resolve: Resolve) -> str:
    """Return the sentence with its grounds in brackets, “（民法典 575）”; bare where it is nothing but a ground."""

    def told(match: re.Match[str]) -> str:
        parts = [(resolve(kind, name), f"{kind} {name}") for kind, name in re.findall(MARK, match[2])]
        grounds = "、".join(cited for shown, cited in parts if shown is None)
        values = "".join(shown for shown, _ in parts if shown is not None)
        if match[0] == text:
            return values + grounds
        # A blank stands before a value; before a bracket there is none.
        return (match[1] + values if values else "") + (f"（{grounds}）" if grounds else "")

    return _MARKS.sub(told, text)
