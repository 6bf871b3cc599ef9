"""The shape of the data files that hold the law: instruments, parameters, rules, telephone numbers, days off."""

from __future__ import annotations

from typing import Annotated, Literal

from msgspec import Meta

from handbook.sources.shapes import OPEN_END, Day, Decimal, Entry, MonthDay, RoughDay, Text, Year

Article = Annotated[str, Meta(pattern=r"^(\d+(之\d+)?|全文)$", description='条号写成 "561"、"58之1" 或 全文')]
Id = Annotated[str, Meta(pattern=r"^[a-z][a-z0-9_]*$", description="用小写英文、数字和下划线")]
Mark = Annotated[str, Meta(pattern=r"^\[\S+ (\d+(之\d+)?|全文)\]$", description='写成 "[民法典 561]"')]


class InstrumentEntry(Entry):
    """data/laws.yml: an instrument and the gists of the articles used. `articles` maps "561" to one sentence."""

    title: Text
    issuer: Text
    effective: RoughDay
    status: Literal["现行", "试行", "已废止"]
    where: Text
    checked_on: Day
    number: str = ""
    issued: RoughDay | None = None
    repealed_on: RoughDay | None = None
    replaced_by: str = ""
    note: str = ""
    articles: dict[Article, Text] = {}


class Helpline(Entry):
    """data/helplines.yml: a number that pages may print. `short` is what authors write: [电话 short]."""

    short: Text
    number: Annotated[str, Meta(pattern=r"^[\d-]{3,12}$", description="只写数字和连字符")]
    name: Text
    runs_it: Text
    handles: Text
    confidence: Literal["high", "medium"]
    checked_on: Day
    source: Text
    limits: str = ""
    hours: str = ""
    ready: str = ""
    first_words: str = ""


class Value(Entry):
    """One value of a parameter, from its first day until the next row begins, or `to`."""

    from_: Day
    value: Text
    source: Text
    to: Day = OPEN_END


class Bracket(Entry):
    """One step of a progressive fee: amounts in 元, `rate` per 元 of the whole amount, `plus` added to it."""

    over: Decimal
    rate: Decimal
    plus: Annotated[str, Meta(pattern=r"^-?\d+(\.\d+)?$", description='写成带引号的小数，可以是负数，如 "-200"')]
    upto: Decimal = "0"


class ParameterEntry(Entry):
    """data/parameters/*.yml: a dated value, or a table of brackets. Authors write [数 short].

    A court fee also says who pays it in advance and who bears it in the end.
    """

    title: Text
    unit: Literal["%", "倍", "元", "万元", "日", "个月", "年", "期", "次", "日期", "时刻", "分之一"]
    checked_on: Day
    valid_until_checked: Day
    confidence: Literal["high", "medium"]
    values: list[Value] = []
    brackets: list[Bracket] = []
    from_: Day = "0001-01-01"
    source: str = ""
    limits: str = ""
    advanced_by: str = ""
    borne_by: str = ""


class HolidayTable(Entry):
    """data/holidays.yml, written by scripts/holidays: weekdays off and weekend days worked, by year."""

    from_: Year
    to: Year
    source: Text
    checked_on: Day
    off: dict[Year, list[MonthDay]]
    on: dict[Year, list[MonthDay]]


class Counting(Entry):
    """data/deadlines.yml: the articles on how a period begins and on a last day off, which else stays."""

    starts: Mark
    moves: Mark | None = None


class Deadline(Entry):
    """data/deadlines.yml: a period that law sets (`length`: parameters, added up) or that the reader types (`unit`)."""

    label: Text
    from_: Text
    counting: Text
    whose: Literal["reader", "other", "authority", "any"]
    length: list[Text] = []
    unit: Literal["", "日", "个工作日", "个月", "年"] = ""
    restarts: Mark | None = None
    after_expiry: Mark | None = None
    longest: str = ""
    notes: list[Text] = []


class DeadlineTable(Entry):
    """data/deadlines.yml as a whole."""

    counting: dict[Id, Counting]
    deadlines: dict[Id, Deadline]


class Fee(Entry):
    """data/fees.yml: a court fee: its table of brackets, the share of it, and who bears it in the end."""

    label: Text
    table: Text
    borne: Mark
    share: str = ""


class Line(Entry):
    """data/lines.yml: a yearly rate that an offer is held against, for whom, and what is said of one above it."""

    label: Text
    value: Text
    over: Text
    lenders: list[Literal["card", "licensed", "private"]]
    times: str = ""


class Rule(Entry):
    """data/rules.yml: any other rule that scripts ask for by id: its ground, and its values by their part in it."""

    ground: Mark | None = None
    values: dict[str, Text] = {}
