"""Scripts inside Python: the build and the tests run the reader's own files. No arithmetic and no markup here."""

from __future__ import annotations

import json
import threading
from pathlib import Path
from typing import Any

import quickjs

from handbook.bundling.join import join

_NAME = "Handbook"
# Text crosses the border, never objects: so nothing depends on how the two languages represent a value.
_BRIDGE = f"""
(name, ...parts) => {{
  const result = {_NAME}[name](...parts.map((part) => JSON.parse(part)));
  return JSON.stringify(result === undefined ? null : result);
}}
"""

JavaScriptError = quickjs.JSException
"""Raised where a script itself fails: a fault of ours, or input nested without end."""


class Script:
    """A module's exports as functions on JSON values. May be shared by threads; each gets a context of its own."""

    def __init__(self, entry: Path, text: str | None = None) -> None:
        """Join `entry` with all that it imports; `text` stands in for a file that is not there. Raises JoinError."""
        self._text = join(entry, text=text, name=_NAME)
        self._local = threading.local()

    def call(self, name: str, *parts: object) -> Any:
        """Run the export `name` and return its result. Raises ValueError for NaN, JavaScriptError."""
        bridge = getattr(self._local, "bridge", None)
        if bridge is None:
            context = quickjs.Context()
            context.eval(self._text)
            bridge = self._local.bridge = context.eval(_BRIDGE)
        return json.loads(bridge(name, *(json.dumps(part, allow_nan=False) for part in parts)))
