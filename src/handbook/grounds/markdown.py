"""Python-Markdown extension: the marks by which a page names its grounds.

`[民法典 561]` becomes a numbered superscript, and the page ends with the list 依据, each item with its gist; so it
serves without JavaScript, in print, in PDF and in search alike. `[数 答辩期]` becomes the value in force on the day of
the build, `[电话 法院]` the number, as a link that dials it.
"""

from __future__ import annotations

import datetime as dt
import re
import xml.etree.ElementTree as ET
from collections.abc import Callable
from dataclasses import dataclass
from functools import partial
from typing import Any

from markdown import Markdown
from markdown.extensions import Extension
from markdown.inlinepatterns import InlineProcessor
from markdown.treeprocessors import Treeprocessor

from handbook.grounds import helplines
from handbook.grounds.model import GROUND, WHOLE, Laws
from handbook.grounds.parameters import Parameters
from handbook.grounds.schema import InstrumentEntry
from handbook.sources.fences import prose_lines
from handbook.sources.problems import Problem
from handbook.sources.yaml import Document

VALUE = r"\[数 ([^\[\]\s]+)\](?!\()"
PHONE = r"\[电话 ([^\[\]\s]+)\](?!\()"
MARK_CLASS = "ground"


@dataclass(frozen=True)
class Register:
    """Everything a page may name, and the day the build speaks for."""

    laws: Laws
    parameters: Parameters
    phones: helplines.Helplines
    day: dt.date

    def expand(self, text: str) -> str:
        """Return `text` with values and numbers in the place of their marks: for a page's description."""
        text = re.sub(VALUE, lambda m: self.parameters.known(m[1], self.day).marked, text)
        return re.sub(PHONE, lambda m: self.phones[m[1]].number, text)


def without_marks(text: str) -> str:
    """Return `text` without its marks."""
    return re.sub("|".join((GROUND, VALUE, PHONE)), "", text)


def check_source(path: str, text: str, register: Register) -> list[Problem]:
    """Return a problem for every mark that names nothing known, or nothing in force on the register's day."""
    return [Problem(path, line, *fault) for line, prose in prose_lines(text) for fault in mark_faults(prose, register)]


def document_faults(document: Document, register: Register) -> list[Problem]:
    """Return a problem for every mark in a data file that names nothing known or in force."""
    return [
        document.problem(place, *fault) for place, text in document.texts() for fault in mark_faults(text, register)
    ]


def mark_faults(text: str, register: Register) -> list[tuple[str, str]]:
    """Return (what is wrong, how to mend it) for every mark in `text` that names nothing known or in force."""
    if "[" not in text:
        return []
    faults = [register.laws.fault(m[1], m[2], register.day) for m in re.finditer(GROUND, text)]
    faults += [register.parameters.fault(m[1], register.day) for m in re.finditer(VALUE, text)]
    faults += [helplines.fault(m[1], register.phones) for m in re.finditer(PHONE, text)]
    return [fault for fault in faults if fault]


def article_name(article: str) -> str:
    """Return an article token as it is read aloud: 第561条, 第58条之1; empty for the whole instrument."""
    if article == WHOLE:
        return ""
    main, _, sub = article.partition("之")
    return f"第 {main} 条" + (f"之{sub}" if sub else "")


Made = ET.Element | str | None
"""What a mark becomes; None where the name is unknown, which was refused before Markdown ran."""


class _Mark(InlineProcessor):
    """One kind of mark; `make` turns what it names into markup."""

    def __init__(self, pattern: str, make: Callable[[re.Match[str]], Made], md: Markdown) -> None:
        super().__init__(pattern, md)
        self.make = make

    def handleMatch(  # type: ignore[override]  # noqa: N802 - the name is Python-Markdown's
        self,
        m: re.Match[str],
        data: str,  # noqa: ARG002 - the signature is Python-Markdown's
    ) -> tuple[ET.Element | str | None, int | None, int | None]:
        made = self.make(m)
        return (None, None, None) if made is None else (made, m.start(0), m.end(0))


class _PhoneMark(_Mark):
    # A link inside a link is none.
    ANCESTOR_EXCLUDES = ("a",)


def _ground(register: Register, m: re.Match[str]) -> Made:
    if m[1] not in register.laws.instruments:
        return None
    # Numbered later: inline marks are not met in the order in which they are read.
    return ET.Element("sup", {"class": MARK_CLASS, "short": m[1], "article": m[2]})


def _value(register: Register, m: re.Match[str]) -> Made:
    return register.parameters.known(m[1], register.day).marked if m[1] in register.parameters.entries else None


def _phone(register: Register, m: re.Match[str]) -> Made:
    entry = register.phones.get(m[1])
    if entry is None:
        return None
    link = ET.Element("a", {"href": f"tel:{entry.number}", "title": entry.name})
    link.text = entry.number
    return link


class _GroundsSection(Treeprocessor):
    def __init__(self, register: Register, md: Markdown) -> None:
        super().__init__(md)
        self.instruments = register.laws.instruments

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
            _describe(item, self.instruments[short], article)

    def _link(self, sup: ET.Element, ground: tuple[str, str], number: int) -> None:
        label = f"依据 {number}：{self.instruments[ground[0]].title}{article_name(ground[1])}"
        link = ET.SubElement(sup, "a", {"href": f"#ground-{number}", "aria-label": label})
        link.text = f"[{number}]"


def _describe(item: ET.Element, instrument: InstrumentEntry, article: str) -> None:
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
    """Registers the marks and the closing section; `register` is everything that may be named."""

    def __init__(self, register: Register, **kwargs: Any) -> None:
        super().__init__(**kwargs)
        self.register = register

    def extendMarkdown(self, md: Markdown) -> None:  # noqa: N802 - the name is Python-Markdown's
        """Join the Markdown run: marks before links, the section before the table of contents."""
        # Above 170, the reference links, which would take `[民法典 561]` for one of theirs.
        md.inlinePatterns.register(_Mark(GROUND, partial(_ground, self.register), md), "ground-mark", 175)
        md.inlinePatterns.register(_Mark(VALUE, partial(_value, self.register), md), "value-mark", 176)
        # Below 130, the last of the links: a number in a link's text must find the link made, and leave it alone.
        md.inlinePatterns.register(_PhoneMark(PHONE, partial(_phone, self.register), md), "phone-mark", 70)
        # 15: after inline marks were found (20), before toc gives headings their ids (5).
        md.treeprocessors.register(_GroundsSection(self.register, md), "grounds-section", 15)
