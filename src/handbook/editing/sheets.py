"""Rules on the sheets that are printed and filled in by hand (ORDER-5, SET-6)."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping

from handbook.sources import frontmatter
from handbook.sources.fences import prose_lines
from handbook.sources.pages import DOCS
from handbook.sources.problems import Problem

LIST = "handouts/index.md"
FIRST = ("适合谁", "今天先做")
DONT = "别做"
CALL = "电话"
STEPS = 3
NUMBERS = ("报警", "心理援助")

_CHECKLIST = '\n<div class="checklist" markdown>'
_TO_FILL_IN = re.compile(r'<div class="fill|^(\[\[|```sheet$)', re.MULTILINE)
"""A table of blanks, or one that is made from data."""
_ROW = re.compile(r"^\| (\d\d) \| \[[^\]]+\]\(([\w-]+\.md)\)")


def check_sheets(pages: Mapping[str, str]) -> Iterator[Problem]:
    """Yield what is wrong with the sheets among `pages` (page below docs → source), and with their list."""
    sheets = {page: text for page, text in pages.items() if frontmatter.meta_of(text).get("handout") == "true"}
    for page, text in sheets.items():
        yield from _parts(f"{DOCS}/{page}", text)
    yield from _numbers(pages.get(LIST, ""), sheets)


def _parts(path: str, text: str) -> Iterator[Problem]:
    headings = {line[3:].strip(): number for number, line in prose_lines(text) if line.startswith("## ")}
    names = list(headings)
    if tuple(names[: len(FIRST)]) != FIRST:
        line = headings[names[0]] if names else 1
        yield Problem(path, line, f"ORDER-5 讲义开头不是“{'”“'.join(FIRST)}”两节", "先说给谁用，再说今天先做什么")
    if DONT not in headings:
        yield Problem(path, 1, f"ORDER-5 讲义没有“{DONT}”一节", f"加一节“## {DONT}”")
    if names[-1:] != [CALL]:
        yield Problem(path, headings[names[-1]] if names else 1, f"ORDER-5 讲义最后一节不是“{CALL}”", "移到最后")
    first = text.partition(f"## {FIRST[1]}\n")[2].partition("</div>")[0]
    if FIRST[1] in headings and (not first.startswith(_CHECKLIST) or first.count("\n- ") != STEPS):
        what = f"ORDER-5 “{FIRST[1]}”不是 {STEPS} 条的勾选清单"
        yield Problem(path, headings[FIRST[1]], what, f'写成 <div class="checklist" markdown> 包住的 {STEPS} 条')
    if not _TO_FILL_IN.search(text):
        yield Problem(path, 1, "ORDER-5 讲义没有可填的表", '加 <div class="fill" markdown>、```sheet 或 [[…]]')
    for short in NUMBERS:
        if f"[电话 {short}]" not in text:
            yield Problem(path, headings.get(CALL, 1), f"ORDER-5 讲义没有印 [电话 {short}]", f"写进“{CALL}”一节")


def _numbers(index: str, sheets: Mapping[str, str]) -> Iterator[Problem]:
    codes = {page: str(frontmatter.meta_of(text).get("handout_code", "")) for page, text in sheets.items()}
    wanted = [f"{number:02}" for number in range(1, len(sheets) + 1)]
    for page, code in codes.items():
        if list(codes.values()).count(code) > 1 or code not in wanted:
            what = f"SET-6 讲义编号“{code}”用了两次，或跳了号"
            yield Problem(f"{DOCS}/{page}", 1, what, f"从 01 编到 {wanted[-1]}，一号一张")
    listed: dict[str, str] = {}
    for number, line in enumerate(index.split("\n"), 1):
        row = _ROW.match(line)
        if not row:
            continue
        page = f"handouts/{row[2]}"
        listed[page] = row[1]
        if codes.get(page) != row[1]:
            what = f"SET-6 表里的 {row[1]} 号不是 {row[2]} 的编号"
            yield Problem(f"{DOCS}/{LIST}", number, what, "改成那一页页首的 handout_code")
    for page in codes:
        if page not in listed:
            yield Problem(f"{DOCS}/{page}", 1, f"SET-6 讲义没有列进 {DOCS}/{LIST}", "在那里的表里加一行")
