"""The JavaScript of this room: which parts make which file, and how a file is put together for the reader.

No bundler: a part is a block that takes what it needs from `parts`, the namespace they share, and leaves there what it
offers; a file is its parts one after another.
"""

from __future__ import annotations

from functools import cache
from pathlib import Path

import rjsmin

HERE = Path(__file__).parent

PARTS = {
    # What a plan needs; every page that calculates loads it.
    "engine.js": ("numbers", "dates", "reading", "share", "months", "advice", "plan", "engine"),
    # The rest in files of their own, in the order they need each other: a page loads those that its tools ask for.
    "engine-names.js": ("names",),
    "engine-days.js": ("exact", "days"),
    "engine-rates.js": ("rate", "instalments"),
    "engine-what-if.js": ("cheapest", "scenarios"),
    "engine-offer.js": ("offer",),
    "engine-settlement.js": ("settlement",),
    "engine-accrue.js": ("accrue",),
    "engine-court.js": ("court",),
    "engine-budget.js": ("budget",),
    "engine-dated.js": ("dated",),
}
_JOINED = ('PlanEngine.join(function (parts, register) {\n"use strict";\n', "});\n")

_FIRST = (
    '(function (root) {\n"use strict";\nconst parts = {};\n',
    '})(typeof globalThis === "object" ? globalThis : this);\n',
)


@cache
def script(name: str) -> str:
    """Return the text of a script or style sheet of this room, with its comments."""
    if name not in PARTS:
        return (HERE / name).read_text(encoding="utf-8")
    before, after = _FIRST if name == "engine.js" else _JOINED
    texts = [(HERE / "arithmetic" / f"{part}.js").read_text(encoding="utf-8") for part in PARTS[name]]
    return before + "".join(f"{{\n{text}}}\n" for text in texts) + after


@cache
def published(name: str) -> str:
    """Return the same script as readers download it: without comments and spare blanks."""
    return str(rjsmin.jsmin(script(name))) + "\n"
