"""axe-core on every page, at two widths, light and dark, with the search and the drawer open: no violation at all."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import axe_playwright_python
import pytest
from playwright.sync_api import Browser, Page

from tests.browser.conftest import DESK, PHONE, open_search
from tests.conftest import Built

pytestmark = pytest.mark.browser

AXE = (Path(axe_playwright_python.__file__).parent / "axe.min.js").read_text(encoding="utf-8")
SIZES = {"phone": PHONE, "desk": DESK}


def violations(page: Page) -> list[str]:
    """Return “rule: element” for every violation on the page as it stands."""
    # Let colours come to rest: axe would measure half a fade.
    page.wait_for_function("document.getAnimations().every(one => one.playState !== 'running')")
    found: dict[str, Any] = page.evaluate("axe.run(document, {resultTypes: ['violations']})")
    return [f"{rule['id']}: {node['html'][:120]}" for rule in found["violations"] for node in rule["nodes"]]


@pytest.fixture(params=[(size, scheme) for size in SIZES for scheme in ("light", "dark")], ids="-".join)
def page(request: pytest.FixtureRequest, browser: Browser) -> Iterator[Page]:
    size, scheme = request.param
    # The page's own policy rightly refuses the checker's script.
    context = browser.new_context(viewport=SIZES[size], color_scheme=scheme, bypass_csp=True, reduced_motion="reduce")
    context.add_init_script(AXE)
    yield context.new_page()
    context.close()


def test_every_page(page: Page, built: Built, site_url: str) -> None:
    faults = {}
    for path in built.pages:
        page.goto(site_url + path)
        faults[path] = violations(page)
    assert {path: found for path, found in faults.items() if found} == {}


def test_every_page_with_the_search_open(page: Page, built: Built, site_url: str) -> None:
    faults = {}
    for path in built.pages:
        page.goto(site_url + path)
        open_search(page, "停息挂账")
        faults[path] = violations(page)
    assert {path: found for path, found in faults.items() if found} == {}


def test_every_page_with_the_drawer_open(page: Page, built: Built, site_url: str) -> None:
    if not page.viewport_size or page.viewport_size["width"] > PHONE["width"]:
        return
    faults = {}
    for path in built.pages:
        page.goto(site_url + path)
        page.click("label.md-header__button[for=__drawer]")
        faults[path] = violations(page)
    assert {path: found for path, found in faults.items() if found} == {}
