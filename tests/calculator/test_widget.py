"""The calculator in a real browser, from files on disk: typing, errors, adding and removing debts, printing."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from markdown import Markdown
from playwright.sync_api import Browser, Error, Locator, Page, expect

from handbook.calculator.markdown import PlanExtension
from handbook.calculator.scripts import published, script

pytestmark = pytest.mark.browser

TEXT = """
```plan
income: 5000
essentials: 2000
reserve: 300
monthly: 1500
debts:
  - {name: 甲, principal: 30000, penalty: 50}
  - {name: 乙, principal: 12000}
```

```plan
income: 5000
essentials: 2000
reserve: 300
debts: [{principal: 30800}]
```
"""
SCRIPTS = ("engine.js", "html.js", "render.js", "widget.js")


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("widget")
    body = Markdown(extensions=[PlanExtension()]).convert(TEXT)
    for name in SCRIPTS:
        (folder / name).write_text(published(name), encoding="utf-8")
    (folder / "calculator.css").write_text(script("calculator.css"), encoding="utf-8")
    for name, scripts in (("page", SCRIPTS), ("no-render", ("engine.js", "widget.js")), ("no-engine", SCRIPTS[1:])):
        tags = "".join(f'<script defer src="{source}"></script>' for source in scripts)
        policy = "<meta http-equiv='Content-Security-Policy' content=\"script-src file:; style-src file:\">"
        style = '<link rel="stylesheet" href="calculator.css">'
        head = f"<meta charset=utf-8><meta name=viewport content='width=device-width'>{policy}{style}"
        (folder / f"{name}.html").write_text(f"<!doctype html>{head}<body>{body}{tags}</body>", encoding="utf-8")
    return folder


@pytest.fixture(scope="module")
def browser_page(browser: Browser) -> Iterator[Page]:
    page = browser.new_page(viewport={"width": 360, "height": 740})
    page.set_default_timeout(5000)
    yield page
    page.close()


@pytest.fixture
def page(browser_page: Page, site: Path) -> Iterator[Page]:
    """The page afresh; fails the test if a script complained."""
    faults: list[str] = []

    def note(error: Error) -> None:
        faults.append(str(error))

    browser_page.on("pageerror", note)
    browser_page.goto((site / "page.html").as_uri())
    yield browser_page
    browser_page.remove_listener("pageerror", note)
    assert faults == []


def block(page: Page, index: int = 0) -> Locator:
    return page.locator("section.plan-calculator").nth(index)


def field(section: Locator, path: str) -> Locator:
    return section.locator(f'[data-field="{path}"]')


def headline(section: Locator) -> str:
    return section.locator(".plan-headline strong").inner_text()


def test_result_follows_what_is_typed(page: Page) -> None:
    second = block(page, 1)
    assert "2,700 元" in headline(second)
    field(second, "essentials").fill("２５００")
    assert headline(second).startswith("每月还 2,200 元")
    assert "1,500 元" in headline(block(page))


def test_a_bad_value_keeps_the_last_result_and_says_so(page: Page) -> None:
    section = block(page)
    before = headline(section)
    income = field(section, "income")
    income.fill("很多")
    assert income.get_attribute("aria-invalid") == "true"
    slot = page.locator(f"#{income.get_attribute('id')}-error")
    assert "看不懂“很多”" in slot.inner_text()
    assert section.locator(".plan-stale").count() == 1
    assert "上面的数还是改之前的" in section.locator(".plan-stale-note").inner_text()
    assert (headline(section), income.input_value()) == (before, "很多")
    income.fill("6000")
    assert income.get_attribute("aria-invalid") is None
    assert not slot.is_visible()
    assert section.locator(".plan-stale").count() == 0
    assert not section.locator(".plan-stale-note").is_visible()


def test_adding_a_debt_keeps_everything_and_waits_for_its_amount(page: Page) -> None:
    section = block(page)
    field(section, "income").fill("坏")
    section.get_by_text("再加一笔").click()
    assert page.evaluate("document.activeElement.dataset.field") == "debts[2].name"
    assert field(section, "income").input_value() == "坏"
    assert field(section, "debts[0].penalty").input_value() == "50"
    field(section, "income").fill("5000")
    # An empty new debt is not yet a mistake.
    assert section.locator(".plan-stale").count() == 0
    field(section, "debts[2].name").fill("<img src=x>")
    assert section.locator(".plan-stale").count() == 1
    field(section, "debts[2].principal").fill("1万")
    assert section.locator(".plan-shares tbody tr").count() == 3
    assert section.locator("img").count() == 0


def test_errors_stand_beside_the_right_debt_after_an_empty_one(page: Page) -> None:
    section = block(page)
    for path in ("name", "principal", "penalty"):
        field(section, f"debts[0].{path}").fill("")
    field(section, "debts[1].principal").fill("-1")
    assert field(section, "debts[1].principal").get_attribute("aria-invalid") == "true"
    assert field(section, "debts[0].principal").get_attribute("aria-invalid") is None


def test_removing_a_debt_keeps_the_others(page: Page) -> None:
    section = block(page)
    section.get_by_text("删掉这笔").first.click()
    assert section.locator(".plan-debt").count() == 1
    assert field(section, "debts[0].name").input_value() == "乙"
    assert "12,000 元" in section.locator(".plan-headline").inner_text()
    assert section.get_by_text("删掉这笔").count() == 0


def test_the_outcome_is_announced_once(page: Page) -> None:
    section = block(page)
    field(section, "monthly").press_sequentially("0", delay=5)
    live = section.locator("[aria-live=polite]")
    assert live.text_content() == ""
    expect(live).to_have_text(headline(section))


def test_ids_are_unique_and_the_page_fits_a_phone(page: Page) -> None:
    ids = page.eval_on_selector_all("[id]", "all => all.map(one => one.id)")
    assert len(ids) == len(set(ids))
    assert page.evaluate("document.documentElement.scrollWidth") <= 360
    heights = page.eval_on_selector_all(".plan-field input, .plan-button", "all => all.map(one => one.offsetHeight)")
    assert min(heights) >= 44


def test_printing_unfolds_every_month_and_folds_them_again(page: Page) -> None:
    more = block(page).locator("details.plan-more")
    assert more.get_attribute("open") is None
    page.evaluate("dispatchEvent(new Event('beforeprint'))")
    assert more.get_attribute("open") is not None
    page.evaluate("dispatchEvent(new Event('afterprint'))")
    assert more.get_attribute("open") is None
    page.emulate_media(media="print")
    try:
        assert not block(page).locator(".plan-form").is_visible()
        assert block(page).locator(".plan-result").is_visible()
    finally:
        page.emulate_media(media="screen")


@pytest.mark.parametrize("name", ["no-render", "no-engine"])
def test_a_missing_script_leaves_the_built_in_result(browser_page: Page, site: Path, name: str) -> None:
    browser_page.goto((site / f"{name}.html").as_uri())
    assert browser_page.locator(".plan-result").count() == 2
    assert browser_page.locator(".plan-form").count() == 0
    assert "1,500 元" in headline(block(browser_page))
