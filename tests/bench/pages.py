"""How much a reader waits for: requests and bytes of a page of text and of each tool's page, at first and later."""

from __future__ import annotations

from collections.abc import Iterator

from playwright.sync_api import Browser, Page, ViewportSize, sync_playwright

from handbook.system import find_browser
from tests.bench.site import Served, site
from tests.bench.table import Figure, show

PHONE = ViewportSize(width=360, height=740)
TEXT, NEXT = "negotiate/first-call/", "plan/options/"
TEXT_REQUESTS, TOOL_REQUESTS = 10, 14
SCRIPTS = 42 * 1024


def visit(page: Page, served: Served, address: str) -> tuple[int, int]:
    """Open a page, and return how many files the server had to send for it, and their bytes."""
    served.sent.clear()
    page.goto(served.home + address, wait_until="networkidle")
    return len(served.sent), sum(size for _, size in served.sent)


def views(chromium: Browser, served: Served, first: str, second: str) -> tuple[tuple[int, int], tuple[int, int]]:
    """Open a page as the first one of a new reader, and another as the second."""
    context = chromium.new_context(viewport=PHONE)
    page = context.new_page()
    seen = visit(page, served, first), visit(page, served, second)
    context.close()
    return seen


def figures(chromium: Browser, served: Served) -> Iterator[Figure]:
    """Measure the page of text, then each tool's."""
    (requests, size), (again, more) = views(chromium, served, TEXT, NEXT)
    yield Figure("文字页，第一次打开，请求", requests, "个", TEXT_REQUESTS, "原来 17")
    yield Figure("文字页，第一次打开，gzip", size, "B")
    yield Figure("文字页，第二页，请求", again, "个")
    yield Figure("文字页，第二页，gzip", more, "B")
    for name, address in served.tools().items():
        (requests, size), _ = views(chromium, served, address, TEXT)
        _, (again, more) = views(chromium, served, TEXT, address)
        yield Figure(f"{name}，第一次打开，请求", requests, "个", TOOL_REQUESTS, "原来 28 到 39")
        yield Figure(f"{name}，第一次打开，gzip", size, "B")
        yield Figure(f"{name}，第二页，请求", again, "个")
        yield Figure(f"{name}，第二页，gzip", more, "B")
        yield Figure(f"{name}，脚本，引擎在内，gzip", served.weight(address), "B", SCRIPTS, "原来 57 KB")


def main() -> None:
    """Measure everything and print the table."""
    with site() as served, sync_playwright() as driver:
        chromium = driver.chromium.launch(executable_path=find_browser(), args=["--no-sandbox"])
        show(figures(chromium, served))
        chromium.close()


if __name__ == "__main__":
    main()
