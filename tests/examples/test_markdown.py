"""The plan block in Markdown: where it counts, what its YAML means, and errors that name the line."""

from __future__ import annotations

import re
from typing import Any

import pytest
from markdown import Markdown

from handbook.examples.markdown import PlanExtension, check_source, has_example
from handbook.sources.fences import Source
from handbook.sources.problems import SourceError

GOOD = "```plan\nincome: 5000\nessentials: 2000\nreserve: 300\ndebts:\n  - {name: 某网贷, principal: 30800}\n```\n"
EXTENSIONS = [["pymdownx.superfences"], ["fenced_code"], ["admonition", "md_in_html", "pymdownx.superfences"]]


def convert(text: str, extensions: list[str] | None = None, source: Source | None = None) -> str:
    own = PlanExtension(source=source) if source else PlanExtension()
    return Markdown(extensions=[own, *(extensions or EXTENSIONS[0])]).convert(text)


def problems(text: str, **more: Any) -> list[str]:
    with pytest.raises(SourceError) as caught:
        convert(text, **more)
    assert [str(problem) for problem in check_source("<markdown>", text)] == str(caught.value).split("\n")
    return str(caught.value).split("\n")


@pytest.mark.parametrize("extensions", EXTENSIONS)
def test_block_becomes_a_readable_result(extensions: list[str]) -> None:
    page = convert(f"前文\n\n{GOOD}\n后文", extensions)
    assert "第 12 个月还清" in page
    assert has_example(page)
    assert re.search(r"<p>前文</p>\s*<section.*</section>\s*<p>后文</p>", page, re.DOTALL)


@pytest.mark.parametrize("extensions", EXTENSIONS)
@pytest.mark.parametrize("fence", ["````", "~~~", "````markdown", "~~~ md"])
def test_block_shown_inside_another_fence_stays_text(fence: str, extensions: list[str]) -> None:
    marks = re.match(r"[`~]+", fence)
    assert marks is not None
    page = convert(f"{fence}\n```plan\nnonsense\n```\n{marks[0]}\n", extensions)
    assert not has_example(page)
    assert "nonsense" in page


def test_block_after_another_fence_still_counts() -> None:
    assert has_example(convert(f"```text\nx\n```\n\n{GOOD}"))
    assert has_example(convert(f"```text is never closed\n\n{GOOD}".replace("```text", "````text")))


def test_two_blocks_on_a_page() -> None:
    assert convert(f"{GOOD}\n中间\n\n{GOOD}").count("<section") == 2


def test_tildes_and_a_space_also_open_a_block() -> None:
    assert has_example(convert(GOOD.replace("```", "~~~")))
    assert has_example(convert(GOOD.replace("```plan", "``` plan")))


def test_other_words_are_other_languages() -> None:
    page = convert("```planning\nx\n```\n")
    assert not has_example(page)


def test_scalars_stay_as_written() -> None:
    page = convert(GOOD.replace("5000", "5000.10").replace("30800", '1.2万, annual_rate: 18.250, fees: "0.10"'))
    assert "每月还 2,700.10 元" in page
    assert "现在一共欠 12,000.10 元" in page


def test_words_that_yaml_would_turn_into_something_else_stay_words() -> None:
    assert 'aria-label="no"' in convert(GOOD.replace("income", "title: no\nincome"))
    second = "\n  - {name: 某卡, principal: 100}"
    page = convert(GOOD.replace("某网贷", "2026-11-22").replace("30800}", "30800}" + second))
    assert '<th scope="row">2026-11-22</th>' in page


def test_comments_are_allowed() -> None:
    assert "2,700" in convert(GOOD.replace("5000", "5000            # 每月到手收入，元"))


def test_each_fault_is_reported_on_its_own_line() -> None:
    case = "income: 5000\nessentials: 两千\nreserv: 1\ndebts:\n  - name: 甲\n    principal: -1\n  - principal: 5\n"
    text = f"# 题\n\n```plan\n{case}```\n"
    assert problems(text) == [
        "<markdown>:5: essentials: 看不懂“两千”; 只写数字，例如 5000 或 1.2万",
        "<markdown>:6: reserv: 没有“reserv”这一项; 是不是 reserve？",
        "<markdown>:9: debts[0].principal: 不能是负数; 没有就写 0",
    ]


