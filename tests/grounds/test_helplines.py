from pathlib import Path

import markdown
import pytest

from handbook.grounds.helplines import HelplinesExtension, check_helplines, unregistered

NUMBERS = {"110": "报警", "12378": "银行保险投诉", "400-810-8866": "征信中心"}
GOOD = """
- number: "110"
  name: 报警
  runs_it: 公安机关
  handles: 报警
  confidence: high
  checked_on: 2026-11-22
  source: 公安部
"""


def render(text: str) -> str:
    return markdown.markdown(text, extensions=["tables", HelplinesExtension(NUMBERS)])


@pytest.mark.parametrize("number", NUMBERS)
def test_a_registered_number_can_be_dialled(number: str) -> None:
    assert f'<a href="tel:{number}" title="{NUMBERS[number]}">{number}</a>：' in render(f"打 {number}：说清楚。")


@pytest.mark.parametrize(
    "text", ["还 110 元。", "第 110 天", "银发〔2025〕110号", "`110`", "1101", "2026-110", "12379"]
)
def test_what_only_counts_is_left_alone(text: str) -> None:
    assert "tel:" not in render(text)


def test_a_number_inside_a_link_stays_part_of_it() -> None:
    assert "tel:" not in render("[打 110](x.md)")


def test_numbers_work_in_tables() -> None:
    assert render("| 甲 |\n|---|\n| 12378 |\n").count("tel:") == 1


def test_an_unknown_number_is_found() -> None:
    assert unregistered("打 12399 或 110。", NUMBERS) == ["12399"]


@pytest.mark.parametrize(
    ("change", "said"),
    [
        (("  source: 公安部\n", ""), "110: 缺少 source"),
        (("confidence: high", "confidence: low"), "confidence 不是 high 或 medium"),
        (("confidence: high", "confidence: medium"), "没写 limits"),
        (("  name: 报警", "  nmae: 报警"), "不认识的字段 nmae; 是不是 name"),
    ],
)
def test_a_bad_entry_is_named(tmp_path: Path, change: tuple[str, str], said: str) -> None:
    path = tmp_path / "helplines.yml"
    path.write_text(GOOD.replace(*change), encoding="utf-8")
    _, problems = check_helplines(path, tmp_path)
    assert said in "\n".join(str(problem) for problem in problems)
