from collections.abc import Callable

import pytest

LONG = "一句。两句！三句？四句。五句。"
ITEMS = "".join(f"- 第{number}项\n" for number in "一二三四五六七八九十")


@pytest.mark.parametrize(
    ("body", "rule"),
    [
        ("好。\n\n" + LONG, "docs/a.md:9: VOICE-8 这一段有 5 句; 空一行分段"),
        # Two lines without a blank one between them are one paragraph.
        ("一句。两句。\n三句。四句。五句。", "docs/a.md:7: VOICE-8"),
        ('!!! warning "先看期限"\n    ' + LONG, "docs/a.md:8: VOICE-8"),
        ("先看：\n\n" + ITEMS + "\n好。", "docs/a.md:9: FORM-6 这个清单有 10 项; 分成几个"),
        (ITEMS.replace("- ", "1. "), "FORM-6"),
        (ITEMS.replace("- 第五项\n", "- 第五项\n    - 里面一项\n    - 里面两项\n"), "docs/a.md:7: FORM-6"),
        # Blank lines between items do not make two lists.
        (ITEMS.replace("\n", "\n\n"), "FORM-6"),
    ],
)
def test_too_much_at_once_is_told_where_it_begins(said: Callable[..., str], body: str, rule: str) -> None:
    assert rule in said(body)


@pytest.mark.parametrize(
    "body",
    [
        "一句。两句。三句。四句。\n\n一句。",
        "他说“一。二。三。四。五。”就挂了。",
        "> " + LONG,
        "- " + LONG,
        "- 甲\n\n    " + LONG,
        "| 一。二。三。四。五。 |\n|---|",
        "- 甲\n- 乙\n\n中间。\n\n" + ITEMS.replace("- 第十项\n", ""),
        "- 甲\n" + "".join(f"    - 里{number}\n" for number in "一二三四五六七八九") + "- 乙",
    ],
)
def test_what_can_be_taken_in_passes(said: Callable[..., str], body: str) -> None:
    assert said(body) == ""
