"""方案: what stands on the page is what the engine gives for the same case."""

from __future__ import annotations

import re

import pytest

from handbook.tools.runtime import Runtime
from tests.tools.household import BUDGET, DEBTS, FROZEN, asked, case
from tests.tools.room import TODAY, Case, amount, month, numbers, sound, yuan

SCHEMES: list[tuple[Case, Case]] = [
    ({}, {}),
    ({"freeze": "none"}, {}),
    ({"freeze": "all"}, {"debts": FROZEN}),
    ({"freeze": "agreed"}, {"debts": [DEBTS[0], FROZEN[1], DEBTS[2]]}),
    ({"monthly": "1,500.50"}, {"monthly": 150_050}),
    ({"grace_months": "3"}, {"grace_months": 3}),
    ({"lump": "5000"}, {"lumps": [{"month": 1, "amount": 500_000}]}),
    ({"lump": "5000", "lump_month": "6"}, {"lumps": [{"month": 6, "amount": 500_000}]}),
    ({"waive": "penalty"}, {"debts": [DEBTS[0] | {"waive": [{"penalty": 30_000}]}, *DEBTS[1:]]}),
    (
        {"waive": "all"},
        {
            "debts": [
                DEBTS[0] | {"waive": [{"interest": 120_050, "penalty": 30_000}]},
                DEBTS[1],
                DEBTS[2] | {"waive": [{"fees": 60_000}]},
            ]
        },
    ),
    *[({"order": order}, {"order": order}) for order in ("priority", "prorata", "avalanche", "snowball", "cheapest")],
]


@pytest.mark.parametrize(("scheme", "more"), SCHEMES, ids=lambda part: str(part)[:40])
def test_one_plan_is_the_engines(tools: Runtime, scheme: Case, more: Case) -> None:
    plan = asked(**more)
    found = tools.answer("plan", case(scheme), TODAY)
    seen = sound(found["html"])
    assert found["receipt"] == plan["receipt"] | {"input": found["receipt"]["input"]}
    grace = [str(more["grace_months"])] if "grace_months" in more else []
    spoken = [amount(plan["monthly"]), str(plan["months"]), *numbers(month(plan["finish"])), amount(plan["total_paid"])]
    assert numbers(found["say"]) == grace + spoken
    assert found["say"] in seen.within("plan-headline")
    assert f"一共欠 {yuan(plan['total_owed'])}" in seen.within("plan-headline")
    added = re.findall(r"还款期间新增(?:利息|利息和费用) ([\d,.]+ 元)", seen.within("plan-headline"))
    assert added == ([yuan(plan["cost"])] if plan["cost"] else [])
    assert [row[:4] for row in seen.rows("每笔分到多少")] == [
        [debt["name"], amount(debt["owed"]), amount(debt["share"]), f"第 {debt['months']} 个月"]
        for debt in plan["debts"]
    ]
    assert [[numbers(row[0])[0], *row[1:]] for row in seen.rows("每个月还多少")] == [
        [
            str(row["month"]),
            "先缓" if row["month"] <= more.get("grace_months", 0) else amount(row["paid"]),
            amount(row["balance"]),
        ]
        for row in plan["rows"]
    ]


@pytest.mark.parametrize(
    ("common", "more"),
    [
        ({"start": "2027-03"}, {"start": "2027-03"}),
        ({"allocation": "principal_first"}, {"allocation": "principal_first"}),
        ({"step": "1000"}, {"step": 1000}),
    ],
)
def test_what_all_schemes_share(tools: Runtime, common: Case, more: Case) -> None:
    plan = asked(**more)
    found = tools.answer("plan", case({}, plan=common), TODAY)
    assert found["receipt"]["code"] == plan["receipt"]["code"]
    assert numbers(month(plan["finish"]))[0] in numbers(found["say"])


