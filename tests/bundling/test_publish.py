"""What is published is smaller and does the same."""

from __future__ import annotations

import pytest
import quickjs

from handbook.bundling.publish import hashed, small

READS_BEFORE = """
globalThis.answer = function (input) {
  const yearly = input.rate === null;
  const { n, d } = ((text) => ({ n: text, d: 1 }))((yearly ? input.yearly : input.rate) || "0");
  return n + d + (yearly ? 1 : 2);
};
"""


def test_a_value_taken_apart_stays_behind_the_one_that_it_reads() -> None:
    context = quickjs.Context()
    context.eval(small(READS_BEFORE, ".js"))
    assert context.eval("answer({rate: null, yearly: 40})") == 42


def test_what_the_minifier_would_put_in_the_wrong_order_is_refused() -> None:
    with pytest.raises(ValueError, match="let start"):
        small("function f(a) {\n  let start = a;\n  const [b] = g(start);\n  return b;\n}\n", ".js")


def test_a_script_is_written_for_old_browsers_and_its_names_shortened() -> None:
    made = small(
        "function f(long_name) {\n  return long_name === null || long_name === undefined ? 1 : long_name;\n}", ".js"
    )
    assert "long_name" not in made
    assert "??" not in made


@pytest.mark.parametrize(("code", "value"), [("Math.sqrt(a)", 2**0.5), ("Math.trunc(1e12 / a)", 5e11)])
def test_arithmetic_stays_as_it_is_written(code: str, value: float) -> None:
    made = small(f"globalThis.answer = function (a) {{ return {code}; }};", ".js")
    assert "**" not in made
    assert "|" not in made
    context = quickjs.Context()
    context.eval(made)
    assert context.eval("answer(2)") == value


def test_a_name_changes_with_what_the_file_holds() -> None:
    assert hashed("plan.js", "a") != hashed("plan.js", "b")
    assert hashed("plan.js", "a") == hashed("plan.js", "a")
    assert hashed("assets/plan.js", "a").startswith("assets/plan.")
