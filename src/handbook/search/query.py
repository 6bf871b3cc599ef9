"""Ask the built index from Python, by the very worker that the reader's browser runs."""

from __future__ import annotations

import html
import json
import re
from pathlib import Path
from typing import Any

from handbook.search.script import Worker


class Searcher:
    """The search of one built site; `index` is its search_index.json."""

    def __init__(self, index: Path) -> None:
        self._worker = Worker(index.parent)
        self._worker.send({"type": 0, "data": json.loads(index.read_text(encoding="utf-8"))})

    def ask(self, question: str) -> dict[str, Any]:
        """Return what the theme's list would get: {items: [[page, section, …], …], suggest: […]}."""
        [message] = self._worker.send({"type": 2, "data": question})
        data: dict[str, Any] = message["data"]
        return data

    def search(self, question: str, top: int = 5) -> list[dict[str, Any]]:
        """Return the best pages as [{title, location, score}], best first; location is the best place on the page."""
        results = []
        for group in self.ask(question)["items"][:top]:
            page = group[0]
            if page.get("help"):
                continue  # advice in place of a result
            anchor = f"#{page['target']}" if page["target"] else ""
            results.append(
                {
                    "title": html.unescape(re.sub(r"<[^>]*>", "", page["title"])),
                    "location": page["location"] + anchor,
                    "score": round(page["score"], 4),
                }
            )
        return results
