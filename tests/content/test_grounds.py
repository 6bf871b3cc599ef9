"""Law in the pages is cited, and the data behind it cannot rot unseen."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Callable
from pathlib import Path

import pytest
import yaml

from handbook.editing.check import check_project
from tests.conftest import ROOT

DAY = dt.date(2026, 11, 22)


def replace(file: str, old: str, new: str) -> Callable[[Path], None]:
    def change(project: Path) -> None:
        text = (project / file).read_text(encoding="utf-8")
        assert old in text
        (project / file).write_text(text.replace(old, new, 1), encoding="utf-8")

    return change


def remove_law(project: Path) -> None:
    path = project / "data/laws.yml"
    laws = re.split(r"\n(?=\S+:\n)", path.read_text(encoding="utf-8"))
    path.write_text("\n".join(law for law in laws if not law.startswith("公务员法:")), encoding="utf-8")


def remove_lpr(project: Path) -> None:
    path = project / "data/parameters/interest.yml"
    lines = path.read_text(encoding="utf-8").splitlines(keepends=True)
    # Without the row in force, and with the one before closed, the day of the build has no value.
    lines = [line for line in lines if "from: 2025-05-20" not in line]
    text = "".join(lines).replace("from: 2024-10-21,", "from: 2024-10-21, to: 2025-05-19,")
    path.write_text(text, encoding="utf-8")


def unsay_a_rejected_claim(project: Path) -> None:
    claims = yaml.safe_load((project / "data/claims.yml").read_text(encoding="utf-8"))
    claim = next(claim for claim in claims if claim["verdict"] == "rejected")
    page = project / "docs" / claim["page"]
    text = page.read_text(encoding="utf-8")
    assert claim["says"] in text
    page.write_text(text.replace(claim["says"], "这里改了"), encoding="utf-8")


@pytest.mark.parametrize(
    ("mutate", "day", "said"),
    [
        (remove_law, DAY, "引用了不认识的文件“公务员法”"),
        (replace("data/laws.yml", '    "670":', '    "671":'), DAY, "“民法典”里没有登记第 670 条"),
        (replace("data/laws.yml", "  status: 现行", "  status: 已废止"), DAY, "已经废止"),
        (remove_lpr, DAY, "没有值"),
        (replace("data/laws.yml", "民法典:", "民法典: ["), DAY, "不是有效的 YAML"),
        (replace("data/helplines.yml", "short: 法院", "short: 法庭"), DAY, "引用了不认识的电话“法院”"),
        (unsay_a_rejected_claim, DAY, "data/claims.yml:"),
        (
            replace("docs/index.md", "review_in: 3 months", "review_in: 1 months"),
            dt.date(2027, 2, 24),
            "docs/index.md:4",
        ),
        (
            replace("data/glossary.yml", "page: plan/interest-freeze.md", "page: plan/nowhere.md"),
            DAY,
            "没有 docs/plan/nowhere",
        ),
        (replace("data/claims.yml", "verdict: merged", "verdict: gone"), DAY, "只能是 adopted"),
    ],
)
def test_a_change_that_makes_a_page_untrue_is_refused(
    project: Path, mutate: Callable[[Path], None], day: dt.date, said: str
) -> None:
    mutate(project)
    problems = [str(problem) for problem in check_project(project, day) if not problem.notice]
    assert any(said in problem for problem in problems), problems[:5]


def test_every_page_and_words_file_is_refused_when_nobody_looked_for_long() -> None:
    late = [problem for problem in check_project(ROOT, dt.date(2028, 6, 1)) if not problem.notice]
    told = {problem.path for problem in late if "DATE-3" in problem.what}
    pages = [page for page in (ROOT / "docs").rglob("*.md") if "assets" not in page.parts]
    words = [*(ROOT / "src").rglob("words.yml"), ROOT / "src/handbook/wording/common.yml"]
    assert told == {path.relative_to(ROOT).as_posix() for path in (*pages, *words)}


def test_an_editor_hears_of_a_page_a_month_ahead() -> None:
    found = check_project(ROOT, dt.date(2027, 2, 1))
    assert any(problem.notice and "docs/index.md" in problem.path for problem in found)
    assert [problem for problem in found if not problem.notice] == []
