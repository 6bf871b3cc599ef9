"""Rules on the whole set of pages (SET-1 to SET-5): what no page shows by itself."""

from __future__ import annotations

import posixpath
import re
from collections.abc import Iterator, Mapping
from pathlib import Path
from urllib.parse import unquote

from pymdownx.slugs import slugify

from handbook.catalogue.ledger import ASK, Ledger
from handbook.editing.prose import LINK, plain
from handbook.grounds.model import GROUND
from handbook.sources import frontmatter
from handbook.sources.fences import prose_lines
from handbook.sources.nav import FILE, Entry, read_nav
from handbook.sources.problems import Problem, nearest

HOME = "index.md"
NEXT = "下一步"
NEXT_LINKS = range(2, 5)
"""One way on is no choice; of five nobody takes any."""

_ID = re.compile(r"""\bid=["']?([^"'\s>]+)|\{:?[^}]*#([\w-]+)""")
_GROUND_ITEM = re.compile(r"ground-\d+")
_SOUNDLESS = re.compile(r"[\W_]+")

Link = tuple[int, str, str]
"""A link of a page: its line, the file it names ("" for the page itself), the anchor."""


def check_site(root: Path, ledger: Ledger) -> list[Problem]:
    """Return every breach of a rule on links, navigation and questions among the pages below `root`/docs."""
    docs = root / "docs"
    sources = ledger.pages
    anchors = {page: anchors_of(text, ledger) for page, text in sources.items()}
    links = {page: list(_links(page, text)) for page, text in sources.items()}
    nav = read_nav(root)
    return [
        *_broken(docs, links, anchors),
        *_lost(nav, links),
        *_asked_twice(sources),
        *_unasked(sources),
        *_next_steps(sources),
    ]


def _broken(docs: Path, links: Mapping[str, list[Link]], anchors: Mapping[str, set[str]]) -> Iterator[Problem]:
    for page, found in links.items():
        for line, target, anchor in found:
            name = target or page
            if name not in anchors:
                if not (docs / name).is_file():
                    near = "、".join(nearest(name, anchors, 2))
                    yield _problem(page, line, f"SET-1 链接到没有的 {name}", f"改成有的页面（最接近：{near}）")
            elif anchor and anchor not in anchors[name] and not _GROUND_ITEM.fullmatch(anchor):
                near = "、".join(nearest(anchor, anchors[name], 2))
                yield _problem(page, line, f"SET-1 {name} 没有“{anchor}”这一节", f"改成有的标题（最接近：{near}）")


def _lost(nav: list[Entry], links: Mapping[str, list[Link]]) -> Iterator[Problem]:
    for entry in nav:
        if entry.page not in links:
            yield Problem(FILE, entry.line, f"SET-2 nav 里的 {entry.page} 没有这一页", "改成有的页面，或删掉这一行")
    listed = {entry.page for entry in nav}
    # Tables lead to pages too, but nobody reads them to the end: only what an author links counts.
    linked = {target for page, found in links.items() for _, target, _ in found if target != page}
    for page in links:
        if page == HOME:
            continue
        if page not in listed:
            yield _problem(page, 1, "SET-2 不在 mkdocs.yml 的 nav 里", "加进它的那一部分")
        if page not in linked:
            yield _problem(page, 1, "SET-2 没有一页链接到它", "在讲同一件事的页面里加一个链接")


def _asked_twice(sources: Mapping[str, str]) -> Iterator[Problem]:
    first: dict[str, tuple[str, int]] = {}
    for page, text in sources.items():
        for line, question in _questions(text):
            # The search reads neither signs nor spaces.
            key = _SOUNDLESS.sub("", question).lower()
            if key in first:
                where = f"docs/{first[key][0]}:{first[key][1]}"
                yield _problem(page, line, f"SET-3 “{question}”也在 {where}", "只留在答得最好的那一页")
            first.setdefault(key, (page, line))


def _unasked(sources: Mapping[str, str]) -> Iterator[Problem]:
    for page, text in sources.items():
        meta = frontmatter.meta_of(text)
        # What is kept out of the search needs no words to be found by.
        searched = meta.get("search", {}).get("exclude") != "true"
        if meta and searched and not meta.get("questions"):
            yield _problem(page, 1, "SET-4 页首没有 questions", "写五到九句读者会问的话；不进搜索的页不用写")


def _next_steps(sources: Mapping[str, str]) -> Iterator[Problem]:
    for page, text in sources.items():
        start = count = 0
        for number, line in [*prose_lines(text), (0, "## ")]:
            if line.startswith("## "):
                if start and count not in NEXT_LINKS:
                    fix = f"留 {NEXT_LINKS[0]} 到 {NEXT_LINKS[-1]} 个，最要紧的在前"
                    yield _problem(page, start, f"SET-5 “{NEXT}”有 {count} 个链接", fix)
                start, count = (number if line[3:].strip() == NEXT else 0), 0
            count += len(LINK.findall(line))


def anchors_of(text: str, ledger: Ledger) -> set[str]:
    """Return what a link to a page may name after #, the headings and ids of its tables among them."""
    slug = slugify(case="lower")
    found: set[str] = set()
    cited = False
    for _, line in prose_lines(text):
        asked = ASK.match(line)
        for part in ledger.tables[asked[1]]() if asked and asked[1] in ledger.tables else [line]:
            cited = cited or re.search(GROUND, part) is not None
            heading = re.match(r"#+ (.*)", part)
            if heading:
                found.add(_unused(slug(plain(heading[1]).replace("*", ""), "-"), found))
            found |= {one or other for one, other in _ID.findall(part)}
    return found | {"依据"} if cited else found


def _unused(name: str, used: set[str]) -> str:
    """Return the name that the table of contents gives a heading whose name is taken."""
    free, count = name, 0
    while free in used:
        count += 1
        free = f"{name}_{count}"
    return free


def _links(page: str, text: str) -> Iterator[Link]:
    _, _, head = frontmatter.split(text)
    for number, line in prose_lines(text):
        for _, target in LINK.findall(line) if number > head else ():
            if re.match(r"[a-z]+:", target):
                continue
            file, _, anchor = unquote(target).partition("#")
            yield number, posixpath.normpath(posixpath.join(posixpath.dirname(page), file)) if file else "", anchor


def _questions(text: str) -> Iterator[tuple[int, str]]:
    """Yield (line, question) of a page's front matter."""
    block, _, _ = frontmatter.split(text)
    waiting = [str(question) for question in frontmatter.meta_of(text).get("questions", [])]
    lines = iter(enumerate(block.splitlines(), 2))
    for question in waiting:
        # However it is quoted, its line holds it.
        yield next(((number, question) for number, line in lines if question in line), (1, question))


def _problem(page: str, line: int, what: str, fix: str) -> Problem:
    return Problem(f"docs/{page}", line, what, fix)
