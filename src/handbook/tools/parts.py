"""What forms take from data/: the lines of the budget, the reasons to put a debt first; and the stop at a scam."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Annotated, Any, Literal

from msgspec import Meta

from handbook.case.entries import Part
from handbook.case.fit import twice
from handbook.case.forms import Brought
from handbook.sources.problems import Problem, SourceError
from handbook.sources.shapes import Entry, Text
from handbook.sources.yaml import load
from handbook.wording.book import load_book

BUDGET = "budget.yml"
PRIORITIES = "priorities.yml"
SIGNS = "page.scam.signs."
"""The sentences of the frame that name the signs of a scam: what the reader ticks, and what stops a tool."""

_FRAME = Path(__file__).parent / "frame"
Id = Annotated[str, Meta(pattern=r"^[a-z_]+$")]


class LineGroup(Entry, rename={"kind": "class"}):
    """A part of the budget."""

    kind: Literal["income", "fixed", "basic", "other"]
    title: Text
    hint: Text


class Line(Entry, rename={"kind": "class"}):
    """One line of the budget; its id and box never change."""

    id: Id
    box: Text
    kind: Literal["income", "fixed", "basic", "other"]
    label: Text
    every: str = "month"


class Budget(Entry):
    """data/budget.yml."""

    version: int
    groups: list[LineGroup]
    lines: list[Line]
    every: dict[str, Text]


class PriorityClass(Entry):
    """One of the four classes of debts."""

    title: Text
    mark: Text
    first: Text


class Reason(Entry, rename={"kind": "class"}):
    """Why a debt belongs to a class, what happens if it is unpaid, on what grounds, and what to do first."""

    id: Id
    kind: Literal["urgent", "doubtful", "priority", "ordinary"]
    label: Text
    unpaid: Text
    money: Literal[0, 1, 2] = 2
    """Whose turn it is when money is paid out, 0 first. Papers from a court are urgent, but give no first turn."""
    grounds: list[Annotated[str, Meta(pattern=r"^\[.+ .+\]$")]] = []
    first: str = ""


class Priorities(Entry):
    """data/priorities.yml."""

    classes: dict[Literal["urgent", "doubtful", "priority", "ordinary"], PriorityClass]
    reasons: list[Reason]
    kinds: list[Reason]


@dataclass(frozen=True)
class Declared:
    """What data/ declares for forms."""

    budget: Budget
    priorities: Priorities

    @property
    def kinds(self) -> dict[str, str]:
        """What may be owed: id → label."""
        return {kind.id: kind.label for kind in self.priorities.kinds}

    @property
    def ticks(self) -> dict[str, str]:
        """The reasons to put a debt first: id → what the reader ticks."""
        return {reason.id: reason.label for reason in self.priorities.reasons}

    def setup(self, forms: list[str]) -> dict[str, Any]:
        """Return what the scripts of a page with these forms must know of it."""
        made: dict[str, Any] = {}
        if "budget" in forms:
            made["lines"] = [{"id": line.id, "label": line.label, "class": line.kind} for line in self.budget.lines]
        if "debts" in forms:
            told = self.priorities.classes
            made["classes"] = {name: {"title": one.title, "first": one.first} for name, one in told.items()}
            made["reasons"] = [_plain(reason) for reason in self.priorities.reasons]
            made["kinds"] = [_plain(kind) for kind in self.priorities.kinds]
        return made


def _plain(reason: Reason) -> dict[str, Any]:
    return {
        "id": reason.id,
        "class": reason.kind,
        "money": reason.money,
        "unpaid": reason.unpaid,
        "first": reason.first,
        "grounds": [ground.strip("[]") for ground in reason.grounds],
    }


@dataclass(frozen=True)
class BudgetLines:
    """One amount for each line of data/budget.yml, and how often it comes."""

    budget: Budget
    template: str = "budget/lines.html"
    sheet: str = "budget/sheet.html"

    def specs(self, part: Part) -> list[dict[str, Any]]:
        """Return one record of a record for each line."""
        return [{"name": "lines", "fields": [self._line(line) for line in self.budget.lines], "when": part.when}]

    def boxes(self) -> list[str]:
        """Return the number of each line."""
        return [line.box for line in self.budget.lines]

    def _line(self, line: Line) -> dict[str, Any]:
        every = {"name": "every", "kind": "choice", "options": self.budget.every, "fallback": line.every}
        amount = {"name": "amount", "kind": "yuan", "fallback": None, "label": line.label, "box": line.box}
        unknown = {"name": "unknown", "kind": "flag", "fallback": False}
        return {"name": line.id, "fields": [amount, every, unknown]}


@dataclass(frozen=True)
class ScamStop:
    """Ticks of which each stops the tool."""

    signs: dict[str, str]
    template: str = "frame/scam_stop.html"
    sheet: str = ""

    def specs(self, part: Part) -> list[dict[str, Any]]:  # noqa: ARG002 - the signature is Brought's
        """Return one tick for each sign."""
        return [
            {"name": name, "kind": "flag", "label": label, "fallback": False, "stops": True}
            for name, label in self.signs.items()
        ]

    def boxes(self) -> list[str]:
        """Return nothing: on paper the signs are read, not numbered."""
        return []


def scam_signs() -> dict[str, str]:
    """Return box → what the reader ticks."""
    sentences = load_book(_FRAME / "words.yml", _FRAME).sentences
    return {one.code.removeprefix(SIGNS): one.text for one in sentences if one.code.startswith(SIGNS)}


def parts_of(declared: Declared) -> dict[str, Brought]:
    """Return the parts that a form may name."""
    return {"budget_lines": BudgetLines(declared.budget), "scam_stop": ScamStop(scam_signs())}


def load_declared(data: Path, root: Path) -> Declared:
    """Read `data`/budget.yml and priorities.yml; `root` shortens paths. Raises SourceError."""
    lines, order = load(data / BUDGET, root), load(data / PRIORITIES, root)
    made = Declared(lines.read(Budget), order.read(Priorities))
    wrong = [Problem(lines.path, lines.line_of(word), what, fix) for word, what, fix in _odd_lines(made.budget)]
    wrong += [Problem(order.path, order.line_of(word), what, fix) for word, what, fix in _odd_reasons(made.priorities)]
    if wrong:
        raise SourceError(wrong)
    return made


Fault = tuple[str, str, str]
"""The word by which its line is found, what is wrong, how to mend it."""


def _odd_lines(budget: Budget) -> Iterator[Fault]:
    lines = budget.lines
    for one in twice([line.id for line in lines] + [line.box for line in lines]):
        yield one, f"{one} 写了两次", "换一个"
    groups = [group.kind for group in budget.groups]
    for line in lines:
        if line.every not in budget.every:
            yield line.every, f"{line.id}: every 里没有 {line.every}", f"可用的有 {'、'.join(budget.every)}"
        if line.kind not in groups:
            yield line.id, f"{line.id}: groups 里没有 {line.kind}", f"可用的有 {'、'.join(groups)}"


def _odd_reasons(priorities: Priorities) -> Iterator[Fault]:
    reasons, kinds = priorities.reasons, priorities.kinds
    for one in [*twice(reason.id for reason in reasons), *twice(kind.id for kind in kinds)]:
        yield one, f"{one} 写了两次", "换一个"
    for reason in [*reasons, *kinds]:
        if reason.kind not in priorities.classes:
            known = "、".join(priorities.classes)
            yield reason.id, f"{reason.id}: classes 里没有 {reason.kind}", f"可用的有 {known}"