def test_without_a_day_nothing_is_dated(tools: Runtime) -> None:
    plan = asked(start=None)
    found = tools.answer("plan", case())
    assert found["receipt"]["code"] == plan["receipt"]["code"]
    assert "年" not in found["say"]


def test_schemes_side_by_side(tools: Runtime) -> None:
    schemes: list[tuple[Case, Case]] = [
        ({}, {}),
        ({"freeze": "all"}, {"debts": FROZEN}),
        ({"monthly": "900"}, {"monthly": 90_000}),
    ]
    plans = [asked(**more) for _, more in schemes]
    found = tools.answer("plan", case(*[scheme for scheme, _ in schemes]), TODAY)
    seen = sound(found["html"])
    rows = seen.rows("并排看")
    assert [row[1:] for row in rows[:4]] == [
        [amount(plan["monthly"]) for plan in plans],
        [plan["finish"] or "还不清" for plan in plans],
        ["还不清" if plan["months"] is None else amount(plan["total_paid"]) for plan in plans],
        ["还不清" if plan["months"] is None else amount(plan["cost"]) for plan in plans],
    ]
    for plan in plans:
        assert f"一共欠 {yuan(plan['total_owed'])}" in seen.within("tool-scheme")
    ended = sorted(plan["total_paid"] for plan in plans if plan["months"] is not None)
    assert yuan(ended[-1] - ended[0]) in seen.within("tool-best")
    assert [found["say"].count(f"方案 {number}") for number in (1, 2, 3)] == [1, 1, 1]


def test_the_picture_shows_every_month_down_to_nothing(tools: Runtime) -> None:
    plan = asked()
    found = tools.answer("plan", case(), TODAY)
    (line,) = [held["points"] for tag, held in sound(found["html"]).tags if tag == "polyline"]
    points = [tuple(map(float, point.split(","))) for point in line.split(" ")]
    assert len(points) == plan["months"] + 1
    assert [x for x, _ in points] == sorted(x for x, _ in points)
    heights = [y for _, y in points]
    assert heights == sorted(heights)  # further down, as less is owed
    # Half of what is owed stands half way down.
    half = min(plan["rows"], key=lambda row: abs(row["balance"] * 2 - plan["total_owed"]))
    there = (heights[half["month"]] - heights[0]) / (heights[-1] - heights[0])
    assert there == pytest.approx(1 - half["balance"] / plan["total_owed"], abs=0.01)


def test_a_long_plan_draws_few_points_and_keeps_the_last(tools: Runtime) -> None:
    rows: list[Case] = [{"name": "甲", "principal": "50万", "annual_rate": "6"}]
    found = tools.answer("plan", {"budget": {"income": "9000", "essentials": "5900"}, "debts": {"rows": rows}}, TODAY)
    (line,) = [held["points"] for tag, held in sound(found["html"]).tags if tag == "polyline"]
    points = line.split(" ")
    assert len(points) < found["receipt"]["input"]["debts"][0]["principal"] // 50_000_00 * 50
    base = max(float(held["y1"]) for tag, held in sound(found["html"]).tags if tag == "line")
    assert float(points[-1].split(",")[1]) == base  # all paid


# ---- No money, too little money ----
def test_no_surplus_offers_no_sum(tools: Runtime) -> None:
    found = tools.answer("plan", case() | {"budget": BUDGET | {"income": "4000"}}, TODAY)
    plan = asked(income=400_000)
    seen = sound(found["html"])
    assert yuan(-plan["surplus"]) in seen.within("plan-warnings")
    assert not seen.tables


def test_what_never_ends_says_so_beside_one_that_ends(tools: Runtime) -> None:
    found = tools.answer("plan", case({"monthly": "100"}, {}), TODAY)
    plan = asked(monthly=10_000)
    assert plan["months"] is None
    rows = sound(found["html"]).rows("并排看")
    assert [row[1] for row in rows] == [amount(10_000), "还不清", "还不清", "还不清", "还不清"]
