"""What stands in the forms: forms.yml, the lines of the budget and the reasons to put a debt first, read and checked.

One definition drives the form on the screen, the blank sheet on paper, the reading of what was typed and the check of
a case that somebody brings back. Raises SourceError with the file and what to do.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Annotated, Any, Literal

from msgspec import Meta

from handbook.sources.problems import Problem, SourceError
from handbook.sources.shapes import Entry, Text
from handbook.sources.yaml import Document, load

HERE = Path(__file__).parent
FORMS, BUDGET, ORDER = "forms.yml", "budget.yml", "priorities.yml"
Kind = Literal["yuan", "percent", "count", "day", "month", "text", "choice", "flag"]
# The engine's readers of what people write; `month` is a calendar month there.
READERS = {"month": "calendar_month"}
LARGEST_COUNT = 600


class Field(Entry, kw_only=True):
    """One box. `when`: the values another field must have for this one to stand; `more`: behind “more”."""

    name: Text
    kind: Kind
    label: str = ""
    label_from: str = ""
    """The reason (data/priorities.yml) whose label this box carries."""
    box: str = ""
    hint: str = ""
    options: dict[str, Text] = {}
    options_from: Literal["", "kinds"] = ""
    required: bool = False
    min: int = 0
    max: int = LARGEST_COUNT
    when: dict[str, Text] = {}
    style: Literal["", "radio"] = ""
    more: bool = False
    paper: str = ""
    """The head of its column on a sheet that has one row for each of a list."""


class Rows(Entry):
    """Boxes that repeat: one set for each debt, scheme, segment. `least`: how many there are at the start."""

    rows: Text
    box: Text
    legend: Text
    add: Text
    remove: Text
    fields: list[Field]
    most: int = 50
    least: int = 1
    when: dict[str, Text] = {}


class Mirror(Entry):
    """Some boxes of another form's rows, shown here too: what is changed in one place changes in both."""

    rows_of: Text
    fields: list[Text]


class Group(Entry):
    """Boxes under one legend."""

    legend: Text
    fields: list[Field]


class Lines(Entry):
    """The place of the budget's lines."""

    lines: Literal["true"]
    when: dict[str, Text] = {}


class Scam(Entry):
    """The place of the scam stop."""

    scam: Literal["true"]


Item = Field | Rows | Mirror | Group | Lines | Scam
_SHAPES: dict[str, type] = {
    "rows": Rows, "rows_of": Mirror, "legend": Group, "lines": Lines, "scam": Scam, "name": Field,
}  # fmt: skip


class FormEntry(Entry):
    """One form as forms.yml holds it."""

    title: Text
    lead: Text
    fields: list[dict[str, Any]]


class LineGroup(Entry, rename={"kind": "class"}):
    """A part of the budget."""

    kind: Literal["income", "fixed", "basic", "other"]
    title: Text
    hint: Text


class Line(Entry, rename={"kind": "class"}):
    """One line of the budget; its id and box never change."""

    id: Annotated[str, Meta(pattern=r"^[a-z_]+$")]
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

    id: Annotated[str, Meta(pattern=r"^[a-z_]+$")]
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
class Form:
    """One form. `items` in the order of the screen."""

    name: str
    title: str
    lead: str
    items: tuple[Item, ...]


