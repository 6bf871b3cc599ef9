"""Dated values: what a page may state as a number, looked up by day, never silently the last one known."""

from __future__ import annotations

import contextlib
import datetime as dt
import re
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

import msgspec

from handbook.grounds.model import GROUND, WHOLE, Laws
from handbook.grounds.schema import ParameterEntry
from handbook.sources.problems import Problem, SourceError, nearest
from handbook.sources.shapes import OPEN_END
from handbook.sources.yaml import load

_TIGHT = ("%",)
"""Units written without a space."""

_BARE = ("日期", "时刻")
"""Units that the value itself shows."""


class UncoveredError(LookupError):
    """No value is known for that day; the text says which parameter, which day, and what is known."""


@dataclass(frozen=True)
class Known:
    """A value as of a day; `stale` where that is past `checked_until`, the last day our data surely covers."""

    value: str
    unit: str
    checked_until: str
    stale: bool

    @property
    def text(self) -> str:
        """The value as pages print it: 24%, 15 日, 5 万元, 2026-03-31."""
        if self.unit in _BARE:
            return self.value
        return f"{self.value}{'' if self.unit in _TIGHT else ' '}{self.unit}"

    @property
    def marked(self) -> str:
        """The same, with its date and a request to check it where it is stale."""
        return f"{self.text}（{self.checked_until} 以后没有核对，请以官方最新为准）" if self.stale else self.text


@dataclass(frozen=True)
class Parameters:
    """All parameters by short name, and the file and place each came from."""

    entries: Mapping[str, ParameterEntry]

    def known(self, short: str, day: dt.date) -> Known:
        """Return the value in force on `day`. Raises KeyError for an unknown name, UncoveredError for a gap."""
        entry = self.entries[short]
        text = day.isoformat()
        for row in entry.values:
            if row.from_ <= text <= row.to:
                until = entry.valid_until_checked
                return Known(row.value, entry.unit, until, stale=text > until)
        spans = "、".join(f"{row.from_} 到 {row.to}" for row in entry.values) or "没有一段"
        raise UncoveredError(f"“{short}”在 {text} 没有值（已知 {spans}）")

    def fault(self, short: str, day: dt.date) -> tuple[str, str] | None:
        """Return (what is wrong, how to mend it) with stating `short` on `day`, or None."""
        entry = self.entries.get(short)
        if entry is None:
            near = "、".join(nearest(short, self.entries))
            return f"引用了不认识的数“{short}”", f"改成 data/parameters 里有的短名（最接近：{near}），或在那里补一条"
        if entry.brackets:
            return f"“{short}”是分段表，不能写成一个数", "用计算区块，或写明哪一段"
        try:
            self.known(short, day)
        except UncoveredError as error:
            return str(error), "在 data/parameters 补上这一段的值和出处"
        return None

    def typed(self, day: dt.date) -> dict[str, list[str]]:
        """Return {text as printed: [short names]} of every value in force on `day`."""
        found: dict[str, list[str]] = {}
        for short in self.entries:
            # A gap is told where a page asks for the value.
            with contextlib.suppress(UncoveredError):
                found.setdefault(self.known(short, day).text, []).append(short)
        return found


def load_parameters(folder: Path, root: Path, laws: Laws) -> Parameters:
    """Read every file of data/parameters; a source that is a mark must be among `laws`.

    Raises SourceError: bad shape, wrong order, overlaps, a name used twice, a source that is not registered.
    """
    entries: dict[str, ParameterEntry] = {}
    problems: list[Problem] = []
    for path in sorted(folder.glob("*.yml")):
        source = load(path, root)
        for short, entry in source.read(dict[str, ParameterEntry]).items():
            problems += [source.problem(f"$.{short}", f"{short}: {what}", fix) for what, fix in _faults(entry, laws)]
            if short in entries:
                problems.append(source.problem(f"$.{short}", f"{short}: 别的文件里已有这个短名", "换一个短名"))
            entries[short] = _closed(entry)
    if problems:
        raise SourceError(problems)
    return Parameters(entries)


def _faults(entry: ParameterEntry, laws: Laws) -> list[tuple[str, str]]:
    faults = []
    for source in (entry.source, *(row.source for row in entry.values)):
        for mark in re.finditer(GROUND, source):
            # Whether it is in force today does not matter: a past value had a past source.
            if mark[2] not in (WHOLE, *getattr(laws.instruments.get(mark[1]), "articles", ())):
                faults.append((f"出处 {mark[0]} 没有登记", f"在 {laws.path} 补上，或更正出处"))
    if bool(entry.values) == bool(entry.brackets):
        faults.append(("values 和 brackets 要有一个，也只能有一个", "单个数写 values，分段表写 brackets"))
    starts = [row.from_ for row in entry.values]
    if starts != sorted(set(starts)):
        faults.append(("values 没按 from 排好，或有两行同一天", "从早到晚排，一天一行"))
    for row, after in zip(entry.values, entry.values[1:], strict=False):
        if row.to != OPEN_END and row.to >= after.from_:
            faults.append((f"{row.from_} 这一行的 to 盖过了下一行", "把 to 改到下一行开始的前一天"))
    if entry.confidence == "medium" and not entry.limits:
        faults.append(("medium 的数没写 limits", "写明还有什么没核实"))
    return faults


def _closed(entry: ParameterEntry) -> ParameterEntry:
    """End each row where the next begins, so that a lookup needs only one row."""
    rows = list(entry.values)
    for index, after in enumerate(rows[1:]):
        if rows[index].to == OPEN_END:
            end = dt.date.fromisoformat(after.from_) - dt.timedelta(days=1)
            rows[index] = msgspec.structs.replace(rows[index], to=end.isoformat())
    return msgspec.structs.replace(entry, values=rows)
