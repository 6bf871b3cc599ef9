"""A table of figures beside their goals."""

from __future__ import annotations

import statistics
from collections.abc import Iterable
from dataclasses import dataclass


@dataclass(frozen=True)
class Figure:
    """One thing measured, in `unit`; the goal is the most it should be, and some things have none."""

    what: str
    value: float
    unit: str
    goal: float | None = None
    note: str = ""
    digits: int = 1


def median(what: str, values: list[float], unit: str, goal: float | None = None, note: str = "") -> Figure:
    """Return the median of some measurements as a figure."""
    worst = f"最大 {max(values):.1f}"
    return Figure(what, statistics.median(values), unit, goal, f"{worst}；{note}" if note else worst)


def show(figures: Iterable[Figure]) -> None:
    """Print the figures, each with its goal and how much of the goal it takes: 1.00 is just within."""
    lines = [("", "测得", "目标", "比", "")]
    for one in figures:
        goal = f"{one.goal:,.0f} {one.unit}" if one.goal else ""
        ratio = f"{one.value / one.goal:.2f}" if one.goal else ""
        value = f"{one.value:,}" if isinstance(one.value, int) else f"{one.value:,.{one.digits}f}"
        lines.append((one.what, f"{value} {one.unit}", goal, ratio, one.note))
    widths = [max(map(_width, column)) for column in zip(*lines, strict=True)]
    for line in lines:
        cells = [text + " " * (width - _width(text)) for text, width in zip(line, widths, strict=True)]
        print("  ".join(cells).rstrip())


def _width(text: str) -> int:
    """Return how many columns a terminal needs: a Chinese character takes two."""
    return sum(2 if ord(char) > 0x2E80 else 1 for char in text)
