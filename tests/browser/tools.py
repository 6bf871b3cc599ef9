"""What the tests of the tools share: where tools stand, hands that fill them in, the engine's own answer to a case."""

from __future__ import annotations

import datetime as dt
import json
import re
from collections.abc import Iterator
from contextlib import contextmanager
from functools import cache
from pathlib import Path
from typing import Any

from playwright.sync_api import Browser, BrowserContext, Locator, Page, ViewportSize, expect

from handbook.grounds.law import project_law
from handbook.tools.markup import law_of
from handbook.tools.registry import load_forms, load_tools
from handbook.tools.runtime import Runtime
from tests.browser.conftest import PHONE
from tests.conftest import ROOT
from tests.tools.room import forms

Case = dict[str, Any]

TODAY = "2026-11-25"
NOON = f"{TODAY}T12:00:00"
SMALL = ViewportSize(width=320, height=640)
PLAN = "plan/calculator/"
_BLOCK = re.compile(r"^```tool\n(?:.*\n)*?name: *(\w+)", re.MULTILINE)


def _address(path: Path) -> str:
    return re.sub(r"(^|(?<=/))index/$", "", path.relative_to(ROOT / "docs").with_suffix("").as_posix() + "/")


TOOLS = {
    _address(path): found[1]
    for path in sorted((ROOT / "docs").rglob("*.md"))
    if (found := _BLOCK.search(path.read_text(encoding="utf-8")))
}
"""Address of a page → the tool that stands on it."""

EACH = sorted({tool: address for address, tool in TOOLS.items()}.values())
"""One page for every tool: in a page of prose it is the same tool."""


@cache
def runtime(name: str) -> Runtime:
    """Return the scripts of the tool `name` inside Python, with the legal values its page holds."""
    law = project_law(ROOT, dt.date(2026, 11, 22))
    return Runtime(load_forms(ROOT / "data", ROOT, law), law_of(law, name))


def answering(name: str) -> list[str]:
    """Return the steps of a tool that give an answer."""
    tool = load_tools().tools[name]
    return tool.steps[tool.asks :]


def kinds(name: str) -> dict[str, set[str]]:
    """Return, for every step of a tool, of which kinds its boxes are, those of rows among them."""

    def inside(specs: list[dict[str, Any]]) -> set[str]:
        below = [inside(spec.get("rows") or spec.get("fields") or []) for spec in specs]
        return {spec["kind"] for spec in specs if "kind" in spec}.union(*below)

    return {step: inside(specs()[step]) for step in load_tools().tools[name].steps}


@cache
def specs() -> dict[str, list[dict[str, Any]]]:
    """Return the boxes of every form."""
    return forms().specs()


def leaves(value: Any, path: str) -> Iterator[tuple[str, Any]]:
    """Return “debts.rows[0].name” and the text for every box of a case."""
    if isinstance(value, dict):
        for name, held in value.items():
            yield from leaves(held, f"{path}.{name}")
    elif isinstance(value, list):
        for index, held in enumerate(value):
            yield from leaves(held, f"{path}[{index}]")
    else:
        yield path, value


