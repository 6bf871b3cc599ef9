"""The shape of every data file, in one place; and how a fault in one is told to the editor who made it."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path
from typing import Annotated, Any, Literal, TypeVar, get_args, get_type_hints

import msgspec
import yaml
from msgspec import Meta

from handbook.problems import Problem, SourceError, nearest

Text = Annotated[str, Meta(min_length=1, description="写上内容，不要留空")]
Day = Annotated[str, Meta(pattern=r"^\d{4}-\d{2}-\d{2}$", description="写成 2026-11-22")]
RoughDay = Annotated[
    str, Meta(pattern=r"^\d{4}(-\d{2}(-\d{2})?)?$", description="写成 2021-01-01；只知道到月或年就写 2021-01、2021")
]
Article = Annotated[str, Meta(pattern=r"^(\d+(之\d+)?|全文)$", description='条号写成 "561"、"58之1" 或 全文')]
Decimal = Annotated[str, Meta(pattern=r"^\d+(\.\d+)?$", description='写成带引号的小数，如 "0.025"')]
Year = Annotated[str, Meta(pattern=r"^\d{4}$", description="年份写成 2026")]
MonthDay = Annotated[str, Meta(pattern=r"^\d{2}-\d{2}$", description="日子写成 01-31")]
Mark = Annotated[str, Meta(pattern=r"^\[\S+ (\d+(之\d+)?|全文)\]$", description='写成 "[民法典 561]"')]
Wordy = Annotated[str, Meta(pattern=r"^\D+$", description="只写文字，不写数字；数字由 input 算出")]


LOADER = getattr(yaml, "CBaseLoader", yaml.BaseLoader)  # many times as fast, where the library was built in
"""Reads every scalar as text."""

OPEN_END = "9999-12-31"
"""The end of a value that is still in force."""


class _Entry(msgspec.Struct, kw_only=True, forbid_unknown_fields=True, rename={"from_": "from"}):
    """What all entries share: unknown fields are refused, since a mistyped one would silently say nothing."""


class InstrumentEntry(_Entry):
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


class Helpline(_Entry):
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


class Channel(_Entry):
    """data/channels.yml: a lender, and how to reach it safely. `phones` are numbers of data/helplines.yml."""

    name: Text
    company: Text
    licence: Text
    confidence: Literal["high", "medium"]
    checked_on: Day
    source: Text
    phones: list[Text] = []
    branches: Literal["yes", "no", "unknown"] = "unknown"
    limits: str = ""


class Value(_Entry):
    """One value of a parameter, from its first day until the next row begins, or `to`."""

    from_: Day
    value: Text
    source: Text
    to: Day = OPEN_END


class Bracket(_Entry):
    """One step of a progressive fee: amounts in 元, `rate` per 元 of the whole amount, `plus` added to it."""

    over: Decimal
    rate: Decimal
    plus: Annotated[str, Meta(pattern=r"^-?\d+(\.\d+)?$", description='写成带引号的小数，可以是负数，如 "-200"')]
    upto: Decimal = "0"


class ParameterEntry(_Entry):
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


class HolidayTable(_Entry):
    """data/holidays.yml, written by scripts/holidays: weekdays off and weekend days worked, by year."""

    from_: Year
    to: Year
    source: Text
    checked_on: Day
    off: dict[Year, list[MonthDay]]
    on: dict[Year, list[MonthDay]]


class Counting(_Entry):
    """data/deadlines.yml: the articles on how a period begins and on a last day off, which else stays."""

    starts: Mark
    moves: Mark | None = None


class Deadline(_Entry):
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


class DeadlineTable(_Entry):
    """data/deadlines.yml as a whole."""

    counting: dict[str, Any]
    deadlines: dict[str, Any]


class Fee(_Entry):
    """data/fees.yml: a court fee: its table of brackets, the share of it, and who bears it in the end."""

    label: Text
    table: Text
    borne: Mark
    share: str = ""


class Line(_Entry):
    """data/lines.yml: a yearly rate that an offer is held against, for whom, and what is said of one above it."""

    label: Text
    value: Text
    over: Text
    lenders: list[Literal["card", "licensed", "private"]]
    times: str = ""


class Rule(_Entry):
    """data/rules.yml: any other rule that scripts ask for by id: its ground, and its values by their part in it."""

    ground: Mark | None = None
    values: dict[str, Text] = {}


class Claim(_Entry):
    """data/claims.yml: what a source article says, and what became of it."""

    id: Annotated[str, Meta(pattern=r"^[1-5]-\d{2,3}$", description="写成 1-01：文章号-序号")]
    place: Text
    claim: Text
    verdict: Literal["adopted", "corrected", "rejected", "merged"]
    reason: Text
    into: str = ""
    page: str = ""
    anchor: str = ""
    says: str = ""


class Term(_Entry):
    """data/glossary.yml: an official term, in plain words, and what people type for it."""

    term: Text
    plain: Text
    page: Text
    slang: list[Text] = []
    misleads: str = ""


class Glossary(_Entry):
    """data/glossary.yml as a whole.

    `fillers` are words of a question that say nothing of its subject; `alike` groups words used for one another.
    """

    fillers: list[Text]
    terms: list[Any]
    alike: list[list[Text]] = []


class PeerCase(_Entry):
    """data/peers.yml: a situation, and the input of the engine's `plan` that shows it; the engine checks that."""

    id: Annotated[str, Meta(pattern=r"^[a-z]+(-[a-z]+)*$", description="写成 below-minimum：小写英文和连字符")]
    title: Wordy
    says: Wordy
    input: dict[str, Any]


