"""The tools inside Python, as the build runs them, and beside them a place to look into the scripts."""

from __future__ import annotations

import json
from collections.abc import Callable
from typing import Any

import pytest
import quickjs

from handbook.calculator.engine import SCRIPTS
from handbook.calculator.scripts import script
from handbook.tools.forms import Forms
from handbook.tools.markup import Kit
from handbook.tools.runtime import Runtime, setup_of
from handbook.tools.scripts import HERE, load_tools
from tests.tools import room


@pytest.fixture(scope="session")
def forms() -> Forms:
    return room.forms()


@pytest.fixture(scope="session")
def kit() -> Kit:
    return room.kit()


@pytest.fixture(scope="session")
def tools() -> Runtime:
    return Runtime(room.forms(), room.law())


@pytest.fixture(scope="session")
def run_js() -> Callable[[str], Any]:
    """Evaluate an expression beside the scripts of the tools; its value comes back through JSON."""
    context = quickjs.Context()
    for name in SCRIPTS:
        context.eval(script(name))
    for name in load_tools().pure_files():
        context.eval((HERE / name).read_text(encoding="utf-8"))
    context.eval(f"PlanTools.setup({json.dumps(setup_of(room.forms(), room.law()))})")
    return lambda expression: json.loads(context.eval(f"JSON.stringify({expression})"))
