from collections.abc import Callable

import pytest

from handbook.editing.words import SLANG, SPUN


@pytest.mark.parametrize(
    ("body", "rule"),
    [
        ("先解决还款疑问。", "docs/a.md:7: VOICE-9 洗稿的词“疑问”; 改成“问题”"),
        ("再和银行实行协商。", "VOICE-9 洗稿的词“实行”; 改成“进行"),
        ("到期就施行还款。", "VOICE-9 洗稿的词“施行”"),
        ("法院会强制实行。", "VOICE-9 洗稿的词“强制实行”; 改成“强制执行”"),
        ("记录必不可少。", "VOICE-9 洗稿的词“必不可少”; 改成“必要”"),
        ("会变成老赖。", "docs/a.md:7: VOICE-10 没有解释的行话“老赖”; 改成“失信被执行人”"),
        ("找几个口子借。", "VOICE-10 没有解释的行话“口子”"),
        ("他是[黑户](other.md)。", "VOICE-10 没有解释的行话“黑户”"),
        ("先不还，再爆破。", "VOICE-10 没有解释的行话“爆破”"),
    ],
)
def test_a_word_that_readers_do_not_say_is_told_with_a_better_one(
    said: Callable[..., str], body: str, rule: str
) -> None:
    assert rule in said(body)


@pytest.mark.parametrize(
    "body",
    [
        "这部法 2024 年起施行，强制执行由法院办。",
        "有疑问，打 [电话 报警]。",
        "有人说“逾期就是老赖”，这不对。",
        "对方说“务必今天还清”，先核实。",
        "《怎样切实可行地还款》是一篇旧文章。",
        "### 说法：逾期就是老赖\n\n不对。",
        "会变成[老赖](../about/glossary.md#失信)。",
        "```\n撸口子\n```",
    ],
)
def test_what_others_say_and_what_the_glossary_explains_may_stand(said: Callable[..., str], body: str) -> None:
    found = said(body if not body.startswith("###") else f"## 甲\n\n{body}")
    assert found == ""


@pytest.mark.parametrize("words", ["信用卡有权停息。", "有人说“这是法定停息”。"])
def test_a_frozen_interest_is_never_called_a_right(said: Callable[..., str], words: str) -> None:
    assert "docs/a.md:7: TRUTH-5 把停息说成权利（“" in said(words)
    assert said("可以请求停息，要对方同意。") == ""


def test_a_long_word_is_told_once_not_its_part_too(said: Callable[..., str]) -> None:
    assert said("到处撸口子。").count("VOICE-10") == 1


def test_the_questions_of_readers_are_theirs(said: Callable[..., str]) -> None:
    head = "---\ntitle: 甲\ndescription: 乙\nquestions:\n  - 变成老赖有啥疑问,你说\n---\n"
    assert said("好。", head=head) == ""


def test_title_and_answer_are_ours(said: Callable[..., str]) -> None:
    assert "docs/a.md:3: VOICE-10" in said("好。", head="---\ntitle: 甲\ndescription: 会变成老赖。\n---\n")


def test_no_better_word_is_itself_forbidden(said: Callable[..., str]) -> None:
    for better in [*SPUN.values(), *SLANG.values()]:
        assert said(f"{better}。") == "", better
