"""Tiny real sites: what is built, what loads where, and how a bad block stops the build."""

from __future__ import annotations

import logging
import os
import re
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest
from mkdocs.exceptions import Abort

from tests.conftest import build_site

BLOCK = "```plan\nincome: 5000\nessentials: 2000\nreserve: 300\ndebts:\n  - {name: 某网贷, principal: 30800}\n```\n"
FRONT = "---\ntitle: 算一算\nother: 1\n---\n\n"
MakeSite = Callable[..., Path]


@pytest.fixture
def make_site(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> MakeSite:
    """Write a site of the given pages; returns its folder."""
    monkeypatch.setenv("NO_MKDOCS_2_WARNING", "1")

    def make(settings: str = "", **pages: str) -> Path:
        for name, text in pages.items():
            path = tmp_path / "docs" / f"{name.replace('__', '/')}.md"
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text(text, encoding="utf-8")
        (tmp_path / "mkdocs.yml").write_text(
            "site_name: 小站\nstrict: true\ntheme: {name: material, font: false}\nplugins: [plan-calculator]\n"
            f"markdown_extensions: [pymdownx.superfences]\n{settings}",
            encoding="utf-8",
        )
        return tmp_path

    return make


def test_the_result_is_in_the_page_and_needs_no_script(make_site: MakeSite) -> None:
    site = build_site(make_site(index=f"{FRONT}{BLOCK}", plan__deep=f"# 深\n\n{BLOCK}", other="# 别的\n\n没有区块\n"))
    page = (site / "index.html").read_text(encoding="utf-8")
    assert "每月还 2,700 元，第 12 个月还清；一共还 30,800 元。" in page
    deep = (site / "plan/deep/index.html").read_text(encoding="utf-8")
    assert "<script defer" not in page + deep
    [style] = re.findall(
        r'<link rel="stylesheet" href="(../../assets/handbook/example[.][0-9a-f]{10}[.]css)">\n</head>', deep
    )
    assert (site / "plan/deep" / style).resolve().is_file()
    assert "assets/handbook" not in (site / "other/index.html").read_text(encoding="utf-8")


def test_a_bad_block_stops_the_build_with_file_and_line(make_site: MakeSite, caplog: pytest.LogCaptureFixture) -> None:
    root = make_site(index="# 首页\n", plan__x=f"{FRONT}前文\n\n{BLOCK.replace('5000', '五千')}")
    with caplog.at_level(logging.ERROR), pytest.raises(Abort):
        build_site(root)
    assert "docs/plan/x.md:9: income: 看不懂“五千”; 只写数字，例如 5000 或 1.2万" in caplog.text
    assert "Traceback" not in caplog.text


def test_lines_hold_although_another_plugin_adds_text(make_site: MakeSite, caplog: pytest.LogCaptureFixture) -> None:
    hook = "def on_page_markdown(markdown, **kwargs):\n    return '# 加\\n\\n加\\n\\n' + markdown + '\\n\\n加\\n'\n"
    root = make_site("hooks: [add.py]\n", index=f"{FRONT}{BLOCK.replace('2000', '两千')}")
    (root / "add.py").write_text(hook, encoding="utf-8")
    with caplog.at_level(logging.ERROR), pytest.raises(Abort):
        build_site(root)
    assert "docs/index.md:8: essentials: 看不懂“两千”" in caplog.text


def test_pages_do_not_inherit_each_others_lines(make_site: MakeSite, caplog: pytest.LogCaptureFixture) -> None:
    root = make_site(a=f"{FRONT}{BLOCK}", b="```plan\nincom: 1\n```\n", index="# 首页\n")
    with caplog.at_level(logging.ERROR), pytest.raises(Abort):
        build_site(root)
    assert "docs/b.md:2: incom: " in caplog.text


def test_properdocs_builds_the_same_page(make_site: MakeSite) -> None:
    root = make_site(index=f"{FRONT}{BLOCK}")
    site = build_site(root)
    command = [sys.executable, "-m", "properdocs", "build", "--strict", "-f", "mkdocs.yml", "-d", "proper"]
    quiet = {**os.environ, "DISABLE_MKDOCS_2_WARNING": "true"}
    done = subprocess.run(command, cwd=root, env=quiet, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    ours, theirs = (
        re.sub(r'<meta name="generator"[^>]*>', "", (folder / "index.html").read_text(encoding="utf-8"))
        for folder in (site, root / "proper")
    )
    assert ours == theirs


def test_a_bad_block_stops_properdocs_too(make_site: MakeSite) -> None:
    root = make_site(index=f"{FRONT}{BLOCK.replace('5000', '-1')}")
    command = [sys.executable, "-m", "properdocs", "build", "-f", "mkdocs.yml"]
    quiet = {**os.environ, "DISABLE_MKDOCS_2_WARNING": "true"}
    done = subprocess.run(command, cwd=root, env=quiet, capture_output=True, text=True, check=False)
    assert done.returncode != 0
    assert "docs/index.md:7: income: 不能是负数" in done.stderr
    assert "Traceback" not in done.stderr
