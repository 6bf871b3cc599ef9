"""The catalogue in a real site: what it needs, and what it refuses."""

from __future__ import annotations

import logging
import shutil
from pathlib import Path

import pytest
from mkdocs.commands.build import build
from mkdocs.config import load_config
from mkdocs.exceptions import Abort

from tests.conftest import EPOCH, ROOT

HEAD = "---\ntitle: 题\ndescription: 答案。\nchecked_on: 2026-11-22\nreview_in: 12 months\n---\n\n"
BLOCK = "```dated\nseries: {}\ntimes: 民间借贷LPR倍数\nask: 甲\nresult: 乙\n```\n"


@pytest.fixture
def site(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Return a project with all data, and pages enough for them."""
    monkeypatch.setenv("NO_MKDOCS_2_WARNING", "1")
    monkeypatch.setenv("SOURCE_DATE_EPOCH", EPOCH)
    for name in ("data", "docs"):
        shutil.copytree(ROOT / name, tmp_path / name, ignore=shutil.ignore_patterns("assets"))
    return tmp_path


def run(site: Path, plugins: str) -> None:
    text = f"site_name: 小站\ntheme: {{name: material, font: false}}\nplugins: [{plugins}]\n"
    (site / "mkdocs.yml").write_text(text, encoding="utf-8")
    config = load_config(str(site / "mkdocs.yml"))
    config.plugins.on_startup(command="build", dirty=False)
    build(config)


def test_the_catalogue_asks_for_the_grounds(site: Path, caplog: pytest.LogCaptureFixture) -> None:
    with caplog.at_level(logging.ERROR), pytest.raises(Abort):
        run(site, "catalogue")
    assert "没有 grounds; 加上它" in caplog.text
    assert "Traceback" not in caplog.text


@pytest.mark.parametrize(
    ("body", "said"),
    [
        ("[[词汇]]\n", "docs/about/x.md:8: 没有“词汇”这张表; 可用的有 [[台账]]"),
        (
            "```dated\nseries: 一年LPR\ntimes: 民间借贷LPR倍数\nask: 甲\nresult: 乙\n```\n",
            "docs/about/x.md:9: 引用了不认识的数",
        ),
    ],
)
def test_a_page_that_asks_for_what_there_is_not_stops_the_build(
    site: Path, caplog: pytest.LogCaptureFixture, body: str, said: str
) -> None:
    (site / "docs/about/x.md").write_text(HEAD + body, encoding="utf-8")
    with caplog.at_level(logging.ERROR), pytest.raises(Abort):
        run(site, "grounds, catalogue")
    assert said in caplog.text
