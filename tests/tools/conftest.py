"""The tools inside Python, as the build runs them, and beside them a place to look into the scripts."""

from __future__ import annotations

import json
from collections.abc import Callable
from typing import Any

import pytest
import quickjs

from handbook.bundling.join import join
from handbook.case.forms import Forms
from handbook.tools.markup import Kit
from handbook.tools.runtime import Runtime, setup_of
from handbook.tools.scripts import FRAME, load_books
from handbook.wording.book import handed_over
from tests.tools import room

ENTRY = """
import { read, write } from "../../case/file.js";
import { setup } from "../../case/model.js";
import { open } from "../../case/reading.js";
import { drawChart as chart } from "./chart.js";
export { chart, open, read, setup, write };
"""


@pytest.fixture(scope="session")
def forms() -> Forms:
    return room.forms()


@pytest.fixture(scope="session")
def kit() -> Kit:
    return room.kit()


@pytest.fixture(scope="session")
def tools() -> Runtime:
    return Runtime(room.forms(), room.law())


def beside_tools(setup: dict[str, Any]) -> Callable[[str], Any]:
    """Return what evaluates an expression beside the tools, as `Tools`; its value comes back through JSON."""
    context = quickjs.Context()
    entry = FRAME / "entry-of-tests.js"
    context.eval(join(entry, text=handed_over(load_books(), entry) + ENTRY, name="Tools"))
    context.eval(f"Tools.setup({json.dumps(setup)})")
    return lambda expression: json.loads(context.eval(f"JSON.stringify({expression})"))


@pytest.fixture(scope="session")
def run_js() -> Callable[[str], Any]:
    return beside_tools(setup_of(room.forms(), room.law()))
