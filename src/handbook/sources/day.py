"""The day that a build or a check speaks for."""

from __future__ import annotations

import datetime as dt
import os


def build_day() -> dt.date:
    """Return the day the build speaks for: SOURCE_DATE_EPOCH, which `handbook build` always sets.

    Only a bare `mkdocs serve` lacks it; then today is what the editor wants to see.
    """
    epoch = os.environ.get("SOURCE_DATE_EPOCH")
    moment = dt.datetime.fromtimestamp(int(epoch), dt.UTC) if epoch else dt.datetime.now(dt.UTC)
    return moment.date()
