"""The small register of the grounds' tests: tables name laws and numbers too."""

from __future__ import annotations

from tests.grounds.conftest import register

__all__ = ["register"]
