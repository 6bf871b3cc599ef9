"""No sentence stands in a script: whoever looks for one finds it in a words file, where it is checked like a page."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from tests.scripts.sources import SCRIPTS, relative

UNDERSTOOD = {
    "src/handbook/calculator/arithmetic/reading.js": "units that people write after a number",
    "src/handbook/search/worker/text.js": "numerals and units in what people search for",
    "src/handbook/case/file.js": "the mark by which our own files are known",
}
"""What scripts must understand, and say to nobody: file → what its characters are."""


def without_comments(text: str) -> str:
    blocks = re.sub(r"/\*.*?\*/", "", text, flags=re.DOTALL)
    return re.sub(r"(^|[\s;{}(,])//.*$", r"\1", blocks, flags=re.MULTILINE)


@pytest.mark.parametrize("path", SCRIPTS, ids=relative)
def test_a_script_holds_no_words_for_readers(path: Path) -> None:
    held = re.findall(r"[\u3400-\u9fff]+", without_comments(path.read_text(encoding="utf-8")))
    assert bool(held) is (relative(path) in UNDERSTOOD), held
