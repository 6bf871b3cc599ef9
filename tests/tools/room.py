"""What the tests of the tools share: the project's forms and law, amounts as readers meet them, HTML as one sees it."""

from __future__ import annotations

import datetime as dt
import math
import re
from functools import cache
from html.parser import HTMLParser
from typing import Any

import yaml

from handbook.calculator.engine import Engine
from handbook.case.forms import Forms
from handbook.grounds.law import project_law
from handbook.tools.markup import Kit
from handbook.tools.registry import load_forms
from tests.conftest import ROOT

Case = dict[str, Any]
Result = dict[str, Any]

DAY = dt.date(2026, 11, 22)
TODAY = "2026-11-22"
START = "2026-12"
"""Plans begin with the month after the reader's."""

NASTY = "<img src=x onerror=1>\"'&"
"""A name that becomes markup wherever somebody forgot to escape it."""


@cache
def forms() -> Forms:
    return load_forms(ROOT / "data", ROOT, law())


@cache
def law() -> dict[str, Any]:
    return project_law(ROOT, DAY)


@cache
def kit() -> Kit:
    return Kit(forms(), law(), {"报警": "110", "反诈": "96110"})


@cache
def engine() -> Engine:
    return Engine()


def calculate(name: str, data: Case) -> Result:
    """Ask the engine itself, with all legal values."""
    result = engine().calculate(name, data, law())
    assert "errors" not in result, result
    return result


def read(text: str) -> Case:
    """Return a case written as in the pages: all that is typed is text, and true a tick."""

    def ticked(value: Any) -> Any:
        if isinstance(value, dict):
            return {name: ticked(held) for name, held in value.items()}
        return [ticked(held) for held in value] if isinstance(value, list) else value == "true" or value

    case: Case = ticked(yaml.load(text, Loader=yaml.BaseLoader))  # noqa: S506 - makes nothing but text, lists and records
    return case


def function(name: str) -> dict[str, Any]:
    """Return what the engine declares about one of its functions: field → its kind, options and inner fields."""
    found = next(one for one in engine().describe(law()) if one["name"] == name)
    return {field["name"]: field for field in found["fields"]}


def inner(field: dict[str, Any]) -> dict[str, Any]:
    """Return the fields of one item of a list, by name."""
    return {one["name"]: one for one in field["fields"]}


# ---- Amounts, as a reader meets them ----
def amount(fen: int) -> str:
    """Return 分 as 1,234.50; whole 元 carry no decimals."""
    return f"{fen // 100:,}" + (f".{fen % 100:02}" if fen % 100 else "")


def yuan(fen: int) -> str:
    return amount(fen) + " 元"


def month(text: str) -> str:
    """Return “2027 年 7 月” for 2027-07."""
    return f"{int(text[:4])} 年 {int(text[5:7])} 月"


def day(text: str) -> str:
    return f"{month(text)} {int(text[8:])} 日"


def percent(decimal: str) -> str:
    """Return a rate per one as percent with two decimals at most."""
    return hundredths(float(decimal) * 1e4)


def hundredths(number: float) -> str:
    """Return a number of hundredths, rounded half up, as text without spare noughts."""
    return f"{math.floor(number + 0.5) / 100:.2f}".rstrip("0").rstrip(".")


def numbers(text: str) -> list[str]:
    """Return every number of a sentence, in order."""
    return re.findall(r"\d+(?:,\d{3})*(?:\.\d+)?", text)


def told(*held: Any) -> set[str]:
    """Return every number that results and inputs of the engine may put into an answer, as readers meet them."""
    out: set[str] = set()
    for value in held:
        if isinstance(value, dict):
            out |= told(*value.values())
        elif isinstance(value, list):
            out |= told(*value)
        elif isinstance(value, str):
            out |= set(numbers(value)) | {str(int(part)) for part in re.findall(r"\d+", value)}
            if re.fullmatch(r"-?\d+(\.\d+)?", value):
                out |= {percent(value), f"{float(value) * 100:.6f}".rstrip("0").rstrip(".")}
        elif isinstance(value, float):
            out.add(str(abs(value)))
        elif isinstance(value, int) and not isinstance(value, bool):
            out |= {str(abs(value)), amount(abs(value)), hundredths(abs(value) / 1e4)}  # the last: in 万
    return out


# ---- HTML, as one sees it ----
VOID = {"input", "img", "br", "line"}


class Seen(HTMLParser):
    """A piece of HTML: its tables, its pictures, its words; fails on tags that do not nest."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.tags: list[tuple[str, dict[str, str]]] = []
        self.tables: dict[str, list[list[str]]] = {}
        """Caption → rows of cells, the head among them."""
        self.parts: list[tuple[str, str]] = []
        """(the tags and classes that hold it, a piece of text)"""
        self._open: list[tuple[str, str]] = []
        self._rows: list[list[str]] = []
        self._caption = ""
        self.feed(html)
        self.close()
        assert self._open == [], f"not closed: {self._open}"

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        held = {name: value or "" for name, value in attrs}
        self.tags.append((tag, held))
        if tag in VOID:
            return
        self._open.append((tag, held.get("class", "")))
        if tag == "table":
            self._rows, self._caption = [], ""
        elif tag == "tr":
            self._rows.append([])
        elif tag in ("th", "td"):
            self._rows[-1].append("")

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append((tag, {name: value or "" for name, value in attrs}))

    def handle_endtag(self, tag: str) -> None:
        opened, _ = self._open.pop()
        assert opened == tag, f"{opened} closed by {tag}"
        if tag == "table":
            self.tables[self._caption] = self._rows

    def handle_data(self, data: str) -> None:
        inside = [tag for tag, _ in self._open]
        self.parts.append((" ".join(f"{tag}.{name}" for tag, name in self._open), data))
        if "caption" in inside:
            self._caption += data
        elif self._rows and self._rows[-1] and ("td" in inside or "th" in inside):
            self._rows[-1][-1] += data

    @property
    def text(self) -> str:
        return "".join(data for _, data in self.parts)

    def within(self, name: str) -> str:
        """Return the words below elements of that class."""
        return "".join(data for inside, data in self.parts if re.search(rf"[. ]{name}\b", inside))

    def rows(self, caption: str) -> list[list[str]]:
        """Return the rows of the tables whose captions begin so, without heads."""
        found = [row for title, rows in self.tables.items() if title.startswith(caption) for row in rows[1:]]
        assert found, f"no table {caption}: {list(self.tables)}"
        return found

    def attributes(self, name: str) -> list[str]:
        return [held[name] for _, held in self.tags if name in held]


def sound(html: str) -> Seen:
    """Return the HTML, having seen that a strict policy lets it through and that no value is missing in it."""
    seen = Seen(html)
    for tag, held in seen.tags:
        assert tag not in ("script", "style", "img", "iframe"), tag
        assert not [name for name in held if name == "style" or name.startswith("on")], held
    for text in (seen.text, *seen.attributes("aria-label")):
        assert not re.search(r"NaN|undefined|null|\[object|Infinity", text), text
    return seen
