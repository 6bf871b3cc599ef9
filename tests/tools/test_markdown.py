"""The blocks `tool` and `sheet` in Markdown: where they count, what they become, faults that name line and remedy."""

from __future__ import annotations

import re
from collections.abc import Callable
from pathlib import Path

import pytest
from markdown import Markdown

from handbook.sources.fences import Source
from handbook.sources.problems import SourceError
from handbook.tools.markdown import ToolExtension, check_source, tool_of
from handbook.tools.registry import load_tools
from tests.tools import room
from tests.tools.room import Seen, calculate, yuan

GOOD = "```tool\nname: court_fees\nexample:\n  court_fees: {claim: 30000, procedure: simplified}\n```\n"
SHEET = "```sheet\ndebts\n```\n"
EXTENSIONS = [["pymdownx.superfences"], ["fenced_code"], ["admonition", "md_in_html", "pymdownx.superfences"]]


def convert(text: str, extensions: list[str] | None = None, source: Source | None = None) -> str:
    own = ToolExtension(kit=room.kit(), source=source or Source())
    return Markdown(extensions=[own, *(extensions or EXTENSIONS[0])]).convert(text)


def problems(text: str) -> list[str]:
    """Return what stops the build; `handbook check` must say the same."""
    with pytest.raises(SourceError) as caught:
        convert(text)
    told = str(caught.value).split("\n")
    assert [str(problem) for problem in check_source("<markdown>", text, room.kit())] == told
    return told


@pytest.mark.parametrize("extensions", EXTENSIONS)
def test_a_block_becomes_a_tool_with_its_worked_example(extensions: list[str]) -> None:
    page = convert(f"前文\n\n{GOOD}\n后文", extensions)
    fee = calculate("court_fees", {"claim": 3_000_000, "procedure": "simplified"})["fee"]
    without = re.sub(r"<script.*?</script>", "", page, flags=re.DOTALL)
    assert f"要交 {yuan(fee)}。" in without
    assert "费1 对方要的金额（元）：30,000" in without
    assert tool_of(page) == "court_fees"
    assert re.search(r"<p>前文</p>\s*<section class=\"tool\".*</section>\s*<p>后文</p>", page, re.DOTALL)


def test_a_tool_is_sound_and_holds_nothing_that_runs() -> None:
    for name in load_tools().tools:
        page = convert(f"```tool\nname: {name}\nexample:\n{EXAMPLE}```\n")
        seen = Seen(page)
        ids = [held["id"] for _, held in seen.tags if "id" in held and "__i__" not in held["id"]]
        assert len(ids) == len(set(ids)), name
        for tag, held in seen.tags:
            assert not [attribute for attribute in held if attribute == "style" or attribute.startswith("on")], name
            assert tag != "script" or held == {"type": "application/json", "data-setup": ""}, name
        for reference in ("for", "aria-describedby"):
            assert {id_ for text in seen.attributes(reference) for id_ in text.split()} <= {
                *(held["id"] for _, held in seen.tags if "id" in held)
            }, (name, reference)


EXAMPLE = """  budget: {income: 6500, essentials: 4300}
  debts: {rows: [{name: 甲, principal: 30000, annual_rate: 18.25}, {name: 乙, principal: 9000}]}
  shock: {savings: 1}
  waiting: {months: 3}
  partial: {silent: agree}
  settlement: {lump: 20000, keep_back: 4300}
  offer: {which: 1, periods: 36}
  accrue: {segments: [{balance: 1000, from: 2026-01-05, to: 2026-04-05, annual_rate: 18}]}
  court_fees: {claim: 30000}
  deadline: {event: 2026-11-20}
"""


@pytest.mark.parametrize("extensions", EXTENSIONS)
def test_a_sheet_becomes_paper_with_numbers(extensions: list[str]) -> None:
    page = convert(f"前文\n\n{SHEET}\n后文", extensions)
    assert tool_of(page) is None
    assert "债1</td>" in page
    assert "data-" not in page
    assert re.search(r"<p>前文</p>\s*<div class=\"fill\".*</div>\s*<p>后文</p>", page, re.DOTALL)


def test_a_sheet_may_stand_beside_a_tool_and_another_sheet() -> None:
    page = convert(f"{SHEET}\n{GOOD}\n```sheet\nbudget\n```\n")
    assert (page.count('class="fill"'), page.count("<section")) == (2, 1)


