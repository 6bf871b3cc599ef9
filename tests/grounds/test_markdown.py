import datetime as dt
import re
from pathlib import Path

import markdown
import pytest

from handbook.grounds.markdown import GroundsExtension, article_name, check_source, find_marks
from handbook.grounds.model import Laws, load_laws

from .test_model import GOOD, write


@pytest.fixture
def laws(tmp_path: Path) -> Laws:
    return load_laws(write(tmp_path, GOOD))


def render(text: str, laws: Laws) -> str:
    return markdown.markdown(text, extensions=["toc", "tables", GroundsExtension(laws)])


def test_a_mark_becomes_a_numbered_link_to_the_gist(laws: Laws) -> None:
    html = render("先抵费用 [民法典 561]。", laws)
    assert (
        '<sup class="ground"><a aria-label="依据 1：中华人民共和国民法典第 561 条" href="#ground-1">[1]</a></sup>'
        in html
    )
    assert (
        '<li id="ground-1"><strong>《中华人民共和国民法典》第 561 条</strong>：先抵费用，再抵利息，最后抵本金。' in html
    )
    assert "2021-01-01 起施行 · 2026-11-22 核对" in html


def test_the_same_ground_keeps_its_number_and_is_listed_once(laws: Laws) -> None:
    html = render("甲 [民法典 561]，乙 [民法典 560]，丙 [民法典 561]。", laws)
    assert html.count("#ground-1") == 2
    assert html.count('<li id="ground-') == 2


def test_numbers_follow_the_order_of_reading(laws: Laws) -> None:
    html = render("- 甲 [民法典 560]\n- 乙\n\n丙 [民法典 561]\n\n> 丁 [民法典 560]", laws)
    assert re.findall(r"#ground-(\d)", html) == ["1", "2", "1"]


def test_marks_work_in_tables_and_lists(laws: Laws) -> None:
    html = render("| 甲 | 乙 |\n|---|---|\n| 一 | 二 [民法典 561] |\n\n- 三 [民法典 560]\n", laws)
    assert html.count('class="ground"') == 2


def test_a_page_without_marks_has_no_grounds_section(laws: Laws) -> None:
    assert "依据" not in render("没有引用。", laws)


def test_numbers_start_anew_on_the_next_page(laws: Laws) -> None:
    md = markdown.Markdown(extensions=[GroundsExtension(laws)])
    md.convert("[民法典 560]")
    md.reset()
    assert "#ground-1" in md.convert("[民法典 561]")


def test_links_code_and_fences_are_not_marks() -> None:
    text = "[民法典 561](x.md)\n`[民法典 561]`\n```\n[民法典 561]\n```\n[民法典 560]\n"
    assert list(find_marks(text)) == [(6, "民法典", "560")]


def test_an_unknown_mark_is_reported_with_file_and_line(laws: Laws) -> None:
    problems = check_source("docs/a.md", "甲\n\n乙 [民法 561]\n", laws, dt.date(2026, 11, 22))
    assert [str(problem).split(";")[0] for problem in problems] == ["docs/a.md:3: 引用了不认识的文件“民法”"]


def test_articles_are_read_as_spoken() -> None:
    assert article_name("561") == "第 561 条"
    assert article_name("58之1") == "第 58 条之1"
    assert article_name("全文") == ""
