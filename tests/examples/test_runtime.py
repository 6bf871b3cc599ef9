"""What the build asks of the worked examples."""

from __future__ import annotations

import pytest

from handbook.calculator.engine import CaseError
from handbook.examples.runtime import Examples


def test_a_case_that_cannot_be_computed_names_its_field(examples: Examples) -> None:
    with pytest.raises(CaseError) as caught:
        examples.plan({"income": "x"})
    assert caught.value.errors[0]["field"] == "income"
