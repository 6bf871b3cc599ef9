"""The legal rules that the engine and the tools know, each declared once: deadlines, fees, lines of rates, and others.

Here they are read, and held against the articles and the dated values that they name; law.py hands them to the scripts.
"""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from handbook.grounds.model import GROUND, Laws
from handbook.grounds.parameters import Parameters
from handbook.grounds.schema import Counting, Deadline, DeadlineTable, Fee, Id, Line, Rule
from handbook.sources.problems import Problem, SourceError, nearest
from handbook.sources.yaml import Document, load

PERIODS = ("日", "个月", "年")
SHARES = ("%", "分之一")

Fault = tuple[str, str, str]
"""(place below the entry, what is wrong, how to mend it)"""


@dataclass(frozen=True)
class Rules:
    """All rules by id, each kind in the order of its file, which is that of the reader's choices."""

    counting: Mapping[str, Counting]
    deadlines: Mapping[str, Deadline]
    fees: Mapping[str, Fee]
    lines: Mapping[str, Line]
    rules: Mapping[str, Rule]

    def values(self) -> list[str]:
        """Return the short names of every single value that a rule names, each once."""
        named = [short for one in self.deadlines.values() for short in (*one.length, one.longest)]
        named += [fee.share for fee in self.fees.values()]
        named += [short for line in self.lines.values() for short in (line.value, line.times)]
        named += [short for rule in self.rules.values() for short in rule.values.values()]
        return [short for short in dict.fromkeys(named) if short]

    def tables(self) -> list[str]:
        """Return the short names of every table of brackets that a fee is taken from, each once."""
        return list(dict.fromkeys(fee.table for fee in self.fees.values()))


@dataclass(frozen=True)
class _Known:
    """What a rule may name."""

    laws: Laws
    parameters: Parameters
    day: dt.date

    def cited(self, at: str, text: str | None) -> Iterator[Fault]:
        for mark in re.finditer(GROUND, text or ""):
            fault = self.laws.fault(mark[1], mark[2], self.day)
            if fault:
                yield (at, *fault)

    def value(self, at: str, short: str, units: tuple[str, ...] = ()) -> Iterator[Fault]:
        yield from self._parameter(at, short, "values")
        entry = self.parameters.entries.get(short)
        if entry and entry.values and units and entry.unit not in units:
            yield at, f"“{short}”的单位是 {entry.unit}", f"换成单位是 {'、'.join(units)} 的数"

    def table(self, at: str, short: str) -> Iterator[Fault]:
        yield from self._parameter(at, short, "brackets")

    def _parameter(self, at: str, short: str, kind: str) -> Iterator[Fault]:
        entry = self.parameters.entries.get(short)
        if entry is None:
            near = "、".join(nearest(short, self.parameters.entries))
            fix = f"改成 data/parameters 里有的短名（最接近：{near}），或在那里补一条"
            yield at, f"没有“{short}”这个数", fix
        elif not getattr(entry, kind):
            yield at, f"“{short}”要写成 {kind}", "换一个短名，或改 data/parameters 里的那一条"


def load_rules(root: Path, laws: Laws, parameters: Parameters, day: dt.date) -> Rules:
    """Read data/deadlines.yml, fees.yml, lines.yml and rules.yml below `root`; what they cite is in force on `day`.

    Raises SourceError with every problem of the first file that has any.
    """
    known = _Known(laws, parameters, day)
    source = load(root / "data/deadlines.yml", root)
    table = source.read(DeadlineTable)
    counting, deadlines = table.counting, table.deadlines
    _refuse(source, "$.counting", counting, lambda one: _counting_faults(one, known))
    _refuse(source, "$.deadlines", deadlines, lambda one: _deadline_faults(one, counting, known))
    return Rules(
        counting=counting,
        deadlines=deadlines,
        fees=_file(root, "fees", Fee, lambda one: _fee_faults(one, known)),
        lines=_file(root, "lines", Line, lambda one: _line_faults(one, known)),
        rules=_file(root, "rules", Rule, lambda one: _rule_faults(one, known)),
    )


def _file(root: Path, name: str, kind: Any, faults: Any) -> dict[str, Any]:
    source = load(root / "data" / f"{name}.yml", root)
    entries: dict[str, Any] = source.read(dict[Id, kind])
    _refuse(source, "$", entries, faults)
    return entries


def _refuse(source: Document, at: str, entries: Mapping[str, Any], faults: Any) -> None:
    problems: list[Problem] = []
    for key, entry in entries.items():
        problems += [source.problem(f"{at}.{key}{place}", f"{key}: {what}", fix) for place, what, fix in faults(entry)]
    if problems:
        raise SourceError(problems)


def _counting_faults(entry: Counting, known: _Known) -> Iterator[Fault]:
    yield from known.cited(".starts", entry.starts)
    yield from known.cited(".moves", entry.moves)


def _deadline_faults(entry: Deadline, counting: Mapping[str, Counting], known: _Known) -> Iterator[Fault]:
    if entry.counting not in counting:
        yield ".counting", f"counting 里没有“{entry.counting}”这一种", f"只能是 {'、'.join(counting)}"
    if bool(entry.length) == bool(entry.unit):
        yield "", "length 和 unit 要有一个，也只能有一个", "法律定的写 length，读者自己填的写 unit"
    for index, short in enumerate(entry.length):
        yield from known.value(f".length[{index}]", short, PERIODS)
    if entry.longest:
        yield from known.value(".longest", entry.longest, PERIODS)
    yield from known.cited(".restarts", entry.restarts)
    yield from known.cited(".after_expiry", entry.after_expiry)


def _fee_faults(entry: Fee, known: _Known) -> Iterator[Fault]:
    yield from known.table(".table", entry.table)
    if entry.share:
        yield from known.value(".share", entry.share, SHARES)
    yield from known.cited(".borne", entry.borne)


def _line_faults(entry: Line, known: _Known) -> Iterator[Fault]:
    yield from known.value(".value", entry.value, ("%",))
    if entry.times:
        yield from known.value(".times", entry.times, ("倍",))
    yield from known.cited(".over", entry.over)


def _rule_faults(entry: Rule, known: _Known) -> Iterator[Fault]:
    if entry.ground is None and not entry.values:
        yield "", "ground 和 values 至少要有一个", "写上出处，或 data/parameters 里的短名"
    yield from known.cited(".ground", entry.ground)
    for part, short in entry.values.items():
        yield from known.value(f".values.{part}", short)
