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
    # What a plan needs; every page with a calculator loads it.
    "engine.js": ("numbers", "dates", "reading", "share", "months", "advice", "plan", "engine"),
    # What the other tools need besides.
    "engine-more.js": (
        *("names", "exact", "days", "rate", "instalments", "cheapest", "scenarios"),
        *("offer", "accrue", "court", "budget", "dated"),
    ),
}

_WRAP = {
    "engine.js": (
        '(function (root) {\n"use strict";\nconst parts = {};\n',
        '})(typeof globalThis === "object" ? globalThis : this);\n',
    ),
    "engine-more.js": ('PlanEngine.join(function (parts, register) {\n"use strict";\n', "});\n"),
}


@cache
def script(name: str) -> str:
    """Return the text of a script or style sheet of this room, with its comments."""
    if name not in PARTS:
        return (HERE / name).read_text(encoding="utf-8")
    before, after = _WRAP[name]
    texts = [(HERE / "arithmetic" / f"{part}.js").read_text(encoding="utf-8") for part in PARTS[name]]
    return before + "".join(f"{{\n{text}}}\n" for text in texts) + after


@cache
def published(name: str) -> str:
    """Return the same script as readers download it: without comments and spare blanks."""
    return str(rjsmin.jsmin(script(name))) + "\n"