class Tool:
    """A tool on an open page, filled in as a reader would: through its boxes, its steps and its buttons."""

    def __init__(self, page: Page) -> None:
        self.page = page
        self.section = page.locator("section.tool")
        self.name = self.section.get_attribute("data-tool") or ""
        self.example: Case = json.loads(page.locator("[data-setup]").text_content() or "")["example"]
        self.steps = load_tools().tools[self.name].steps

    @property
    def open(self) -> str:
        return self.section.locator("[data-view][data-open]").get_attribute("data-view") or ""

    def view(self, name: str = "") -> Locator:
        return self.section.locator(f'[data-view="{name}"]' if name else "[data-view][data-open]")

    def box(self, path: str) -> Locator:
        """Return the box of a field in the step that is open."""
        return self.view().locator(f'[data-field="{path}"]')

    def error(self, path: str) -> Locator:
        return self.page.locator(f"#{self.box(path).get_attribute('id')}-error")

    def go(self, step: str) -> None:
        if step != self.open:
            self.section.locator(f'.tool-steps [data-open="{step}"]').click()
            expect(self.view(step)).to_have_attribute("data-open", "")

    def press(self, button: str) -> None:
        """Click a button or link of the open step, or of the frame around the steps, by its data- name."""
        inside = self.view().locator(f"[data-{button}]")
        (inside if inside.count() else self.section.locator(f"[data-{button}]:not([data-view] *)")).first.click()

    def unfold(self, box: Locator) -> None:
        if not box.first.is_visible():
            box.first.locator("xpath=ancestor::details[not(@open)]/summary").first.click()

    def put(self, path: str, value: Any) -> None:
        box = self.box(path)
        if box.first.get_attribute("type") == "radio":
            box.and_(self.page.locator(f'[value="{value}"]')).check()
            return
        self.unfold(box)
        if isinstance(value, bool):
            box.set_checked(value)
        elif box.evaluate("box => box.tagName") == "SELECT":
            box.select_option(value)
        else:
            box.fill(value)

    def enter(self, case: Case) -> None:
        """Fill in what a case says, step by step, adding rows as they are needed."""
        for form in [step for step in self.steps if step in case]:
            self.go(form)
            for path, value in leaves(case[form], form):
                row = re.match(r"(.+?)\[\d+\]", path)
                while row and not self.box(path).count():
                    self.view().locator(f'[data-add="{row[1]}"]').click()
                self.put(path, value)

    def fill_example(self, step: str = "") -> None:
        """Put in the numbers of the page's own example, and open a step, at first the first that answers."""
        self.go(step or answering(self.name)[0])
        self.press("example")

    def case(self) -> Case:
        """Return the case on the page, by the button that copies it."""
        self.keep().locator("[data-copy-case]").click()
        data: Case = json.loads(self.section.locator("[data-paste]").input_value())["data"]
        return data

    def bring(self, case: Case) -> None:
        """Put a whole case in at once, as somebody who kept it as text."""
        place = self.keep()
        place.locator("[data-paste]").fill(runtime(self.name).call("write", case, TODAY))
        place.locator("[data-open-paste]").click()
        expect(self.section.locator("[data-said]")).to_have_text("打开了。")
        place.locator("summary").click()

    def keep(self) -> Locator:
        """Open what is for keeping and taking along."""
        place = self.section.locator("[data-keep]")
        if place.get_attribute("open") is None:
            place.locator("summary").click()
        return place

    def shown(self, name: str) -> str:
        """Return the text of an answer as the page holds it, folded parts too."""
        return squeezed(self.answer(name).text_content() or "")

    def answer(self, name: str) -> Locator:
        """Return the place of an answer, once what is folded away is there too."""
        place = self.view(name).locator(".tool-live:not([aria-busy])")
        place.wait_for(state="attached")
        return place

    def same_as_engine(self, case: Case, step: str) -> bool:
        """Compare an answer, markup and all, with what the same scripts give in Python."""
        html = runtime(self.name).answer(step, case, TODAY)["html"]
        there = self.answer(step).inner_html()
        # Through a parser, as the page's text went: “<br/>” and quotes may be written otherwise.
        again = "html => { const a = document.createElement('div'); a.innerHTML = html; return a.innerHTML; }"
        here = self.page.evaluate(again, html)
        assert here, step
        assert there == here, step
        return True


def squeezed(text: str) -> str:
    """Return a text without blanks."""
    return re.sub(r"\s+", "", text)


def open_tool(page: Page, url: str) -> Tool:
    """Open a page with a tool, on a day that does not change while a test runs."""
    page.clock.set_fixed_time(NOON)
    page.goto(url)
    return Tool(page)


@contextmanager
def phone(browser: Browser, **options: Any) -> Iterator[BrowserContext]:
    """Open a context of the size of a small phone."""
    context = browser.new_context(**{"viewport": PHONE, **options})
    yield context
    context.close()


def stored(page: Page) -> list[str]:
    """Return the names of all that a page has stored in the browser, but the theme's colours."""
    names: list[str] = page.evaluate("""async () => [
        ...Object.keys(localStorage), ...Object.keys(sessionStorage), ...document.cookie.split(";").filter(Boolean),
        ...(await indexedDB.databases()).map(({name}) => name), ...("caches" in window ? await caches.keys() : []),
    ]""")
    return [name for name in names if not name.endswith("__palette")]


def focused(page: Page) -> str:
    """Return what has the focus, by the attribute that tells it best; “BODY” where it is lost."""
    name: str = page.evaluate("""() => {
        const at = document.activeElement;
        const told = ["data-field", "data-view", "data-summary", "data-add", "data-remove", "data-goto", "data-next"];
        const name = told.find((one) => at.hasAttribute(one));
        return name ? name.slice(5) + ":" + at.getAttribute(name) : at.tagName + ":" + at.textContent.trim();
    }""")
    return name
