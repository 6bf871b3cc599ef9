"""The pages themselves, as an editor and a reader would notice them."""

from __future__ import annotations

import datetime as dt
import subprocess

from handbook.editing.check import check_project
from tests.conftest import ROOT, run_handbook

PAGES = sorted(path for path in (ROOT / "docs").rglob("*.md") if "assets" not in path.parts)


def test_data_and_pages_have_no_problem() -> None:
    assert [str(problem) for problem in check_project(ROOT, dt.date(2026, 11, 22))] == []


def test_the_check_command_says_so() -> None:
    done = run_handbook("check")
    assert (done.returncode, done.stdout) == (0, "")


def test_the_situations_stand_on_the_first_page_in_order() -> None:
    text = (ROOT / "docs/index.md").read_text(encoding="utf-8")
    names = ["还没逾期", "刚逾期", "正被催收", "收到法院文件", "谈成了", "谈崩了"]
    places = [text.index(f"## {name}") for name in names]
    assert places == sorted(places)


def test_at_least_a_hundred_and_fifty_pages() -> None:
    assert len(PAGES) >= 150


def test_nothing_of_the_makers_workshop_is_in_the_project() -> None:
    listed = subprocess.run(["git", "ls-files"], cwd=ROOT, capture_output=True, text=True, check=True)  # noqa: S607
    for name in listed.stdout.split():
        path = ROOT / name
        if path.suffix in (".md", ".py", ".js", ".yml", ".css", ".toml", ".html", ".lock") and path.exists():
            text = path.read_text(encoding="utf-8")
            assert "/work/" + "main" not in text, name
            assert "/work/" + "shared" not in text, name
