"""Other repayment tools beside ours: [[同类工具]] and [[工具出处]], from data/peers.yml.

What they do is told in words; what ours makes of the same case is computed by the engine, never typed.
"""

from __future__ import annotations

import html
import re
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from decimal import Decimal
from pathlib import Path
from typing import Any

from handbook.calculator.engine import shared_engine
from handbook.catalogue.schema import Peer, PeerCase, PeerTable
from handbook.examples.runtime import shared_examples
from handbook.sources.problems import SourceError, nearest
from handbook.sources.yaml import load

FILE = "data/peers.yml"
NOT_SEEN = "没有看到。"
"""What a tool is said to do with a case that was not met in reading it."""

_TOLD = {
    "": ("monthly", "debts"),
    "debts": ("name", "principal", "interest", "penalty", "fees", "annual_rate", "minimum", "freeze", "status"),
    "freeze": ("from",),
}
"""What the page has words for: a field that shapes the result and is not told would mislead."""

_PARTS = {
    "principal": "本金",
    "interest": "已欠利息",
    "penalty": "已欠违约金",
    "fees": "已欠费用",
    "minimum": "每月最低还",
}
_STATUS = {
    "unasked": "",
    "asked": "已经问过",
    "agreed": "同意",
    "refused": "不同意",
    "sued": "已经起诉",
    "verify_first": "还没核实",
}

Fault = tuple[str, str, str]
"""Where in the file, what is wrong, how to mend it."""


@dataclass(frozen=True)
class Case:
    """A situation, the engine's input that shows it, with all defaults filled in, and what the engine makes of it."""

    entry: PeerCase
    filled: dict[str, Any]
    plan: dict[str, Any]


@dataclass(frozen=True)
class Peers:
    """The cases and the tools, in the order of the file."""

    cases: list[Case]
    peers: list[Peer]

    @property
    def tables(self) -> dict[str, Callable[[], list[str]]]:
        """What a page may ask for by name; each gives Markdown lines."""
        return {"同类工具": self._cases, "工具出处": self._origins} if self.cases else {}

    def _cases(self) -> list[str]:
        return ["", "<hr>\n".join(self._case(case) for case in self.cases), ""]

    def _case(self, case: Case) -> str:
        parts = shared_examples().parts(case.filled)
        [headline] = [_said(part["says"], f" {part['rest']}") for part in parts if part["part"] == "headline"]
        alerts = [alert for part in parts if part["part"] == "alerts" for alert in part["items"]]
        warnings = [_said(alert["says"], alert["do"]) for alert in alerts]
        given = [*(_debt(debt) for debt in case.filled["debts"]), f"每月拿得出：{_yuan(case.filled['monthly'])}。"]
        name, title = f"case-{case.entry.id}", html.escape(case.entry.title)
        return (
            # No headings: the outline of the page belongs to the page.
            f'<div role="group" id="{name}" aria-labelledby="{name}-title">\n'
            f'<p><strong id="{name}-title">{title}。</strong>{html.escape(case.entry.says)}</p>\n'
            f"{_list(html.escape(line) for line in given)}"
            f"<p>本站算出：{headline}</p>\n"
            f"{_list(warnings)}"
            f"{self._answers(case.entry.id, title)}</div>\n"
        )

    def _answers(self, case: str, title: str) -> str:
        # HTML, as Markdown's tables have neither caption nor row headers.
        rows = [
            f'<tr><th scope="row">{html.escape(peer.name)}<br><small>{peer.evidence}</small></th>'
            f"<td>{html.escape(peer.does[case])}</td></tr>\n"
            for peer in self.peers
            if peer.does[case] != NOT_SEEN
        ]
        # One line for all of these: rows that say nothing would bury the others on a phone.
        silent = "、".join(html.escape(peer.name) for peer in self.peers if peer.does[case] == NOT_SEEN)
        head = '<thead><tr><th scope="col">工具</th><th scope="col">它怎么做</th></tr></thead>\n'
        table = f"<table><caption>{title}：别的工具怎么做</caption>\n{head}<tbody>{''.join(rows)}</tbody></table>\n"
        return (table if rows else "") + (f"<p>没有看到怎么做的：{silent}。</p>\n" if silent else "")

    def _origins(self) -> list[str]:
        return [*(f"- **{peer.name}**　{peer.kind}。<br>{peer.evidence}，{peer.noted_on}。" for peer in self.peers), ""]


