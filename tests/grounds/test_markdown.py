import re

import markdown
import pytest

from handbook.grounds.markdown import GroundsExtension, Register, article_name, check_source, without_marks


def render(text: str, register: Register) -> str:
    return markdown.markdown(text, extensions=["toc", "tables", GroundsExtension(register)])


def test_a_mark_becomes_a_numbered_link_to_the_gist(register: Register) -> None:
    html = render("先抵费用[民法典 561]。", register)
    assert '<a aria-label="依据 1：中华人民共和国民法典第 561 条" href="#ground-1">[1]</a></sup>' in html
    assert '<li id="ground-1"><strong>《中华人民共和国民法典》第 561 条</strong>：先抵费用，再抵利息' in html
    assert "2021-01-01 起施行 · 2026-11-22 核对" in html


def test_the_same_ground_keeps_its_number_and_is_listed_once(register: Register) -> None:
    html = render("甲[民法典 561]，乙[民法典 560]，丙[民法典 561]。", register)
    assert re.findall(r"href=\"#ground-(\d)", html) == ["1", "2", "1"]
    assert html.count('<li id="ground-') == 2


def test_numbers_follow_the_order_of_reading(register: Register) -> None:
    html = render("- 甲[民法典 560]\n- 乙\n\n丙[民法典 561]\n\n> 丁[民法典 560]", register)
    assert re.findall(r"href=\"#ground-(\d)", html) == ["1", "2", "1"]


def test_marks_work_in_tables_and_lists(register: Register) -> None:
    html = render("| 甲 | 乙 |\n|---|---|\n| 一 | 二[民法典 561] |\n\n- 三[数 答辩期]\n", register)
    assert html.count('class="ground"') == 1
    assert "三15 日" in html


def test_a_page_without_grounds_has_no_such_section(register: Register) -> None:
    assert "依据" not in render("没有引用，有 [电话 报警]。", register)


def test_a_number_is_one_tap_away(register: Register) -> None:
    assert '打 <a href="tel:110" title="报警电话">110</a>。' in render("打 [电话 报警]。", register)


def test_a_number_inside_a_link_is_no_second_link(register: Register) -> None:
    assert "tel:" not in render("[打 [电话 报警]](x.md)", register)


def test_a_stale_value_says_so_in_the_text(register: Register) -> None:
    assert "是 3.0%（2026-06-19 以后没有核对，请以官方最新为准）。" in render("是 [数 一年期LPR]。", register)


def test_a_description_is_plain_text(register: Register) -> None:
    assert register.expand("[数 答辩期]内答辩，打 [电话 报警]。") == "15 日内答辩，打 110。"


def test_links_code_and_fences_are_not_marks(register: Register) -> None:
    text = "[民法典 9](x.md)\n`[民法典 9]`\n```\n[民法典 9]\n```\n[民法典 560]\n"
    assert check_source("docs/a.md", text, register) == []


@pytest.mark.parametrize(
    ("mark", "said"),
    [
        ("[民法 561]", "引用了不认识的文件“民法”"),
        ("[民法典 9]", "“民法典”里没有登记第 9 条"),
        ("[旧合同法 全文]", "已经废止"),
        ("[数 答辨期]", "引用了不认识的数“答辨期”"),
        ("[电话 公安]", "引用了不认识的电话“公安”"),
    ],
)
def test_an_unknown_mark_is_reported_with_file_and_line(register: Register, mark: str, said: str) -> None:
    problems = check_source("docs/a.md", f"甲\n\n乙{mark}\n", register)
    assert [str(problem).startswith("docs/a.md:3: ") for problem in problems] == [True]
    assert said in str(problems[0])


def test_articles_are_read_as_spoken() -> None:
    assert article_name("561") == "第 561 条"
    assert article_name("58之1") == "第 58 条之1"
    assert article_name("全文") == ""


def test_marks_can_be_taken_out() -> None:
    assert without_marks("甲[民法典 561]乙[数 答辩期]丙[电话 报警]") == "甲乙丙"
