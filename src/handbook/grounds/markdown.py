"""Python-Markdown extension: `[民法典 561]` becomes a numbered superscript, and the page ends with its grounds.

The list at the end holds the whole gist, so that it serves without JavaScript, in print, in PDF and in search alike.
"""

from __future__ import annotations

import datetime as dt
import re
import xml.etree.ElementTree as ET
from collections.abc import Iterator
from typing import Any

from markdown import Markdown
from markdown.extensions import Extension
from markdown.inlinepatterns import InlineProcessor
from markdown.treeprocessors import Treeprocessor

from handbook.grounds.model import WHOLE, Instrument, Laws
from handbook.problems import Problem

MARK = r"\[([^\[\]\s（(]+) (\d+(?:之\d+)?|全文)\](?!\()"
"""`[短名 条号]`, not followed by `(`, which would make it a link."""

MARK_CLASS = "ground"

_FENCE = re.compile(r"^\s*(```+|~~~+)")


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
    def __init__(self, laws: Laws, md: Markdown) -> None:
        super().__init__(MARK, md)
        self.laws = laws

    def handleMatch(  # type: ignore[override]  # noqa: N802 - the name is Python-Markdown's
        self,
        m: re.Match[str],
        data: str,  # noqa: ARG002 - the signature is Python-Markdown's
    ) -> tuple[ET.Element | None, int | None, int | None]:
        if m.group(1) not in self.laws.instruments:
            return None, None, None
        # Numbered later: inline marks are not met in the order in which they are read.
        return (
            ET.Element("sup", {"class": MARK_CLASS, "short": m.group(1), "article": m.group(2)}),
            m.start(0),
            m.end(0),
        )


class _GroundsSection(Treeprocessor):
    def __init__(self, laws: Laws, md: Markdown) -> None:
        super().__init__(md)
        self.laws = laws

    def run(self, root: ET.Element) -> None:
        order: list[tuple[str, str]] = []
        for sup in root.iter("sup"):
            if sup.get("class") != MARK_CLASS:
                continue
            ground = (sup.attrib.pop("short"), sup.attrib.pop("article"))
            if ground not in order:
                order.append(ground)
            self._link(sup, ground, order.index(ground) + 1)
        if not order:
            return
        heading = ET.SubElement(root, "h2")
        heading.text = "依据"
        items = ET.SubElement(root, "ol", {"class": "grounds"})
        for number, (short, article) in enumerate(order, 1):
            item = ET.SubElement(items, "li", {"id": f"ground-{number}"})
            _describe(item, self.laws.instruments[short], article)

    def _link(self, sup: ET.Element, ground: tuple[str, str], number: int) -> None:
        label = f"依据 {number}：{self.laws.instruments[ground[0]].title}{article_name(ground[1])}"
        link = ET.SubElement(sup, "a", {"href": f"#ground-{number}", "aria-label": label})
        link.text = f"[{number}]"


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
        self.laws = laws

    def extendMarkdown(self, md: Markdown) -> None:  # noqa: N802 - the name is Python-Markdown's
        """Join the Markdown run: marks before links, the section before the table of contents."""
        # 175: before reference links (170), which would take `[民法典 561]` for one of theirs.
        md.inlinePatterns.register(_MarkProcessor(self.laws, md), "ground-mark", 175)
        # 15: after inline marks were found (20), before toc gives headings their ids (5).
        md.treeprocessors.register(_GroundsSection(self.laws, md), "grounds-section", 15)
