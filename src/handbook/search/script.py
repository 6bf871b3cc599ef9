"""The worker as one script, and the worker's own functions inside Python: the index is cut as questions are."""

from __future__ import annotations

import json
from functools import cache
from pathlib import Path
from typing import Any

import quickjs

from handbook.bundling.join import join
from handbook.bundling.publish import small
from handbook.wording.book import FILE, handed_over, own_words

HERE = Path(__file__).parent
# What a browser gives a worker, as little as the worker needs: one listener in, messages out, and parts from a folder.
_SCOPE = """
var listener = null, sent = [];
var self = { addEventListener: function (name, run) { listener = run; },
             postMessage: function (message) { sent.push(message); },
             loadSearchPart: function (file) {
               var text = readPart(file);
               if (text === null) return false;
               (0, eval)(text);
               return true;
             } };
function chineseSearch(name, data) { self.chineseSearch(name, data); }
function send(text) { sent = []; listener({ data: JSON.parse(text) }); return JSON.stringify(sent); }
"""


def search_books() -> dict[str, dict[str, str]]:
    """Return what the scripts of this room say, by book."""
    return {"search": own_words(HERE / FILE)}


@cache
def worker_script() -> str:
    """Return the worker with its comments."""
    entry = HERE / "worker/every-part.js"
    return join(entry, text=handed_over(search_books(), entry) + 'import "./worker.js";\n')


def page_script() -> str:
    """Return what a page loads, for a site that does not join it with scripts of its own."""
    entry = HERE / "page-alone.js"
    return join(entry, text=handed_over(search_books(), entry) + 'import "./page.js";\n')


@cache
def published_worker() -> str:
    """Return the worker as readers download it."""
    return small(worker_script(), ".js")


class Worker:
    """The worker in quickjs. `folder` holds the index's files; without one it only cuts text."""

    def __init__(self, folder: Path | None = None) -> None:
        self._context = quickjs.Context()
        self._folder = folder
        self._context.add_callable("readPart", self._read)
        self._context.eval(_SCOPE)
        self._context.eval(worker_script())

    def _read(self, file: str) -> str | None:
        path = self._folder / file if self._folder else None
        return path.read_text(encoding="utf-8") if path and path.is_file() else None

    def send(self, message: dict[str, Any]) -> list[dict[str, Any]]:
        """Send one message; return those that come back."""
        sent: list[dict[str, Any]] = json.loads(self._context.get("send")(json.dumps(message)))
        return sent

    def prepare_cutting(self, concepts: list[list[str]], simplified: dict[str, str]) -> None:
        """Tell the worker which words mean the same, before `cut`."""
        self._context.eval(
            "var cutting = (function (text, concepts, simplified) {"
            "  var heads = text.dictionary(concepts);"
            "  return function (raw) {"
            "    var folded = text.fold(raw, simplified);"
            "    var found = text.grams(folded).concat(text.numbers(folded), text.conceptsIn(folded, heads));"
            "    return found.map(function (item) { return item.token; }).join(' ');"
            f"  }}; }})(self.searchText, {json.dumps(concepts)}, {json.dumps(simplified)});"
        )

    def cut(self, text: str) -> list[str]:
        """Return the tokens of `text`."""
        tokens: str = self._context.get("cutting")(text)
        return tokens.split()