def load_peers(root: Path) -> Peers:
    """Read data/peers.yml below `root`; where there is none, no page can ask for its tables.

    Raises SourceError: bad shape, a case told twice or that the engine refuses, a tool that leaves a case unanswered.
    """
    if not (root / FILE).is_file():
        return Peers([], [])
    source = load(root / FILE, root)
    table = source.read(PeerTable)
    entries, peers = table.cases, table.peers
    cases, faults = _compute(entries)
    problems = [source.problem(*fault) for fault in (*faults, *_answer_faults(entries, peers))]
    if problems:
        raise SourceError(problems)
    return Peers(cases, peers)


def _compute(entries: list[PeerCase]) -> tuple[list[Case], list[Fault]]:
    cases: list[Case] = []
    faults: list[Fault] = []
    for index, entry in enumerate(entries):
        at = f"$.cases[{index}].input"
        given = _typed(entry.input)
        result = shared_engine().calculate("plan", given)
        for error in result.get("errors", []):
            what, _, fix = error["message"].rpartition("；")
            faults.append((f"{at}.{error['field']}", f"{entry.id}: {error['field']}: {what}", fix))
        faults += [
            (at + path, f"{entry.id}: 页面上没有说 {path[1:]} 的话", "换成页面会说的字段") for path in _untold(given)
        ]
        if "errors" not in result:
            cases.append(Case(entry, result["receipt"]["input"], result))
    return cases, faults


def _answer_faults(cases: list[PeerCase], peers: list[Peer]) -> Iterable[Fault]:
    known = [case.id for case in cases]
    for index, case in enumerate(known):
        if case in known[:index]:
            yield f"$.cases[{index}]", f"{case}: 编号用了两次", "换一个编号"
    for index, peer in enumerate(peers):
        for case in known:
            if case not in peer.does:
                yield f"$.peers[{index}].does", f"{peer.name}: 没有写 {case}", f"写它怎么做；没读到就写“{NOT_SEEN}”"
        for case in peer.does:
            if case not in known:
                fix = f"是不是 {'、'.join(nearest(case, known, 1))}？"
                yield f"$.peers[{index}].does.{case}", f"{peer.name}: 没有 {case} 这种情形", fix


def _typed(raw: Any) -> Any:
    """Return what was read as text with its whole numbers as numbers: amounts, counts and months; rates stay text."""
    if isinstance(raw, dict):
        return {key: value if key.endswith("_rate") else _typed(value) for key, value in raw.items()}
    if isinstance(raw, list):
        return [_typed(item) for item in raw]
    return int(raw) if re.fullmatch(r"-?\d{1,15}", raw) else raw


def _untold(raw: Any, name: str = "", path: str = "") -> Iterable[str]:
    """Yield the path of every field that the page has no words for."""
    if isinstance(raw, list):
        for index, item in enumerate(raw):
            yield from _untold(item, name, f"{path}[{index}]")
    elif isinstance(raw, dict):
        for key, value in raw.items():
            here = f"{path}.{key}"
            if key not in _TOLD.get(name, ()):
                yield here
            else:
                yield from _untold(value, key, here)


def _debt(debt: dict[str, Any]) -> str:
    said = [f"{word} {_yuan(debt[part])}" for part, word in _PARTS.items() if debt[part]]
    if Decimal(debt["annual_rate"]):
        said.append(f"年利率 {(Decimal(debt['annual_rate']) * 100).normalize():f}%")
    said += [f"请求从第 {span['from']} 个月起停息" for span in debt["freeze"]]
    return f"{debt['name']}：{'，'.join(said)}{_answer(debt)}。"


def _answer(debt: dict[str, Any]) -> str:
    answer = _STATUS[debt["status"]]
    return f"，对方{answer}" if answer else ""


def _yuan(fen: int) -> str:
    whole, cents = divmod(fen, 100)
    return f"{whole:,}.{cents:02d} 元" if cents else f"{whole:,} 元"


def _said(first: str, rest: str) -> str:
    """Return what a tool says in bold, and what follows."""
    return f"<strong>{html.escape(first)}</strong>{html.escape(rest)}"


def _list(lines: Iterable[str]) -> str:
    items = "".join(f"<li>{line}</li>" for line in lines)
    return f"<ul>{items}</ul>\n" if items else ""
