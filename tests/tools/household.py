"""A household in arrears, as a reader types it and as the engine reads it: the case of most tests of the tools."""

from __future__ import annotations

from typing import Any

from tests.tools.room import START, Case, Result, calculate

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
