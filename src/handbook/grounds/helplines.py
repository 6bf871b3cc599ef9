"""The telephone numbers that pages print: registered as data, named in the text, one tap away on a phone."""

from __future__ import annotations

import re
from collections.abc import Mapping
from pathlib import Path

from handbook.grounds.schema import Helpline
from handbook.sources.problems import Problem, SourceError, nearest
from handbook.sources.yaml import load

# A number that counts something is no telephone number: 110 元, 12378 个字, 银发〔2025〕110号.
_NOT_BEFORE = r"(?<![\d\-.〔/])"
_NOT_AFTER = r"(?![\d\-.,%〕年元 ]*[年元号月期天日%〕\d])"
PHONE = re.compile(rf"{_NOT_BEFORE}(1[12]0|9[56]\d{{3,4}}|12\d{{3}}|10[01]\d{{2,5}}|400-\d{{3}}-\d{{4}}){_NOT_AFTER}")
"""What a telephone number looks like on our pages: short codes, bank lines, 400 numbers."""

Helplines = Mapping[str, Helpline]
"""Short name → entry."""


def load_helplines(path: Path, root: Path) -> dict[str, Helpline]:
    """Read data/helplines.yml. Raises SourceError: bad shape, a short name used twice, medium without limits."""
    source = load(path, root)
    helplines: dict[str, Helpline] = {}
    problems: list[Problem] = []
    for index, entry in enumerate(source.read(list[Helpline])):
        place = f"$[{index}]"
        if entry.short in helplines:
            problems.append(source.problem(place, f"{entry.short}: 短名用了两次", "换一个短名"))
        if entry.confidence == "medium" and not entry.limits:
            problems.append(source.problem(place, f"{entry.short}: medium 的号码没写 limits", "写明还有什么没核实"))
        helplines[entry.short] = entry
    if problems:
        raise SourceError(problems)
    return helplines


def fault(short: str, helplines: Helplines) -> tuple[str, str] | None:
    """Return (what is wrong, how to mend it) with naming `short` on a page, or None."""
    if short in helplines:
        return None
    near = "、".join(nearest(short, helplines))
    return f"引用了不认识的电话“{short}”", f"改成 data/helplines.yml 里有的短名（最接近：{near}），或在那里补一条"


def typed(text: str, helplines: Helplines) -> list[tuple[str, str]]:
    """Return (number, how to mend it) of every telephone number typed by hand in `text`."""
    shorts = {entry.number: short for short, entry in helplines.items()}
    new = "核实后写进 data/helplines.yml，再写成 [电话 短名]"
    return [(number, f"写成 [电话 {shorts[number]}]" if number in shorts else new) for number in PHONE.findall(text)]
