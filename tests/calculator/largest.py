"""The largest inputs that the engine takes: tests see that they are computed, the benchmark how long that takes."""

from __future__ import annotations

from tests.calculator import cases
from tests.calculator.cases import Case

CENTURY = {"balance": 100, "from": "2000-01-01", "to": "2100-01-01", "annual_rate": "0.1"}
MANY = [{"principal": 10**12 - 7 * n, "interest": 3000 * n, "annual_rate": f"0.{1000 + n}"} for n in range(50)]
SEVEN = [{"principal": 10**6 + 7777 * n, "interest": 3000 * n, "annual_rate": f"0.{1000 + n}"} for n in range(7)]
LONG_LOAN = {"principal": 10**12, "periods": 600, "annual_rate": "0.123456789012"}
LARGEST: dict[str, tuple[str, Case]] = {
    **{
        f"50 debts, {order}": ("plan", {"debts": MANY, "monthly": 10**9, "order": order, "custom": [*range(1, 51)]})
        for order in cases.ORDERS
    },
    "every order of 7": ("plan", {"debts": SEVEN, "monthly": 10**5, "order": "cheapest"}),
    "every order of 7, never done": (
        "plan",
        {"debts": [SEVEN[0] | {"fixed": 3}, *SEVEN[1:]], "monthly": 200_000, "order": "cheapest"},
    ),
    "every order of 7, four times": (
        "compare",
        {"plans": [{"debts": SEVEN, "monthly": 10**5, "order": "cheapest"}] * 4},
    ),
    "50 debts, four times": ("compare", {"plans": [{"debts": MANY, "monthly": 10**9}] * 4}),
    "50 debts, 120 months": ("waiting", {"debts": MANY, "months": 120}),
    "50 centuries": ("accrue", {"segments": [CENTURY] * 50, "basis": "actual"}),
    "600 periods": ("instalments", LONG_LOAN | {"method": "equal_instalment", "carry": "exact"}),
    "1200 flows": ("rate", {"flows": [{"amount": a, "count": 400} for a in (-(10**12), 1, -7)]}),
    "600 days": ("rate", {"flows": [{"amount": (-7) ** (n % 3), "date": f"{1900 + n}-01-01"} for n in range(600)]}),
}
