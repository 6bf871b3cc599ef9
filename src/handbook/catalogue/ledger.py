"""Tables made from data, where a page asks for one by a line of its own: [[台账]], [[词汇表]], [[热线]], [[机构]], and
those of peers.py, measured.py and questions.py.

They are written as Markdown before Markdown runs, so that marks inside them (grounds, numbers) work as anywhere.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import Any

from markdown import Markdown
from markdown.extensions import Extension
from markdown.preprocessors import Preprocessor
from pymdownx.slugs import slugify

from handbook.catalogue.measured import Measurements, load_measured
from handbook.catalogue.peers import Peers, load_peers
from handbook.catalogue.questions import Questions, load_questions
from handbook.catalogue.schema import Channel, Claim, Glossary, Term
from handbook.grounds.helplines import Helplines
from handbook.grounds.markdown import Register, mark_faults, without_marks
from handbook.grounds.schema import Helpline
from handbook.sources import frontmatter
from handbook.sources.fences import prose_lines
from handbook.sources.pages import read_pages
from handbook.sources.problems import Problem, SourceError
from handbook.sources.yaml import Document, load

ASK = re.compile(r"^\[\[(\w+)\]\]$")
VERDICTS = {"adopted": "采用", "corrected": "改正", "rejected": "不采用", "merged": "并入"}
ARTICLES = {"1": "第一篇", "2": "第二篇", "3": "第三篇", "4": "第四篇", "5": "第五篇"}


@dataclass(frozen=True)
class Ledger:
    """The data behind the tables."""

    source: Document
    """The file of claims, to tell on which line one stands."""

    claims: list[Claim]
    terms: list[Term]
    channels: list[Channel]
    phones: Helplines
    peers: Peers
    measured: Measurements
    questions: Questions

    pages: Mapping[str, str]
    """Page below docs → its source."""

    @cached_property
    def titles(self) -> dict[str, str]:
        """Page below docs → its title: what a link to it says."""
        return {page: _title(page, text) for page, text in self.pages.items()}

    def problems(self) -> list[Problem]:
        """Return a problem for every claim whose page, heading or sentence is not where it says.

        So an edit that drops what answers a source article is noticed.
        """
        pages: dict[str, tuple[set[str], str]] = {}
        found = []
        for index, claim in enumerate(self.claims):
            if claim.verdict == "merged":
                continue
            if claim.page not in pages:
                pages[claim.page] = _read_page(self.pages.get(claim.page, ""))
            anchors, text = pages[claim.page]
            if not anchors:
                fault = (f"没有 docs/{claim.page} 这一页，或它没有小标题", "改成有的页面")
            elif claim.anchor not in anchors:
                fault = (f"docs/{claim.page} 没有“{claim.anchor}”这一节", "改成有的标题")
            elif claim.says not in text:
                fault = (f"docs/{claim.page} 里没有“{claim.says}”", "改 says，或把话补回页面")
            else:
                continue
            found.append(self.source.problem(f"$[{index}]", f"{claim.id}: {fault[0]}", fault[1]))
        return found

    @property
    def tables(self) -> dict[str, Callable[[], list[str]]]:
        """What a page may ask for by name; each gives Markdown lines."""
        own = {"台账": self._claims, "词汇表": self._terms, "热线": self._phones, "机构": self._channels}
        return {**own, **self.peers.tables, **self.measured.tables, **self.questions.tables}

    def check_source(self, path: str, text: str) -> list[Problem]:
        """Return a problem for every table that a page asks for and that is none."""
        known = "、".join(f"[[{name}]]" for name in self.tables)
        return [
            Problem(path, line, f"没有“{asked[1]}”这张表", f"可用的有 {known}")
            for line, prose in prose_lines(text)
            if (asked := ASK.match(prose)) and asked[1] not in self.tables
        ]

    def _claims(self) -> list[str]:
        lines = []
        by_id = {claim.id: claim for claim in self.claims}
        for number, title in ARTICLES.items():
            claims = [claim for claim in self.claims if claim.id.startswith(number)]
            counts = "，".join(
                f"{word} {sum(claim.verdict == verdict for claim in claims)} 条" for verdict, word in VERDICTS.items()
            )
            lines += [f"### {title}的说法", "", f"共 {len(claims)} 条：{counts}。", ""]
            lines += [self._claim(claim, by_id) for claim in claims]
            lines.append("")
        return lines

    def _claim(self, claim: Claim, by_id: dict[str, Claim]) -> str:
        outcome = f"**{VERDICTS[claim.verdict]}**"
        if claim.verdict == "merged":
            outcome += f"{claim.into}，那一条{VERDICTS[by_id[claim.into].verdict]}。"
        else:
            outcome += f"：{claim.reason}看{self._link(claim.page, claim.anchor)}。"
        return f"- {claim.id}　文章说：{claim.claim}<br>{outcome}"

    def _link(self, page: str, anchor: str = "") -> str:
        # Pages that ask for a table lie one folder deep.
        return f"[{self.titles[page]}](../{page}{'#' if anchor else ''}{anchor})"

    def _terms(self) -> list[str]:
        lines = []
        for term in self.terms:
            # The first few as examples; the rest, typos among them, only serve the search.
            said = f"也有人说：{'、'.join(term.slang[:5])}。" if term.slang else ""
            trap = f"容易误会：{term.misleads}。" if term.misleads else ""
            lines += [f"### {term.term}", "", f"{term.plain}。{said}{trap}看{self._link(term.page)}。", ""]
        return lines

    def _phones(self) -> list[str]:
        lenders = {short for channel in self.channels for short in channel.phones}
        lines = []
        for short, entry in self.phones.items():
            if short not in lenders:
                calling = _before_calling(entry)
                lines.append(f"- **[电话 {short}]**　{entry.name}。{entry.handles}{entry.limits}<br>{calling}")
        return [*lines, ""]

    def _channels(self) -> list[str]:
        lines = []
        for channel in self.channels:
            phones = "，".join(
                f"{'信用卡 ' if short.endswith('信用卡') else ''}[电话 {short}]" for short in channel.phones
            )
            note = channel.limits or ("据公开资料，以合同为准。" if channel.confidence == "medium" else "")
            where = phones or "没有核实到电话，看合同或 App"
            lines.append(f"- **{channel.name}**　{where}<br>{channel.company}，{channel.licence}。{note}")
        return [*lines, ""]


def load_ledger(root: Path, register: Register) -> Ledger:
    """Read claims, glossary, channels and peers below `root`/data. Raises SourceError with every problem found."""
    data = root / "data"
    source = load(data / "claims.yml", root)
    claims = source.read(list[Claim])
    glossary = load(data / "glossary.yml", root)
    terms = glossary.read(Glossary).terms
    listed = load(data / "channels.yml", root)
    channels = listed.read(list[Channel])
    pages = read_pages(root)
    problems = [source.problem(f"$[{at}]", what, fix) for at, what, fix in _claim_faults(claims, register)]
    problems += [
        glossary.problem(f"$.terms[{at}]", what, fix) for at, what, fix in _term_faults(terms, pages, register)
    ]
    problems += [listed.problem(f"$[{at}]", what, fix) for at, what, fix in _channel_faults(channels, register.phones)]
    if problems:
        raise SourceError(problems)
    return Ledger(
        source=source,
        claims=claims,
        terms=terms,
        channels=channels,
        phones=register.phones,
        peers=load_peers(root),
        measured=load_measured(root),
        questions=load_questions(root, pages),
        pages=pages,
    )


def _title(page: str, text: str) -> str:
    return str(frontmatter.meta_of(text).get("title", Path(page).stem))


def _read_page(text: str) -> tuple[set[str], str]:
    """Return the anchors of a page's headings, and its text without marks; nothing for a page that is not there."""
    lines = list(prose_lines(text))
    slug = slugify(case="lower")
    anchors = {slug(match[1], "-") for _, line in lines if (match := re.match(r"#+ (.*)", line))}
    return anchors, without_marks("\n".join(line for _, line in lines))