class Peer(_Entry):
    """data/peers.yml: another repayment tool, what was read of it, and what it does with each case: id → sentences."""

    name: Text
    kind: Text
    evidence: Literal["读过源代码", "读过公开的规格", "读过它自己的页面", "没有核实"]
    noted_on: Day
    does: dict[str, Text]


class PeerTable(_Entry):
    """data/peers.yml as a whole."""

    cases: Annotated[list[Any], Meta(min_length=1, description="至少写一条")]
    peers: Annotated[list[Any], Meta(min_length=1, description="至少写一条")]


class System(_Entry):
    """data/measured.yml: a search, as measured: shares in percent, sizes in bytes, times in milliseconds."""

    at_1: float
    at_3: float
    at_5: float
    mrr: float
    raw: float
    gzip: float
    first: float | None = None
    key: float | None = None
    key_worst: float | None = None


class LargeSite(_Entry):
    """data/measured.yml: the search of a made-up site of many pages: seconds to build, bytes, milliseconds."""

    build: float
    raw: float
    gzip: float
    first: float
    sent: float


class Measured(_Entry):
    """data/measured.yml as a whole."""

    day: Day
    questions: int
    systems: dict[str, System]
    large: dict[str, LargeSite]


E = TypeVar("E", bound=_Entry)
Lines = dict[str, int]


