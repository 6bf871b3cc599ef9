"""Statutory days off and worked weekends: a period whose last day is a day off ends on the next working day.

`python -m handbook.grounds.holidays [day of checking]` (scripts/holidays) writes data/holidays.yml anew.
"""

from __future__ import annotations

import datetime as dt
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from importlib.metadata import version
from pathlib import Path

from handbook.grounds.schema import HolidayTable
from handbook.sources.problems import Problem, SourceError
from handbook.sources.yaml import Document, load

FILE = "data/holidays.yml"
FIRST = 2018
"""The year of the oldest court period in data/parameters; nothing earlier is ever asked for."""

FRIDAY = 5

_HEAD = """\
# yaml-language-server: $schema=schema/holidays.json
# 法定休假日和调休：off 是放假的周一到周五，on 是要上班的周六周日；其余的日子照平常的星期算。
# 由 scripts/holidays 生成，不要手改。每年十一、十二月国务院办公厅公布下一年的安排，之后升级 chinesecalendar 再生成。
"""


@dataclass(frozen=True)
class Holidays:
    """The table of whole years `first` to `last`: weekdays `off`, weekend days `on`, in order."""

    source: Document
    first: int
    last: int
    off: tuple[dt.date, ...]
    on: tuple[dt.date, ...]

    def notices(self, day: dt.date) -> list[Problem]:
        """Return a notice when `day` is late enough for next year's table to be out, and it is not here."""
        if day <= dt.date(self.last, 12, 1):
            return []
        fix = "国务院办公厅公布后，升级 pyproject.toml 里的 chinesecalendar，运行 scripts/lock，再运行 scripts/holidays"
        found = self.source.problem("$.to", f"放假和调休只到 {self.last} 年，还没有 {self.last + 1} 年的", fix)
        return [Problem(found.path, found.line, found.what, found.fix, notice=True)]


def load_holidays(path: Path, root: Path) -> Holidays:
    """Read data/holidays.yml below `root`.

    Raises SourceError: bad shape, a year outside the table or missing from it, a day that is none, in the wrong list,
    out of order or there twice.
    """
    source = load(path, root)
    table = source.read(HolidayTable)
    first, last = int(table.from_), int(table.to)
    if first > last:
        raise SourceError([source.problem("$.to", f"to（{last}）早于 from（{first}）", "从早到晚写")])
    problems: list[Problem] = []
    off = _days(source, table, "off", problems)
    on = _days(source, table, "on", problems)
    if problems:
        raise SourceError(problems)
    return Holidays(source, first, last, off, on)


def _days(source: Document, table: HolidayTable, name: str, problems: list[Problem]) -> tuple[dt.date, ...]:
    listed: dict[str, list[str]] = getattr(table, name)
    wanted = [str(year) for year in range(int(table.from_), int(table.to) + 1)]
    for year in wanted:
        if year not in listed:
            problems.append(source.problem(f"$.{name}", f"{name} 缺 {year} 年", "补上；一天也没有就写 []"))
    days: list[dt.date] = []
    for year, texts in listed.items():
        place = f"$.{name}.{year}"
        if year not in wanted:
            what = f"{name} 里的 {year} 年不在 {table.from_} 到 {table.to} 之间"
            problems.append(source.problem(place, what, "删掉这一年，或改 from、to"))
        if texts != sorted(set(texts)):
            problems.append(source.problem(place, f"{name} 的 {year} 年没按日子排好，或有一天写了两次", "从早到晚排"))
        for text in texts:
            day = _day(year, text)
            if day is None:
                problems.append(source.problem(place, f"没有 {year}-{text} 这一天", "核对日子"))
            elif _is_weekend(day) != (name == "on"):
                what = f"{day} {'是周末，不用写进 off' if name == 'off' else '不是周末，不能写进 on'}"
                problems.append(source.problem(place, what, "删掉，或核对日子"))
            else:
                days.append(day)
    return tuple(sorted(days))


def _is_weekend(day: dt.date) -> bool:
    return day.isoweekday() > FRIDAY


def _day(year: str, text: str) -> dt.date | None:
    try:
        return dt.date.fromisoformat(f"{year}-{text}")
    except ValueError:
        return None


def holidays_text(checked_on: dt.date) -> str:
    """Return data/holidays.yml as the installed chinesecalendar knows it, from FIRST to its last year."""
    # Only tests and this chore have the package; a build reads the file.
    from chinese_calendar import constants, is_workday  # noqa: PLC0415

    last = max(day.year for day in constants.holidays)

    def listed(*, weekend: bool) -> Iterator[str]:
        for year in range(FIRST, last + 1):
            begin = dt.date(year, 1, 1)
            days = (begin + dt.timedelta(number) for number in range((dt.date(year + 1, 1, 1) - begin).days))
            # A weekend day is unusual when worked, any other day when not.
            unusual = [f"{day:%m-%d}" for day in days if _is_weekend(day) == weekend == is_workday(day)]
            yield f"  {year}: [{', '.join(unusual)}]"

    lines = [
        _HEAD,
        f"from: {FIRST}",
        f"to: {last}",
        f"source: 国务院办公厅每年关于部分节假日安排的通知，据 chinesecalendar {version('chinesecalendar')}",
        f"checked_on: {checked_on}",
        "off:",
        *listed(weekend=False),
        "on:",
        *listed(weekend=True),
    ]
    return "\n".join(lines) + "\n"


def main(arguments: list[str]) -> int:
    """Write the table in the project's folder, checked on the day given, or today."""
    root = Path(__file__).resolve().parents[3]
    day = dt.date.fromisoformat(arguments[0]) if arguments else dt.datetime.now(dt.UTC).date()
    (root / FILE).write_text(holidays_text(day), encoding="utf-8")
    table = load_holidays(root / FILE, root)
    print(f"{FILE}: {table.first} 到 {table.last} 年")
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
