"""收支 and 方案: what stands on the page is what the engine gives for the same case."""

from __future__ import annotations

import re
from typing import Any

import pytest

from handbook.tools.runtime import Runtime
from tests.tools.room import START, TODAY, Case, Result, amount, calculate, month, numbers, sound, yuan

ROWS: list[Case] = [
    {"name": "某信用卡", "principal": "3万", "interest": "1,200.50", "penalty": "300", "annual_rate": "18.25"},
    {"name": "某消费金融", "principal": "12000", "annual_rate": "24%", "kind": "licensed", "status": "agreed"},
    {
        "name": "某网贷",
        "principal": "8000",
        "fees": "600",
        "annual_rate": "24",
        "kind": "platform",
        "status": "refused",
    },
]
DEBTS: list[Case] = [
    {"name": "某信用卡", "principal": 3_000_000, "interest": 120_050, "penalty": 30_000, "annual_rate": "0.1825"},
    {"name": "某消费金融", "principal": 1_200_000, "annual_rate": "0.24", "status": "agreed"},
    {"name": "某网贷", "principal": 800_000, "fees": 60_000, "annual_rate": "0.24", "status": "refused"},
]
BUDGET: Case = {"income": "6500", "essentials": "4300", "reserve": "300"}
MONEY: Case = {"income": 650_000, "essentials": 430_000, "reserve": 30_000}


def case(*schemes: Case, rows: list[Case] | None = None, **more: Any) -> Case:
    plan = {"schemes": list(schemes), **more.pop("plan", {})} if schemes or "plan" in more else {}
    return {"budget": BUDGET, "debts": {"rows": rows or ROWS}, "plan": plan, **more}


def asked(debts: list[Case] | None = None, **more: Any) -> Result:
    return calculate("plan", {"debts": debts or DEBTS, **MONEY, "order": "priority", "start": START, **more})


def with_each(debts: list[Case], **more: Any) -> list[Case]:
    return [debt | more for debt in debts]


FROZEN = with_each(DEBTS, freeze=[{}])
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


# ---- Whose turn it is ----
def plain(**more: Any) -> list[Case]:
    return [{"name": name, "principal": "9000", **more.get(name, {})} for name in ("甲", "乙")]


def first_shares(tools: Runtime, rows: list[Case]) -> dict[str, int]:
    found = tools.answer("plan", {"debts": {"rows": rows}, "plan": {"schemes": [{"monthly": "1000"}]}}, TODAY)
    return {row[0]: round(float(row[2].replace(",", "")) * 100) for row in sound(found["html"]).rows("每笔分到多少")}


@pytest.mark.parametrize("marks", [{}, {"court": True}, {"kind": "private"}, {"status": "sued"}])
def test_what_gives_no_first_turn_shares_alike(tools: Runtime, marks: Case) -> None:
    assert first_shares(tools, plain(乙=marks)) == {"甲": 50_000, "乙": 50_000}


@pytest.mark.parametrize(
    "marks", [{"cutoff": True}, {"judged": True}, {"secured": True}, {"kind": "home"}, {"kind": "tax"}]
)
def test_what_cannot_wait_is_paid_first(tools: Runtime, marks: Case) -> None:
    assert first_shares(tools, plain(乙=marks)) == {"甲": 0, "乙": 100_000}


def test_a_cut_off_comes_before_a_judgment_also_with_papers_from_a_court(tools: Runtime) -> None:
    assert first_shares(tools, plain(甲={"judged": True}, 乙={"cutoff": True})) == {"甲": 0, "乙": 100_000}
    assert first_shares(tools, plain(甲={"court": True, "judged": True}, 乙={})) == {"甲": 100_000, "乙": 0}
    assert first_shares(tools, plain(甲={"judged": True}, 乙={"court": True, "cutoff": True})) == {
        "甲": 0,
        "乙": 100_000,
    }


@pytest.mark.parametrize("mark", ["court", "cutoff"])
def test_what_is_urgent_stands_above_every_sum(tools: Runtime, mark: str) -> None:
    found = tools.answer("plan", case(rows=[ROWS[0], ROWS[1] | {mark: True}]), TODAY)
    html = found["html"]
    assert html.index("先办某消费金融") < html.index("plan-headline")
    assert "先办某信用卡" not in html


DOUBTS = [
    {"unknown": True},
    {"status": "verify_first"},
    {"court": True, "unknown": True},
    {"cutoff": True, "unknown": True},
]
DOUBTS += [{"judged": True, "status": "verify_first"}, {"court": True, "status": "verify_first"}]


