"""The forms of a site: what is asked, and how the scripts are told of it."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any, Protocol

import msgspec

from handbook.case.entries import Field, Group, Item, Mirror, Part, Rows

# The engine's readers of what people write; `month` is a calendar month there.
READERS = {"month": "calendar_month"}


@dataclass(frozen=True)
class Form:
    """One form. `items` in the order of the screen."""

    name: str
    title: str
    lead: str
    items: tuple[Item, ...]

    @property
    def plain(self) -> list[Field]:
        """Its boxes but for those that repeat."""
        grouped = [field for item in self.items if isinstance(item, Group) for field in item.fields]
        return [item for item in self.items if isinstance(item, Field)] + grouped


class Brought(Protocol):
    """A part that a tool brings: boxes that no form can list, as data says which there are."""

    @property
    def template(self) -> str:
        """Its markup, below the folder of the tools."""

    @property
    def sheet(self) -> str:
        """Its blank paper, below the folder of the tools; empty where there is none."""

    def specs(self, part: Part) -> list[dict[str, Any]]:
        """Return its fields as the scripts read them."""

    def boxes(self) -> list[str]:
        """Return the numbers of its boxes on paper."""


@dataclass(frozen=True)
class Forms:
    """Every form, and what forms take from elsewhere."""

    forms: dict[str, Form]
    parts: Mapping[str, Brought]
    choices: Mapping[str, Mapping[str, str]]
    """By the name that `options_from` gives: value → text."""
    ticks: Mapping[str, str]
    """By the name that `label_from` gives: the label of a tick."""
    setup: Callable[[list[str]], dict[str, Any]]
    """What the scripts of a page with some forms must know besides their fields."""

    def rows(self, path: str) -> Rows:
        """Return the repeating boxes at "debts.rows"."""
        form, _, name = path.partition(".")
        return next(item for item in self.forms[form].items if isinstance(item, Rows) and item.rows == name)

    def label(self, field: Field) -> str:
        """Return the label of a box."""
        return self.ticks[field.label_from] if field.label_from else field.label

    def options(self, field: Field) -> dict[str, str]:
        """Return value → text of a choice, in order."""
        return dict(self.choices.get(field.options_from, {})) or dict(field.options)

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
            yield self.spec(item)
        elif isinstance(item, Group):
            for field in item.fields:
                yield self.spec(field)
        elif isinstance(item, Rows):
            rows = [self.spec(field) for field in item.fields]
            # A scheme counts also where all its boxes are left as they are.
            keep = all(not field.required for field in item.fields) and item.least > 0
            named = {"name": item.rows, "rows": rows, "box": item.box, "most": item.most, "least": item.least}
            yield named | {"label": item.legend, "keep": keep} | ({"when": item.when} if item.when else {})
        elif isinstance(item, Part):
            yield from self.parts[item.part].specs(item)

    def spec(self, field: Field) -> dict[str, Any]:
        """Return one field as the scripts read it."""
        spec: dict[str, Any] = {"name": field.name, "kind": READERS.get(field.kind, field.kind)}
        spec |= {"label": self.label(field)} | ({"box": field.box} if field.box else {})
        spec |= ({"long": True} if field.long else {}) | ({"private": True} if field.is_private else {})
        if field.kind in ("count", "text"):
            spec |= {"min": field.min, "max": field.limit}
        options = self.options(field)
        if field.kind == "choice":
            spec |= {"options": options, "fallback": next(iter(options))}
        elif not field.required:
            spec["fallback"] = False if field.kind == "flag" else None
        return spec | ({"when": field.when} if field.when else {})


def settled(items: list[Item], rules: Mapping[str, Mapping[str, Any]]) -> tuple[Item, ...]:
    """Return a form's items with the ids of legal rules in the place of what those must say (`when_rule`).

    `rules`: by the name that `options_from` gives, id → rule.
    """
    chosen = {one.name: rules.get(one.options_from, {}) for one in items if isinstance(one, Field)}

    def settle(item: Item) -> Item:
        if not isinstance(item, Field | Rows):
            return item
        when = {
            name: " ".join(key for key, rule in chosen.get(name, {}).items() if rule.get(said)) or said
            for name, said in item.when_rule.items()
        }
        return msgspec.structs.replace(item, when=item.when | when)

    return tuple(settle(item) for item in items)


__all__ = ["Brought", "Field", "Form", "Forms", "Group", "Item", "Mirror", "Part", "Rows", "settled"]
