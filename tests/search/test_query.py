"""The search a reader gets, asked through Python: the same worker, the built index."""

from __future__ import annotations

import json
import os
import re
import shutil
import subprocess
import sys
from importlib.metadata import version
from pathlib import Path

import material
import pytest
import yaml

from handbook.search.query import Searcher
from tests.bench.search import quality, questions
from tests.conftest import ROOT, Built, run_handbook


@pytest.fixture(scope="module")
def searcher(built: Built) -> Searcher:
    return Searcher(built.site / "search/search_index.json")


@pytest.mark.parametrize(
    ("question", "page"),
    [
        ("借呗", "lenders/jiebei/"),
        ("停息挂账", "plan/interest-freeze/"),
        ("停息挂账是什么意思", "plan/interest-freeze/"),
        ("困难证明怎么开", "prepare/hardship-proof/"),
        ("收到法院传票怎么办", "emergency/court-papers/"),
        ("征信报告怎么查", "credit/get-report/"),
        ("协议要核对哪些内容", "negotiate/agreement/"),
        ("催收打给我家人单位", "emergency/harassed/"),
        ("每月能还多少怎么算", "plan/calculator/"),
    ],
)
def test_a_question_finds_its_page_among_the_first_three(searcher: Searcher, question: str, page: str) -> None:
    found = [result["location"].split("#")[0] for result in searcher.search(question, 3)]
    assert page in found, found


@pytest.mark.parametrize("question", ["", "   ", "？？？", "<script>alert(1)</script>", "a" * 5000, "𠮷"])
def test_odd_input_gives_an_answer_not_an_error(searcher: Searcher, question: str) -> None:
    assert isinstance(searcher.search(question), list)


def test_what_is_nowhere_is_not_found(searcher: Searcher) -> None:
    assert searcher.search("孢囊线虫") == []


def test_scores_fall_and_titles_are_plain(searcher: Searcher) -> None:
    results = searcher.search("网贷逾期协商")
    scores = [result["score"] for result in results]
    assert scores == sorted(scores, reverse=True)
    assert all("<" not in result["title"] for result in results)


def test_the_command_keeps_its_contract(built: Built) -> None:
    done = run_handbook("search", "借呗怎么协商", "--top", "2", "--json", "--site", str(built.site))
    results = json.loads(done.stdout)
    assert done.returncode == 0
    assert len(results) == 2
    assert [sorted(result) for result in results] == [["location", "score", "title"]] * 2


def test_without_a_build_the_command_says_what_to_run(built: Built) -> None:
    done = run_handbook("search", "借呗", "--site", str(built.dist / "nowhere"))
    assert done.returncode == 1
    assert "scripts/build" in done.stderr


def test_the_index_is_compact(built: Built) -> None:
    [core] = (built.site / "search").glob("core-*.js")
    text = core.read_text(encoding="utf-8")
    # Written as characters, not as escapes, which would double it.
    assert "停息挂账" in text
    assert "\u200b" not in text


def test_the_theme_s_own_search_comes_back_when_the_plugin_goes(tmp_path: Path) -> None:
    text = re.sub(r"  - chinese-search:\n(?: {6,}.*\n)+", "", (ROOT / "mkdocs.yml").read_text(encoding="utf-8"))
    assert "chinese-search" not in text
    for name in ("docs", "data", "overrides"):
        shutil.copytree(ROOT / name, tmp_path / name)
    (tmp_path / "mkdocs.yml").write_text(text, encoding="utf-8")
    command = [sys.executable, "-m", "mkdocs", "build", "--strict", "-q"]
    quiet = {**os.environ, "NO_MKDOCS_2_WARNING": "1"}
    done = subprocess.run(command, cwd=tmp_path, env=quiet, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    index = json.loads((tmp_path / "site/search/search_index.json").read_text(encoding="utf-8"))
    assert len(index["docs"]) > 100
    [script] = (tmp_path / "site/assets/handbook").glob("text.*.js")
    assert "data-search-target" not in script.read_text(encoding="utf-8")


def test_the_theme_still_speaks_as_the_worker_expects() -> None:
    assert version("mkdocs-material") == "9.8.1"
    [bundle] = (Path(material.__file__).parent / "templates/assets/javascripts").glob("bundle.*.min.js")
    text = bundle.read_text(encoding="utf-8")
    for words in ("type:0,data:{config:", "type===1", "type===3", "type:2,data:", "search/search_index.json"):
        assert words in text, f"{words}: 主题的搜索协议变了，先改 search/worker/worker.js 和 page.js"


def test_every_term_and_all_its_slang_lead_to_its_page_first(searcher: Searcher) -> None:
    glossary = yaml.safe_load((ROOT / "data/glossary.yml").read_text(encoding="utf-8"))
    missed = []
    for entry in glossary["terms"]:
        page = entry["page"].split("#")[0]
        place = page.removesuffix("index.md") if page.endswith("index.md") else page.removesuffix(".md") + "/"
        for word in (entry["term"], *entry.get("slang", [])):
            found = [result["location"].split("#")[0] for result in searcher.search(str(word), 1)]
            if found != [place]:
                missed.append((word, place, found))
    assert missed == []


def test_the_list_of_all_questions_is_no_answer(searcher: Searcher) -> None:
    # It holds the very words; the page that answers must come instead.
    for question in ("大家都在问", "怎么申请延期还款"):
        assert "questions/" not in [result["location"].split("#")[0] for result in searcher.search(question, 20)]


def test_the_development_questions_find_their_page_among_the_first_three(searcher: Searcher) -> None:
    def answers(question: str) -> list[str]:
        return [result["location"].split("#")[0] for result in searcher.search(question, 5)]

    # A bound against decay, a little below what is reached; scripts/bench search measures.
    assert quality(questions(), answers)["at_3"] >= 96
