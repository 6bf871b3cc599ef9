"""Repayment arithmetic for any Material site: one engine for the reader's browser, the build and the tests."""
