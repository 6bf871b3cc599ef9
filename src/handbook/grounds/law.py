"""The law that scripts need, as plain data: they themselves contain no legal number, no date of a law, no article."""

from __future__ import annotations

import datetime as dt
import json
import re
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from msgspec import to_builtins

from handbook.grounds.holidays import FILE, Holidays, load_holidays
from handbook.grounds.markdown import Register
from handbook.grounds.model import GROUND
from handbook.grounds.parameters import Parameters
from handbook.grounds.register import load_register
from handbook.grounds.rules import Rules, load_rules
from handbook.grounds.schema import ParameterEntry

COUNTS = {"日": "days", "个工作日": "working_days", "个月": "months", "年": "years"}
"""What a length of time is counted in, as the scripts know it; `unit` is for readers."""


def engine_law(parameters: Parameters, rules: Rules, holidays: Holidays, day: dt.date) -> dict[str, Any]:
    """Return the rules, the values and fee tables they name, and days off, as the scripts read them: text and years.

    `rules` were checked against `parameters`. `day` is the day on which the data are used: what was to be checked by
    then is marked stale. Labels and the like are for forms and manuals; a page need not carry them.
    """
    entries = parameters.entries
    return {
        "day": day.isoformat(),
        "values": {short: _value(entries[short]) for short in rules.values()},
        "brackets": {short: _table(entries[short]) for short in rules.tables()},
        "holidays": {
            "from": holidays.first,
            "to": holidays.last,
            "off": " ".join(f"{day:%Y%m%d}" for day in holidays.off),
            "on": " ".join(f"{day:%Y%m%d}" for day in holidays.on),
        },
        "counting": _plain(rules.counting),
        "deadlines": {
            key: one | ({"counts": COUNTS[one["unit"]]} if "unit" in one else {})
            for key, one in _plain(rules.deadlines).items()
        },
        "fees": _plain(rules.fees),
        "lines": _plain(rules.lines),
        "rules": _plain(rules.rules),
    }


def _plain(entries: Mapping[str, Any]) -> dict[str, Any]:
    """Return entries as plain data: without what is empty, and with marks as readers see them in an answer."""
    return {key: {name: _said(held) for name, held in to_builtins(one).items() if held} for key, one in entries.items()}


def _said(held: Any) -> Any:
    if not isinstance(held, str):
        return held
    return _ground(held) if re.fullmatch(GROUND, held) else re.sub(GROUND, r"（\1 \2）", held)


def _value(entry: ParameterEntry) -> dict[str, Any]:
    payers = {"advanced_by": entry.advanced_by, "borne_by": entry.borne_by}
    return {
        "unit": entry.unit,
        **({"counts": COUNTS[entry.unit]} if entry.unit in COUNTS else {}),
        "until": entry.valid_until_checked,
        "limits": entry.limits,
        "rows": [
            {"from": row.from_, "to": row.to, "value": row.value, "ground": _ground(row.source)} for row in entry.values
        ],
        **{name: text for name, text in payers.items() if text},
    }


def _table(entry: ParameterEntry) -> dict[str, Any]:
    return {
        "ground": _ground(entry.source),
        "from": entry.from_,
        "until": entry.valid_until_checked,
        "limits": entry.limits,
        "advanced_by": entry.advanced_by,
        "borne_by": entry.borne_by,
        "rows": [{"over": row.over, "upto": row.upto, "rate": row.rate, "plus": row.plus} for row in entry.brackets],
    }


def _ground(source: str) -> str:
    """Return a mark without its brackets, as pages name it; a source that is no mark as it stands."""
    return re.sub(GROUND, r"\1 \2", source)


def register_law(register: Register, root: Path) -> dict[str, Any]:
    """Return what scripts need of the law on the register's day. Raises SourceError where the data cannot be used."""
    rules = load_rules(root, register.laws, register.parameters, register.day)
    return engine_law(register.parameters, rules, load_holidays(root / FILE, root), register.day)


def project_law(root: Path, day: dt.date) -> dict[str, Any]:
    """Return what scripts need from `root`/data on `day`. Raises SourceError where the data cannot be used."""
    return register_law(load_register(root, day), root)


def law_text(law: dict[str, Any]) -> str:
    """Return `law` as JSON: the same data always gives the same text, without a space to spare."""
    return json.dumps(law, ensure_ascii=False, sort_keys=True, separators=(",", ":"))
