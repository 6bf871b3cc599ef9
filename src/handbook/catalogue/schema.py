"""The shape of the data files beside the law: channels, claims, the glossary, other tools, measurements."""

from __future__ import annotations

from typing import Annotated, Any, Literal

from msgspec import Meta

from handbook.sources.shapes import Day, Entry, Text

Wordy = Annotated[str, Meta(pattern=r"^\D+$", description="只写文字，不写数字；数字由 input 算出")]


class Channel(Entry):
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


class Claim(Entry):
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


class Term(Entry):
    """data/glossary.yml: an official term, in plain words, and what people type for it."""

    term: Text
    plain: Text
    page: Text
    slang: list[Text] = []
    misleads: str = ""


class Glossary(Entry):
    """data/glossary.yml as a whole.

    `fillers` are words of a question that say nothing of its subject; `alike` groups words used for one another.
    """

    fillers: list[Text]
    terms: list[Term]
    alike: list[list[Text]] = []


class PeerCase(Entry):
    """data/peers.yml: a situation, and the input of the engine's `plan` that shows it; the engine checks that."""

    id: Annotated[str, Meta(pattern=r"^[a-z]+(-[a-z]+)*$", description="写成 below-minimum：小写英文和连字符")]
    title: Wordy
    says: Wordy
    input: dict[str, Any]


class Peer(Entry):
    """data/peers.yml: another repayment tool, what was read of it, and what it does with each case: id → sentences."""

    name: Text
    kind: Text
    evidence: Literal["读过源代码", "读过公开的规格", "读过它自己的页面", "没有核实"]
    noted_on: Day
    does: dict[str, Text]


class PeerTable(Entry):
    """data/peers.yml as a whole."""

    cases: Annotated[list[PeerCase], Meta(min_length=1, description="至少写一条")]
    peers: Annotated[list[Peer], Meta(min_length=1, description="至少写一条")]


class System(Entry):
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


class LargeSite(Entry):
    """data/measured.yml: the search of a made-up site of many pages: seconds to build, bytes, milliseconds."""

    build: float
    raw: float
    gzip: float
    first: float
    sent: float


class Measured(Entry):
    """data/measured.yml as a whole."""

    day: Day
    questions: int
    systems: dict[str, System]
    large: dict[str, LargeSite]
