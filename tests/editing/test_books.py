"""Words files and labels: what readers read outside pages is held to the same rules."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from pathlib import Path

import pytest

from handbook.editing.books import check_book, check_labels
from handbook.grounds.markdown import Register
from handbook.sources.yaml import parse
from handbook.wording.book import load_book
from tests.grounds.conftest import DAY

HEAD = "checked_on: 2026-11-22\nreview_in: 6 months\n"
Check = Callable[..., str]


@pytest.fixture
def check(tmp_path: Path, register: Register) -> Check:
    """Say what is wrong with one sentence, on the fifth line of a words file."""

    def run(sentence: str, head: str = HEAD, code: str = "code", day: dt.date = DAY) -> str:
        path = tmp_path / "words.yml"
        path.write_text(f"{head}words:\n  group:\n    {code}: {sentence}\n", encoding="utf-8")
        return "\n".join(str(problem) for problem in check_book(load_book(path, tmp_path), register, day))

    return run


@pytest.mark.parametrize(
    "sentence",
    [
        "现在一共欠 {total|wan}。",
        "免掉的部分要写明[民法典 561]。",
        "按 {say}，第 {months} 个月{when}还清；一共还 {total|yuan}。",
        "答辩期是 [数 答辩期]，打 [电话 报警]。",
        '"{name}：{says}"',
    ],
)
def test_a_sound_sentence_has_no_problem(check: Check, sentence: str) -> None:
    assert check(sentence) == ""


@pytest.mark.parametrize(
    ("sentence", "said"),
    [
        ("你先别付。", "words.yml:5: VOICE-1 用了“你”; 改成“您”"),
        ("务必先打电话。", "words.yml:5: VOICE-9 洗稿的词“务必”"),
        ("他是老赖。", "words.yml:5: VOICE-10 没有解释的行话“老赖”"),
        ("长" * 61 + "。", "words.yml:5: VOICE-2"),
        ("先算账,再谈。", "words.yml:5: FORM-7 中文里用了半角“,”"),
        ("写明「结清」。", "words.yml:5: FORM-5 用了直角引号"),
        ("一定能减免。", "words.yml:5: TRUTH-4 出现“一定能减免”"),
        ("有急事打 110。", "words.yml:5: TRUTH-3 电话 110 直接写在页面里; 写成 [电话 报警]"),
        ("要在 15 日内交。", "words.yml:5: TRUTH-7 直接写了“15 日”; 写成 [数 答辩期]"),
        ("先抵费用[民法典 671]。", "words.yml:5: “民法典”里没有登记第 671 条; 核对条号"),
        ("先抵费用[民法 561]。", "words.yml:5: 引用了不认识的文件“民法”"),
        ("先抵费用[旧合同法 全文]。", "words.yml:5: “旧合同法”已经废止"),
        ("要在 [数 答辨期] 内交。", "words.yml:5: 引用了不认识的数“答辨期”"),
        ("打 [电话 公安]。", "words.yml:5: 引用了不认识的电话“公安”"),
    ],
)
def test_a_breach_is_told_as_on_a_page(check: Check, sentence: str, said: str) -> None:
    assert said in check(sentence)


def test_a_slot_counts_as_one_character_and_breaks_no_rule(check: Check) -> None:
    assert check("长" * 59 + "{name}。") == ""
    assert "VOICE-2" in check("长" * 60 + "{name}。")
    assert check("还 {money}，再等 {months|day}。") == ""


def test_a_book_says_which_numbers_are_plain_and_what_is_typed(check: Check) -> None:
    assert check("要在 15 日内交。", HEAD + "plain_numbers: [15 日]\n").count("TRUTH-7") == 0
    assert "FORM-9" in check("写成 2026-01-31 这样。")
    assert check("写成 2026-01-31 这样。", HEAD + "as_typed: [2026-01-31]\n") == ""


def test_the_signs_of_a_scam_may_be_named(check: Check) -> None:
    assert "TRUTH-4" in check("说有内部渠道。")
    assert check("说有内部渠道。", code="scam") == ""


@pytest.mark.parametrize(
    ("day", "said"),
    [
        (dt.date(2027, 4, 21), ""),
        (dt.date(2027, 4, 22), "words.yml:1: DATE-3 2027-05-22 前要再核对，还有 30 天; 安排重看"),
        (dt.date(2027, 7, 22), "words.yml:1: DATE-3 2027-05-22 就该再核对，过了 61 天; "),
    ],
)
def test_a_book_grows_old_as_a_page_does(check: Check, day: dt.date, said: str) -> None:
    found = check("好。", day=day)
    assert found.startswith(said)
    assert bool(found) == bool(said)


def test_labels_are_held_to_the_rules_and_names_are_not(register: Register) -> None:
    text = "fields:\n  - {name: nope, max: 12378, hint: 例如 12000 元, label: 你的钱}\n"
    found = [str(problem) for problem in check_labels(parse(text, "form.yml"), register)]
    assert [problem.split("; ")[0] for problem in found] == [
        "form.yml:2: VOICE-7 金额“12000”没有千分位",
        "form.yml:2: VOICE-1 用了“你”",
    ]
