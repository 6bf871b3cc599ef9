"""What the tests of worked examples share."""

from __future__ import annotations

import pytest

from handbook.examples.runtime import Examples


@pytest.fixture(scope="session")
def examples() -> Examples:
    return Examples()
