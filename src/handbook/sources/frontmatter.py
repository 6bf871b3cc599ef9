"""What every page must carry: title, answer, day of checking, date by which it must be checked again."""

from __future__ import annotations

import calendar
import datetime as dt
import functools
import re
from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import Annotated, Any

from msgspec import Meta

from handbook.sources.problems import Problem, SourceError
from handbook.sources.shapes import Entry, Text
from handbook.sources.yaml import Document, parse

FENCE = "---"
ANSWER_LIMIT = 80
NOTICE_DAYS = 30
"""Editors hear of a page this long before it must be checked again."""

GRACE_DAYS = 60
"""A page this long past its date stops the build."""

NAME = "页首"

_REVIEW = re.compile(r"(\d{1,2}) months")


class Dated(Entry, kw_only=True):
    """What every text for readers says of itself: when it was checked, when again, what only looks like a parameter."""

    checked_on: Annotated[str, Meta(pattern=r"^\d{4}-\d{2}-\d{2}$", description="DATE-1：写成 2026-11-22")]
    review_in: Annotated[str, Meta(pattern=r"^\d{1,2} months$", description="DATE-1：写成 6 months")]
    plain_numbers: list[Text] = []


class Searched(Entry):
    """How the search treats a page."""

    boost: float = 1
    exclude: bool = False


class Head(Dated, kw_only=True):
    """The front matter of a page. `hide` and `template` are the theme's."""

    title: Text
    description: Text
    questions: list[Text] = []
    handout: bool = False
    handout_code: str = ""
    search: Searched | None = None
    hide: list[Text] = []
    template: str = ""


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
    """Return a page's front matter, every value as text; empty where `check_source` finds it cannot be read."""
    return _meta_of_block(split(text)[0])


@functools.cache  # each check asks for it, and reading YAML is what takes the time
def _meta_of_block(block: str) -> dict[str, Any]:
    try:
        meta = parse(block, "").data
    except SourceError:
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
        document = parse(block, path, 1, NAME)
        head = document.read(Head)
    except SourceError as error:
        return error.problems
    problems = []
    if len(head.description) > ANSWER_LIMIT:
        what = f"ORDER-1 description 有 {len(head.description)} 个字"
        problems.append(document.problem("$.description", what, f"缩到 {ANSWER_LIMIT} 字以内，只留答案"))
    return problems + age(document, head, day)


def age(document: Document, head: Dated, day: dt.date) -> list[Problem]:
    """Return what is to be told on `day` of a text checked when its head says (rules DATE-1, DATE-3)."""
    place = "$.checked_on"
    try:
        review = review_of({"checked_on": head.checked_on, "review_in": head.review_in})
    except ValueError:
        return [document.problem(place, f"没有 {head.checked_on} 这一天", "DATE-1：写成 2026-11-22")]
    left = (review.use_before - day).days
    if left < -GRACE_DAYS:
        what = f"DATE-3 {review.use_before} 就该再核对，过了 {-left} 天"
        return [document.problem(place, what, "对照现行规定逐句重看，再改 checked_on")]
    if left <= NOTICE_DAYS:
        what = f"DATE-3 {review.use_before} 前要再核对，{'还有' if left >= 0 else '已经过了'} {abs(left)} 天"
        return [replace(document.problem(place, what, "安排重看"), notice=True)]
    return []
