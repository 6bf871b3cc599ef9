"""Ask the built index from Python, by the very worker that the reader's browser runs."""

from __future__ import annotations

import json
import re
from pathlib import Path
from typing import Any

import quickjs

from handbook.search.plugin import WORKER

# What a browser gives a worker, as little as worker.js needs: one listener in, messages out.
_WORKER_SCOPE = """
var listener = null, sent = [];
var self = { addEventListener: function (name, run) { listener = run; },
             postMessage: function (message) { sent.push(message); } };
function send(text) { sent = []; listener({ data: JSON.parse(text) }); return JSON.stringify(sent); }
"""


class Searcher:
    """The search of one built site; `index` is its search_index.json."""

    def __init__(self, index: Path) -> None:
        self._context = quickjs.Context()
        self._context.eval(_WORKER_SCOPE)
        self._context.eval(WORKER.read_text(encoding="utf-8"))
        self._send({"type": 0, "data": json.loads(index.read_text(encoding="utf-8"))})

    def search(self, question: str, top: int = 5) -> list[dict[str, Any]]:
        """Return the best pages as [{title, location, score}], best first; location is the best place on the page."""
        message = self._send({"type": 2, "data": question})
        results = []
        for group in message["data"]["items"][:top]:
            page = group[0]
            best = max(group[1:], key=lambda section: section["score"], default=page)
            target = best if best["score"] >= page["score"] else page
            results.append(
                {
                    "title": re.sub(r"<[^>]*>", "", page["title"]),
                    "location": target["location"],
                    "score": round(page["score"], 4),
                }
            )
        return results

    def _send(self, message: dict[str, Any]) -> dict[str, Any]:
        sent: list[dict[str, Any]] = json.loads(self._context.get("send")(json.dumps(message)))
        return sent[0]
