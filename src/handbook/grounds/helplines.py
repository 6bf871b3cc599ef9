"""The telephone numbers that pages may print: checked as data, and one tap away for a reader on a phone."""

from __future__ import annotations

import re
import xml.etree.ElementTree as ET
from collections.abc import Collection, Mapping
from pathlib import Path
from typing import Any

import yaml
from markdown import Markdown
from markdown.extensions import Extension
from markdown.inlinepatterns import InlineProcessor

from handbook.problems import Problem, nearest

_HELPLINE_FIELDS = ("number", "name", "runs_it", "handles", "limits", "hours", "confidence", "checked_on", "source")
_HELPLINE_REQUIRED = ("number", "name", "runs_it", "handles", "confidence", "checked_on", "source")

# A number that counts something is no telephone number: 110 元, 12378 个字, 银发〔2025〕110号.
_NOT_BEFORE = r"(?<![\d\-.〔/])"
_NOT_AFTER = r"(?![\d\-.,%〕年元 ]*[年元号月期天日%〕\d])"
PHONE = re.compile(rf"{_NOT_BEFORE}(1[12]0|9[56]\d{{3,4}}|12\d{{3}}|10[01]\d{{2,5}}|400-\d{{3}}-\d{{4}}){_NOT_AFTER}")
"""What a telephone number looks like on our pages: short codes, bank lines, 400 numbers."""


def load_helplines(path: Path) -> dict[str, str]:
    """Return {number: name} of data/helplines.yml."""
    entries = yaml.load(path.read_text(encoding="utf-8"), yaml.BaseLoader) or []  # noqa: S506 - builds only text
    return {entry["number"]: entry["name"] for entry in entries}


def check_helplines(path: Path, root: Path) -> tuple[frozenset[str], list[Problem]]:
    """Return the numbers that pages may print, and what is wrong with their file."""
    shown, text = str(path.relative_to(root)), path.read_text(encoding="utf-8")
    entries = yaml.load(text, yaml.BaseLoader) or []  # noqa: S506 - BaseLoader builds only text, lists and maps
    lines = text.splitlines()
    problems: list[Problem] = []
    numbers: set[str] = set()
    for entry in entries:
        number = entry.get("number", "")
        line = next((at for at, raw in enumerate(lines, 1) if number and number in raw), 1)
        for name in entry:
            if name not in _HELPLINE_FIELDS:
                near = "、".join(nearest(name, _HELPLINE_FIELDS, 1))
                problems.append(Problem(shown, line, f"{number}: 不认识的字段 {name}", f"是不是 {near}？"))
        missing = [name for name in _HELPLINE_REQUIRED if not entry.get(name)]
        problems += [Problem(shown, line, f"{number}: 缺少 {name}", f"补上 {name}") for name in missing]
        if entry.get("confidence") not in ("high", "medium"):
            problems.append(Problem(shown, line, f"{number}: confidence 不是 high 或 medium", "没核实的号码不登记"))
        if entry.get("confidence") == "medium" and not entry.get("limits"):
            problems.append(Problem(shown, line, f"{number}: medium 的号码没写 limits", "写明还有什么没核实"))
        numbers.add(number)
    return frozenset(numbers), problems


class _PhoneProcessor(InlineProcessor):
    # A link inside a link is none.
    ANCESTOR_EXCLUDES = ("a",)

    def __init__(self, numbers: Mapping[str, str], md: Markdown) -> None:
        either = "|".join(re.escape(number) for number in sorted(numbers, key=len, reverse=True))
        super().__init__(f"{_NOT_BEFORE}({either}){_NOT_AFTER}", md)
        self.numbers = numbers

    def handleMatch(  # type: ignore[override]  # noqa: N802 - the name is Python-Markdown's
        self,
        m: re.Match[str],
        data: str,  # noqa: ARG002 - the signature is Python-Markdown's
    ) -> tuple[ET.Element, int, int]:
        number = m.group(1)
        link = ET.Element("a", {"href": f"tel:{number}", "title": self.numbers[number]})
        link.text = number
        return link, m.start(0), m.end(0)


class HelplinesExtension(Extension):
    """Makes every registered number a link that dials it."""

    def __init__(self, numbers: Mapping[str, str], **kwargs: Any) -> None:
        super().__init__(**kwargs)
        self.numbers = numbers

    def extendMarkdown(self, md: Markdown) -> None:  # noqa: N802 - the name is Python-Markdown's
        """Join the Markdown run after links (160) have taken theirs."""
        md.inlinePatterns.register(_PhoneProcessor(self.numbers, md), "helpline", 70)


def unregistered(text: str, numbers: Collection[str]) -> list[str]:
    """Return the numbers in `text` that look like telephone numbers and are not registered."""
    return [match[0] for match in PHONE.finditer(text) if match[0] not in numbers]