@dataclass(frozen=True)
class Forms:
    """Every form, and the data that two of them take from elsewhere."""

    forms: dict[str, Form]
    budget: Budget
    priorities: Priorities

    def rows(self, path: str) -> Rows:
        """Return the repeating boxes at "debts.rows"."""
        form, _, name = path.partition(".")
        return next(item for item in self.forms[form].items if isinstance(item, Rows) and item.rows == name)

    def label(self, field: Field) -> str:
        """Return the label of a box."""
        if not field.label_from:
            return field.label
        return next(reason.label for reason in self.priorities.reasons if reason.id == field.label_from)

    def options(self, field: Field) -> dict[str, str]:
        """Return value → text of a choice, in order."""
        return {kind.id: kind.label for kind in self.priorities.kinds} if field.options_from else dict(field.options)

    def at_first(self, path: str, name: str) -> str:
        """Return what the choice `name`, beside other boxes at `path` ("accrue.segments[0]"), holds at first."""
        form, _, rest = re.sub(r"\[.*?\]", "", path).partition(".")
        fields = self.rows(f"{form}.{rest}").fields if rest else self.forms[form].items
        return next(iter(self.options(next(one for one in fields if isinstance(one, Field) and one.name == name))))

    def specs(self) -> dict[str, list[dict[str, Any]]]:
        """Return, for every form, its fields as the scripts read them: the engine's specs with labels and boxes."""
        return {name: [spec for item in form.items for spec in self._specs(item)] for name, form in self.forms.items()}

    def _specs(self, item: Item) -> Iterator[dict[str, Any]]:
        if isinstance(item, Field):
            yield self._spec(item)
        elif isinstance(item, Group):
            for field in item.fields:
                yield self._spec(field)
        elif isinstance(item, Rows):
            rows = [self._spec(field) for field in item.fields]
            # A scheme counts also where all its boxes are left as they are.
            keep = all(not field.required for field in item.fields) and item.least > 0
            named = {"name": item.rows, "rows": rows, "box": item.box, "most": item.most, "least": item.least}
            yield named | {"label": item.legend, "keep": keep} | ({"when": item.when} if item.when else {})
        elif isinstance(item, Lines):
            yield {"name": "lines", "fields": [self._line(line) for line in self.budget.lines], "when": item.when}
        elif isinstance(item, Scam):
            for name, label in SCAM_SIGNS.items():
                yield self._spec(Field(name=name, kind="flag", label=label)) | {"stops": True}

    def _spec(self, field: Field) -> dict[str, Any]:
        spec: dict[str, Any] = {"name": field.name, "kind": READERS.get(field.kind, field.kind)}
        spec |= {"label": self.label(field)} | ({"box": field.box} if field.box else {})
        if field.kind in ("count", "text"):
            spec |= {"min": field.min, "max": field.max}
        options = self.options(field)
        if field.kind == "choice":
            spec |= {"options": options, "fallback": next(iter(options))}
        elif not field.required:
            spec["fallback"] = False if field.kind == "flag" else None
        return spec | ({"when": field.when} if field.when else {})

    def _line(self, line: Line) -> dict[str, Any]:
        every = {"name": "every", "kind": "choice", "options": self.budget.every, "fallback": line.every}
        amount = {"name": "amount", "kind": "yuan", "fallback": None, "label": line.label, "box": line.box}
        unknown = {"name": "unknown", "kind": "flag", "fallback": False}
        return {"name": line.id, "fields": [amount, every, unknown]}


SCAM_SIGNS = {
    "scam_fee": "要先交手续费、保证金、解冻费",
    "scam_private": "要转到个人账户，或扫个人的收款码",
    "scam_code": "要验证码、密码，或要共享屏幕",
    "scam_inside": "说有内部渠道，包办成",
}
"""The signs of a scam that stop a tool: box → what the reader ticks."""


def load_forms(data: Path, root: Path) -> Forms:
    """Read forms.yml, `data`/budget.yml and `data`/priorities.yml; `root` shortens paths. Raises SourceError."""
    held = {FORMS: load(HERE / FORMS, root), BUDGET: load(data / BUDGET, root), ORDER: load(data / ORDER, root)}
    forms = {}
    for name, entry in held[FORMS].read(dict[str, FormEntry]).items():
        items = (_item(held[FORMS], f"$.{name}.fields[{at}]", raw) for at, raw in enumerate(entry.fields))
        forms[name] = Form(name, entry.title, entry.lead, tuple(items))
    made = Forms(forms, held[BUDGET].read(Budget), held[ORDER].read(Priorities))
    wrong = [
        Problem(held[file].path, held[file].line_of(word), what, "改成有的，或照着别的格子写")
        for file, word, what in _mismatches(made)
    ]
    if wrong:
        raise SourceError(wrong)
    return made


Mismatch = tuple[str, str]
"""(the word by which an editor finds the place, what is wrong)"""


