"""What is wrong between pages: links, navigation, questions."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from handbook.catalogue.ledger import load_ledger
from handbook.editing.site import check_site
from handbook.grounds.markdown import Register

GLOSSARY = "fillers: [吗]\nterms:\n  - {term: 展期, plain: 往后延, page: plan/a.md}\n"
NAV = "nav:\n  - index.md\n  - 规划:\n      - plan/a.md\n      - plan/b.md\nplugins:\n  - x: !ENV [X, 1]\n"
PAGES = {
    "index.md": "---\ntitle: 首页\ndescription: 从这里。\nquestions:\n  - 从哪里开始\n---\n\n[甲](plan/a.md)\n",
    "plan/a.md": (
        "---\ntitle: 甲\ndescription: 答案。\nquestions:\n  - 怎么延期\n---\n\n## 今天先做\n\n看[乙](b.md#怎么做)。\n\n"
        "## 下一步\n\n- [乙](b.md)\n- [首页](../index.md)\n"
    ),
    "plan/b.md": (
        "---\ntitle: 乙\ndescription: 答案。\nquestions:\n  - 怎么减免\n---\n\n## 怎么做\n\n好[民法典 561]。\n\n"
        "[甲](a.md#今天先做)、[本页](#怎么做)\n"
    ),
}
Check = Callable[..., str]


@pytest.fixture
def check(tmp_path: Path, register: Register) -> Check:
    def run(change: dict[str, str] | None = None, nav: str = NAV) -> str:
        for name, text in {"glossary.yml": GLOSSARY, "claims.yml": "[]", "channels.yml": "[]"}.items():
            (tmp_path / "data" / name).write_text(text, encoding="utf-8")
        (tmp_path / "mkdocs.yml").write_text(nav, encoding="utf-8")
        for page, text in {**PAGES, **(change or {})}.items():
            path = tmp_path / "docs" / page
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text(text, encoding="utf-8")
        ledger = load_ledger(tmp_path, register)
        return "\n".join(str(problem) for problem in check_site(tmp_path, ledger))

    return run


def page(name: str, old: str, new: str) -> dict[str, str]:
    assert old in PAGES[name]
    return {name: PAGES[name].replace(old, new, 1)}


def test_a_sound_site_has_no_problem(check: Check) -> None:
    assert check() == ""


@pytest.mark.parametrize(
    ("name", "change", "told"),
    [
        ("plan/a.md", ("b.md#怎么做", "c.md"), "docs/plan/a.md:10: SET-1 链接到没有的 plan/c.md; 改成有的页面"),
        (
            "plan/a.md",
            ("b.md#怎么做", "b.md#怎么办"),
            "docs/plan/a.md:10: SET-1 plan/b.md 没有“怎么办”这一节; 改成有的标题（最接近：怎么做",
        ),
        ("plan/b.md", ("#怎么做)", "#下一步)"), "docs/plan/b.md:12: SET-1 plan/b.md 没有“下一步”这一节"),
        (
            "plan/b.md",
            ("怎么减免", "怎么 延期？"),
            "docs/plan/b.md:5: SET-3 “怎么 延期？”也在 docs/plan/a.md:5; 只留在",
        ),
        ("plan/b.md", ("questions:\n  - 怎么减免\n", ""), "docs/plan/b.md:1: SET-4 页首没有 questions"),
        ("plan/a.md", ("- [首页](../index.md)\n", ""), "docs/plan/a.md:12: SET-5 “下一步”有 1 个链接; 留 2 到 4 个"),
        ("plan/a.md", ("- [乙](b.md)\n", "- [乙](b.md)\n" * 4), "SET-5 “下一步”有 5 个链接"),
    ],
)
def test_a_fault_between_pages_is_told_with_its_line(
    check: Check, name: str, change: tuple[str, str], told: str
) -> None:
    assert told in check(page(name, *change))


def test_a_page_that_nobody_can_reach_is_told(check: Check) -> None:
    lonely = "---\ntitle: 丙\ndescription: 答案。\nquestions:\n  - 怎么办\n---\n\n[本页](#丙)、[自己](c.md)\n\n## 丙\n"
    found = check({"plan/c.md": lonely})
    assert "docs/plan/c.md:1: SET-2 不在 mkdocs.yml 的 nav 里" in found
    assert "docs/plan/c.md:1: SET-2 没有一页链接到它" in found


def test_a_line_of_the_navigation_without_a_page_is_told(check: Check) -> None:
    assert "mkdocs.yml:6: SET-2 nav 里的 plan/d.md 没有这一页" in check(
        nav=NAV.replace("plugins:", "      - plan/d.md\nplugins:")
    )


def test_the_grounds_at_the_foot_of_a_page_can_be_linked(check: Check) -> None:
    assert check(page("plan/a.md", "b.md#怎么做", "b.md#依据")) == ""
    assert check(page("plan/a.md", "b.md#怎么做", "b.md#ground-1")) == ""
    assert "没有“依据”" in check(page("plan/b.md", "a.md#今天先做", "a.md#依据"))


def test_headings_made_from_data_and_named_by_the_author_can_be_linked(check: Check) -> None:
    table = page("plan/b.md", "## 怎么做\n", '## 怎么做\n\n[[词汇表]]\n\n## 怎么做\n\n<span id="here"></span>\n\n')
    for anchor in ("展期", "怎么做_1", "here"):
        assert check({**table, **page("plan/a.md", "b.md#怎么做", f"b.md#{anchor}")}) == ""


def test_a_page_kept_out_of_the_search_needs_no_questions(check: Check) -> None:
    hidden = ("questions:\n  - 怎么减免\n", "search: {exclude: true}\n")
    assert check(page("plan/b.md", *hidden)) == ""


def test_links_in_code_and_to_telephones_are_left_alone(check: Check) -> None:
    assert check(page("plan/b.md", "好[民法典 561]", "好[民法典 561]`[x](y.md)`[打](tel:110)")) == ""
