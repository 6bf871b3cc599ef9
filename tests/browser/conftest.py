"""Real Chromium on the real build: what a reader sees, with the network there and with it cut."""

from __future__ import annotations

import functools
import http.server
import threading
import zipfile
from collections.abc import Iterator, Sequence
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, ViewportSize

from tests.conftest import Built

PHONE = ViewportSize(width=360, height=740)
DESK = ViewportSize(width=1280, height=900)


class _Quiet(http.server.SimpleHTTPRequestHandler):
    def log_message(self, format: str, *args: object) -> None:  # noqa: A002 - the name is the library's
        pass


@pytest.fixture(scope="session")
def site_url(built: Built) -> Iterator[str]:
    handler = functools.partial(_Quiet, directory=str(built.site))
    server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), handler)
    thread = threading.Thread(target=server.serve_forever, daemon=True)
    thread.start()
    yield f"http://127.0.0.1:{server.server_port}/"
    server.shutdown()
    server.server_close()
    thread.join()


@pytest.fixture(scope="session")
def bundle(built: Built, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The offline bundle as a reader unpacks it: below a folder with Chinese and a space in its name."""
    folder = tmp_path_factory.mktemp("下载 的 文件")
    with zipfile.ZipFile(built.dist / "offline.zip") as packed:
        packed.extractall(folder)
    return folder / "协商有据"


@pytest.fixture
def page(browser: Browser) -> Iterator[Page]:
    """A page on a small phone; where a test file needs another, it has its own."""
    context = browser.new_context(viewport=PHONE)
    yield context.new_page()
    context.close()


class Watch:
    """What went wrong on a page: requests to other hosts, errors, breaches of the policy."""

    def __init__(self, page: Page, home: str) -> None:
        self.outside: list[str] = []
        self.errors: list[str] = []
        page.on(
            "request", lambda r: None if r.url.startswith((home, "data:", "about:")) else self.outside.append(r.url)
        )
        page.on("console", lambda m: self.errors.append(m.text) if m.type in ("error", "warning") else None)
        page.on("pageerror", lambda e: self.errors.append(str(e)))
        # What the page still asked for when the next one was opened is no fault of either.
        page.on("requestfailed", lambda r: None if r.failure == "net::ERR_ABORTED" else self.errors.append(r.url))
        page.on("response", lambda r: self.errors.append(f"{r.status}: {r.url}") if r.status >= 400 else None)

    def clean(self) -> bool:
        assert self.outside == []
        assert self.errors == []
        return True


def open_search(page: Page, question: str) -> None:
    """Open the search as a finger would, and type."""
    if page.locator("label.md-header__button[for=__search]").is_visible():
        page.click("label.md-header__button[for=__search]")
    page.click(".md-search__input")
    page.fill(".md-search__input", question)
    page.keyboard.press("End")
    page.wait_for_selector(".md-search-result__item, .md-search-result__meta:has-text('没有')")


def one_of_each(pages: Sequence[str]) -> list[str]:
    """One page of every folder: what the theme adds around a page is the same on all of them."""
    return list({path.partition("/")[0]: path for path in pages}.values())
