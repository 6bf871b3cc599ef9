"""What every page must carry: title, answer, day of checking, date by which it must be checked again."""

from __future__ import annotations

import calendar
import datetime as dt
import functools
import re
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

import yaml

from handbook.sources.problems import Problem, nearest

FENCE = "---"
ANSWER_LIMIT = 80
NOTICE_DAYS = 30
"""Editors hear of a page this long before it must be checked again."""

GRACE_DAYS = 60
"""A page this long past its date stops the build."""

_LOADER = getattr(yaml, "CSafeLoader", yaml.SafeLoader)  # many times as fast, where the library was built in
_REVIEW = re.compile(r"(\d{1,2}) months")
_REQUIRED = ("title", "description", "checked_on", "review_in")
_KNOWN = (*_REQUIRED, "questions", "handout", "handout_code", "plain_numbers", "hide", "search", "template")


@dataclass(frozen=True)
class Review:
    """The day a page was checked against the law, and the day after which it must not be relied on."""

    checked_on: dt.date
    use_before: dt.date


def split(text: str) -> tuple[str, str, int]:
    """Split a source into (front matter, body, number of lines before the body)."""
    lines = text.splitlines(keepends=True)
    if not lines or lines[0].strip() != FENCE:
        return "", text, 0
    for number, line in enumerate(lines[1:], 1):
        if line.strip() == FENCE:
            return "".join(lines[1:number]), "".join(lines[number + 1 :]), number + 1
    return "", text, 0


def add_months(day: dt.date, months: int) -> dt.date:
    """Return the same day `months` later, or the last day of that month where it is shorter."""
    index = day.month - 1 + months
    year, month = day.year + index // 12, index % 12 + 1
    return dt.date(year, month, min(day.day, calendar.monthrange(year, month)[1]))


def review_of(meta: Mapping[str, Any]) -> Review:
    """Return the review dates of checked front matter. Raises ValueError where they are missing or malformed."""
    checked = meta.get("checked_on")
    day = checked if isinstance(checked, dt.date) else dt.date.fromisoformat(str(checked))
    match = _REVIEW.fullmatch(str(meta.get("review_in", "")))
    if not match:
        raise ValueError("review_in")
    return Review(day, add_months(day, int(match.group(1))))


def meta_of(text: str) -> dict[str, Any]:
    """Return a page's front matter; empty where it cannot be read, which `check_source` tells with its line."""
    return _meta_of_block(split(text)[0])


@functools.cache  # each check asks for it, and reading YAML is what takes the time
def _meta_of_block(block: str) -> dict[str, Any]:
    try:
        meta = yaml.load(block, _LOADER)  # noqa: S506 - no less safe
    except yaml.YAMLError:
        return {}
    return meta if isinstance(meta, dict) else {}


def plain_numbers(text: str) -> list[str]:
    """Return what a page's front matter lists as numbers that only look like a parameter."""
    return [str(number) for number in meta_of(text).get("plain_numbers", [])]


def check_source(path: str, text: str, day: dt.date) -> list[Problem]:
    """Return what is missing, wrong or too old on `day` in a page's front matter (rules ORDER-1, DATE-1, DATE-3)."""
    block, _, lines = split(text)
    if not lines:
        return [Problem(path, 1, "没有页首信息", "照 CONTRIBUTING 的页面模板，在开头写 --- 包住的 title 等字段")]
    try:
        meta = yaml.load(block, _LOADER) or {}  # noqa: S506 - no less safe
    except yaml.YAMLError as error:
        mark = getattr(error, "problem_mark", None)
        return [Problem(path, (mark.line if mark else 0) + 2, "页首信息不是有效的 YAML", "检查缩进、冒号和引号")]
    if not isinstance(meta, dict):
        return [Problem(path, 2, "页首信息不是一组字段", "每行写成 字段: 值")]
    where = {name: _line_of(block, name) for name in meta}
    problems = [
        Problem(path, where[name], f"不认识的字段 {name}", f"是不是 {'、'.join(nearest(name, _KNOWN, 1))}？")
        for name in meta
        if name not in _KNOWN
    ]
    problems += [Problem(path, 1, f"页首缺少 {name}", f"补上 {name}") for name in _REQUIRED if not meta.get(name)]
    answer = str(meta.get("description", ""))
    if len(answer) > ANSWER_LIMIT:
        what = f"ORDER-1 description 有 {len(answer)} 个字"
        problems.append(Problem(path, where["description"], what, f"缩到 {ANSWER_LIMIT} 字以内，只留答案"))
    if meta.get("checked_on") and meta.get("review_in"):
        try:
            problems += _age(path, where["checked_on"], review_of(meta), day)
        except ValueError:
            line = where["checked_on"]
            problems.append(
                Problem(path, line, "DATE-1 日期写法不对", "写成 checked_on: 2026-11-22 和 review_in: 6 months")
            )
    return problems


def _age(path: str, line: int, review: Review, day: dt.date) -> list[Problem]:
    left = (review.use_before - day).days
    if left < -GRACE_DAYS:
        what = f"DATE-3 {review.use_before} 就该再核对，过了 {-left} 天"
        return [Problem(path, line, what, "对照现行规定逐句重看，再改 checked_on")]
    if left <= NOTICE_DAYS:
        what = f"DATE-3 {review.use_before} 前要再核对，{'还有' if left >= 0 else '已经过了'} {abs(left)} 天"
        return [Problem(path, line, what, "安排重看", notice=True)]
    return []


def _line_of(block: str, name: str) -> int:
    for number, line in enumerate(block.splitlines(), 2):
        if line.startswith(f"{name}:"):
            return number
    return 2
