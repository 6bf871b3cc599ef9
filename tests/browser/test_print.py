"""Printing from the browser: the text and the calculator's result, without the screen's furniture."""

from __future__ import annotations

import io
import re
import unicodedata

import pytest
from playwright.sync_api import Browser
from pypdf import PdfReader

from tests.browser.conftest import PHONE

pytestmark = pytest.mark.browser


def printed(browser: Browser, url: str) -> tuple[str, PdfReader]:
    page = browser.new_page(viewport=PHONE)
    page.goto(url)
    reader = PdfReader(io.BytesIO(page.pdf(prefer_css_page_size=True)))
    page.close()
    # Chromium writes some characters as their look-alike radicals; readers see no difference.
    text = unicodedata.normalize("NFKC", "".join(sheet.extract_text() for sheet in reader.pages))
    return re.sub(r"\s+", "", text), reader


def test_a_page_prints_its_text_alone_on_a4(browser: Browser, site_url: str) -> None:
    text, reader = printed(browser, site_url + "negotiate/first-call/")
    assert "第一次通话" in text
    assert "核对日期" in text
    assert "先看紧急情况" not in text
    assert "下一页" not in text
    width, height = reader.pages[0].mediabox.width, reader.pages[0].mediabox.height
    assert (round(width), round(height)) == (595, 842)
