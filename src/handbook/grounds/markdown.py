"""Python-Markdown extension: `[民法典 561]` becomes a numbered superscript, and the page ends with its grounds.

The list at the end holds the whole gist, so that it serves without JavaScript, in print, in PDF and in search alike.
"""

from __future__ import annotations

import datetime as dt
import re
import xml.etree.ElementTree as ET
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

from markdown import Markdown
from markdown.extensions import Extension
from markdown.inlinepatterns import InlineProcessor
from markdown.treeprocessors import Treeprocessor

from handbook.grounds.model import WHOLE, Instrument, Laws
from handbook.problems import Problem

MARK = r"\[([^\[\]\s（(]+) (\d+(?:之\d+)?|全文)\](?!\()"
"""`[短名 条号]`, not followed by `(`, which would make it a link."""

_FENCE = re.compile(r"^\s*(```+|~~~+)")


@dataclass
class Cited:
    """What one page cites, in order of first appearance."""

    laws: Laws
    order: list[tuple[str, str]] = field(default_factory=list)

    def number(self, short: str, article: str) -> int:
        """Return the number of this ground on the page, from 1; the same ground keeps its number."""
        if (short, article) not in self.order:
            self.order.append((short, article))
        return self.order.index((short, article)) + 1


def find_marks(text: str) -> Iterator[tuple[int, str, str]]:
    """Yield (line from 1, short name, article) of every mark in Markdown text, outside fenced blocks and code."""
    fence = ""
    for number, line in enumerate(text.splitlines(), 1):
        match = _FENCE.match(line)
        if match:
            token = match.group(1)
            fence = "" if fence and token.startswith(fence) else fence or token
            continue
        if not fence:
            for mark in re.finditer(MARK, re.sub(r"`[^`]*`", "", line)):
                yield number, mark.group(1), mark.group(2)


def check_source(path: str, text: str, laws: Laws, day: dt.date) -> list[Problem]:
    """Return a problem for every mark that names no known ground, or one not in force on `day`."""
    problems = []
    for line, short, article in find_marks(text):
        fault = laws.fault(short, article, day)
        if fault:
            problems.append(Problem(path, line, *fault))
    return problems


def article_name(article: str) -> str:
    """Return an article token as it is read aloud: 第561条, 第58条之1; empty for the whole instrument."""
    if article == WHOLE:
        return ""
    main, _, sub = article.partition("之")
    return f"第 {main} 条" + (f"之{sub}" if sub else "")


class _MarkProcessor(InlineProcessor):
    def __init__(self, cited: Cited, md: Markdown) -> None:
        super().__init__(MARK, md)
        self.cited = cited

    def handleMatch(  # type: ignore[override]  # noqa: N802 - the name is Python-Markdown's
        self,
        m: re.Match[str],
        data: str,  # noqa: ARG002 - the signature is Python-Markdown's
    ) -> tuple[ET.Element | None, int | None, int | None]:
        short, article = m.group(1), m.group(2)
        instrument = self.cited.laws.instruments.get(short)
        if instrument is None:
            return None, None, None
        number = self.cited.number(short, article)
        sup = ET.Element("sup", {"class": "ground"})
        label = f"依据 {number}：{instrument.title}{article_name(article)}"
        link = ET.SubElement(sup, "a", {"href": f"#ground-{number}", "aria-label": label})
        link.text = f"[{number}]"
        return sup, m.start(0), m.end(0)


class _GroundsSection(Treeprocessor):
    def __init__(self, cited: Cited, md: Markdown) -> None:
        super().__init__(md)
        self.cited = cited

    def run(self, root: ET.Element) -> None:
        if not self.cited.order:
            return
        heading = ET.SubElement(root, "h2")
        heading.text = "依据"
        items = ET.SubElement(root, "ol", {"class": "grounds"})
        for number, (short, article) in enumerate(self.cited.order, 1):
            item = ET.SubElement(items, "li", {"id": f"ground-{number}"})
            _describe(item, self.cited.laws.instruments[short], article)


def _describe(item: ET.Element, instrument: Instrument, article: str) -> None:
    name = ET.SubElement(item, "strong")
    name.text = f"《{instrument.title}》{article_name(article)}"
    gist = instrument.articles.get(article, "")
    name.tail = f"：{gist}" if gist else "。"
    facts = [instrument.issuer, instrument.number, f"{instrument.effective} 起施行"]
    if instrument.status == "试行":
        facts.append("试行")
    facts.append(f"{instrument.checked_on} 核对")
    source = ET.SubElement(item, "small")
    source.text = " · ".join(fact for fact in facts if fact)
    if instrument.note:
        source.text += f"。{instrument.note}"


class GroundsExtension(Extension):
    """Registers the mark and the closing section; `laws` is the loaded register."""

    def __init__(self, laws: Laws, **kwargs: Any) -> None:
        super().__init__(**kwargs)
        self.cited = Cited(laws)

    def extendMarkdown(self, md: Markdown) -> None:  # noqa: N802 - the name is Python-Markdown's
        """Join the Markdown run: marks before links (160), the section before the table of contents (5)."""
        md.registerExtension(self)
        # 175: before reference links (170), which would take `[民法典 561]` for one of theirs.
        md.inlinePatterns.register(_MarkProcessor(self.cited, md), "ground-mark", 175)
        # 15: after inline marks were found (20), before toc gives headings their ids (5).
        md.treeprocessors.register(_GroundsSection(self.cited, md), "grounds-section", 15)

    def reset(self) -> None:
        """Forget the last page: one extension serves many pages."""
        self.cited.order.clear()
