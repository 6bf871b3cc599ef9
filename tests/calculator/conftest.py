"""What the calculator's tests share: the engine, and a way to call the scripts as the browser does."""

from __future__ import annotations

import json
from collections.abc import Callable
from typing import Any

import pytest
import quickjs

from handbook.calculator.engine import SCRIPTS, Engine
from handbook.calculator.scripts import script


@pytest.fixture(scope="session")
def engine() -> Engine:
    return Engine()


@pytest.fixture(scope="session")
def run_js() -> Callable[[str], Any]:
    """Evaluate an expression beside both scripts; its value comes back through JSON."""
    context = quickjs.Context()
    for name in SCRIPTS:
        context.eval(script(name))
    return lambda expression: json.loads(context.eval(f"JSON.stringify({expression})"))