class Source:
    """A data file as its author wrote it: every scalar as text, and the line on which each thing stands."""

    def __init__(self, path: Path, root: Path) -> None:
        self.shown = path.relative_to(root).as_posix()
        self.lines: Lines = {}
        try:
            node = yaml.compose(path.read_text(encoding="utf-8"), Loader=LOADER)
        except yaml.YAMLError as error:
            mark = getattr(error, "problem_mark", None)
            raise SourceError([self._bad_yaml(mark.line + 1 if mark else 1)]) from None
        self.data = self._plain(node, "$") if node else None

    def entries(self, kind: type[E], data: Any, at: str = "$") -> Iterator[tuple[str, E | Problem]]:
        """Yield (key or index, entry or what is wrong with it) of a mapping or list of entries."""
        pairs = data.items() if isinstance(data, dict) else enumerate(data or [])
        for key, raw in pairs:
            place = f"{at}.{key}" if isinstance(data, dict) else f"{at}[{key}]"
            try:
                yield str(key), msgspec.convert(raw, kind)
            except msgspec.ValidationError as error:
                yield str(key), self._problem(kind, place, str(key), str(error))

    def whole(self, kind: type[E], *, numbers: bool = False) -> E:
        """Return the file as one entry; `numbers` reads text as numbers. Raises SourceError: what is wrong with it."""
        try:
            return msgspec.convert(self.data or {}, kind, strict=not numbers)
        except msgspec.ValidationError as error:
            raise SourceError([self._problem(kind, "$", "", str(error))]) from None

    def problem(self, place: str, what: str, fix: str) -> Problem:
        """Return a problem at `place`, a path such as $.民法典.articles."""
        while place and place not in self.lines:
            place = place[: max(place.rfind("."), place.rfind("["), 0)]
        return Problem(self.shown, self.lines.get(place, 1), what, fix)

    def _bad_yaml(self, line: int) -> Problem:
        return Problem(self.shown, line, "不是有效的 YAML", "检查缩进、冒号和引号")

    def _plain(self, node: yaml.Node, place: str) -> Any:
        self.lines.setdefault(place, node.start_mark.line + 1)
        if isinstance(node, yaml.SequenceNode):
            return [self._plain(item, f"{place}[{index}]") for index, item in enumerate(node.value)]
        if not isinstance(node, yaml.MappingNode):
            return node.value
        record: dict[str, Any] = {}
        for key, value in node.value:
            here = f"{place}.{key.value}"
            self.lines[here] = key.start_mark.line + 1
            if key.value in record:
                raise SourceError([Problem(self.shown, self.lines[here], f"{key.value}: 写了两次", "只留一个")])
            record[key.value] = self._plain(value, here)
        return record

    def _problem(self, kind: type[_Entry], place: str, key: str, message: str) -> Problem:
        text, _, inner = message.partition(" - at `")
        inner = inner.removeprefix("key` in `").removeprefix("$").rstrip("`")
        field = re.sub(r"^\.(\w+).*", r"\1", inner)
        named = re.search(r"`(\w+)`", text)
        known = [info.encode_name for info in msgspec.structs.fields(kind)]
        if text.startswith("Object missing required field") and named:
            what, fix = f"缺少 {named[1]}", f"补上 {named[1]}"
        elif text.startswith("Object contains unknown field") and named:
            what, fix = f"不认识的字段 {named[1]}", f"是不是 {'、'.join(nearest(named[1], known, 1))}？"
            inner = f"{inner}.{named[1]}"
        elif text.startswith("Invalid enum value"):
            choices = get_args(get_type_hints(kind).get(field, Any))
            given = text.removeprefix("Invalid enum value ").strip("'")
            what, fix = f"{field} 是“{given}”", f"只能是 {'、'.join(choices)}"
        else:
            what, fix = f"{field or '这一条'} 的写法不对", _advice(kind, field)
        return self.problem(place + inner, f"{key}: {what}" if key else what, fix)


def _advice(kind: type[_Entry], field: str) -> str:
    hints = get_type_hints(kind, include_extras=True)
    said = _descriptions(hints.get(field) or hints.get(f"{field}_"))
    return "；".join(said) or "照 CONTRIBUTING 里的样子写"


def _descriptions(hint: Any) -> Iterator[str]:
    for part in get_args(hint):
        if isinstance(part, Meta) and part.description:
            yield part.description
        yield from _descriptions(part)


def collect(found: Iterator[tuple[str, E | Problem]]) -> dict[str, E]:
    """Return the entries by key. Raises SourceError with the problems, if there are any."""
    entries: dict[str, E] = {}
    problems: list[Problem] = []
    for key, entry in found:
        if isinstance(entry, Problem):
            problems.append(entry)
        else:
            entries[key] = entry
    if problems:
        raise SourceError(problems)
    return entries
