"""How fast the engine is, in Chromium, in one as slow as a cheap phone and in Python, and how much is downloaded."""

from __future__ import annotations

import datetime as dt
import gzip
import time
from collections.abc import Iterator
from functools import cache
from typing import Any

from playwright.sync_api import Browser, sync_playwright

from handbook.bundling.join import join
from handbook.bundling.publish import small
from handbook.calculator.engine import HERE, Engine
from handbook.grounds.law import law_text, project_law
from handbook.system import find_browser
from tests.bench.table import Figure, median, show
from tests.calculator import cases, hostile
from tests.calculator.largest import LARGEST
from tests.conftest import ROOT

SLOW = 6  # times slower than this machine: about a cheap phone
RUNS = 21
TRIALS = 12  # random cases for the cheapest order
HOSTILE = 5_000
ANY_CALL = 1_000  # ms that any one call may take

# Calls one after another, as a reader's are; the first few come before the browser has compiled what it runs.
TIMED = """([data, warm, runs]) => {
  const taken = [];
  let result = null;
  for (let turn = 0; turn < warm + runs; turn += 1) {
    const start = performance.now();
    result = PlanEngine.calculate("plan", data);
    taken.push(performance.now() - start);
  }
  const { errors, order } = result;
  return { first: taken[0], taken: taken.slice(warm), errors, all: order && order.all_tried };
}"""


def lasting(case: dict[str, Any], months: int, order: str) -> dict[str, Any]:
    """Return the case with the least money a month that ends it within `months`, found by halving."""
    engine, low, high = Engine(), 0, case["monthly"]
    while high - low > 1:
        middle = (low + high) // 2
        found = engine.calculate("plan", case | {"monthly": middle, "order": order})["months"]
        low, high = (middle, high) if found is None or found > months else (low, middle)
    return case | {"monthly": high}


@cache
def twenty() -> list[tuple[str, dict[str, Any]]]:
    """Return 20 debts that take 360 months: in each order, and with sums beyond what a Number multiplies exactly."""
    plain = cases.plain_plan(cases.rng_for("bench"), "prorata", accrued=True, count=20)
    usual = lasting(plain, 360, "prorata")
    dearest = lasting(plain | {"order": "avalanche"}, 360, "avalanche")
    large = [one | {"principal": one["principal"] * 20} for one in usual["debts"]]
    many = usual | {"debts": large, "monthly": usual["monthly"] * 20}
    return [("prorata", usual), ("avalanche", dearest), ("prorata，百万元级", many)]


@cache
def ending() -> list[dict[str, Any]]:
    """Return cases of seven debts, whose orders may all be tried, that last from one year to ten."""
    rngs = [cases.rng_for("bench", "seven", number) for number in range(TRIALS)]
    plain = [cases.plain_plan(rng, "cheapest", accrued=True, count=7) for rng in rngs]
    return [lasting(case, rng.randint(12, 120), "avalanche") for case, rng in zip(plain, rngs, strict=True)]


def endless() -> list[dict[str, Any]]:
    """Return the same with one debt that gets too little ever to end: each order runs to the last month."""
    return [case | {"debts": [case["debts"][0] | {"fixed": 1}, *case["debts"][1:]]} for case in ending()]


def in_chromium(chromium: Browser, slower: int) -> Iterator[Figure]:
    """Measure in the browser, `slower` times slowed down."""
    where = f"Chromium 慢 {slower} 倍" if slower > 1 else "Chromium"
    goal = 50 if slower > 1 else 5

    def measure(case: dict[str, Any], warm: int, runs: int) -> dict[str, Any]:
        page = chromium.new_page()
        page.add_script_tag(content=published("PlanEngine"))
        page.context.new_cdp_session(page).send("Emulation.setCPUThrottlingRate", {"rate": slower})
        got: dict[str, Any] = page.evaluate(TIMED, [case, warm, runs])
        page.close()
        assert not got.get("errors"), got
        return got

    for name, case in twenty():
        got = measure(case, 5, RUNS)
        yield median(f"{where}：20 笔 × 360 个月，{name}", got["taken"], "ms", goal, f"头一次 {got['first']:.1f}")
    for name, sevens in (("", ending()), ("，还不清", endless())):
        tried = [measure(case, 1, 3) for case in sevens]
        taken = [time for got in tried for time in got["taken"]]
        note = f"{TRIALS} 例里 {sum(got['all'] for got in tried)} 例全部试过"
        yield median(f"{where}：7 笔 cheapest{name}", taken, "ms", 1000 if slower > 1 else None, note)


def in_python() -> Iterator[Figure]:
    """Measure the same in quickjs, as the build and the command line run it."""
    engine = Engine()
    engine.describe()
    for name, case in twenty():
        yield median(f"quickjs：20 笔 × 360 个月，{name}", [_taken(engine, case) for _ in range(RUNS)], "ms")
    yield median("quickjs：7 笔 cheapest", [_taken(engine, case) for case in ending()], "ms")
    yield median("quickjs：7 笔 cheapest，还不清", [_taken(engine, case) for case in endless()], "ms")


def _taken(engine: Engine, data: Any, name: str = "plan", law: dict[str, Any] | None = None) -> float:
    started = time.perf_counter()
    engine.calculate(name, data, law)
    return (time.perf_counter() - started) * 1000


def at_the_limits() -> Iterator[Figure]:
    """Measure what takes longest in quickjs: the largest inputs that are taken, and hostile ones."""
    engine, law = Engine(), project_law(ROOT, dt.date(2026, 11, 22))
    functions = {function["name"]: function for function in engine.describe()}
    taken = {largest: _taken(engine, data, name, law) for largest, (name, data) in LARGEST.items()}
    yield _slowest("quickjs：最大的输入，最慢", taken)
    tried = [(number, *hostile.numbered(number, functions)) for number in range(HOSTILE)]
    taken = {
        f"{number} {name}": _taken(engine, data, name, law if legal else None) for number, name, data, legal in tried
    }
    yield _slowest(f"quickjs：刁难的输入 {HOSTILE} 例，最慢", taken)


def _slowest(what: str, taken: dict[str, float]) -> Figure:
    name = max(taken, key=lambda one: taken[one])
    return Figure(what, taken[name], "ms", ANY_CALL, name)


def sizes() -> Iterator[Figure]:
    """Weigh what a reader downloads, as servers send it."""
    yield Figure("全部函数，gzip", _packed(published("")), "B")
    law = law_text(project_law(ROOT, dt.date(2026, 11, 22)))
    yield Figure("法定数值，gzip", _packed(law), "B")


@cache
def published(name: str) -> str:
    """Return all functions as one script, as a page would load them; `name` is the global that holds them."""
    return small(join(HERE / "arithmetic/all.js", name=name), ".js")


def _packed(text: str) -> int:
    return len(gzip.compress(text.encode(), 9, mtime=0))


def main() -> None:
    """Measure everything and print the table."""
    figures: list[Figure] = []
    with sync_playwright() as driver:
        chromium = driver.chromium.launch(executable_path=find_browser(), args=["--no-sandbox"])
        for slower in (1, SLOW):
            figures += in_chromium(chromium, slower)
        chromium.close()
    show([*figures, *in_python(), *at_the_limits(), *sizes()])


if __name__ == "__main__":
    main()