def _mismatches(forms: Forms) -> Iterator[tuple[str, str, str]]:
    """Yield (file, word, what is wrong) where each entry is sound by itself, and does not fit the others."""
    lines, every = forms.budget.lines, forms.budget.every
    twice = _twice([line.id for line in lines] + [line.box for line in lines])
    yield from ((BUDGET, one, f"{one} 写了两次") for one in twice)
    yield from ((BUDGET, one.every, f"{one.id}: every 里没有 {one.every}") for one in lines if one.every not in every)
    groups = [group.kind for group in forms.budget.groups]
    yield from ((BUDGET, one.id, f"{one.id}: groups 里没有 {one.kind}") for one in lines if one.kind not in groups)
    reasons, kinds = forms.priorities.reasons, forms.priorities.kinds
    for one in [*_twice(reason.id for reason in reasons), *_twice(kind.id for kind in kinds)]:
        yield ORDER, one, f"{one} 写了两次"
    for reason in [*reasons, *kinds]:
        if reason.kind not in forms.priorities.classes:
            yield ORDER, reason.kind, f"{reason.id}: classes 里没有 {reason.kind}"
    ticks = [field.label_from for field in forms.rows("debts.rows").fields if field.kind == "flag"]
    yield from ((FORMS, "debts", f"debts: 没有 {reason.id} 的格子") for reason in reasons if reason.id not in ticks)
    for form in forms.forms.values():
        yield from ((FORMS, word, f"{form.name}: {what}") for word, what in _unfit(forms, form))
    boxes = [line.box for line in lines] + [box for form in forms.forms.values() for box in _boxes(form)]
    yield from ((FORMS, box, f"编号 {box} 用了两次") for box in _twice(boxes) if box not in twice)


def _plain(form: Form) -> list[Field]:
    """Return the boxes of a form without those that repeat."""
    grouped = [field for item in form.items if isinstance(item, Group) for field in item.fields]
    return [item for item in form.items if isinstance(item, Field)] + grouped


def _boxes(form: Form) -> Iterator[str]:
    yield from (field.box for field in _plain(form) if field.box)
    for item in form.items:
        if isinstance(item, Rows):
            yield from (f"{item.box}{number}" for number in range(1, item.most + 1))
            yield from (f"{item.box}1{field.box}" for field in item.fields if field.box)


def _unfit(forms: Forms, form: Form) -> Iterator[Mismatch]:
    """Yield what does not fit within one form."""
    plain = _plain(form)
    yield from _odd(forms, plain)
    for item in form.items:
        if isinstance(item, Rows):
            yield from _odd(forms, item.fields)
        if isinstance(item, Rows | Lines):
            yield from _astray(forms, item.when, plain)
        if isinstance(item, Mirror):
            yield from _unmirrored(forms, item)


def _odd(forms: Forms, fields: list[Field]) -> Iterator[Mismatch]:
    """Yield what does not fit among boxes that stand beside each other."""
    reasons = [reason.id for reason in forms.priorities.reasons]
    yield from ((name, f"{name} 写了两次") for name in _twice(field.name for field in fields))
    for field in fields:
        if field.label_from and (field.label_from not in reasons or field.label_from != field.name):
            what = f"{field.name}: label_from 要和 name 相同，data/priorities.yml 里要有 {field.label_from}"
            yield field.label_from, what
        if field.kind == "choice" and not forms.options(field):
            yield field.name, f"{field.name}: 没有写 options"
        yield from ((word, f"{field.name}: {what}") for word, what in _astray(forms, field.when, fields))


def _astray(forms: Forms, when: dict[str, str], fields: list[Field]) -> Iterator[Mismatch]:
    for name, values in when.items():
        options = next((forms.options(field) for field in fields if field.name == name), {})
        for value in (one for one in values.split() if one not in options):
            yield value if options else name, f"when: {name} 没有 {value} 这一种"


def _unmirrored(forms: Forms, mirror: Mirror) -> Iterator[Mismatch]:
    try:
        known = [field.name for field in forms.rows(mirror.rows_of).fields]
    except (KeyError, StopIteration):
        yield mirror.rows_of, f"rows_of: 没有 {mirror.rows_of}"
        return
    yield from ((name, f"rows_of: {mirror.rows_of} 里没有 {name}") for name in mirror.fields if name not in known)


def _twice(names: Iterable[str]) -> list[str]:
    return [name for name, count in Counter(names).items() if count > 1]


def _item(source: Document, place: str, raw: dict[str, Any]) -> Item:
    shape = next((shape for key, shape in _SHAPES.items() if key in raw), None)
    if shape is None:
        known = "、".join(_SHAPES)
        raise SourceError([source.problem(place, f"认不出 {'、'.join(raw)}", f"要有其中一个：{known}")])
    item: Item = source.read(shape, raw, place)
    return item
