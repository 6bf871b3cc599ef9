"""The list of all questions, and the navigation whose order it follows."""

from __future__ import annotations

from pathlib import Path

import markdown
import pytest

from handbook.catalogue.questions import load_questions
from handbook.sources.nav import Entry, read_nav
from handbook.sources.pages import read_pages

NAV = """
site_name: 甲
site_url: !ENV [SITE_URL, "https://x.example/"]
nav:
  - index.md
  - questions.md
  - 规划:
      - plan/a.md
      - 里面:
          - 另起的名字: plan/b.md
  - 关于: about.md
markdown_extensions:
  - toc: {slugify: !!python/object/apply:pymdownx.slugs.slugify {}}
"""


def write_page(root: Path, name: str, title: str, questions: list[str]) -> None:
    path = root / "docs" / name
    path.parent.mkdir(parents=True, exist_ok=True)
    asked = "".join(f"\n  - {question!r}" for question in questions)
    path.write_text(f"---\ntitle: {title}\ndescription: {title}的答案。\nquestions:{asked}\n---\n", encoding="utf-8")


@pytest.fixture
def root(tmp_path: Path) -> Path:
    (tmp_path / "mkdocs.yml").write_text(NAV, encoding="utf-8")
    write_page(tmp_path, "index.md", "首页", ["从哪里开始"])
    write_page(tmp_path, "questions.md", "大家都在问", ["这一页自己的"])
    write_page(tmp_path, "plan/b.md", "乙", ["怎么减免", "利息*太高*<怎么>办"])
    write_page(tmp_path, "plan/a.md", "甲", ["怎么延期"])
    write_page(tmp_path, "plan/c.md", "丙", ["不在导航里"])
    return tmp_path


def test_the_navigation_is_read_with_its_parts_and_lines(root: Path) -> None:
    assert read_nav(root) == [
        Entry("index.md", "", 5),
        Entry("questions.md", "", 6),
        Entry("plan/a.md", "规划", 8),
        Entry("plan/b.md", "规划", 10),
        Entry("about.md", "", 11),
    ]


def test_without_a_navigation_there_is_none(tmp_path: Path) -> None:
    assert read_nav(tmp_path) == []
    (tmp_path / "mkdocs.yml").write_text("site_name: 甲\n", encoding="utf-8")
    assert read_nav(tmp_path) == []


def table(root: Path) -> str:
    return "\n".join(load_questions(root, read_pages(root)).tables["大家都在问"]())


def test_questions_stand_under_their_part_with_the_answer_and_a_link(root: Path) -> None:
    html = markdown.markdown(
        "\n".join(load_questions(root, read_pages(root)).tables["大家都在问"]()), extensions=["toc"]
    )
    parts = [html.index(f">{name}</h2>") for name in ("从这里开始", "规划")]
    places = [html.index(text) for text in ("从哪里开始", "怎么延期", "怎么减免")]
    assert parts[0] < places[0] < parts[1] < places[1] < places[2]
    assert '<a href="plan/b.md">乙</a></strong>　乙的答案。' in html
    assert '<a href="#规划">规划</a>' in html


def test_what_was_typed_stays_text(root: Path) -> None:
    html = markdown.markdown(table(root))
    assert "利息*太高*&lt;怎么&gt;办" in html


def test_the_page_lists_neither_itself_nor_what_the_navigation_leaves_out(root: Path) -> None:
    text = table(root)
    assert "这一页自己的" not in text
    assert "不在导航里" not in text
