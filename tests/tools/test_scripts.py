"""The script that a tool's page loads: of all words, those that it can say."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from typing import Any

import pytest

from handbook.tools.registry import load_tools
from handbook.tools.scripts import load_books, tool_script
from tests.calculator.speech import SELDOM, calls_of, plain, speaker

PROGRAM = "errors.program."
"""What only who writes JSON by hand can get wrong: no page hands over any such thing, nor carries the words."""
TOOLS = sorted(load_tools().tools)


def carried(script: str) -> dict[str, dict[str, str]]:
    """Return the books that a script is handed."""
    given = re.search(r"^setWords\((\{.*\})\);$", script, re.MULTILINE)
    assert given is not None
    return {name: dict(flat(book)) for name, book in json.loads(given[1]).items()}


def flat(book: dict[str, Any], above: str = "") -> Iterator[tuple[str, str]]:
    """Yield (code, sentence) of a book as a script holds it, in groups."""
    for name, held in book.items():
        if isinstance(held, dict):
            yield from flat(held, f"{above}{name}.")
        else:
            yield f"{above}{name}", held


@pytest.mark.parametrize("tool", TOOLS)
def test_the_sentences_of_the_engine_are_enough_and_not_all(tool: str) -> None:
    script = tool_script(tool, load_books())
    engine = carried(script)["engine"]
    whole = load_books()["engine"]
    assert set(engine) < set(whole)
    assert not [code for code in engine if code.startswith(PROGRAM)]
    names = tuple(re.findall(r'name: "(\w+)",\s+run:', script))
    assert names
    calls = [*(call for call in SELDOM if call[0] in names), *plain(calls_of(names, 10, 60))]
    silent, spoken = speaker(engine | {code: said for code, said in whole.items() if code.startswith(PROGRAM)})(calls)
    assert [set(one) for one in silent] == [set(one) for one in spoken]


@pytest.mark.parametrize("tool", TOOLS)
def test_every_book_that_its_modules_name_is_there(tool: str) -> None:
    script = tool_script(tool, load_books())
    named = re.findall(r'wordsOf\("(\w+)"\)|const BOOK = "(\w+)"', script)
    assert {first or second for first, second in named} <= set(carried(script))


def test_a_step_that_a_tool_has_not_lends_it_no_words() -> None:
    assert {"plan", "settlement", "shock"}.isdisjoint(carried(tool_script("deadline", load_books())))
