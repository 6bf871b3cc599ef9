"""A passage of law without its ground is told; one that needs none says why."""

from __future__ import annotations

from pathlib import Path

import pytest

from handbook.editing.citing import check_citing, uncited
from handbook.sources.pages import read_pages
from handbook.sources.problems import SourceError
from tests.conftest import ROOT

HEAD = "---\ntitle: 甲\ndescription: 您应当先看日期。\n---\n\n"
EXCUSE = "- {page: a.md, text: 必须花多少, reason: 说的是生活开支。}\n"


def told(folder: Path, body: str, excuses: str = "[]") -> str:
    (folder / "data").mkdir(exist_ok=True)
    (folder / "data/uncited.yml").write_text(excuses, encoding="utf-8")
    return "\n".join(map(str, check_citing(folder, {"a.md": HEAD + body})))


@pytest.mark.parametrize(
    ("body", "line", "word"),
    [
        ("机构必须答复。\n", 6, "必须"),
        ("好。\n\n第一句。\n您有权要求删除。\n", 8, "有权"),
        ("- 好[民法典 561]。\n- 催收不得骚扰。\n", 7, "不得"),
        ("1. 可以请求减少。\n", 6, "可以请求"),
        ("| 事 | 期限 |\n|---|---|\n| 答辩 | [数 答辩期] |\n", 6, "[数 答辩期]"),
        ("可以这样做[民法典 561]：\n\n好。\n\n- 应当书面提出。\n", 10, "应当"),
        ("```plan\nx\n```\n\n可能罚款。\n", 10, "罚款"),
    ],
)
def test_a_passage_of_law_without_a_ground_is_told(tmp_path: Path, body: str, line: int, word: str) -> None:
    assert told(tmp_path, body).startswith(f"docs/a.md:{line}: TRUTH-1 这里说“{word}”，没有引依据; 写上 [短名 条号]")


@pytest.mark.parametrize(
    "body",
    [
        "机构必须答复[民法典 561]。\n",
        "您有权要求删除，\n写明是哪一条[征信条例 25]。\n",
        "催收不能这样做[催收规范 6]：\n\n- 不得骚扰。\n- 不得威胁。\n",
        "| 事 | 期限 |\n|---|---|\n| 答辩[民诉法 128] | [数 答辩期] |\n",
        "## 必须知道的事\n\n好。\n",
        "```text\n必须\n```\n",
        "看有权限的人。\n",
    ],
)
def test_what_cites_its_ground_or_states_no_law_is_left_alone(tmp_path: Path, body: str) -> None:
    assert told(tmp_path, body) == ""


def test_an_excuse_holds_for_its_page_and_its_words(tmp_path: Path) -> None:
    assert told(tmp_path, "算算每月必须花多少。\n", EXCUSE) == ""
    assert "docs/a.md:6: TRUTH-1" in told(tmp_path, "算算每月必须花多少。\n", EXCUSE.replace("a.md", "b.md"))


def test_an_excuse_that_none_needs_is_told(tmp_path: Path) -> None:
    found = told(tmp_path, "算算每月花多少。\n", EXCUSE)
    assert found.startswith("data/uncited.yml:1: TRUTH-1 a.md 里没有要这条理由的“必须花多少”; 删掉这一条")


def test_an_excuse_says_why(tmp_path: Path) -> None:
    with pytest.raises(SourceError, match=r"data/uncited\.yml:1: \[0\]: reason 的写法不对; 写明为什么|0: reason"):
        told(tmp_path, "好。\n", EXCUSE.replace("说的是生活开支。", "不用"))


def test_the_pages_state_law_and_cite_it() -> None:
    pages = read_pages(ROOT)
    assert sum("必须" in text or "不得" in text for text in pages.values()) > 50
    assert sum(bool(list(uncited(text))) for text in pages.values()) < 20
