from collections.abc import Callable

import pytest


@pytest.mark.parametrize(
    ("body", "rule"),
    [
        ("先核实,再付款。", "docs/a.md:7: FORM-7 中文里用了半角“,”; 改成“，”"),
        ("先核实;再付款。", "FORM-7 中文里用了半角“;”"),
        ("要带:身份证。", "FORM-7 中文里用了半角“:”; 改成“：”"),
        ("先核实.", "FORM-7 中文里用了半角“.”; 改成“。”"),
        ("真的吗?", "FORM-7 中文里用了半角“?”"),
        ("展期(延期)要同意。", "FORM-7 中文里用了半角“(”; 改成“（”"),
        ("App,合同都要看。", "FORM-7"),
        ('他说"马上还"。', "FORM-5 用了英文引号; 改成“ ”"),
        ("他说'马上还'。", "FORM-5 用了英文引号"),
        ("他说「马上还」。", "FORM-5 用了直角引号"),
        ("\u2f7c账先核实。", "docs/a.md:7: FORM-8 “\u2f7c”是形近字（U+2F7C）; 换成常用的“老”"),
        ("\uf900有此理。", "FORM-8 “\uf900”是形近字（U+F900）; 换成常用的“\u8c48”"),
        ("欠\uff15家。", "FORM-8 “\uff15”是形近字（U+FF15）; 换成常用的“5”"),
        ("打开\u0410pp。", "FORM-8 “\u0410”是别的文字里的字母（U+0410）"),
        ("先\u200b核实。", "FORM-8 有看不见的字符（U+200B）; 删掉"),
        ("2026-08-01 起施行。", "FORM-9 日期写成“2026-08-01”; 写成 2026 年 8 月 1 日"),
        ("2026.8.1 起施行。", "FORM-9 日期写成“2026.8.1”"),
        ("2026/8/1 起施行。", "FORM-9"),
        ("2026年8月1日起施行。", "FORM-9"),
        ("2026.8 起施行。", "FORM-9"),
        ("一共 12000 元。", "VOICE-7 金额“12000”没有千分位; 写成 12,000 元"),
        ("一共欠 5000，还不上。", "VOICE-7 数字“5000”没有单位"),
        ("每月还 50。", "VOICE-7 数字“50”没有单位; 写出单位：元、天、期、次、%"),
        ("总数是 1,200。", "VOICE-7 数字“1,200”没有单位"),
    ],
)
def test_a_wrong_sign_is_told_with_the_right_one(said: Callable[..., str], body: str, rule: str) -> None:
    assert rule in said(body)


@pytest.mark.parametrize(
    "body",
    [
        "先核实，再付款：要带身份证（原件）。真的吗？",
        "打开 App，看 1. 第一条；比例 3.5%，上午 9:30 开庭。",
        "见[第一次通话](../negotiate/first-call.md)，有 [电话 报警]。",
        '!!! warning "先看期限"\n    先看日期。',
        '<div class="checklist" markdown>\n\n- 好。\n\n</div>',
        "2026 年 8 月 1 日起施行，5 月 20 日公布，2026 年 8 月修订。",
        "文件名写“2026-08-01某行来电”。",
        "每月还 1,200 元，共 36 期，逾期 91 天，合同尾号 1234。",
        "年费除以 12，三个月一次的除以 3，讲义 03。",
        "1. 第一步。\n2. 第二步。",
        "| 债 | 元 |\n|---|---|\n| 甲 | 5000 |",
        "收1 到收6 相加，可1 是 0 或负数。",
        "＿＿＿＿年＿＿月＿＿日。年份：＿＿年。",
        "第 1、2、3 条。",
    ],
)
def test_right_signs_pass(said: Callable[..., str], body: str) -> None:
    assert said(body) == ""


def test_a_look_alike_in_a_question_cannot_be_found_either(said: Callable[..., str]) -> None:
    head = "---\ntitle: 甲\ndescription: 乙\nquestions:\n  - \u2f7c账怎么办\n---\n"
    assert "docs/a.md:5: FORM-8" in said("好。", head=head)
