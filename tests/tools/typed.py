"""Random cases as people type them, from a seed, like tests/calculator/cases.py: what is meant well, and slips."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from tests.calculator.cases import Rng, day
from tests.tools import room
from tests.tools.room import NASTY, Case

JUNK: tuple[str, ...] = (
    "",
    " ",
    "0",
    "-1",
    "abc",
    "1e9",
    "9" * 40,
    "０",
    "５０００",
    "1.2万",
    "3千",
    "￥1,000.50 元",
    "NaN",
    "Infinity",
)
JUNK += ("undefined", NASTY, "\u202e1", "\ud800", "1" * 200, "__proto__", "toString", "2026-02-30", "9999-12", "null")
NAMES = ("", "某网贷", "1", "2027", NASTY, "__proto__", "constructor", "元", "</script>", "长" * 30, "长" * 31, "a&b;")


SENSIBLE: dict[str, Callable[[dict[str, Any], Rng], Any]] = {
    "choice": lambda spec, rng: rng.choice(list(spec["options"])),
    "flag": lambda spec, rng: rng.random() < (0.02 if spec["name"].startswith("scam_") else 0.2),
    "yuan": lambda _, rng: rng.choice((f"{rng.randint(1, 90_000)}", f"{rng.randint(1000, 90_000):,}.5", "2万", "0")),
    "percent": lambda _, rng: rng.choice((f"{rng.uniform(1, 36):.2f}", f"{rng.uniform(0, 2):.3f}%", "24", "50")),
    "count": lambda spec, rng: str(rng.randint(max(1, spec["min"]), min(spec["max"], 48))),
    "day": lambda _, rng: day(rng, "2019-01-01", 2900),
    "calendar_month": lambda _, rng: day(rng, "2026-01-01", 900)[:7],
    "text": lambda _, rng: rng.choice(NAMES),
}
"""What a careful reader might type into a box of each kind."""


def record(specs: list[dict[str, Any]], rng: Rng, *, filled: float, junk: float) -> Case:
    """Return a form: a box is filled in with the chance `filled`, and then with junk with the chance `junk`."""
    out: Case = {}
    for spec in specs:
        if "rows" in spec:
            count = rng.choice((0, 1, 1, 2, 3, spec["most"] if rng.random() < 0.03 else 4))
            held = [record(spec["rows"], rng, filled=filled, junk=junk) for _ in range(min(count, spec["most"]))]
            out[spec["name"]] = [{} if rng.random() < 0.1 else row for row in held]
        elif "fields" in spec:
            out[spec["name"]] = record(spec["fields"], rng, filled=filled, junk=junk)
        elif rng.random() < filled or ("fallback" not in spec and rng.random() < 0.8):
            spoilt = spec["kind"] not in ("choice", "flag", "text") and rng.random() < junk
            out[spec["name"]] = rng.choice(JUNK) if spoilt else SENSIBLE[spec["kind"]](spec, rng)
    return out


def case(rng: Rng) -> Case:
    """Return a whole case: most are meant well, some are full of slips, some forms were never opened."""
    filled, junk = rng.choice((0.2, 0.5, 0.9)), rng.choice((0, 0, 0.02, 0.3))
    forms = room.forms().specs()
    return {name: record(specs, rng, filled=filled, junk=junk) for name, specs in forms.items() if rng.random() < 0.9}
