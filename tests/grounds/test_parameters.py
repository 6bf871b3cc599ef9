import datetime as dt
from pathlib import Path

import pytest

from handbook.grounds.markdown import Register
from handbook.grounds.model import load_laws
from handbook.grounds.parameters import UncoveredError, load_parameters
from handbook.sources.problems import SourceError

from .conftest import DAY, PARAMETERS, write_data


def test_a_value_is_the_one_in_force_on_its_day(register: Register) -> None:
    values = register.parameters
    assert values.known("一年期LPR", dt.date(2025, 5, 19)).text == "3.1%"
    assert values.known("一年期LPR", dt.date(2025, 5, 20)).text == "3.0%"
    assert values.known("答辩期", DAY).text == "15 日"


def test_a_day_without_a_value_is_an_error_never_the_last_known(register: Register) -> None:
    with pytest.raises(UncoveredError, match="在 2024-10-20 没有值"):
        register.parameters.known("一年期LPR", dt.date(2024, 10, 20))
    fault = register.parameters.fault("一年期LPR", dt.date(2024, 10, 20))
    assert fault is not None
    assert "补上这一段" in fault[1]


def test_a_stale_value_carries_its_date_and_asks_to_be_checked(register: Register) -> None:
    fresh = register.parameters.known("一年期LPR", dt.date(2026, 6, 19))
    stale = register.parameters.known("一年期LPR", dt.date(2026, 6, 20))
    assert fresh.marked == "3.0%"
    assert stale.marked == "3.0%（2026-06-19 以后没有核对，请以官方最新为准）"


def test_a_gap_between_rows_is_an_error(tmp_path: Path) -> None:
    row = "- {from: 2024-10-21, to: 2025-01-19, value:"
    folder = write_data(tmp_path, parameters=PARAMETERS.replace("- {from: 2024-10-21, value:", row))
    values = load_parameters(folder / "parameters", folder, load_laws(folder / "laws.yml", folder))
    with pytest.raises(UncoveredError):
        values.known("一年期LPR", dt.date(2025, 1, 20))


def test_an_unknown_name_is_told_with_the_nearest(register: Register) -> None:
    fault = register.parameters.fault("答辨期", DAY)
    assert fault is not None
    assert "答辩期" in fault[1]


@pytest.mark.parametrize(
    ("change", "said"),
    [
        (("from: 2025-05-20", "from: 2024-10-21"), "没按 from 排好"),
        (("from: 2025-05-20", "from: 2025-5-20"), "写法不对"),
        (("2024-10-21, value", "2024-10-21, to: 2025-06-01, value"), "盖过了下一行"),
        (("unit: 日", "unit: 天"), "unit 是“天”; 只能是"),
        (("confidence: high", "confidence: medium"), "没写 limits"),
        (("答辩期:", "一年期LPR:"), "写了两次"),
        (("[民法典 560]", "[民法典 999]"), "出处 [民法典 999] 没有登记"),
    ],
)
def test_a_bad_value_is_refused_with_its_line(tmp_path: Path, change: tuple[str, str], said: str) -> None:
    folder = write_data(tmp_path, parameters=PARAMETERS.replace(*change, 1))
    with pytest.raises(SourceError) as caught:
        load_parameters(folder / "parameters", folder, load_laws(folder / "laws.yml", folder))
    assert said in str(caught.value)
    assert str(caught.value).startswith("parameters/all.yml:")


def test_a_name_used_in_two_files_is_refused(tmp_path: Path) -> None:
    folder = write_data(tmp_path)
    (folder / "parameters/more.yml").write_text(PARAMETERS, encoding="utf-8")
    with pytest.raises(SourceError, match="别的文件里已有这个短名"):
        load_parameters(folder / "parameters", folder, load_laws(folder / "laws.yml", folder))