@pytest.mark.parametrize("fence", ["````", "~~~", "````markdown"])
def test_a_block_shown_inside_another_fence_stays_text(fence: str) -> None:
    marks = re.match(r"[`~]+", fence)
    assert marks is not None
    page = convert(f"{fence}\n```tool\nnonsense\n```\n```sheet\nx\n```\n{marks[0]}\n")
    assert tool_of(page) is None
    assert "nonsense" in page


def test_other_words_are_other_languages() -> None:
    assert tool_of(convert("```tools\nx\n```\n\n```sheets\ny\n```\n")) is None


def test_a_page_that_only_speaks_of_tools_has_none() -> None:
    assert tool_of(convert('看 `<section class="tool" data-tool="plan">` 这个词')) is None


def test_what_is_written_in_the_example_stays_as_written() -> None:
    page = convert(GOOD.replace("30000", "1.20万"))
    assert "1.20万" in page
    assert calculate("court_fees", {"claim": 1_200_000, "procedure": "simplified"})["fee"]
    dated = convert("```tool\nname: deadline\nexample:\n  deadline: {rule: answer, event: 2026-11-20}\n```\n")
    assert "2026-11-20" in dated
    named = convert(f"```tool\nname: partial\nexample:\n{EXAMPLE.replace('甲', 'no')}```\n")
    assert "债1A 叫什么：no" in named


def test_true_is_a_tick() -> None:
    page = convert(
        f"```tool\nname: waiting\nexample:\n{EXAMPLE.replace('18.25}', '18.25, court: true, judged: false}')}```\n"
    )
    assert "债1 收到法院、仲裁的文件，或执行通知：是" in page
    assert "判决、调解书已经生效：是" not in page


TOOL = "```tool\nname: {}\nexample: {}\n```\n"
FAULTS = [
    (TOOL.format("offr", "{offer: {principal: 1, periods: 2}}"), 2, "没有“offr”这个工具; 是不是 offer？"),
    ("x\n\n" + TOOL.format("plan", "{}").replace("name", "nam"), 4, "nam; 是不是 name？"),
    ("```tool\n```\n", 1, "tool 区块是空的"),
    ("```tool\n只是一句话\n```\n", 1, "字段: 值"),
    ("```tool\nname: [court_fees]\nexample: {}\n```\n", 2, "name"),
    (GOOD.replace("example:", "sample:"), 3, "sample; 是不是 example？"),
    (GOOD.replace("```\n", "more: 1\n```\n").replace("```tool\n", "```tool\n", 1), 5, "不认识的字段 more"),
    ("\n\n" + GOOD.replace("claim", "clam"), 6, "clam"),
    (GOOD.replace("  court_fees: {", "  court_fee: {"), 4, "court_fee"),
    (GOOD.replace("simplified", "simple"), 4, "simple"),
    (GOOD.replace("{claim: 30000, procedure: simplified}", "[1]"), 3, "样子"),
    (GOOD.replace("30000", "三万"), 4, "看不懂“三万”"),
    (GOOD.replace("30000", "-1"), 4, "不能是负数"),
    (GOOD.replace("claim: 30000, ", ""), 4, "例子是空的"),
    (GOOD.replace("claim: 30000, ", "date: 2026-01-01, "), 4, "没有填"),
    (GOOD.replace("claim: 30000, ", "claim: 1, claim: 2, "), 4, "claim: 写了两次"),
    (TOOL.format("plan", "{debts: {rows: [{principal: 1, court: yes}]}}"), 3, "打勾"),
    (TOOL.format("plan", "5"), 3, "账"),
    (GOOD.replace("{claim", "[claim"), 4, "YAML"),
    (GOOD.replace("example:", "\texample: {"), 3, "YAML"),
    (GOOD.replace("name: court_fees", "name: court_fees\nname: plan"), 3, "name: 写了两次，第 2 行已有"),
    ("```tool\nname: &x court_fees\nexample: *y\n```\n", 3, "YAML"),
    (f"{GOOD}\n{GOOD}", 7, "两个工具"),
    (f"{GOOD}\n{GOOD}\n{GOOD.replace('court_fees', 'deadline')}", 7, "两个工具"),
    ("- ```tool\n  name: court_fees\n  ```\n", 1, "列表"),
    ("1. x\n\n2. ```sheet\n", 3, "列表"),
    ("x\n\n  ```tool\n  name: court_fees\n  ```\n", 3, "缩进"),
    ('!!! note "x"\n\n    ```sheet\n    debts\n    ```\n', 3, "缩进"),
    ("> ```tool\n> name: court_fees\n> ```\n", 1, "引用"),
    ("x\n```tool\nname: court_fees\n", 2, "没有结束"),
    ("```sheet\ndebts\n", 1, "没有结束"),
    ("```tool wide\nname: court_fees\n```\n", 1, "wide"),
    ("```sheet\ndebt\n```\n", 1, "debts"),
    ("```sheet\n```\n", 1, "debts"),
    ("```sheet\ndebts\nbudget\n```\n", 1, "debts"),
]


