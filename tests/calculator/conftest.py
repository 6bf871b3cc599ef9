"""What the calculator's tests share: the engine, and a way to call the scripts as the browser does."""

from __future__ import annotations

import json
from collections.abc import Callable
from typing import Any

import pytest
import quickjs

from handbook.bundling.join import join
from handbook.calculator.engine import HERE, Engine
from handbook.wording.book import COMMON, handed_over, own_words

ENTRY = """
import { calculate, describe } from "./build.js";
import { yuan } from "../wording/words.js";
export { calculate, describe, yuan };
"""


@pytest.fixture(scope="session")
def engine() -> Engine:
    return Engine()


@pytest.fixture(scope="session")
def run_js() -> Callable[[str], Any]:
    """Evaluate an expression beside the calculator, as `Calculator`; its value comes back through JSON."""
    context = quickjs.Context()
    entry = HERE / "entry-of-tests.js"
    words = handed_over({"common": own_words(COMMON), "engine": own_words(HERE / "words.yml")}, entry)
    context.eval(join(entry, text=words + ENTRY, name="Calculator"))
    return lambda expression: json.loads(context.eval(f"JSON.stringify({expression})"))