@pytest.mark.parametrize("marks", DOUBTS)
def test_a_doubtful_debt_gets_no_money_until_it_is_resolved(tools: Runtime, marks: Case) -> None:
    rows = [ROWS[0], ROWS[1] | marks]
    plan = asked([DEBTS[0], DEBTS[1] | {"status": "verify_first"}])
    found = tools.answer("plan", case(rows=rows), TODAY)
    seen = sound(found["html"])
    assert numbers(found["say"])[1] == str(plan["months"])
    sure, doubtful = seen.rows("每笔分到多少")
    assert sure[2] == amount(plan["debts"][0]["share"])
    assert set(numbers(doubtful[2] + doubtful[3])) <= {"0"}
    assert "某消费金融还没核实，没有分钱" in seen.within("plan-warnings")
    resolved = sound(tools.answer("plan", case(rows=[ROWS[0], ROWS[1]]), TODAY)["html"])
    assert set(numbers(resolved.rows("每笔分到多少")[1][2])) - {"0"}


def test_only_doubtful_debts_leave_nothing_to_pay(tools: Runtime) -> None:
    found = tools.answer("plan", case(rows=[ROWS[0] | {"unknown": True}]), TODAY)
    assert numbers(found["say"]) == []
    assert "每笔分到多少" not in sound(found["html"]).tables


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


# ---- The budget ----
def lines(**amounts: Any) -> Case:
    held = {name: value if isinstance(value, dict) else {"amount": value} for name, value in amounts.items()}
    return {"budget": {"mode": "lines", "lines": held}}


LINES = lines(wage="5200", bonus="12,000", rent="1800", food={"amount": "50", "every": "day"}, doctor={"unknown": True})
READ = [
    {"id": "wage", "class": "income", "amount": 520_000},
    {"id": "bonus", "class": "income", "amount": 1_200_000, "frequency": "year"},
    {"id": "rent", "class": "fixed", "amount": 180_000},
    {"id": "food", "class": "basic", "amount": 5_000, "frequency": "day"},
    {"id": "doctor", "name": "零星看病", "class": "basic", "amount": 0, "unknown": True},
]


@pytest.mark.parametrize("extra", [{}, {"reserve": "200"}, {"persons": "3", "reserve": "0"}])
def test_the_lines_make_the_engines_budget(tools: Runtime, extra: Case) -> None:
    more = {name: int(value) * (100 if name == "reserve" else 1) for name, value in extra.items()}
    found = calculate("budget", {"lines": READ, **more})
    raw = {"budget": LINES["budget"] | extra}
    left = found["surplus"] - found["reserve"]
    said = tools.answer("budget", raw)["say"]
    sums = [amount(value) for value in (found["totals"]["income"], found["spending"], found["reserve"], left)]
    assert numbers(said)[:4] == sums
    assert "零星看病" in said
    # The plan is paid with what is left.
    plan = tools.answer("plan", raw | {"debts": {"rows": ROWS}}, TODAY)
    assert numbers(plan["say"])[0] == amount(left)


def test_three_totals_make_the_same_sentence(tools: Runtime) -> None:
    said = tools.answer("budget", {"budget": BUDGET})["say"]
    assert numbers(said) == [amount(650_000), amount(430_000), amount(30_000), amount(190_000)]
    short = tools.answer("budget", {"budget": BUDGET | {"income": "4000"}})["say"]
    assert "还差 600 元" in short
    assert "一分不剩" in tools.answer("budget", {"budget": BUDGET | {"income": "4600"}})["say"]


@pytest.mark.parametrize(("id", "said"), [("rent", "房租"), ("food", "吃饭")])
def test_a_line_that_can_hardly_be_right_is_asked_about(tools: Runtime, id: str, said: str) -> None:  # noqa: A002
    odd = lines(wage="5000", rent="1500", food="900", social="500", children="500")
    assert said not in tools.answer("budget", odd)["say"]
    odd["budget"]["lines"][id] = {"amount": "0"}
    assert said in tools.answer("budget", odd)["say"]


def test_a_line_not_yet_known_is_to_be_found_out_not_asked_about(tools: Runtime) -> None:
    said = tools.answer("budget", lines(wage="5000", rent={"unknown": True}, food="2500"))["say"]
    assert "要去问清楚：房租或房贷" in said
    assert "填的是 0" not in said
