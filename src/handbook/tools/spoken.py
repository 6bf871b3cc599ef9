"""What a tool says and asks, as plain words: so that a search can find what its reader has seen there.

A page's text is read by the search; a tool's is not, as most of it is boxes and a worked example. Here stand the words
alone: titles, labels, options and sentences, without values and marks.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any, NamedTuple

from handbook.case.entries import Field, Group, Item, Mirror, Part, Rows
from handbook.case.forms import Forms
from handbook.tools.markup import Kit
from handbook.tools.registry import load_tools
from handbook.wording.book import FILE, SLOT, load_book


class Spoken(NamedTuple):
    """The words of one step; `lead` is one whole sentence, `text` a piece a line, with holes where values stand."""

    anchor: str
    title: str
    lead: str
    text: str


def spoken(kit: Kit, tool: str) -> list[Spoken]:
    """Return the words of each step that belongs to `tool`, in the order of the screen."""
    return [_step(kit, step) for step in load_tools().tools[tool].steps if _belongs(step) == tool]


def _belongs(step: str) -> str:
    """Return the tool whose words those of a step are: its own, or of those that take it in the one that asks most.

    Each step belongs to one, so that no two pages are found by the same words.
    """
    tools = load_tools().tools
    return step if step in tools else max((name for name in tools if step in tools[name].steps), key=_asking)


def _asking(tool: str) -> int:
    return len(load_tools().tools[tool].steps)


def _step(kit: Kit, step: str) -> Spoken:
    form = kit.forms.forms[step]
    asked = [piece for item in form.items for piece in _asked(kit.forms, item)]
    pieces = dict.fromkeys([form.title, form.lead, *asked, *_said(step)])
    return Spoken(f"tool-{step}", form.title, form.lead, "\n".join(piece for piece in pieces if piece.strip()))


def _said(step: str) -> list[str]:
    """Return the sentences of a step; a value leaves a hole, a mark nothing."""
    path = load_tools().folder / step / FILE
    if not path.is_file():
        return []
    return [SLOT.sub(" ", sentence) for sentence in load_book(path).compiled(lambda *_: "").values()]


def _asked(forms: Forms, item: Item) -> Iterator[str]:
    """Yield what stands beside the boxes of an item; what mirrors another form is said there."""
    match item:
        case Field():
            yield from (forms.label(item), item.hint, *forms.options(item).values())
        case Group(legend=legend, fields=fields):
            yield legend
            yield from (piece for field in fields for piece in _asked(forms, field))
        case Rows(legend=legend, ticks=ticks, fields=fields):
            yield from (legend, ticks)
            yield from (piece for field in fields for piece in _asked(forms, field))
        case Part():
            yield from _labels(forms.parts[item.part].specs(item))
        case Mirror():
            return


def _labels(specs: list[dict[str, Any]]) -> Iterator[str]:
    for spec in specs:
        yield spec.get("label", "")
        yield from _labels(spec.get("fields", []))
