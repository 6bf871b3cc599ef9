from pathlib import Path

import pytest

from handbook.grounds.helplines import load_helplines, typed
from handbook.grounds.markdown import Register
from handbook.sources.problems import SourceError

from .conftest import HELPLINES, write_data


def test_a_number_typed_by_hand_is_found_with_its_name(register: Register) -> None:
    assert typed("打 110 或 400-810-8866。", register.phones) == [
        ("110", "写成 [电话 报警]"),
        ("400-810-8866", "写成 [电话 征信中心]"),
    ]
    assert typed("打 12399。", register.phones)[0][1].startswith("核实后")


COUNTS = ["还 110 元。", "第 110 天", "银发〔2025〕110号", "1101", "2026-110", "欠 12000 元"]


@pytest.mark.parametrize("text", COUNTS)
def test_what_only_counts_is_no_telephone_number(register: Register, text: str) -> None:
    assert typed(text, register.phones) == []


@pytest.mark.parametrize(
    ("change", "said"),
    [
        (("  source: 公安部\n", ""), "helplines.yml:2: 0: 缺少 source"),
        (("confidence: high", "confidence: low"), "confidence 是“low”; 只能是 high、medium"),
        (("confidence: high", "confidence: medium"), "报警: medium 的号码没写 limits"),
        (("  name: 报警电话", "  nmae: 报警电话"), "不认识的字段 nmae; 是不是 name"),
        (("short: 征信中心", "short: 报警"), "短名用了两次"),
    ],
)
def test_a_bad_entry_is_refused_with_its_line(tmp_path: Path, change: tuple[str, str], said: str) -> None:
    folder = write_data(tmp_path, phones=HELPLINES.replace(*change, 1))
    with pytest.raises(SourceError) as caught:
        load_helplines(folder / "helplines.yml", folder)
    assert said in str(caught.value)
