"""What the shapes of all data files are made of: kinds of text, each with how to write it, and what entries share."""

from __future__ import annotations

from typing import Annotated

import msgspec
from msgspec import Meta

Text = Annotated[str, Meta(min_length=1, description="写上内容，不要留空")]
Day = Annotated[str, Meta(pattern=r"^\d{4}-\d{2}-\d{2}$", description="写成 2026-11-22")]
RoughDay = Annotated[
    str, Meta(pattern=r"^\d{4}(-\d{2}(-\d{2})?)?$", description="写成 2021-01-01；只知道到月或年就写 2021-01、2021")
]
Decimal = Annotated[str, Meta(pattern=r"^\d+(\.\d+)?$", description='写成带引号的小数，如 "0.025"')]
Year = Annotated[str, Meta(pattern=r"^\d{4}$", description="年份写成 2026")]
MonthDay = Annotated[str, Meta(pattern=r"^\d{2}-\d{2}$", description="日子写成 01-31")]

OPEN_END = "9999-12-31"
"""The end of a value that is still in force."""


class Entry(msgspec.Struct, kw_only=True, forbid_unknown_fields=True, rename={"from_": "from"}):
    """What all entries share: unknown fields are refused, since a mistyped one would silently say nothing."""
