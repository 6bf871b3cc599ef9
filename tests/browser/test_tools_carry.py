"""Taking a case along: file, text, address; from friends, from older versions, and from people who mean harm."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.browser.tools import PLAN, Tool, open_tool, phone, runtime, stored

pytestmark = pytest.mark.browser

CASE = {
    "budget": {"mode": "totals", "income": "6500", "essentials": "4300"},
    "debts": {"rows": [{"name": "某卡秘密", "principal": "3万"}]},
}
FIRST = {"income": "5000", "essentials": "2000", "reserve": "300", "debts": [{"name": "某网贷", "principal": "30800"}]}


@pytest.fixture
def tool(page: Page, site_url: str) -> Tool:
    return open_tool(page, site_url + PLAN)


def file_of(data: Any, version: Any = 2, app: str = "协商有据") -> str:
    return json.dumps({"app": app, "v": version, "data": data}, ensure_ascii=False)


def fragment(case: dict[str, Any]) -> str:
    return str(runtime("plan").call("to_fragment", case))


def test_a_saved_file_brings_everything_back(tool: Tool, page: Page, tmp_path: Path) -> None:
    tool.bring(CASE)
    with page.expect_download() as download:
        tool.keep().locator("[data-export]").click()
    path = tmp_path / download.value.suggested_filename
    download.value.save_as(path)
    assert json.loads(path.read_text(encoding="utf-8"))["data"] == CASE
    tool.section.locator(".tool-top [data-wipe]").click()
    page.set_input_files("[data-import]", path)
    expect(tool.section.locator("[data-said]")).to_have_text("打开了。")
    assert tool.case() == CASE


def test_a_file_of_the_first_version_gives_the_same_plan(tool: Tool) -> None:
    tool.keep().locator("[data-paste]").fill(file_of(FIRST, version=1))
    tool.section.locator("[data-open-paste]").click()
    tool.go("plan")
    assert "每月还 2,700 元，第 12 个月" in tool.view().locator(".plan-headline").first.inner_text()


HOSTILE = {
    "another program": file_of(CASE, app="别的"),
    "no version": file_of(CASE, version=None),
    "half a file": file_of(CASE)[:40],
    "no file at all": "您好，我是客服",
    "a prototype": file_of(CASE).replace('"budget"', '"__proto__"'),
    "a constructor": file_of({"constructor": {"prototype": {"bad": "1"}}}),
    "an unknown box": file_of({"budget": {"wife": "1"}}),
    "a list for a text": file_of({"budget": {"income": ["1"]}}),
    "fifty-one debts": file_of({"debts": {"rows": [{"principal": "1"}] * 51}}),
    "endless depth": "[" * 100_000,
    "a long text": file_of({"budget": {"income": "9" * 201}}),
}


@pytest.mark.parametrize("what", HOSTILE)
def test_a_file_that_cannot_be_used_says_why_and_changes_nothing(tool: Tool, page: Page, what: str) -> None:
    tool.bring(CASE)
    tool.keep().locator("[data-paste]").fill(HOSTILE[what])
    tool.section.locator("[data-open-paste]").click()
    error = page.locator("#tool-paste-error")
    expect(error).to_be_visible()
    assert "原来填的没有动" in error.inner_text()
    assert tool.case() == CASE
    assert page.evaluate("({}).bad") is None


# ---- What a page does not know ----
LETTER = {"letter": {"to": "某银行", "lines": ["一", "二"]}}
ROW = {"name": "某卡秘密", "principal": "3万", "agent": "某公司"}
NEWER = {"budget": {"income": "6500", "mode": "weekly"}, "debts": {"rows": [ROW, {"principal": "9"}]}, **LETTER}


def open_text(tool: Tool, text: str) -> None:
    tool.keep().locator("[data-paste]").fill(text)
    tool.section.locator("[data-open-paste]").click()
    expect(tool.section.locator("[data-said]")).to_contain_text("打开了。")


def saved(tool: Tool, path: Path) -> dict[str, Any]:
    with tool.page.expect_download() as download:
        tool.keep().locator("[data-export]").click()
    download.value.save_as(path)
    held: dict[str, Any] = json.loads(path.read_text(encoding="utf-8"))
    return held


def test_a_case_goes_over_another_tool_s_page_and_comes_back_whole(
    tool: Tool, page: Page, site_url: str, tmp_path: Path
) -> None:
    tool.fill_example("plan")
    whole = saved(tool, tmp_path / "plan.json")["data"]
    # Of a page that carries more forms than either of these two.
    open_text(tool, file_of(whole | LETTER))
    assert saved(tool, tmp_path / "more.json")["data"] == whole | LETTER
    fees = open_tool(page, site_url + "tools/court-fees/")
    page.set_input_files("[data-import]", tmp_path / "more.json")
    expect(fees.section.locator("[data-said]")).to_have_text("打开了。")
    fees.put("court_fees.claim", "30000")
    typed = {"court_fees": {**whole.get("court_fees", {}), "claim": "30000"}}
    assert saved(fees, tmp_path / "fees.json")["data"] == whole | LETTER | typed
    again = open_tool(page, site_url + PLAN)
    page.set_input_files("[data-import]", tmp_path / "fees.json")
    expect(again.section.locator("[data-said]")).to_have_text("打开了。")
    assert again.case() == whole | LETTER | typed
    again.go("plan")
    assert again.same_as_engine(whole, "plan")


def test_a_newer_version_opens_with_what_is_known_and_is_saved_whole(tool: Tool, tmp_path: Path) -> None:
    open_text(tool, file_of(NEWER, version=99))
    expect(tool.section.locator("[data-said]")).to_contain_text("更新的版本")
    assert tool.box("budget.income").input_value() == "6,500"
    tool.put("budget.income", "7000")
    tool.go("debts")
    assert tool.box("debts.rows[0].principal").input_value() == "3万"
    tool.view().locator('[data-row="1"] [data-remove]').click()
    held = saved(tool, tmp_path / "case.json")
    assert held["v"] == 99
    assert held["data"] == {"budget": {"income": "7000", "mode": "weekly"}, "debts": {"rows": [ROW]}, **LETTER}


def test_what_is_kept_outlasts_reloading_and_is_remembered(browser: Browser, site_url: str) -> None:
    with phone(browser) as context:
        tool = open_tool(context.new_page(), site_url + PLAN)
        open_text(tool, file_of(NEWER, version=99))
        tool.page.reload()
        assert Tool(tool.page).case() == NEWER
        Tool(tool.page).keep().locator("[data-remember]").check()
        assert open_tool(context.new_page(), site_url + PLAN).case() == NEWER


def test_what_cannot_be_shown_is_not_given_up_for_an_example_or_a_link(tool: Tool, page: Page) -> None:
    open_text(tool, file_of(LETTER))
    tool.go("plan")
    expect(tool.view().locator("[data-example]")).not_to_be_visible()
    page.evaluate("hash => void (location.hash = hash)", fragment(CASE))
    expect(tool.section.locator("[data-said]")).to_contain_text("没有打开")
    assert tool.case() == LETTER


def test_what_cannot_be_shown_is_in_no_link_and_is_cleared_with_the_rest(tool: Tool) -> None:
    open_text(tool, file_of({**CASE, **LETTER}))
    tool.keep().locator("[data-link]").click()
    link = tool.section.locator("[data-paste]").input_value()
    sent = runtime("plan").call("from_fragment", "#" + link.partition("#")[2])["case"]
    assert set(sent) == set(CASE)
    tool.section.locator(".tool-top [data-wipe]").click()
    assert tool.case() == {}


def test_ten_megabytes_are_refused_at_once(tool: Tool, page: Page, tmp_path: Path) -> None:
    tool.bring(CASE)
    path = tmp_path / "large.json"
    path.write_text(file_of({"budget": {"income": "9" * 10_000_000}}), encoding="utf-8")
    page.set_input_files("[data-import]", path)
    expect(page.locator("#tool-import-error")).to_contain_text("文件太大")
    assert tool.case() == CASE


def test_markup_in_a_name_stays_text(tool: Tool) -> None:
    name = "<img src=x onerror=bad=1>"
    tool.bring({**CASE, "debts": {"rows": [{"name": name, "principal": "3万"}, {"principal": "100"}]}})
    tool.go("plan")
    tool.press("receipt")
    assert name in tool.view().inner_text()
    assert tool.section.locator("img").count() == 0


def test_an_address_carries_the_amounts_but_no_name_and_only_when_asked(tool: Tool, page: Page) -> None:
    tool.bring(CASE)
    tool.go("plan")
    assert "case" not in page.url
    tool.keep().locator("[data-link]").click()
    link = tool.section.locator("[data-paste]").input_value()
    assert link.startswith(page.url.split("#")[0] + "#case=")
    assert (
        "秘密" not in runtime("plan").call("from_fragment", link.partition("#")[2].join(["#", ""]))["case"].__repr__()
    )


def test_a_case_from_an_address_opens_and_leaves_the_address_bar(page: Page, site_url: str) -> None:
    tool = open_tool(page, site_url + PLAN + fragment(CASE))
    assert page.url == site_url + PLAN
    assert tool.box("budget.income").input_value() == "6,500"
    assert stored(page) == []
    tool.go("debts")
    assert tool.box("debts.rows[0].principal").input_value() == "3万"
    assert tool.box("debts.rows[0].name").input_value() == ""


@pytest.mark.parametrize("broken", ["#case=%E4%A", "#case=~ZZ", "#case=", "#case=" + "a" * 300_000])
def test_a_broken_address_says_so_and_leaves_the_forms_empty(page: Page, site_url: str, broken: str) -> None:
    tool = open_tool(page, site_url + PLAN + broken)
    assert tool.section.locator("[data-said]").inner_text() != ""
    assert page.url == site_url + PLAN
    assert tool.case() == {}


def test_what_is_remembered_is_not_overwritten_by_an_address(browser: Browser, site_url: str) -> None:
    with phone(browser) as context:
        beside = context.new_page()
        beside.goto(site_url)
        first = open_tool(context.new_page(), site_url + PLAN)
        first.bring(CASE)
        first.keep().locator("[data-remember]").check()
        # Pages may live in processes of their own, and what one stores takes a moment to reach the next.
        beside.wait_for_function("() => Object.keys(localStorage).includes('xieshang-case')")
        other = {"budget": {"mode": "totals", "income": "1", "essentials": "1"}}
        second = open_tool(context.new_page(), site_url + PLAN + fragment(other))
        assert second.box("budget.income").input_value() == "1"
        second.put("budget.income", "2")
        third = open_tool(context.new_page(), site_url + PLAN)
        assert third.box("budget.income").input_value() == "6,500"
