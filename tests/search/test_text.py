"""How text is cut: the same for the index and for a question, whatever keyboard it was typed on."""

from __future__ import annotations

import pytest

from handbook.search.script import Worker
from handbook.search.traditional import FILE, simplified_of, table


@pytest.fixture(scope="module")
def worker() -> Worker:
    worker = Worker()
    worker.prepare_cutting([["停息挂账", "停息"], ["京东白条", "京东白天"]], simplified_of("停息挂账"))
    return worker


@pytest.mark.parametrize(
    ("text", "token"),
    [
        ("欠3千", "¥3000"),
        ("欠三千", "¥3000"),
        ("欠3k", "¥3000"),
        ("欠３０００元", "¥3000"),
        ("欠3,000块", "¥3000"),
        ("三千块钱", "¥3000"),
        ("两万", "¥20000"),
        ("2w", "¥20000"),
        ("2.5万元", "¥25000"),
        ("十二万", "¥120000"),
        ("一万两千五百元", "¥12500"),
        ("网贷欠款5000会", "¥5000"),
        ("五年", "5年"),
        ("5年", "5年"),
        ("三个月", "3月"),
        ("90天", "90天"),
        ("六十期", "60期"),
        ("24%", "24%"),
    ],
)
def test_an_amount_is_one_token_however_it_is_written(worker: Worker, text: str, token: str) -> None:
    assert token in worker.cut(text)


@pytest.mark.parametrize("text", ["千万别", "万一", "一直催", "三方", "第一步", "2块wifi", "二二", "3"])
def test_words_with_numerals_in_them_are_no_amounts(worker: Worker, text: str) -> None:
    assert {token for token in worker.cut(text) if token.startswith("¥")} <= {"¥2"}


def test_traditional_and_full_width_text_is_cut_like_its_plain_twin(worker: Worker) -> None:
    assert worker.cut("停息掛帳ＡＢＣ") == worker.cut("停息挂账abc")


def test_words_that_mean_the_same_share_a_token(worker: Worker) -> None:
    slang, proper = set(worker.cut("京东白天")), set(worker.cut("京东白条"))
    assert {token for token in slang & proper if token.startswith("=")} == {"=1"}


def test_the_longest_known_word_is_taken(worker: Worker) -> None:
    assert worker.cut("停息挂账").count("=0") == 1


# The source leaves a file open.
@pytest.mark.filterwarnings("ignore::ResourceWarning", "ignore::pytest.PytestUnraisableExceptionWarning")
def test_the_table_of_traditional_characters_is_what_its_source_says() -> None:
    assert FILE.read_text(encoding="utf-8") == table()
    # A character that the site itself writes is left alone.
    assert "著" not in simplified_of("着著")
