"""The legal values that the calculation engine needs, as plain data: the engine itself contains no legal number."""

from __future__ import annotations

import datetime as dt
import json
import re
from pathlib import Path
from typing import Any

from handbook.grounds.holidays import FILE, Holidays, load_holidays
from handbook.grounds.model import GROUND, load_laws
from handbook.grounds.parameters import Parameters, load_parameters
from handbook.grounds.schema import ParameterEntry
from handbook.sources.problems import Problem, SourceError

# Only what the engine asks for by name: every page that calculates carries all of this to the reader's phone.
VALUES = (
    "一年期LPR",
    "民间借贷LPR倍数",
    "金融借款息费调减线",
    "罚息上浮下限",
    "罚息上浮上限",
    "先本后息逾期日数",
    "迟延履行日利率",
    "答辩期",
    "小额答辩期上限",
    "支付令异议期",
    "判决上诉期",
    "裁定上诉期",
    "再审申请期",
    "司法确认申请期",
    "申请执行期间",
    "公证债权不予执行申请期",
    "仲裁不予执行申请期",
    "异议答复期",
    "征信投诉答复期",
    "投诉办结期",
    "复杂投诉办结期",
    "投诉延长期",
    "诉讼时效",
    "最长诉讼时效",
    "不良信息保存期",
    "撤销权期间",
    "简易程序受理费比例",
    "调解撤诉受理费比例",
    "反诉受理费比例",
    "支付令费比例",
)
BRACKETS = ("财产案件受理费", "申请执行费", "财产保全申请费")


def engine_law(parameters: Parameters, holidays: Holidays, day: dt.date) -> dict[str, Any]:
    """Return the values, fee tables and days off as the engine reads them: text, and the years as numbers.

    `day` is the day on which the data are used: what was to be checked by then is marked stale.
    Raises SourceError where a value that the engine asks for is not in the data, or not of its kind.
    """
    entries = parameters.entries
    faults = [f"没有“{short}”这个数" for short in (*VALUES, *BRACKETS) if short not in entries]
    faults += [f"“{short}”要写成 values" for short in VALUES if short in entries and not entries[short].values]
    faults += [f"“{short}”要写成 brackets" for short in BRACKETS if short in entries and not entries[short].brackets]
    if faults:
        fix = "计算引擎要用它，补回来；短名真要改，连引擎和 grounds/law.py 一起改"
        raise SourceError(Problem("data/parameters", 1, fault, fix) for fault in faults)
    return {
        "day": day.isoformat(),
        "values": {short: _value(entries[short]) for short in VALUES},
        "brackets": {short: _table(entries[short]) for short in BRACKETS},
        "holidays": {
            "from": holidays.first,
            "to": holidays.last,
            "off": " ".join(f"{day:%Y%m%d}" for day in holidays.off),
            "on": " ".join(f"{day:%Y%m%d}" for day in holidays.on),
        },
    }


def _value(entry: ParameterEntry) -> dict[str, Any]:
    payers = {"advanced_by": entry.advanced_by, "borne_by": entry.borne_by}
    return {
        "unit": entry.unit,
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


def project_law(root: Path, day: dt.date) -> dict[str, Any]:
    """Return what the engine needs from `root`/data on `day`. Raises SourceError where the data cannot be used."""
    data = root / "data"
    laws = load_laws(data / "laws.yml", root)
    return engine_law(load_parameters(data / "parameters", root, laws), load_holidays(root / FILE, root), day)


def law_text(law: dict[str, Any]) -> str:
    """Return `law` as JSON: the same data always gives the same text, without a space to spare."""
    return json.dumps(law, ensure_ascii=False, sort_keys=True, separators=(",", ":"))
