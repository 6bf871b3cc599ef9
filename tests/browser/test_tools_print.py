"""A tool on paper: the answer whole, the empty form to fill in by hand, the receipt alone."""

from __future__ import annotations

import io
import re
import unicodedata

import pytest
from playwright.sync_api import Browser, Page
from pypdf import PdfReader

from tests.browser.test_tools_accessibility import FULL
from tests.browser.tools import PLAN, open_tool, phone, squeezed

pytestmark = pytest.mark.browser


def sheets(page: Page) -> list[str]:
    reader = PdfReader(io.BytesIO(page.pdf(prefer_css_page_size=True)))
    # Chromium writes some characters as their look-alike radicals; readers see no difference.
    return [re.sub(r"\s+", "", unicodedata.normalize("NFKC", sheet.extract_text())) for sheet in reader.pages]


def printed(page: Page) -> str:
    return "".join(sheets(page))


def test_an_answer_prints_whole_without_its_buttons(page: Page, site_url: str) -> None:
    tool = open_tool(page, site_url + PLAN)
    tool.fill_example("plan")
    text = printed(page)
    assert "并排看" in text
    # All months, also those that the screen folds away.
    months = page.locator("[data-view=plan] .tool-live .plan-months tbody th").all_text_contents()
    assert len(months) > 12
    # On paper its number and its date stand in two lines.
    shown = [part for month in months for part in re.findall(r"第\d+个月|20\d\d-\d\d", squeezed(month))]
    assert len(shown) == 2 * len(months)
    assert [part for part in shown if part not in text] == []
    assert set(range(1, 25)) <= {int(number) for number in re.findall(r"第(\d+)个月", text)}
    for word in ("再加一个方案", "快速离开", "填入例子的数", "看一个例子"):
        assert word not in text


def test_an_empty_form_prints_as_paper_with_the_numbers_of_its_boxes(page: Page, site_url: str) -> None:
    open_tool(page, site_url + "tools/offer/")
    text = printed(page)
    for box in ("约1本金", "约8分几期", "约13借款合同"):
        assert box in text
    assert "看看还差什么" not in text


def test_a_receipt_prints_alone(page: Page, site_url: str) -> None:
    tool = open_tool(page, site_url + "tools/court-fees/")
    tool.fill_example("court_fees")
    tool.press("receipt")
    text = printed(page)
    assert "收据:要交多少诉讼费" in text.replace("：", ":")
    assert "校验码" in text
    assert "诉讼费办法13" in text
    assert "拆开看" not in text
    assert "复制成文字" not in text
    # Nor does the page around it go out with it: whoever gets the sheet need not see where it comes from.
    for heading in page.locator("article h2").all_inner_texts():
        assert re.sub(r"[\s¶]", "", heading) not in text


def test_a_receipt_longer_than_a_page_begins_on_the_first(page: Page, site_url: str) -> None:
    tool = open_tool(page, site_url + PLAN)
    tool.bring(FULL)
    tool.go("plan")
    tool.press("receipt")
    first, *others = sheets(page)
    assert first.replace("：", ":").startswith("收据:方案")
    assert others
    assert all(others)


def test_without_scripts_the_worked_example_is_on_the_paper(browser: Browser, site_url: str) -> None:
    with phone(browser, java_script_enabled=False) as context:
        page = context.new_page()
        page.goto(site_url + "tools/court-fees/")
        text = printed(page)
    assert "看一个例子" in text
    assert "拆开看" in text
    assert "费1对方要的金额" in text
