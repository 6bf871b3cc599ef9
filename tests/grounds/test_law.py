import datetime as dt
import json
from collections.abc import Iterator
from decimal import Decimal
from itertools import pairwise
from pathlib import Path
from typing import Any

import msgspec
import pytest

from handbook.grounds.holidays import FILE, load_holidays
from handbook.grounds.law import law_text, project_law
from handbook.grounds.model import WHOLE, load_laws
from handbook.grounds.parameters import Parameters, load_parameters
from handbook.grounds.rules import load_rules
from handbook.sources.problems import SourceError
from tests.conftest import ROOT

LAWS = load_laws(ROOT / "data/laws.yml", ROOT)
DAY = dt.date(2026, 11, 22)
PARAMETERS = load_parameters(ROOT / "data/parameters", ROOT, LAWS)


@pytest.fixture(scope="module")
def law() -> dict[str, Any]:
    return project_law(ROOT, DAY)


def named(held: Any) -> Iterator[str]:
    """Every text of the rules that is the name of a dated value."""
    if isinstance(held, str):
        yield from (held,) if held in PARAMETERS.entries else ()
    elif isinstance(held, dict | list):
        for one in held.values() if isinstance(held, dict) else held:
            yield from named(one)


def test_each_value_is_the_one_that_pages_state(law: dict[str, Any]) -> None:
    rules = [law[kind] for kind in ("deadlines", "fees", "lines", "rules")]
    assert set(law["values"]) == set(named(rules)) - set(law["brackets"])
    for short, value in law["values"].items():
        entry = PARAMETERS.entries[short]
        assert (value["unit"], value["until"], value["limits"]) == (entry.unit, entry.valid_until_checked, entry.limits)
        rows = [(row["from"], row["to"], row["value"]) for row in value["rows"]]
        assert rows == [(row.from_, row.to, row.value) for row in entry.values]


def test_each_fee_table_is_the_one_in_the_data(law: dict[str, Any]) -> None:
    assert list(law["brackets"]) == ["财产案件受理费", "申请执行费", "财产保全申请费"]
    for short, table in law["brackets"].items():
        entry = PARAMETERS.entries[short]
        assert table["rows"] == [msgspec.to_builtins(row) for row in entry.brackets]
        assert table["until"] == entry.valid_until_checked


def test_every_ground_is_a_registered_article(law: dict[str, Any]) -> None:
    grounds = [table["ground"] for table in law["brackets"].values()]
    grounds += [row["ground"] for short, value in law["values"].items() if "LPR" not in short for row in value["rows"]]
    for ground in grounds:
        short, _, article = ground.partition(" ")
        assert article in (WHOLE, *LAWS.instruments[short].articles), ground
    assert law["values"]["诉讼时效"]["rows"][-1]["ground"] == "民法典 188"
    assert law["values"]["一年期LPR"]["rows"][0]["ground"] == "全国银行间同业拆借中心 2019-08-20 公布"


def test_the_rate_of_a_day_is_found_in_its_row(law: dict[str, Any]) -> None:
    rows = law["values"]["一年期LPR"]["rows"]
    found = [row["value"] for row in rows if row["from"] <= "2024-08-01" <= row["to"]]
    assert found == ["3.35"]


@pytest.mark.parametrize("short", ["财产案件受理费", "申请执行费", "财产保全申请费"])
def test_a_fee_table_covers_every_amount_and_nowhere_jumps(law: dict[str, Any], short: str) -> None:
    rows = law["brackets"][short]["rows"]
    assert rows[0]["over"] == "0"
    # "0" here means without end.
    assert [row["upto"] for row in rows] == [*[row["over"] for row in rows[1:]], "0"]
    for row, above in pairwise(rows):
        edge = Decimal(above["over"])
        fees = [edge * Decimal(step["rate"]) + Decimal(step["plus"]) for step in (row, above)]
        assert fees[0] == fees[1], edge


def test_every_fee_says_who_pays_first_and_who_in_the_end(law: dict[str, Any]) -> None:
    shares = [value for short, value in law["values"].items() if "费比例" in short]
    assert len(shares) == 4
    for fee in (*shares, *law["brackets"].values()):
        assert fee["advanced_by"]
        assert fee["borne_by"]
    assert "advanced_by" not in law["values"]["答辩期"]


def test_the_share_for_a_payment_order_is_exact(law: dict[str, Any]) -> None:
    share = law["values"]["支付令费比例"]
    assert (share["rows"][0]["value"], share["unit"]) == ("3", "分之一")
    assert PARAMETERS.known("支付令费比例", dt.date(2026, 11, 22)).text == "3 分之一"


def test_days_off_are_given_whole(law: dict[str, Any]) -> None:
    table = load_holidays(ROOT / FILE, ROOT)
    assert (law["holidays"]["from"], law["holidays"]["to"]) == (2018, 2026)
    assert law["holidays"]["off"].split(" ") == [f"{day:%Y%m%d}" for day in table.off]
    assert "20260214" in law["holidays"]["on"].split(" ")


def test_the_text_is_plain_json_and_always_the_same(law: dict[str, Any]) -> None:
    assert json.loads(law_text(law)) == law
    backwards = dict(reversed(law.items()))
    assert law_text(backwards) == law_text(project_law(ROOT, DAY))


@pytest.mark.parametrize("short", ["答辩期", "申请执行费"])
def test_a_value_that_the_engine_lacks_is_named(short: str) -> None:
    rest = {name: entry for name, entry in PARAMETERS.entries.items() if name != short}
    with pytest.raises(SourceError, match=f"没有“{short}”这个数"):
        load_rules(ROOT, LAWS, Parameters(rest), DAY)
    # A fee table in the place of a single value, and the other way round.
    other = PARAMETERS.entries["财产保全申请费" if short == "答辩期" else "答辩期"]
    with pytest.raises(SourceError, match=f"“{short}”要写成"):
        load_rules(ROOT, LAWS, Parameters({**PARAMETERS.entries, short: other}), DAY)


def test_the_project_without_a_fee_is_refused(tmp_path: Path) -> None:
    for path in (ROOT / "data").rglob("*.yml"):
        copy = tmp_path / path.relative_to(ROOT)
        copy.parent.mkdir(parents=True, exist_ok=True)
        copy.write_text(path.read_text(encoding="utf-8").replace("支付令费比例:", "支付令比例:"), encoding="utf-8")
    with pytest.raises(SourceError, match="支付令费比例"):
        project_law(tmp_path, DAY)
