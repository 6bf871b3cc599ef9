"""The figures of the search: on the page as they were measured, and nothing without them."""

from __future__ import annotations

from pathlib import Path

import pytest

from handbook.catalogue.measured import load_measured
from handbook.sources.problems import SourceError

FILE = """
day: 2026-11-22
questions: 3
systems:
  ours: {at_1: 66.7, at_3: 100.0, at_5: 100.0, mrr: 0.8, raw: 2000, gzip: 1000, first: 90.4, key: 12.0, key_worst: 20.0}
  pagefind: {at_1: 0.0, at_3: 0.0, at_5: 0.0, mrr: 0.0, raw: 9000, gzip: 8000}
large:
  '100': {build: 0.44, raw: 300000, gzip: 98000, first: 137.4, sent: 313470}
"""


def write(root: Path, text: str) -> Path:
    (root / "data").mkdir()
    (root / "data/measured.yml").write_text(text, encoding="utf-8")
    return root


def test_the_tables_show_what_was_measured_and_a_dash_for_what_was_not(tmp_path: Path) -> None:
    tables = load_measured(write(tmp_path, FILE)).tables
    search = "\n".join(tables["搜索测量"]())
    assert "| 项目 | 本站 | Pagefind |" in search
    assert "| 答案排在第一 | 67% | 0% |" in search
    assert "| 第一个结果 | 90 毫秒 | — |" in search
    assert "| 100 页 | 0.4 秒 | 98 KB | 137 毫秒 | 313 KB |" in "\n".join(tables["大站测量"]())


def test_without_figures_the_tables_say_so(tmp_path: Path) -> None:
    assert load_measured(tmp_path).tables["搜索测量"]() == ["", "还没有测量。", ""]


def test_a_faulty_file_is_named(tmp_path: Path) -> None:
    with pytest.raises(SourceError, match=r"data/measured\.yml"):
        load_measured(write(tmp_path, FILE.replace("questions: 3", "questions: drei")))