def test_a_missing_field_is_reported_where_it_should_be() -> None:
    assert problems("\n```plan\nessentials: 1\ndebts:\n  - principal: 1\n```\n") == [
        "<markdown>:2: income: 没有填; 没有收入就写 0",
    ]
    assert problems("```plan\nincome: 1\nessentials: 1\ndebts:\n\n  - principal: 1\n\n  - name: 乙\n```\n")[
        0
    ].startswith("<markdown>:8: debts[1].principal: ")


@pytest.mark.parametrize(
    ("body", "line", "what"),
    [
        ("income: 1\nincome: 2", 3, "income: 写了两次"),
        ("debts:\n  - {name: 甲, name: 乙}", 3, "name: 写了两次"),
        ("income: [1", 2, "plan 区块不是有效的 YAML"),
        ("income: 1\n\tessentials: 2", 3, "plan 区块不是有效的 YAML"),
        ("a: &x [1]\nb: *x", 2, "不支持 YAML 的 & 和 *"),
        ("a: &x\n  b: *x", 2, "不支持 YAML 的 & 和 *"),
        ("? [1]\n: 2", 2, "字段名不能是列表或字典"),
        ("<<: {income: 1}", 2, "没有“<<”这一项"),
        ("income: !!python/object/apply:os.getcwd []", 2, "这里不是数"),
        ("只是一句话", 1, "这里要写成一组"),
        ("", 1, "plan 区块是空的"),
        ("# 只有注释", 1, "plan 区块是空的"),
        ("income: 1\n---\nincome: 2", 3, "plan 区块不是有效的 YAML"),
    ],
)
def test_yaml_that_is_not_a_case(body: str, line: int, what: str) -> None:
    found = problems(f"```plan\n{body}\n```\n")
    assert any(what in problem and problem.startswith(f"<markdown>:{line}: ") for problem in found), found
    assert all("; " in problem for problem in found)


@pytest.mark.parametrize(
    ("text", "line"),
    [
        ("x\n\n  ```plan\n  income: 1\n  ```\n", 3),
        ("    ```plan\n    income: 1\n    ```\n", 1),
        ('!!! note "x"\n\n    ```plan\n    income: 1\n    ```\n', 3),
        ("> ```plan\n> income: 1\n> ```\n", 1),
        ("- ```plan\n  income: 1\n  ```\n", 1),
        ("1. x\n\n2. ~~~plan\n", 3),
        ("x\n```plan\nincome: 1\n", 2),
        ("```plan wide\nincome: 1\n```\n", 1),
    ],
)
def test_a_block_in_the_wrong_place_stops_the_build(text: str, line: int) -> None:
    assert problems(text)[0].startswith(f"<markdown>:{line}: plan ")


def test_front_matter_counts_in_the_line() -> None:
    source = Source("docs/plan/x.md", 4)
    with pytest.raises(match=r"(?m)^docs/plan/x\.md:6: incom: "):
        convert("```plan\nincom: 1\n```\n", source=source)


def test_check_reads_whole_files() -> None:
    text = f"---\ntitle: 题\n---\n\n{GOOD}\n```plan\nincome: x\n```\n"
    found = check_source("docs/a.md", text)
    assert {(problem.path, problem.line) for problem in found} == {("docs/a.md", 13), ("docs/a.md", 14)}
    assert check_source("docs/a.md", f"---\ntitle: 题\n---\n{GOOD}") == []


def test_extension_can_be_named() -> None:
    page = Markdown(extensions=["handbook.examples.markdown"]).convert(GOOD)
    assert has_example(page)


def test_a_page_without_a_block_has_no_calculator() -> None:
    assert not has_example(convert('看 `<section class="plan-calculator">` 这个词'))
