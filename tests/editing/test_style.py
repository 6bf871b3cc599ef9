from collections.abc import Callable

import pytest


@pytest.mark.parametrize(
    ("body", "rule"),
    [
        ("你好。", "docs/a.md:7: VOICE-1"),
        ("长" * 61 + "。", "VOICE-2"),
        ("## " + "题" * 19, "VOICE-6"),
        ("我们包成功。", "TRUTH-4 出现“包成功”"),
        ("打 12399 投诉。", "TRUTH-3 电话 12399"),
        ("打 110。", "TRUTH-3 电话 110 直接写在页面里; 写成 [电话 报警]"),
        ("15 日内答辩。", "TRUTH-7 直接写了“15 日”; 写成 [数 答辩期]"),
        ("15日内答辩。", "TRUTH-7"),
        ("打 400-123-4567。", "TRUTH-3"),
        ("打 95999 投诉。", "TRUTH-3"),
        ("# 一级", "FORM-2"),
        ("#### 四级", "FORM-2 标题从 1 级跳到 4 级"),
        ("- [ ] 身份证", "FORM-3"),
        ("[官网](https://example.com)", "FORM-4"),
    ],
)
def test_each_rule_finds_its_breach(said: Callable[..., str], body: str, rule: str) -> None:
    assert rule in said(body)


@pytest.mark.parametrize(
    "body",
    [
        "打 [电话 报警]，[数 答辩期]内答辩，115 日内不限，LPR 3.0%。",
        "据 2020〔2020〕12345号，欠 12,000 元，逾期 91 天。",
        "2026 年 11 月 15 日核对，银发〔2025〕247号。",
        '!!! danger "骗局"\n    说“包成功”的是骗子。\n',
        "短句。\n\n" * 30,
        "```\n你好，包成功\n```",
        "## 今天先做\n\n### 三级",
    ],
)
def test_good_text_passes(said: Callable[..., str], body: str) -> None:
    assert said(body) == ""


def test_the_end_of_a_scam_box_ends_its_licence(said: Callable[..., str]) -> None:
    assert "TRUTH-4" in said('!!! danger "骗局"\n    说“包成功”的是骗子。\n\n我们包成功。')


def test_file_names_are_lower_case_with_hyphens(said: Callable[..., str]) -> None:
    assert "FORM-1" in said("好。", "docs/First_Call.md")
    assert said("好。", "docs/first-call.md") == ""


LIMITS = "要付的代价：逾期会多记几个月。\n\n## 下一步\n"


@pytest.mark.parametrize(
    ("body", "told"),
    [
        (LIMITS.replace("代价", "钱"), "docs/plan/a.md:1: ORDER-4 没有说可能付出什么代价; 加一节"),
        (LIMITS.replace("下一步", "别的"), "docs/plan/a.md:1: ORDER-4 没有说可以找谁、下一步做什么; 在最后加"),
    ],
)
def test_a_page_on_negotiating_says_what_it_costs_and_where_to_go_on(
    said: Callable[..., str], body: str, told: str
) -> None:
    assert told in said(body, path="docs/plan/a.md")
    assert said(LIMITS, path="docs/plan/a.md") == ""
    assert said(LIMITS.replace("下一步", "找谁"), path="docs/negotiate/a.md") == ""


def test_a_page_on_something_else_need_not(said: Callable[..., str]) -> None:
    assert said("好。\n", path="docs/legal/a.md") == ""
