"""The script that a tool's page loads: of all words, those that it can say."""

from __future__ import annotations

import json
import re

import pytest

from handbook.tools.registry import load_tools
from handbook.tools.scripts import load_books, tool_script
from tests.calculator.speech import SELDOM, calls_of, plain, speaker

TOOLS = sorted(load_tools().tools)


def carried(script: str) -> dict[str, dict[str, str]]:
    """Return the books that a script is handed."""
    given = re.search(r"^setWords\((\{.*\})\);$", script, re.MULTILINE)
    assert given is not None
    words: dict[str, dict[str, str]] = json.loads(given[1])
    return words


@pytest.mark.parametrize("tool", TOOLS)
def test_the_sentences_of_the_engine_are_enough_and_not_all(tool: str) -> None:
    script = tool_script(tool, load_books())
    engine = carried(script)["engine"]
    assert set(engine) < set(load_books()["engine"])
    names = tuple(re.findall(r'name: "(\w+)",\s+run:', script))
    assert names
    calls = [*(call for call in SELDOM if call[0] in names), *plain(calls_of(names, 10, 60))]
    silent, spoken = speaker(engine)(calls)
    assert [set(one) for one in silent] == [set(one) for one in spoken]


def test_a_step_that_a_tool_has_not_lends_it_no_words() -> None:
    assert {"plan", "settlement", "shock"}.isdisjoint(carried(tool_script("deadline", load_books())))
