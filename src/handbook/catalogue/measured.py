"""What was measured of the search: [[搜索测量]] and [[大站测量]], from data/measured.yml.

`scripts/bench search --write` writes that file.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from handbook.catalogue.schema import Measured
from handbook.sources.yaml import load

FILE = "data/measured.yml"
_NAMES = {"ours": "本站", "material": "主题自带", "pagefind": "Pagefind"}


@dataclass(frozen=True)
class Measurements:
    """The figures of one day, or nothing where there is no file."""

    found: Measured | None

    @property
    def tables(self) -> dict[str, Callable[[], list[str]]]:
        """What a page may ask for by name; each gives Markdown lines."""
        found = self.found
        if found is None:
            # The bench measures a built site: the first time, the page must do without its figures.
            return dict.fromkeys(("搜索测量", "大站测量"), lambda: ["", "还没有测量。", ""])
        return {"搜索测量": lambda: _search(found), "大站测量": lambda: _large(found)}


def _search(found: Measured) -> list[str]:
    systems = found.systems.values()
    rows = [
        ["答案排在第一", *(f"{system.at_1:.0f}%" for system in systems)],
        ["答案在前三", *(f"{system.at_3:.0f}%" for system in systems)],
        ["答案在前五", *(f"{system.at_5:.0f}%" for system in systems)],
        ["平均倒数排名", *(f"{system.mrr:.2f}" for system in systems)],
        ["索引（压缩后）", *(_size(system.gzip) for system in systems)],
        ["第一个结果", *(_time(system.first) for system in systems)],
        ["每次按键", *(_time(system.key) for system in systems)],
    ]
    names = [_NAMES.get(name, name) for name in found.systems]
    return [*_table(["项目", *names], rows), "", f"{found.day} 测，共 {found.questions} 个问题。"]


def _large(found: Measured) -> list[str]:
    rows = [
        [f"{pages} 页", f"{site.build:.1f} 秒", _size(site.gzip), _time(site.first), _size(site.sent)]
        for pages, site in found.large.items()
    ]
    return _table(["网站", "写索引", "索引（压缩后）", "第一个结果", "在那之前传来"], rows)


def load_measured(root: Path) -> Measurements:
    """Read data/measured.yml below `root`; where there is none, the tables say so."""
    if not (root / FILE).is_file():
        return Measurements(None)
    return Measurements(load(root / FILE, root).read(Measured))


def _table(head: list[str], rows: list[list[str]]) -> list[str]:
    return [
        "",
        *(f"| {' | '.join(row)} |" for row in (head, ["---"] * len(head), *rows)),
        "",
    ]


def _size(number: float | None) -> str:
    return "—" if number is None else f"{number / 1000:,.0f} KB"


def _time(milliseconds: float | None) -> str:
    return "—" if milliseconds is None else f"{milliseconds:,.0f} 毫秒"
