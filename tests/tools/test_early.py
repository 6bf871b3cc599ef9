"""Typing on a slow phone, where the boxes stand on the page long before the scripts arrive."""

from __future__ import annotations

import pytest
from playwright.sync_api import Browser, Route, expect

from tests.conftest import Built

pytestmark = pytest.mark.browser


def test_what_is_typed_before_the_scripts_arrive_is_kept_and_counts(built: Built, browser: Browser) -> None:
    page = browser.new_page()
    held: list[Route] = []
    page.route("**/tool-plan.*.js", lambda route: held.append(route))  # noqa: PLW0108 - Playwright writes on what it is given
    with page.expect_request("**/tool-plan.*.js"):
        page.goto((built.site / "plan/calculator/index.html").as_uri(), wait_until="commit")
    page.fill('[data-field="budget.income"]', "6500")
    page.fill('[data-field="budget.essentials"]', "4300")
    held[0].continue_()
    expect(page.locator("[data-sum]")).to_contain_text("2,200 元")
    expect(page.locator('[data-field="budget.income"]')).to_have_value("6,500")
    page.close()
