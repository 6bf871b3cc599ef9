"""The instruments that pages cite: loaded from data/laws.yml, checked once, looked up by short name and article."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from handbook.grounds.schema import InstrumentEntry
from handbook.sources.problems import SourceError, nearest
from handbook.sources.yaml import load

WHOLE = "全文"
"""The article token for an instrument that is cited as a whole."""

GROUND = r"\[([^\[\]\s（(]+) (\d+(?:之\d+)?|全文)\](?!\()"
"""The mark `[短名 条号]`, not followed by `(`, which would make it a link."""


@dataclass(frozen=True)
class Laws:
    """All instruments by short name."""

    path: str
    instruments: Mapping[str, InstrumentEntry]

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
        reason = not_in_force(instrument, day)
        if reason:
            return f"“{short}”{reason}", f"换成现行规定，或在 {self.path} 更正它的状态"
        return None


def not_in_force(instrument: InstrumentEntry, day: dt.date) -> str:
    """Return why an instrument cannot be cited as law in force on `day`, or an empty text.

    A date known only to the month or year counts from its first day: an instrument is never refused for our lack of
    knowledge.
    """
    repealed = instrument.repealed_on is not None and first_day(instrument.repealed_on) <= day
    if instrument.status == "已废止" or repealed:
        then = f"，现行的是“{instrument.replaced_by}”" if instrument.replaced_by else ""
        return f"已经废止{then}"
    if first_day(instrument.effective) > day:
        return f"要到 {instrument.effective} 才施行"
    return ""


def first_day(text: str) -> dt.date:
    """Return the first day that an ISO date cut to year or month can mean."""
    parts = [int(part) for part in text.split("-")] + [1, 1]
    return dt.date(parts[0], parts[1], parts[2])


def load_laws(path: Path, root: Path) -> Laws:
    """Read data/laws.yml below `root`. Raises SourceError with one problem a line."""
    source = load(path, root)
    instruments = source.read(dict[str, InstrumentEntry])
    spaced = [short for short in instruments if re.search(r"[\s\[\]]", short)]
    if spaced:
        fix = "短名要能写进 [短名 条号]，去掉它们"
        raise SourceError(source.problem(f"$.{short}", f"{short}: 短名里有空格或方括号", fix) for short in spaced)
    return Laws(path=source.path, instruments=instruments)
