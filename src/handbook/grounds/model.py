"""The instruments that pages cite: loaded from data/laws.yml, checked once, looked up by short name and article."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import yaml

from handbook.problems import Problem, SourceError, nearest

WHOLE = "全文"
"""The article token for an instrument that is cited as a whole."""

_REQUIRED = ("title", "issuer", "effective", "status", "where", "checked_on")
_OPTIONAL = ("number", "issued", "repealed_on", "replaced_by", "note", "articles")
_STATUSES = ("现行", "试行", "已废止")
_DATE = re.compile(r"\d{4}(-\d{2}(-\d{2})?)?")


@dataclass(frozen=True)
class Instrument:
    """A statute, interpretation, rule or notice.

    Dates are ISO text, cut to the month or year where no more is known. `articles` maps an article number
    as typed in a mark ("561", "58之1") to its gist in the project's own words.
    """

    short: str
    title: str
    issuer: str
    effective: str
    status: str
    where: str
    checked_on: str
    number: str = ""
    issued: str = ""
    repealed_on: str = ""
    replaced_by: str = ""
    note: str = ""
    articles: Mapping[str, str] = field(default_factory=dict)

    def fault_on(self, day: dt.date) -> str:
        """Return why this instrument cannot be cited as law in force on `day`, or an empty text.

        A date known only to the month or year counts from its first day: an instrument is never refused
        for our lack of knowledge.
        """
        if self.status == "已废止" or (self.repealed_on and first_day(self.repealed_on) <= day):
            then = f"，现行的是“{self.replaced_by}”" if self.replaced_by else ""
            return f"已经废止{then}"
        if first_day(self.effective) > day:
            return f"要到 {self.effective} 才施行"
        return ""


def first_day(text: str) -> dt.date:
    """Return the first day that an ISO date cut to year or month can mean."""
    parts = [int(part) for part in text.split("-")] + [1, 1]
    return dt.date(parts[0], parts[1], parts[2])


@dataclass(frozen=True)
class Laws:
    """All instruments by short name."""

    path: str
    instruments: Mapping[str, Instrument]

    def fault(self, short: str, article: str, day: dt.date) -> tuple[str, str] | None:
        """Return (what is wrong, how to mend it) with citing `short` `article` on `day`, or None."""
        instrument = self.instruments.get(short)
        if instrument is None:
            near = "、".join(nearest(short, self.instruments))
            return f"引用了不认识的文件“{short}”", f"改成 {self.path} 里有的短名（最接近：{near}），或在那里补一条"
        if article != WHOLE and article not in instrument.articles:
            near = "、".join(nearest(article, instrument.articles)) or "还没有条文"
            return (
                f"“{short}”里没有登记第 {article} 条",
                f"核对条号（已登记的相近条号：{near}），或在 {self.path} 补上这一条的大意",
            )
        reason = instrument.fault_on(day)
        if reason:
            return f"“{short}”{reason}", f"换成现行规定，或在 {self.path} 更正它的状态"
        return None


def load_laws(path: Path, root: Path | None = None) -> Laws:
    """Read data/laws.yml.

    Raises SourceError with one problem a line: unknown or missing fields, bad dates or statuses, empty gists.
    """
    shown = str(path.relative_to(root)) if root else str(path)
    text = path.read_text(encoding="utf-8")
    lines = {line.split(":")[0]: number for number, line in enumerate(text.splitlines(), 1) if line[:1].strip()}
    try:
        raw = yaml.load(text, yaml.BaseLoader) or {}  # noqa: S506 - BaseLoader builds only text, lists and maps
    except yaml.YAMLError as error:
        mark = getattr(error, "problem_mark", None)
        line = mark.line + 1 if mark else 1
        raise SourceError([Problem(shown, line, "不是有效的 YAML", "检查缩进、冒号和引号")]) from error
    problems: list[Problem] = []
    instruments: dict[str, Instrument] = {}
    for short, entry in raw.items():
        faults = _entry_faults(short, entry)
        problems += [Problem(shown, lines.get(short, 1), f"{short}: {what}", fix) for what, fix in faults]
        if not faults:
            instruments[short] = Instrument(short=short, **entry)
    if problems:
        raise SourceError(problems)
    return Laws(path=shown, instruments=instruments)


def _entry_faults(short: str, entry: Any) -> list[tuple[str, str]]:
    if not isinstance(entry, dict):
        return [("应当是一组字段", "照 CONTRIBUTING 的样子写 title、issuer 等字段")]
    faults: list[tuple[str, str]] = []
    if re.search(r"[\s\[\]]", short):
        faults.append(("短名里有空格或方括号", "短名要能写进 [短名 条号]，去掉它们"))
    for name in entry:
        if name not in _REQUIRED + _OPTIONAL:
            near = "、".join(nearest(name, _REQUIRED + _OPTIONAL, 1))
            faults.append((f"不认识的字段 {name}", f"是不是 {near}？"))
    faults += [(f"缺少 {name}", f"补上 {name}") for name in _REQUIRED if not entry.get(name)]
    if entry.get("status") and entry["status"] not in _STATUSES:
        faults.append((f"status 是“{entry['status']}”", f"只能是 {'、'.join(_STATUSES)}"))
    for name in ("issued", "effective", "repealed_on", "checked_on"):
        value = entry.get(name)
        if value and not _DATE.fullmatch(value):
            faults.append((f"{name} 是“{value}”", "写成 2021-01-01；只知道到月或年就写 2021-01、2021"))
    articles = entry.get("articles", {})
    if not isinstance(articles, dict) or not all(isinstance(gist, str) and gist.strip() for gist in articles.values()):
        faults.append(("articles 里有空的大意", '每条写成 "561": 一句大意'))
    return faults
