"""对方的方案: what stands on the page is what the engine gives for the same case."""

from __future__ import annotations

import pytest

from handbook.tools.runtime import Runtime
from tests.tools.household import BUDGET, ROWS
from tests.tools.room import START, TODAY, Case, Result, amount, calculate, month, numbers, percent, sound, yuan

TYPED: Case = {
    "principal": "3万",
    "interest": "1200",
    "penalty": "800",
    "waiver": "800",
    "deposit": "1000",
    "periods": "36",
}
READ: Case = {"principal": 3_000_000, "interest": 120_000, "penalty": 80_000, "waiver": 80_000, "deposit": 100_000}
READ |= {"periods": 36, "start": START}

OFFERS: list[tuple[Case, Case]] = [
    ({}, {}),
    ({"each": "920"}, {"each": 92_000}),
    ({"period_rate": "1.2"}, {"period_rate": "0.012"}),
    ({"fee": "500"}, {"fee": 50_000}),
    ({"available": "2000"}, {"available": 200_000}),
    ({"available": "700", "each": "920"}, {"available": 70_000, "each": 92_000}),
    ({"each": "1,500.50", "fees": "12.34"}, {"each": 150_050, "fees": 1_234}),
    ({"periods": "1"}, {"periods": 1}),
]
LENDERS = [("card", "2024-01-01"), ("licensed", "2024-06-01"), ("private", "2024-01-01"), ("unknown", "2022-02-01")]
for lender, signed in LENDERS:
    asks = {"lender": lender, "contract_date": signed}
    OFFERS.append(({"each": "1300"} | asks, {"each": 130_000} | asks))


def offered(**more: object) -> Result:
    return calculate("offer", READ | more)


@pytest.mark.parametrize(("typed", "read"), OFFERS, ids=lambda part: str(part)[:50])
def test_an_offer_is_the_engines(tools: Runtime, typed: Case, read: Case) -> None:
    offer = offered(**read)
    found = tools.answer("offer", {"offer": TYPED | typed}, TODAY)
    seen = sound(found["html"])
    assert found["receipt"]["code"] == offer["receipt"]["code"]
    less = [amount(-offer["more_than_claimed"])] if offer["more_than_claimed"] < 0 else []
    assert numbers(found["say"]) == [amount(offer["total"]), str(offer["months"]), *less]
    assert found["say"] in seen.within("plan-headline")
    facts = [row[1] for row in seen.rows("拆开看")]
    rate = offer["rates"]["annual_simple"]
    assert facts[0].startswith(yuan(offer["claimed"]))
    assert facts[1:4] == [yuan(offer["upfront"]), yuan(offer["each"]), month(offer["finish"])]
    assert facts[4] == ("算不出一个数" if rate is None else percent(rate) + "%" if float(rate) > 0 else "没有新增利息")
    assert facts[5:] == ([] if offer["fits"] is None else [yuan(offer["left_for_others"])])
    if offer["lines"]:
        said = {True: "超过了", False: "没超过", None: "算不出"}
        assert [row[1:] for row in seen.rows("和法定的线比")] == [
            [line["percent"] + "%", "管不着这一笔" if line["applies"] is False else said[line["over"]]]
            for line in offer["lines"]
        ]


def test_every_warning_of_an_offer_has_its_amount(tools: Runtime) -> None:
    hard = {
        "available": "300",
        "fee": "500",
        "each": "1500",
        "waiver": "0",
        "lender": "licensed",
        "contract_date": "2024-01-01",
    }
    offer = offered(available=30_000, fee=50_000, each=150_000, waiver=0, lender="licensed", contract_date="2024-01-01")
    warned = sound(tools.answer("offer", {"offer": TYPED | hard}, TODAY)["html"]).within("plan-warnings")
    for said in (
        "手续费",
        yuan(offer["over_budget"]),
        yuan(offer["upfront"]),
        f"超过了 {offer['lines'][0]['percent']}%",
        yuan(offer["more_than_claimed"]),
    ):
        assert said in warned
    calm = sound(tools.answer("offer", {"offer": TYPED | {"available": "2000"}}, TODAY)["html"])
    assert not calm.within("plan-warnings")


def test_the_budget_says_what_can_be_paid(tools: Runtime) -> None:
    offer = offered(available=190_000)
    found = tools.answer("offer", {"budget": BUDGET, "offer": TYPED}, TODAY)
    assert found["receipt"]["code"] == offer["receipt"]["code"]
    assert yuan(offer["left_for_others"]) in [row[1] for row in sound(found["html"]).rows("拆开看")]


def test_what_is_left_is_shared_among_the_other_debts(tools: Runtime) -> None:
    raw = {"budget": BUDGET, "debts": {"rows": ROWS}, "offer": {"which": "1", "periods": "36"}}
    others = [{"name": "某消费金融", "owed": 1_200_000}, {"name": "某网贷", "owed": 860_000}]
    claim = {"principal": 3_000_000, "interest": 120_050, "penalty": 30_000}
    offer = calculate("offer", claim | {"periods": 36, "start": START, "available": 190_000, "others": others})
    found = tools.answer("offer", raw, TODAY)
    assert found["receipt"]["code"] == offer["receipt"]["code"]
    assert sound(found["html"]).rows("剩下的按比例分给别家") == [
        [one["name"], yuan(one["offer"])] for one in offer["others"]
    ]


def test_a_doubtful_debt_gets_nothing_of_what_is_left(tools: Runtime) -> None:
    rows = [ROWS[0], ROWS[1] | {"unknown": True, "court": True}, ROWS[2]]
    raw = {"budget": BUDGET, "debts": {"rows": rows}, "offer": {"which": "1", "periods": "36"}}
    found = sound(tools.answer("offer", raw, TODAY)["html"])
    assert [row[0] for row in found.rows("剩下的按比例分给别家")] == ["某网贷"]
    raw["offer"] = {"which": "2", "periods": "36"}
    assert "存疑" in sound(tools.answer("offer", raw, TODAY)["html"]).within("plan-warnings")


@pytest.mark.parametrize("which", ["4", "50"])
def test_a_debt_that_is_not_there_is_told_at_its_box(tools: Runtime, which: str) -> None:
    found = tools.call("answer", "offer", {"debts": {"rows": ROWS}, "offer": {"which": which, "periods": "12"}}, TODAY)
    assert "offer.which" in [error["field"] for error in found["errors"]]
