"""Whether forms that are sound each by itself fit together: names, boxes, what depends on what."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator

from handbook.case.entries import Field, Mirror, Part, Rows
from handbook.case.forms import Form, Forms

Fault = tuple[str, str]
"""The word by which its line is found, and what is wrong."""

Misfit = tuple[str, str, str]
"""A form, and such a fault in it."""


def misfits(forms: Forms) -> Iterator[Misfit]:
    """Yield (form, word, what is wrong) for all that does not fit within a form, or between two."""
    for form in forms.forms.values():
        yield from ((form.name, word, what) for word, what in _unfit(forms, form))
    boxes = [(form.name, box) for form in forms.forms.values() for box in _boxes(forms, form)]
    again = twice(box for _, box in boxes)
    for box in again:
        yield next(name for name, own in reversed(boxes) if own == box), box, f"编号 {box} 用了两次"


def twice(names: Iterable[str]) -> list[str]:
    """Return the names that come more than once."""
    return [name for name, count in Counter(names).items() if count > 1]


def _boxes(forms: Forms, form: Form) -> Iterator[str]:
    yield from (field.box for field in form.plain if field.box)
    for item in form.items:
        if isinstance(item, Rows):
            yield from (f"{item.box}{number}" for number in range(1, item.most + 1))
            yield from (f"{item.box}1{field.box}" for field in item.fields if field.box)
        elif isinstance(item, Part) and item.part in forms.parts:
            yield from forms.parts[item.part].boxes()


def _unfit(forms: Forms, form: Form) -> Iterator[Fault]:
    yield from _odd(forms, form.plain)
    for item in form.items:
        if isinstance(item, Rows):
            yield from _odd(forms, item.fields)
        if isinstance(item, Rows | Part):
            yield from _astray(forms, item.when, form.plain)
        if isinstance(item, Part) and item.part not in forms.parts:
            yield item.part, f"没有 {item.part} 这个部件；可用的有 {'、'.join(forms.parts)}"
        if isinstance(item, Mirror):
            yield from _unmirrored(forms, item)


def _odd(forms: Forms, fields: list[Field]) -> Iterator[Fault]:
    """Yield what does not fit among boxes that stand beside each other."""
    yield from ((name, f"{name} 写了两次") for name in twice(field.name for field in fields))
    for field in fields:
        if field.label_from and (field.label_from not in forms.ticks or field.label_from != field.name):
            what = f"{field.name}: label_from 要和 name 相同，data/priorities.yml 里要有 {field.label_from}"
            yield field.label_from, what
        if field.options_from and field.options_from not in forms.choices:
            what = f"{field.name}: 没有 {field.options_from} 这份选项；可用的有 {'、'.join(forms.choices)}"
            yield field.options_from, what
        elif field.kind == "choice" and not forms.options(field):
            yield field.name, f"{field.name}: 没有写 options"
        if field.long and field.kind != "text":
            yield field.name, f"{field.name}: 只有 kind: text 能写 long"
        yield from ((word, f"{field.name}: {what}") for word, what in _astray(forms, field.when, fields))


def _astray(forms: Forms, when: dict[str, str], fields: list[Field]) -> Iterator[Fault]:
    for name, values in when.items():
        options = next((forms.options(field) for field in fields if field.name == name), {})
        for value in (one for one in values.split() if one not in options):
            yield value if options else name, f"when: {name} 没有 {value} 这一种"


def _unmirrored(forms: Forms, mirror: Mirror) -> Iterator[Fault]:
    try:
        known = [field.name for field in forms.rows(mirror.rows_of).fields]
    except (KeyError, StopIteration):
        yield mirror.rows_of, f"rows_of: 没有 {mirror.rows_of}"
        return
    yield from ((name, f"rows_of: {mirror.rows_of} 里没有 {name}") for name in mirror.fields if name not in known)
