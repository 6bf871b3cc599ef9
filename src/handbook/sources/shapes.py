"""What the shapes of all data are made of, what entries share, and what is told where data do not fit."""

from __future__ import annotations

import re
from collections.abc import Iterator
from types import UnionType
from typing import Annotated, Any, Literal, Union, get_args, get_origin

import msgspec
from msgspec import Meta

from handbook.sources.problems import nearest

Text = Annotated[str, Meta(min_length=1, description="写上内容，不要留空")]
Day = Annotated[str, Meta(pattern=r"^\d{4}-\d{2}-\d{2}$", description="写成 2026-11-22")]
RoughDay = Annotated[
    str,
    Meta(
        pattern=r"^\d{4}(-(0[1-9]|1[0-2])(-\d{2})?)?$", description="写成 2021-01-01；只知道到月或年就写 2021-01、2021"
    ),
]
Decimal = Annotated[str, Meta(pattern=r"^\d+(\.\d+)?$", description='写成带引号的小数，如 "0.025"')]
Year = Annotated[str, Meta(pattern=r"^\d{4}$", description="年份写成 2026")]
MonthDay = Annotated[str, Meta(pattern=r"^\d{2}-\d{2}$", description="日子写成 01-31")]

_FEW = 3
"""Of so many choices an editor sees which was meant."""

OPEN_END = "9999-12-31"
"""The end of a value that is still in force."""


class Entry(msgspec.Struct, kw_only=True, forbid_unknown_fields=True, rename={"from_": "from"}):
    """What all entries share: unknown fields are refused, since a mistyped one would silently say nothing."""


Fault = tuple[str, str, str]
"""(place, what is wrong, how to mend it)"""

_KINDS = {
    int: "写一个整数",
    float: "写一个数",
    bool: "写 true 或 false",
    str: "写一句话，不要写成一列或一组",
    list: "写成一列，每项前面加“- ”",
    dict: "写成一组“字段: 值”",
}


def faults(shape: Any, held: Any, place: str = "$") -> Iterator[Fault]:
    """Yield all that keeps `held`, text as read from YAML, from fitting `shape`; `place` is where it stands.

    What is told begins with the entry that it is about, where there is more than one.
    """
    for at, owner, what, fix in _faults(shape, held, place, "", ""):
        entry = re.sub(r"^\[(\d+)\]", r"\1", owner.removeprefix("."))
        yield at, f"{entry}: {what}" if entry else what, fix


_Told = Iterator[tuple[str, str, str, str]]
"""(place, path of the entry that it is about, what is wrong, how to mend it)"""


def _faults(shape: Any, held: Any, place: str, owner: str, label: str) -> _Told:
    """Yield what does not fit at `place`, which `label` names within the entry `owner`."""
    bare = _bare(shape)
    origin, inner = get_origin(bare), get_args(bare)
    named = label.removeprefix(".") or "整个内容"
    if _fits(shape, held):
        return
    if isinstance(bare, type) and issubclass(bare, msgspec.Struct) and isinstance(held, dict):
        yield from _record_faults(bare, held, place, owner + label)
    elif origin is dict and isinstance(held, dict):
        for key, value in held.items():
            if not _fits(inner[0], key):
                yield f"{place}.{key}", owner, f"{label}.{key} 不能做名字".removeprefix("."), _advice(inner[0], key)
            yield from _faults(inner[1], value, f"{place}.{key}", owner, f"{label}.{key}")
    elif origin is list and isinstance(held, list) and not all(_fits(inner[0], item) for item in held):
        for index, item in enumerate(held):
            yield from _faults(inner[0], item, f"{place}[{index}]", owner, f"{label}[{index}]")
    elif origin in (Union, UnionType):
        yield from _faults(next(one for one in inner if one is not type(None)), held, place, owner, label)
    elif origin is Literal and isinstance(held, str):
        known = [str(one) for one in inner if one != ""]
        near = nearest(held, known, 1) if len(known) > _FEW else []
        fix = f"只能是 {'、'.join(known)}" + (f"；是不是 {near[0]}？" if near else "")
        yield place, owner, f"{named} 是“{held}”", fix
    else:
        yield place, owner, f"{named} 的写法不对", _advice(shape, held)


def _record_faults(kind: type[msgspec.Struct], held: dict[str, Any], place: str, owner: str) -> _Told:
    known = {info.encode_name: info for info in msgspec.structs.fields(kind)}
    meant: list[str] = []
    for key, value in held.items():
        if key in known:
            yield from _faults(known[key].type, value, f"{place}.{key}", owner, f".{key}")
        else:
            near = nearest(key, [name for name in known if name not in held], 1)
            meant += near
            fix = f"是不是 {near[0]}？" if near else f"删掉；可用的有 {'、'.join(known)}"
            yield f"{place}.{key}", owner, f"不认识的字段 {key}", fix
    for key, info in known.items():
        if info.required and key not in held and key not in meant:
            yield place, owner, f"缺少 {key}", f"补上 {key}"


def _fits(shape: Any, held: Any) -> bool:
    try:
        msgspec.convert(held, shape, strict=False)
    except msgspec.ValidationError:
        return False
    return True


def _bare(shape: Any) -> Any:
    return get_args(shape)[0] if get_origin(shape) is Annotated else shape


def _advice(shape: Any, held: Any) -> str:
    """Return how to write a value: what its shape says of itself, else what kind of thing it is."""
    said = [note.description for note in get_args(shape)[1:] if isinstance(note, Meta) and note.description]
    bare = _bare(shape)
    if bare is str and not isinstance(held, str):
        return _KINDS[str]
    return "；".join(said) or _KINDS.get(get_origin(bare) or bare, _KINDS[dict])
