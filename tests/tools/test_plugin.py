"""Tiny real sites: what a page with a tool loads, what one without does not, and how a bad block stops the build."""

from __future__ import annotations

import json
import logging
import re
import shutil
from collections.abc import Callable
from pathlib import Path

import pytest
from mkdocs.exceptions import Abort

from handbook.tools.markup import law_of
from handbook.tools.registry import load_tools
from handbook.tools.runtime import Runtime
from handbook.tools.scripts import load_books, tool_script
from tests.conftest import EPOCH, ROOT, build_site
from tests.tools import room
from tests.tools.room import calculate, yuan
from tests.tools.test_markdown import EXAMPLE, GOOD, SHEET
from tests.tools.test_receipt import FULL, typed_options

FRONT = "---\ntitle: 题\ndescription: 答案。\nchecked_on: 2026-11-22\nreview_in: 12 months\n---\n\n"
"""Seven lines."""
MakeSite = Callable[..., Path]


def tool(name: str) -> str:
    return f"# 题\n\n```tool\nname: {name}\nexample:\n{EXAMPLE}```\n"


@pytest.fixture
def make_site(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> MakeSite:
    """Write a site of the given pages, with a head where they have none; returns its folder."""
    monkeypatch.setenv("NO_MKDOCS_2_WARNING", "1")
    monkeypatch.setenv("SOURCE_DATE_EPOCH", EPOCH)

    def make(plugins: str = "grounds, plan-calculator, tools", **pages: str) -> Path:
        for name, text in pages.items():
            path = tmp_path / "docs" / f"{name.replace('__', '/')}.md"
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text(text if text.startswith("---") else FRONT + text, encoding="utf-8")
        shutil.copytree(ROOT / "data", tmp_path / "data")
        (tmp_path / "mkdocs.yml").write_text(
            "site_name: 小站\nstrict: true\ntheme: {name: material, font: false}\n"
            f"plugins: [{plugins}]\nmarkdown_extensions: [pymdownx.superfences]\n",
            encoding="utf-8",
        )
        return tmp_path

    return make


def ours(page: str) -> list[str]:
    """Return the addresses of our own scripts on a page, in order."""
    return re.findall(r'<script[^>]* src="([^"]*assets/handbook/[^"]+)"', page)


def test_every_tool_loads_one_script_of_its_own_and_nothing_else(make_site: MakeSite) -> None:
    tools = load_tools()
    pages = {f"deep__{name}": tool(name) for name in tools.tools}
    site = build_site(make_site(index="# 首页\n\n没有工具\n", paper=f"# 纸\n\n{SHEET}", **pages))
    for name in tools.tools:
        page = (site / "deep" / name / "index.html").read_text(encoding="utf-8")
        early, script = ours(page)
        assert re.fullmatch(r"../../assets/handbook/early[.][0-9a-f]{10}[.]js", early)
        assert re.fullmatch(rf"../../assets/handbook/tool-{name}[.][0-9a-f]{{10}}[.]js", script)
        assert page.index(early) < page.index("</head>") < page.index(script)
        [style] = re.findall(r'<link rel="stylesheet" href="(../../assets/handbook/[^"]+)"', page)
        for url in (early, script, style):
            assert (site / "deep" / name / url).resolve().is_file(), url
    for name in ("index.html", "paper/index.html"):
        page = (site / name).read_text(encoding="utf-8")
        assert ours(page) == []
        assert "assets/handbook" not in page


def test_a_tool_carries_the_arithmetic_that_it_uses_and_no_other(make_site: MakeSite) -> None:
    site = build_site(make_site(index="# 首页\n", **{name: tool(name) for name in ("waiting", "deadline")}))

    def script(name: str) -> str:
        [path] = (site / "assets/handbook").glob(f"tool-{name}.*.js")
        return path.read_text(encoding="utf-8")

    days_off, by_month = "最后一天是休息日的，顺到下一个上班的日子", "每月先计息，再还款；每笔四舍五入到分"
    assert days_off in script("deadline")
    assert days_off not in script("waiting")
    assert by_month in script("waiting")
    assert by_month not in script("deadline")


def test_a_tool_carries_the_words_it_may_say_and_no_other_tool_s() -> None:
    tools = load_tools()
    for name in tools.tools:
        script = tool_script(name, load_books())
        held = json.loads(re.findall(r"setWords\((\{.*\})\);", script)[0])
        assert {"common", "engine", "case", "frame"} <= set(held)
        opened = set(re.findall(r"const say = wordsOf\((\w+|\"\w+\")\)", script))
        assert opened - {"BOOK"} <= {f'"{book}"' for book in held}, name
        assert set(held) & set(tools.steps) <= set(tools.forms_of(name)), name


def test_a_tool_carries_only_the_law_it_asks_for(make_site: MakeSite) -> None:
    site = build_site(
        make_site(index="# 首页\n", waiting=tool("waiting"), deadline=tool("deadline"), court=tool("court_fees"))
    )
    setups = {}
    for name in ("waiting", "deadline", "court"):
        page = (site / name / "index.html").read_text(encoding="utf-8")
        held = re.search(r"<script type=\"application/json\" data-setup>(.*?)</script>", page)
        assert held is not None
        setups[name] = json.loads(held[1])["law"]
    whole = room.law()
    periods = {short for rule in whole["deadlines"].values() for short in rule.get("length", [])}
    shares = {fee["share"] for fee in whole["fees"].values() if "share" in fee}
    asked = {"waiting": {"先本后息逾期日数"}, "deadline": periods | {"最长诉讼时效"}, "court": shares}
    assert {name: set(setup["values"]) for name, setup in setups.items()} == asked
    for kind, name in [("deadlines", "deadline"), ("fees", "court")]:
        assert {other: list(setup[kind]) for other, setup in setups.items() if setup[kind]} == {name: list(whole[kind])}
    assert [bool(setups[name]["brackets"]) for name in ("waiting", "deadline", "court")] == [False, False, True]
    assert [bool(setups[name]["holidays"]["off"]) for name in ("waiting", "deadline", "court")] == [False, True, False]


def test_the_law_a_tool_carries_is_enough_for_all_it_can_be_asked() -> None:
    """Whatever a page answers, it answers as the engine would with all legal values."""
    asked = {name: [FULL] for name in load_tools().tools}
    rules = [{"rule": rule, "event": "2026-09-20", "length": "9"} for rule in typed_options("deadline", "rule")]
    asked["deadline"] = [{"deadline": form} for form in rules]
    procedures = typed_options("court_fees", "procedure")
    asked["court_fees"] = [{"court_fees": {"claim": "30000", "procedure": name}} for name in procedures]
    late = {"kind": "late_performance", "balance": "1000", "from": "2026-01-05", "to": "2026-04-05"}
    asked["accrue"].append({"accrue": {"segments": [late]}})
    asked["offer"].append({"offer": FULL["offer"] | {"which": "", "lender": "private"}})
    whole = room.kit().runtime
    for name, tool in load_tools().tools.items():
        part = Runtime(room.forms(), law_of(room.law(), name))
        for raw in asked[name]:
            for view in tool.steps[tool.asks :]:
                assert part.answer(view, raw, "2026-11-22") == whole.answer(view, raw, "2026-11-22"), (name, view)


def test_the_worked_example_needs_no_script(make_site: MakeSite) -> None:
    site = build_site(make_site(index=f"# 首页\n\n{GOOD}"))
    page = re.sub(r"<script.*?</script>", "", (site / "index.html").read_text(encoding="utf-8"), flags=re.DOTALL)
    fee = calculate("court_fees", {"claim": 3_000_000, "procedure": "simplified"})["fee"]
    assert f"要交 {yuan(fee)}。" in page
    how = [text for code, text in load_books()["court_fees"].items() if code.startswith("how.")]
    assert how
    for line in how:
        assert line in page
    assert "<noscript>" in page


def test_a_bad_block_stops_the_build_with_file_and_line(make_site: MakeSite, caplog: pytest.LogCaptureFixture) -> None:
    root = make_site(index="# 首页\n", plan__x=f"{FRONT}前文\n\n{GOOD.replace('30000', '三万')}", y=f"{FRONT}{GOOD}")
    with caplog.at_level(logging.ERROR), pytest.raises(Abort):
        build_site(root)
    assert re.search(r"docs/plan/x\.md:13: example：court_fees\.claim 看不懂“三万”.*; 补上或改对", caplog.text)
    assert "Traceback" not in caplog.text


def test_lines_hold_although_another_plugin_adds_text(make_site: MakeSite, caplog: pytest.LogCaptureFixture) -> None:
    root = make_site(index=f"{FRONT}{SHEET}\n{GOOD.replace('claim', 'clam')}")
    with (root / "mkdocs.yml").open("a", encoding="utf-8") as file:
        file.write("hooks: [add.py]\n")
    hook = "def on_page_markdown(markdown, **kwargs):\n    return '# 加\\n\\n加\\n\\n' + markdown + '\\n\\n加\\n'\n"
    (root / "add.py").write_text(hook, encoding="utf-8")
    with caplog.at_level(logging.ERROR), pytest.raises(Abort):
        build_site(root)
    assert "docs/index.md:15: example：" in caplog.text


def test_two_tools_on_a_page_stop_the_build(make_site: MakeSite, caplog: pytest.LogCaptureFixture) -> None:
    with caplog.at_level(logging.ERROR), pytest.raises(Abort):
        build_site(make_site(index=f"# 首页\n\n{GOOD}\n{GOOD}"))
    assert "docs/index.md:16: 一页有两个工具; " in caplog.text


def test_a_mistake_in_the_data_stops_the_build_with_its_file(
    make_site: MakeSite, caplog: pytest.LogCaptureFixture
) -> None:
    root = make_site(index="# 首页\n")
    path = root / "data/budget.yml"
    path.write_text(path.read_text(encoding="utf-8").replace("label: 奖金", "lable: 奖金"), encoding="utf-8")
    with caplog.at_level(logging.ERROR), pytest.raises(Abort):
        build_site(root)
    assert "data/budget.yml:" in caplog.text


def test_tools_ask_for_the_plugin_they_stand_on(make_site: MakeSite, caplog: pytest.LogCaptureFixture) -> None:
    with caplog.at_level(logging.ERROR), pytest.raises(Abort):
        build_site(make_site("tools", index="# 首页\n"))
    assert "没有 grounds; 加上它" in caplog.text
    assert "Traceback" not in caplog.text
