"""Amounts as readers see them."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest

RunJs = Callable[[str], Any]


@pytest.mark.parametrize(
    ("fen", "text"),
    [
        (0, "0 元"),
        (5, "0.05 元"),
        (123_450, "1,234.50 元"),
        (270_000, "2,700 元"),
        (100_000_000, "1,000,000 元"),
        (99_999, "999.99 元"),
        (10**15 + 1, "10,000,000,000,000.01 元"),
    ],
)
def test_amounts_carry_thousands_and_decimals_only_when_needed(fen: int, text: str, run_js: RunJs) -> None:
    assert run_js(f"Calculator.yuan({fen})") == text
