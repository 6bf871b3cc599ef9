"""What may stand in a form (form.yml of a tool): boxes, boxes that repeat, groups, and parts that a tool brings itself.

One definition drives the form on the screen, the blank sheet on paper, the reading of what was typed and the check of
a case that somebody brings back.
"""

from __future__ import annotations

from typing import Annotated, Any, Literal

from msgspec import Meta

from handbook.sources.problems import SourceError
from handbook.sources.shapes import Entry, Text
from handbook.sources.yaml import Document

Name = Annotated[str, Meta(pattern=r"^[a-z][a-z0-9_]*$", description="用小写英文、数字和下划线")]
Kind = Literal["yuan", "percent", "count", "day", "month", "text", "choice", "flag"]
LARGEST_COUNT = 600
LONGEST_NAME = 30
LONGEST_TEXT = 2000


class Field(Entry, kw_only=True):
    """One box. `when`: the values another field must have for this one to stand; `more`: behind “more”."""

    name: Name
    kind: Kind
    label: str = ""
    label_from: str = ""
    """The tick of this name among those declared elsewhere (see Forms.ticks), whose label this box carries."""
    box: str = ""
    """Its number on paper; never changed once it was printed."""
    hint: str = ""
    options: dict[str, Text] = {}
    options_from: str = ""
    """Where its options are declared (see Forms.choices): kinds of debts, or legal rules."""
    required: bool = False
    min: int = 0
    max: int | None = None
    """The largest count, or the most characters of a text; if not said 600 and 30, or 2,000 of a long text."""
    long: bool = False
    """A text of several lines, kept whole with the case."""
    private: bool | None = None
    """May name somebody: never in an address, nor in the text of a receipt that is sent on; if not said, as `long`."""
    when: dict[str, Text] = {}
    when_rule: dict[str, Text] = {}
    """Another field, and what the legal rule chosen there must say (`unit`, `restarts`) for this one to stand."""
    style: Literal["", "radio"] = ""
    more: bool = False
    paper: str = ""
    """The head of its column on a sheet that has one row for each of a list."""

    @property
    def is_private(self) -> bool:
        """Whether it leaves the device only in the reader's own file."""
        return self.long if self.private is None else self.private

    @property
    def limit(self) -> int:
        """The largest count, or the longest text."""
        if self.max is not None:
            return self.max
        if self.kind != "text":
            return LARGEST_COUNT
        return LONGEST_TEXT if self.long else LONGEST_NAME


class Rows(Entry):
    """Boxes that repeat: one set for each debt, scheme, segment. `least`: how many there are at the start."""

    rows: Name
    box: Text
    legend: Text
    add: Text
    remove: Text
    fields: list[Field]
    most: int = 50
    least: int = 1
    when: dict[str, Text] = {}
    when_rule: dict[str, Text] = {}
    ticks: str = ""
    """The legend above its ticks that are declared elsewhere."""
    remark: bool = False
    """Whether the view says something of each row, below its ticks."""


class Mirror(Entry):
    """Some boxes of another form's rows, shown here too: what is changed in one place changes in both."""

    rows_of: Text
    fields: list[Text]


class Group(Entry):
    """Boxes under one legend."""

    legend: Text
    fields: list[Field]


class Part(Entry):
    """The place of boxes that a tool makes itself (see tools/parts.py), such as the lines of the budget."""

    part: Name
    when: dict[str, Text] = {}


Item = Field | Rows | Mirror | Group | Part
_SHAPES: dict[str, type] = {"rows": Rows, "rows_of": Mirror, "legend": Group, "part": Part, "name": Field}


def item_of(source: Document, raw: dict[str, Any], place: str) -> Item:
    """Return one entry of `fields`, by the key that tells what it is. Raises SourceError."""
    shape = next((shape for key, shape in _SHAPES.items() if key in raw), None)
    if shape is None:
        what, fix = f"认不出 {'、'.join(sorted(raw))}", f"要有 {'、'.join(_SHAPES)} 里的一个"
        raise SourceError([source.problem(place, what, fix)])
    item: Item = source.read(shape, raw, place)
    return item
