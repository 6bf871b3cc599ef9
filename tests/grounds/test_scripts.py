"""No script of ours holds law: articles, days of laws and legal numbers come with the data."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterator
from pathlib import Path

import pytest

from handbook.grounds.register import load_register
from tests.conftest import ROOT

SCRIPTS = sorted((ROOT / "src").rglob("*.js"))
DAY = dt.date(2026, 11, 22)
REGISTER = load_register(ROOT, DAY)
TOKENS = re.compile(
    r"/\*.*?\*/|//[^\n]*"
    # A regular expression stands where a value may begin, never after one.
    r"|(?<=[(=,:!&|?\[\n])\s*/(?![/*])(?:\\.|\[(?:\\.|[^\]\\\n])*\]|[^/\\\n])+/[a-z]*"
    r"|(?P<text>\"(?:\\.|[^\"\\\n])*\"|'(?:\\.|[^'\\\n])*'|`(?:\\.|[^`\\])*`)"
    r"|(?<![\w.$])(?P<number>\d[\w.]*)",
    re.DOTALL,
)
EXAMPLES = {"2026-01-31"}
"""How to write a day, in a message about one that cannot be read: no day of a law."""

PLAIN = {"18.25%", "5 年"}
"""An example of how to write a rate; for how many years a plan can be kept. Both happen to be legal values too."""
TYPED = [text for text in REGISTER.parameters.typed(DAY) if text not in PLAIN and not re.fullmatch(r"[\d:-]+", text)]
"""Legal values as pages print them, "24%", "15 日"."""


def literals(path: Path) -> Iterator[str]:
    """Yield every text and every number that stands in a script outside its comments."""
    for token in TOKENS.finditer(path.read_text(encoding="utf-8")):
        if token["text"]:
            yield token["text"][1:-1]
        elif token["number"]:
            yield token["number"]


def lawful(literal: str) -> Iterator[str]:
    """Yield what in a literal is law."""
    shorts = "|".join(sorted(map(re.escape, REGISTER.laws.instruments), key=len, reverse=True))
    yield from re.findall(rf"(?:{shorts}) ?(?:第? ?\d+|全文)", literal)
    yield from (short for short in REGISTER.laws.instruments if short == literal.strip())
    yield from (day for day in re.findall(r"\d{4}-\d{2}-\d{2}", literal) if day not in EXAMPLES)
    yield from re.findall(r"第 ?\d+ ?条|第[一二三四五六七八九十百零]+条", literal)
    yield from (short for short in REGISTER.parameters.entries if short == literal)
    yield from (text for text in TYPED if re.search(rf"(?<![\d.,]){re.escape(text)}", literal))


def test_the_scan_sees_what_it_should() -> None:
    assert len(SCRIPTS) > 40
    assert [list(lawful(text)) for text in ("民法典 561", "（诉讼费办法 44）", "民法典第 561 条")] != [[], [], []]
    assert list(lawful("请写 2014-08-01 以后的 from 和 to")) == ["2014-08-01"]
    assert list(lawful("超过 24% 的部分")) == ["24%"]
    assert list(lawful("一年期LPR")) == ["一年期LPR"]


@pytest.mark.parametrize("path", SCRIPTS, ids=lambda path: path.relative_to(ROOT / "src/handbook").as_posix())
def test_a_script_holds_no_law(path: Path) -> None:
    assert [found for literal in literals(path) for found in lawful(literal)] == []
