"""What an editor is told of a page, as one text."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from handbook.editing.style import check_source
from handbook.grounds.markdown import Register
from handbook.grounds.register import load_register
from tests.grounds.conftest import DAY, write_data

HEAD = "---\ntitle: 甲\ndescription: 乙\nplain_numbers: [3.0%]\n---\n\n"
"""Six lines: what a test says first stands on the seventh."""


@pytest.fixture
def register(tmp_path: Path) -> Register:
    (tmp_path / "data").mkdir()
    write_data(tmp_path / "data")
    return load_register(tmp_path, DAY)


@pytest.fixture
def said(register: Register) -> Callable[..., str]:
    def check(body: str, path: str = "docs/a.md", head: str = HEAD) -> str:
        return "\n".join(str(problem) for problem in check_source(path, head + body, register))

    return check
