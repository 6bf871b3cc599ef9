"""要交多少诉讼费: what stands on the page is what the engine gives for the same case."""

from __future__ import annotations

import pytest

from handbook.case.forms import Forms
from handbook.tools.runtime import Runtime
from tests.tools.room import TODAY, amount, calculate, law, numbers, sound, yuan
from tests.tools.test_forms import one


@pytest.mark.parametrize("procedure", law()["fees"])
@pytest.mark.parametrize("claim", [0, 800_050, 3_000_000, 60_000_000])
def test_fees_are_the_engines(tools: Runtime, procedure: str, claim: int) -> None:
    fees = calculate("court_fees", {"claim": claim, "procedure": procedure})
    found = tools.answer("court_fees", {"court_fees": {"claim": f"{claim / 100:.2f}", "procedure": procedure}}, TODAY)
    seen = sound(found["html"])
    assert found["receipt"]["code"] == fees["receipt"]["code"]
    assert numbers(found["say"]) == [amount(fees["fee"])]
    assert found["say"] in seen.within("plan-headline")
    rows = [row[1] for row in seen.rows("拆开看")]
    halved = [yuan(fees["full_fee"])] if fees["full_fee"] != fees["fee"] else []
    assert rows == [*halved, fees["advanced_by"], fees["borne_by"]]
    for limit in fees["limits"]:
        assert limit in seen.text


def test_a_choice_left_alone_is_its_first(tools: Runtime, forms: Forms) -> None:
    first = next(iter(forms.options(one(forms, "court_fees.procedure"))))
    left, chosen = ({"court_fees": {"claim": "30000"} | more} for more in ({}, {"procedure": first}))
    assert tools.answer("court_fees", left, TODAY) == tools.answer("court_fees", chosen, TODAY)


def test_fees_of_a_day_without_a_table_are_not_guessed(tools: Runtime) -> None:
    raw = {"court_fees": {"claim": "30000", "procedure": "simplified", "date": "1999-01-01"}}
    found = tools.call("answer", "court_fees", raw, TODAY)
    assert [error["field"] for error in found["errors"]] == ["court_fees.date"]
