"""Words files as they are read: codes, slots, marks, and what is told where one is wrong."""

from __future__ import annotations

from pathlib import Path

import pytest

from handbook.sources.problems import SourceError
from handbook.wording.book import Book, book_files, load_book, own_words

HEAD = "checked_on: 2026-11-22\nreview_in: 6 months\n"


def book(folder: Path, words: str, head: str = HEAD) -> Book:
    path = folder / "words.yml"
    path.write_text(f"{head}words:\n{words}\n", encoding="utf-8")
    return load_book(path, folder)


def test_a_sentence_is_named_by_its_path(tmp_path: Path) -> None:
    made = book(tmp_path, "  a: 一\n  b:\n    c: 二\n    d: [三, 四]")
    assert made.compiled(lambda *_: None) == {"a": "一", "b.c": "二", "b.d.0": "三", "b.d.1": "四"}
    assert [sentence.line for sentence in made.sentences] == [4, 6, 7, 7]


def test_grounds_stand_in_brackets_and_names_in_their_place(tmp_path: Path) -> None:
    names = {("数", "答辩期"): "15 日", ("电话", "法院"): "12368"}
    made = book(tmp_path, '  a: 要写明[民法典 575]。\n  b: 在 [数 答辩期] 内打 [电话 法院]。\n  c: "[民法典 575]"')
    assert made.compiled(lambda kind, name: names.get((kind, name))) == {
        "a": "要写明（民法典 575）。",
        "b": "在 15 日 内打 12368。",
        "c": "民法典 575",
    }


@pytest.mark.parametrize(
    ("words", "said"),
    [
        ("  a: 一\n  a: 二", "words.yml:5: a: 写了两次，第 4 行已有"),
        ("  a:", "words.yml:4: a 不是一句话; 写一句话，或再分几项"),
        ("  a: [[一]]", "words.yml:4: a.0 不是一句话"),
        ("  A-b: 一", "words.yml:4: A-b 不能做名字; 用小写英文、数字和下划线"),
        ("  a: 欠 {total|yaun}。", "words.yml:4: a: 没有 yaun 这种写法; 是不是 yuan？"),
        ("  a: {b: [}", "words.yml:4: 不是有效的 YAML"),
        ("", "words.yml:3: words 的写法不对; 写成一组“字段: 值”"),
    ],
)
def test_a_fault_is_told_with_its_line(tmp_path: Path, words: str, said: str) -> None:
    with pytest.raises(SourceError) as caught:
        book(tmp_path, words)
    assert said in str(caught.value)


def test_a_misspelt_field_of_the_head_is_told(tmp_path: Path) -> None:
    with pytest.raises(SourceError, match=r"words\.yml:1: 不认识的字段 cheked_on; 是不是 checked_on？"):
        book(tmp_path, "  a: 一", HEAD.replace("checked", "cheked"))
    with pytest.raises(SourceError, match=r"words\.yml:2: review_in 的写法不对; DATE-1：写成 6 months"):
        book(tmp_path, "  a: 一", HEAD.replace("6 months", "半年"))


def test_a_value_where_nobody_knows_values_is_refused(tmp_path: Path) -> None:
    book(tmp_path, "  a: 要在 [数 答辩期] 内交。")
    with pytest.raises(SourceError, match=r"words\.yml:4: a: 这里还不能写 \[数 答辩期\]; "):
        own_words(tmp_path / "words.yml")


def test_a_name_that_is_not_known_is_told_with_its_line(tmp_path: Path) -> None:
    def unknown(*mark: str) -> str:
        raise KeyError(mark[1])

    with pytest.raises(SourceError, match=r"words\.yml:4: 没有 答辨期 这个短名"):
        book(tmp_path, "  a: 要在 [数 答辨期] 内交。").compiled(unknown)


def test_every_words_file_of_the_project_is_known() -> None:
    names = [path.parent.name for path in book_files()]
    assert names[0] == "wording"
    assert {"calculator", "frame", "plan", "debts"} <= set(names)
