"""No sentence stands in a script: whoever looks for one finds it in a words file, where it is checked like a page."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from tests.scripts.sources import SCRIPTS, relative

UNDERSTOOD = {
    "src/handbook/calculator/arithmetic/reading.js": set("千万亿个月天期元块钱"),
    "src/handbook/search/worker/text.js": set("零一二两三四五六七八九十"),
    "src/handbook/case/file.js": set("协商有据"),
}
"""What readers write and scripts must understand, and the mark of our own files: no words to anybody."""


def without_comments(text: str) -> str:
    blocks = re.sub(r"/\*.*?\*/", "", text, flags=re.DOTALL)
    return re.sub(r"(^|[\s;{}(,])//.*$", r"\1", blocks, flags=re.MULTILINE)


@pytest.mark.parametrize("path", SCRIPTS, ids=relative)
def test_a_script_holds_no_words_for_readers(path: Path) -> None:
    held = set(re.findall(r"[\u3400-\u9fff]", without_comments(path.read_text(encoding="utf-8"))))
    assert held == UNDERSTOOD.get(relative(path), set())
