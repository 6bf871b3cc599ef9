import datetime as dt
from collections.abc import Callable
from pathlib import Path

import chinese_calendar
import pytest

from handbook.editing.check import check_project
from handbook.grounds.holidays import FILE, Holidays, holidays_text, load_holidays
from handbook.sources.problems import SourceError
from tests.conftest import ROOT

GOOD = """
from: 2025
to: 2026
source: 国务院办公厅的通知
checked_on: 2026-11-22
off:
  2025: [01-01, 01-28]
  2026: [01-01, 01-02]
on:
  2025: [01-26]
  2026: []
"""


@pytest.fixture
def load(tmp_path: Path) -> Callable[[str], Holidays]:
    def from_text(text: str) -> Holidays:
        (tmp_path / "holidays.yml").write_text(text, encoding="utf-8")
        return load_holidays(tmp_path / "holidays.yml", tmp_path)

    return from_text


def test_every_day_of_the_table_is_as_the_calendar_says() -> None:
    table = load_holidays(ROOT / FILE, ROOT)
    assert (table.first, table.last) == (2018, 2026)
    day, end = dt.date(2018, 1, 1), dt.date(2026, 12, 31)
    while day <= end:
        worked = day in table.on if day.isoweekday() > 5 else day not in table.off
        assert worked == chinese_calendar.is_workday(day), day
        day += dt.timedelta(days=1)


def test_days_that_readers_remember() -> None:
    table = load_holidays(ROOT / FILE, ROOT)
    # The first days of Spring Festival 2026, and the Saturday worked for it.
    assert dt.date(2026, 2, 16) in table.off
    assert dt.date(2026, 2, 14) in table.on
    # Prolonged at the last moment, in the epidemic.
    assert dt.date(2020, 1, 31) in table.off
    assert dt.date(2020, 2, 1) not in table.on


def test_the_file_is_what_the_generator_writes() -> None:
    text = (ROOT / FILE).read_text(encoding="utf-8")
    day = next(line.partition(": ")[2] for line in text.splitlines() if line.startswith("checked_on"))
    assert holidays_text(dt.date.fromisoformat(day)) == text


def test_a_year_without_worked_weekends_is_an_empty_list(load: Callable[[str], Holidays]) -> None:
    assert load(GOOD).on == (dt.date(2025, 1, 26),)


@pytest.mark.parametrize(
    ("change", "said"),
    [
        (("2026: [01-01, 01-02]", "2027: [01-01]"), "holidays.yml:8: off 里的 2027 年不在 2025 到 2026 之间"),
        (("2026: [01-01, 01-02]", "2027: [01-01]"), "holidays.yml:6: off 缺 2026 年; 补上"),
        (("  2026: []\n", ""), "holidays.yml:9: on 缺 2026 年"),
        (("[01-26]", "[01-27]"), "holidays.yml:10: 2025-01-27 不是周末，不能写进 on"),
        (("[01-01, 01-28]", "[01-01, 01-04]"), "holidays.yml:7: 2025-01-04 是周末，不用写进 off"),
        (("[01-01, 01-28]", "[01-01, 01-01]"), "holidays.yml:7: off 的 2025 年没按日子排好，或有一天写了两次"),
        (("[01-01, 01-28]", "[01-28, 01-01]"), "没按日子排好"),
        (("01-28", "02-29"), "没有 2025-02-29 这一天"),
        (("01-28", "1-28"), "holidays.yml:7: off.2025[1] 的写法不对; 日子写成 01-31"),
        (("from: 2025", "from: 20x5"), "holidays.yml:2: from 的写法不对; 年份写成 2026"),
        (("from: 2025", "from: 2027"), "holidays.yml:3: to（2026）早于 from（2027）"),
        (("source:", "sorce:"), "holidays.yml:"),
        (("checked_on: 2026-11-22\n", ""), "缺少 checked_on; 补上 checked_on"),
        (("  2026: []\n", "  2025: []\n"), "2025: 写了两次"),
        ((GOOD, ""), "holidays.yml:1: 文件是空的"),
    ],
)
def test_a_bad_table_is_refused_with_its_line(
    load: Callable[[str], Holidays], change: tuple[str, str], said: str
) -> None:
    assert change[0] in GOOD
    with pytest.raises(SourceError) as caught:
        load(GOOD.replace(*change, 1))
    assert said in str(caught.value)


def test_an_editor_hears_in_december_that_next_year_is_missing() -> None:
    table = load_holidays(ROOT / FILE, ROOT)
    assert table.notices(dt.date(2026, 12, 1)) == []
    found = [problem for problem in check_project(ROOT, dt.date(2026, 12, 2)) if problem.path == FILE]
    assert [problem.notice for problem in found] == [True]
    assert "还没有 2027 年的" in found[0].what
    assert "scripts/holidays" in found[0].fix