@pytest.mark.parametrize(("text", "line", "said"), FAULTS, ids=lambda part: str(part)[:40])
def test_a_fault_names_its_line_and_a_remedy(text: str, line: int, said: str) -> None:
    first = problems(text)[0]
    assert re.match(rf"<markdown>:{line}: .+; .+", first), first
    assert said in first


# ---- The example of the tool's folder ----
@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Callable[[str], None]:
    """Put an example.yml into the folder of court_fees."""
    monkeypatch.setattr("handbook.tools.examples.HERE", tmp_path)

    def write(text: str) -> None:
        (tmp_path / "court_fees").mkdir(exist_ok=True)
        (tmp_path / "court_fees/example.yml").write_text(text, encoding="utf-8")

    return write


NAMED = "```tool\nname: court_fees\n```\n"
CASE = "{claim: 40000, procedure: simplified}"
OWN = f"# 例子\n\ncourt_fees: {CASE}\n"


def test_a_block_that_gives_no_example_gets_that_of_the_folder(folder: Callable[[str], None]) -> None:
    folder(OWN)
    fee = calculate("court_fees", {"claim": 4_000_000, "procedure": "simplified"})["fee"]
    assert convert(NAMED) == convert(f"{NAMED[:-4]}example: {{court_fees: {CASE}}}\n```\n")
    assert f"要交 {yuan(fee)}。" in convert(NAMED)
    assert "40,000" not in convert(GOOD)


def test_where_neither_gives_an_example_the_block_says_where_to_write_it(folder: Callable[[str], None]) -> None:
    del folder
    said = "court_fees 没有例子; 在这里写 example，或写一份 src/handbook/tools/court_fees/example.yml"
    assert problems(f"x\n\n{NAMED}") == [f"<markdown>:3: {said}"]


@pytest.mark.parametrize(
    ("old", "new", "line", "said"),
    [
        ("40000", "四万", 3, "court_fees.claim 看不懂“四万”"),
        ("claim: 40000, ", "", 3, "例子是空的"),
        ("claim:", "clam:", 3, "“clam”"),
        ("court_fees:", "court_fee:", 3, "“court_fee”"),
        (CASE, "[1]", 1, "样子"),
        ("simplified}", "simplified", 3, "YAML"),
        (OWN, "", 1, "文件是空的"),
    ],
)
def test_a_fault_in_the_folder_s_example_names_that_file(
    folder: Callable[[str], None], old: str, new: str, line: int, said: str
) -> None:
    folder(OWN.replace(old, new))
    [told] = problems(NAMED)
    assert re.match(rf"src/handbook/tools/court_fees/example\.yml:{line}: .+; .+", told), told
    assert said in told


def test_every_fault_is_told_at_once() -> None:
    bad = GOOD.replace("30000", "三万").replace("simplified}", "simplified, date: 昨天}")
    told = problems(f"{bad}\n```sheet\nx\n```\n")
    assert [re.findall(r":(\d+):", problem)[0] for problem in told] == ["4", "4", "7"]
    assert "court_fees.claim" in told[0]
    assert "court_fees.date" in told[1]


def test_front_matter_counts_in_the_line() -> None:
    with pytest.raises(match=r"(?m)^docs/a\.md:7: 没有“x”这个工具; 可用的有 "):
        convert("\n```tool\nname: x\n```\n", source=Source("docs/a.md", 4))
    found = check_source("docs/a.md", f"---\ntitle: 题\n---\n\n{GOOD}\n```sheet\nx\n```\n", room.kit())
    assert [(problem.path, problem.line) for problem in found] == [("docs/a.md", 11)]
    assert check_source("docs/a.md", f"---\ntitle: 题\n---\n{GOOD}\n{SHEET}", room.kit()) == []
