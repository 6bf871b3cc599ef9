"""The index of tiny sites: what is found, what comes first, and that a large site's shards answer like one file."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path

import pytest

from handbook.search import index
from handbook.search.index import Concept, Lexicon, SearchPage, Section, write_index
from handbook.search.query import Searcher

PAGES = [
    SearchPage(
        "freeze/",
        "停息挂账是什么",
        "说明。",
        "不是权利，要双方同意。",
        ["停息挂账怎么申请", "网贷能停息吗"],
        [Section("银行", "银行怎么谈", "银行可以不同意。"), Section("代价", "这样做的代价", "征信仍有记录。")],
    ),
    SearchPage("court/", "收到传票", "法院的传票要按时到。", "先看开庭日期。", ["传票是真的吗"]),
    SearchPage("credit/", "信用报告", "怎么查询征信。逾期五年后删除。", "一年可以免费查两次。", ["征信怎么查"]),
    SearchPage("small/", "欠三千元会怎样", "欠3000元也可能被起诉。", "", ["欠3k会怎样"]),
]
LEXICON = Lexicon(
    [Concept(["停息挂账", "停息分期", "挂停"], "freeze/", "银行"), Concept(["逾期", "预期"], "credit/")],
    ["怎么办", "怎么", "吗", "了"],
    {"帳": "账", "掛": "挂"},
)
HELP = [["all/", "没有找到", "看目录"]]
Ask = Callable[[str], list[str]]


def build(folder: Path, pages: list[SearchPage], lexicon: Lexicon = LEXICON) -> Searcher:
    core = write_index(pages, lexicon, HELP, folder)
    config = {"chinese": {"core": core, "broken": ["all/", "搜索没有装好", "看目录"]}}
    stub = folder / "search_index.json"
    stub.write_text(json.dumps({"config": config, "docs": []}), encoding="utf-8")
    return Searcher(stub)


@pytest.fixture(scope="module")
def searcher(tmp_path_factory: pytest.TempPathFactory) -> Searcher:
    return build(tmp_path_factory.mktemp("index"), PAGES)


def found(searcher: Searcher, question: str) -> list[str]:
    return [result["location"] for result in searcher.search(question)]


@pytest.mark.parametrize(
    ("question", "first"),
    [
        ("停息挂账", "freeze/#银行"),
        ("挂停", "freeze/#银行"),
        ("停息掛帳", "freeze/#银行"),
        ("传票", "court/"),
        ("预期", "credit/"),
        ("欠三千", "small/"),
        ("欠３千", "small/"),
        ("征信怎么查", "credit/"),
        ("征信报告查询", "credit/"),
        ("停息分期有什么代价", "freeze/#代价"),
    ],
)
def test_a_question_leads_to_its_place(searcher: Searcher, question: str, first: str) -> None:
    assert found(searcher, question)[0] == first


def test_a_word_that_no_page_explains_does_not_lead_to_the_home_page(tmp_path: Path) -> None:
    home = SearchPage("", "首页", "从这里开始。")
    searcher = build(tmp_path, [home, *PAGES], Lexicon([Concept(["传票", "票子"])]))
    assert found(searcher, "票子")[0] == "court/"
    assert "" not in found(searcher, "票子")


def test_one_character_of_a_word_is_not_taken_for_it(searcher: Searcher) -> None:
    assert found(searcher, "传染病票据") == []


def test_a_single_character_finds_the_words_that_begin_with_it(searcher: Searcher) -> None:
    assert "court/" in found(searcher, "传")


def test_when_nothing_fits_the_list_says_where_to_look(searcher: Searcher) -> None:
    items = searcher.ask("孢囊线虫")["items"]
    assert items[0][0]["location"] == "all/"
    assert searcher.search("孢囊线虫") == []


def test_the_excerpt_is_the_answer_with_what_was_meant_marked(searcher: Searcher) -> None:
    [page, *_] = searcher.ask("挂停")["items"][0]
    assert page["title"].startswith("<mark data-md-highlight>停息挂账</mark>")
    assert page["text"].startswith("<p>不是权利，要双方同意。</p>")


def test_suggestions_are_questions_of_the_best_pages_and_words_that_begin_so(searcher: Searcher) -> None:
    assert "停息挂账怎么申请" in searcher.ask("停息挂账能谈吗")["suggest"]
    assert "停息分期" in searcher.ask("停息")["suggest"]
    assert searcher.ask("停息挂账怎么申请")["suggest"] != ["停息挂账怎么申请"]


@pytest.mark.parametrize("text", ["<img src=x onerror=alert(1)>", "</script>", "a&b\"c'd"])
def test_markup_in_pages_and_questions_stays_text(tmp_path: Path, text: str) -> None:
    searcher = build(tmp_path, [SearchPage("x/", f"标题{text}", text, text, [f"标题{text}"])])
    said = json.dumps(searcher.ask(f"标题{text}"), ensure_ascii=False)
    assert "<img" not in said
    assert "</script" not in said


@pytest.mark.parametrize(
    "question",
    [
        *[
            "",
            " ",
            "？！……",
            "(",
            "[a-",
            "\\",
            "\ud800",
            "𠮷𠮷",
            "＜ｂ＞",
            "a" * 5000,
            "逾" * 5000,
            "1" * 400,
            "💥",
            "\u200b",
        ]
    ],
)
def test_odd_questions_get_an_answer_and_no_error(searcher: Searcher, question: str) -> None:
    assert isinstance(searcher.ask(question)["items"], list)


def test_shards_answer_like_one_file(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    many = [
        SearchPage(
            f"p{number}/", f"第{number}页讲停息{number}", f"内容{number}起诉执行" * (number % 5), "", [f"问{number}吗"]
        )
        for number in range(120)
    ]
    (tmp_path / "one").mkdir()
    (tmp_path / "cut").mkdir()
    whole = build(tmp_path / "one", many + PAGES)
    monkeypatch.setattr(index, "WHOLE", 0)
    monkeypatch.setattr(index, "SHARD_BYTES", 500)
    cut = build(tmp_path / "cut", many + PAGES)
    assert len(list((tmp_path / "one").glob("*.js"))) == 1
    assert len(list((tmp_path / "cut").glob("*.js"))) > 20
    for question in ("停息挂账", "起诉执行", "第57页", "征信怎么查", "欠三千", "没有这个词组合"):
        assert cut.ask(question) == whole.ask(question)


def test_a_missing_file_gives_the_list_of_all_pages(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(index, "WHOLE", 0)
    searcher = build(tmp_path, PAGES)
    for path in tmp_path.glob("p*.js"):
        path.unlink()
    assert searcher.ask("传票")["items"][0][0]["location"] == "all/"
    for path in tmp_path.glob("core*.js"):
        path.unlink()
    broken = Searcher(tmp_path / "search_index.json")
    assert broken.ask("传票")["items"][0][0]["title"] == "搜索没有装好"


def test_the_same_pages_give_the_same_files(tmp_path: Path) -> None:
    names = []
    for folder in (tmp_path / "a", tmp_path / "b"):
        folder.mkdir()
        write_index(PAGES, LEXICON, HELP, folder)
        names.append({path.name: path.read_bytes() for path in folder.iterdir()})
    assert names[0] == names[1]
    # The name changes with the content, so a browser may keep the file for ever.
    (tmp_path / "c").mkdir()
    assert write_index(PAGES[:2], LEXICON, HELP, tmp_path / "c") not in names[0]
