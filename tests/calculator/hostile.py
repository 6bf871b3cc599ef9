"""Hostile inputs of the engine: valid ones with a field or three spoiled, so that they get deep into a function."""

from __future__ import annotations

import copy
from typing import Any

from tests.calculator import cases
from tests.calculator.cases import MAX_FEN, Case, Rng, valid

Field = dict[str, Any]

NAMES = (
    "__proto__",
    "constructor",
    "toString",
    "hasOwnProperty",
    "length",
    "",
    "０",
    "princpal",
    "长" * 5000,
    "\ud800",
)
JUNK: tuple[Any, ...] = (
    *(None, True, False, 0, -1, 1, 0.5, 1e-7, 1e300, -1e300, 2**53, 2**53 + 1, MAX_FEN, MAX_FEN + 1, 10**14, 10**400),
    *(
        "",
        " ",
        "NaN",
        "Infinity",
        "-0",
        "1e5",
        "0x10",
        "１０００",
        "１２．５％",
        "1.2万",
        "null",
        "0.000000000001",
        "1",
        "0",
    ),
    *("a" * 5000, "9" * 5000, "\ud800", "\u202e\u0000", "2026-02-30", "9999-12-31", "1900-01-01", "2026-13", "9999-12"),
    *([], {}, [[]], [None], [{}], {"a": [{"b": None}]}, {"__proto__": {"x": 1}}, {"constructor": {"prototype": []}}),
    # What cannot be turned into text or a number: comparing it or joining it would throw.
    *({"toString": 0, "valueOf": 0}, [{"toString": "0"}]),
)


def _twist(rng: Rng, value: Any) -> Any:
    """Return a value that looks like `value` but is not what was meant, or mere junk."""
    plain = not isinstance(value, int | float) or abs(value) < 1e15  # a larger one is junk already
    if isinstance(value, bool) or value is None or not plain or rng.random() < 0.3:
        return copy.deepcopy(rng.choice(JUNK))
    if isinstance(value, int | float):
        return rng.choice((-value, value + 0.5, value * 10 ** rng.randint(1, 14), str(value), [value], MAX_FEN, 0, 1))
    if isinstance(value, str):
        return rng.choice((value + "０", value * 2, "-" + value, [value], value.replace("0", "９"), value[:3]))
    if isinstance(value, list):
        return rng.choice(
            (value * 2, value * (60 // (len(value) or 1)), (value * 50)[:50], [], [*value, None], value[:1])
        )
    return rng.choice((list(value), list(value.items()), {}, value | {"constructor": 1}, str(value)))


def _extreme(rng: Rng, field: Field, value: Any) -> Any:
    """Return the most, the least or the oddest that a field of this kind allows: it is taken, and computed with."""
    if field["kind"] == "list":
        items = value if isinstance(value, list) and value else [0]
        return (items * field["max"])[: field["max"]]
    low, high = int(field.get("min") or 0), int(field.get("max") or 0)
    return rng.choice(
        {
            "fen": (low, 1, 99, cases.fen(rng, 1, high), high // 2, high - 1, high),
            "signed": (0, 1, -1, MAX_FEN, -MAX_FEN, cases.fen(rng), -cases.fen(rng)),
            "yuan": ("0", "0.01", "1亿", "99,999,999.99", "０．０１"),
            "rate": ("0", str(high), "0.000000000001", "0.999999999999", cases.rate(rng, 1)),
            "percent": ("0", "100", "0.0001%", "99.9999"),
            "decimal": ("0", "9999.999999", "0.000001", 1),
            "count": (low, high, rng.randint(low, max(low, high)), f"{low}期"),
            "month": (1, 2, 600, rng.randint(1, 600), "9999-12", "2026-12"),
            "calendar_month": ("1900-01", "9999-12", "2024-02"),
            "day": ("1900-01-01", "9999-12-31", "2024-02-29", "2100-03-01", cases.day(rng)),
            "flag": (True, False),
            "text": ("", "长" * 30, "<script>alert(1)</script>", "𠮷" * 30, 7),
            "choice": tuple(field.get("options") or ("",)),
            "record": (None, {}),
        }[field["kind"]]
    )


def _mutate(rng: Rng, fields: list[Field], record: Case, *, allowed: bool) -> None:
    """Change one field of `record`, or of a record below it, to something extreme that is `allowed`, or to junk."""
    if not allowed and rng.random() < 0.1:
        record[rng.choice(NAMES)] = copy.deepcopy(rng.choice(JUNK))
        return
    field = rng.choice(fields)
    name, value = field["name"], record.get(field["name"])
    below = [one for one in (value if isinstance(value, list) else [value]) if isinstance(one, dict)]
    if field.get("fields") and below and rng.random() < 0.75:
        _mutate(rng, field["fields"], rng.choice(below), allowed=allowed)
    elif not field["required"] and rng.random() < 0.1:
        record.pop(name, None)
    else:
        record[name] = _extreme(rng, field, value) if allowed else _twist(rng, value)


def garbage(rng: Rng, depth: int = 0) -> Any:
    """Return any JSON value."""
    if depth > 3 or rng.random() < 0.4:
        return copy.deepcopy(rng.choice(JUNK))
    if rng.random() < 0.5:
        return [garbage(rng, depth + 1) for _ in range(rng.randint(0, 3))]
    known = (*NAMES, "debts", "principal", "monthly", "income", "essentials", "flows", "segments", "lines", "plans")
    return {rng.choice(known): garbage(rng, depth + 1) for _ in range(rng.randint(0, 4))}


def hostile(rng: Rng, function: Field, *, law: bool) -> Any:
    """Return an input for `function`, as Engine.describe() tells it: mostly valid but for one to three fields."""
    if rng.random() < 0.05:
        return garbage(rng)
    case = copy.deepcopy(valid(function["name"], rng, law=law))
    junk = rng.random() < 0.4
    for _ in range(rng.randint(1, 3)):
        _mutate(rng, function["fields"], case, allowed=not junk or rng.random() < 0.3)
    return case


def numbered(number: int, functions: dict[str, Field]) -> tuple[str, Any, bool]:
    """Return the function, the input and whether it comes with the law, of one hostile case by its number."""
    rng = cases.rng_for("hostile", number)
    name, legal = rng.choice(sorted(functions)), number % 2 == 0
    return name, hostile(rng, functions[name], law=legal), legal