def _claim_faults(claims: list[Claim], register: Register) -> Iterable[tuple[int, str, str]]:
    by_id: dict[str, Claim] = {}
    for index, claim in enumerate(claims):
        if claim.id in by_id:
            yield index, f"{claim.id}: 编号用了两次", "换一个编号"
        by_id[claim.id] = claim
    for index, claim in enumerate(claims):
        for what, fix in mark_faults(claim.claim + claim.reason, register):
            yield index, f"{claim.id}: {what}", fix
        if claim.verdict == "merged":
            target = by_id.get(claim.into)
            if target is None or target.verdict == "merged":
                yield index, f"{claim.id}: 并入的“{claim.into}”没有，或本身也是并入", "改成留下来的那一条的编号"
        else:
            for name in ("page", "anchor", "says"):
                if not getattr(claim, name):
                    yield index, f"{claim.id}: 缺少 {name}", f"补上 {name}：哪一页、哪一节、哪句话说了它"


def _term_faults(terms: list[Term], pages: Mapping[str, str], register: Register) -> Iterable[tuple[int, str, str]]:
    seen: dict[str, str] = {}
    for index, term in enumerate(terms):
        for word in (term.term, *term.slang):
            if word in seen and seen[word] != term.term:
                yield index, f"{term.term}: “{word}”已经归在“{seen[word]}”下", "一个词只归一条"
            seen[word] = term.term
        for what, fix in mark_faults(term.plain + term.misleads, register):
            yield index, f"{term.term}: {what}", fix
        if term.page not in pages:
            yield index, f"{term.term}: 没有 docs/{term.page} 这一页", "改成有的页面"


def _channel_faults(channels: list[Channel], phones: Helplines) -> Iterable[tuple[int, str, str]]:
    for index, channel in enumerate(channels):
        for short in channel.phones:
            if short not in phones:
                yield index, f"{channel.name}: 电话“{short}”没有登记", "先写进 data/helplines.yml"
        if channel.confidence == "medium" and not channel.limits:
            yield index, f"{channel.name}: medium 的机构没写 limits", "写明还有什么没核实"


def _before_calling(entry: Helpline) -> str:
    parts = []
    if entry.hours:
        parts.append(f"时间：{entry.hours}。")
    if entry.ready:
        parts.append(f"备好：{entry.ready}。")
    if entry.first_words:
        parts.append(f"第一句：“{entry.first_words}”")
    return "".join(parts)


class _Asked(Preprocessor):
    def __init__(self, ledger: Ledger, md: Markdown) -> None:
        super().__init__(md)
        self.ledger = ledger

    def run(self, lines: list[str]) -> list[str]:
        out: list[str] = []
        for line in lines:
            asked = ASK.match(line)
            make = self.ledger.tables.get(asked[1]) if asked else None
            out += make() if make else [line]
        return out


class LedgerExtension(Extension):
    """Puts the tables where pages ask for them."""

    def __init__(self, ledger: Ledger, **kwargs: Any) -> None:
        super().__init__(**kwargs)
        self.ledger = ledger

    def extendMarkdown(self, md: Markdown) -> None:  # noqa: N802 - the name is Python-Markdown's
        """Join before anything else reads the lines."""
        md.preprocessors.register(_Asked(self.ledger, md), "ledger", 40)
