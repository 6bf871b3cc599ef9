"""Worked examples in pages: a plan computed at build time, and values that a reader asks for by date."""
