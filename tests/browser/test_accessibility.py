"""axe-core on one whole page of each folder, small and light, large and dark. The text of every page: test_offline."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import axe_playwright_python
import pytest
from playwright.sync_api import Browser, Page

from tests.browser.conftest import DESK, PHONE, one_of_each, open_search
from tests.conftest import Built

pytestmark = pytest.mark.browser

AXE = (Path(axe_playwright_python.__file__).parent / "axe.min.js").read_text(encoding="utf-8")
# Without asking for the style sheets again: the page's policy rightly refuses, and no rule in use needs it.
RUN = "within => axe.run(within, {resultTypes: ['violations'], preload: false})"
SIZES = {"phone": PHONE, "desk": DESK}


def violations(page: Page, within: str = "html") -> list[str]:
    """Return “rule: element” for every violation on the page, or in a part of it, as it stands."""
    # Let colours come to rest: axe would measure half a fade.
    page.wait_for_function("() => document.getAnimations().every(one => one.playState !== 'running')")
    found: dict[str, Any] = page.evaluate(RUN, within)
    return [f"{rule['id']}: {node['html'][:120]}" for rule in found["violations"] for node in rule["nodes"]]


# Colours do not depend on the width: two ways show each width and each scheme once.
@pytest.fixture(params=[("phone", "light"), ("desk", "dark")], ids="-".join)
def page(request: pytest.FixtureRequest, browser: Browser) -> Iterator[Page]:
    size, scheme = request.param
    context = browser.new_context(viewport=SIZES[size], color_scheme=scheme, reduced_motion="reduce")
    context.add_init_script(AXE)
    yield context.new_page()
    context.close()


def test_whole_pages_small_and_light_large_and_dark(page: Page, built: Built, site_url: str) -> None:
    faults = {}
    for path in one_of_each(built.pages):
        page.goto(site_url + path)
        faults[path] = violations(page)
    assert {path: found for path, found in faults.items() if found} == {}


def test_the_search_and_the_drawer_when_open(page: Page, site_url: str) -> None:
    page.goto(site_url + "plan/calculator/")
    open_search(page, "停息挂账")
    assert violations(page) == []
    if page.viewport_size and page.viewport_size["width"] <= PHONE["width"]:
        page.goto(site_url + "plan/calculator/")
        page.click("label.md-header__button[for=__drawer]")
        assert violations(page) == []
