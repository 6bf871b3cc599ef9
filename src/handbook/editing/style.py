"""The writing rules of CONTRIBUTING.md that a program can see; each finding begins with the rule's permanent ID."""

from __future__ import annotations

import re
from collections.abc import Iterator

from handbook.editing.blocks import check_blocks, check_sentence
from handbook.editing.prose import HAN, LINK, Line, prose
from handbook.editing.typography import check_look_alikes, check_signs
from handbook.editing.words import check_words
from handbook.grounds.helplines import typed
from handbook.grounds.markdown import Register, without_marks
from handbook.sources import frontmatter
from handbook.sources.problems import Problem, nearest

HEADING_LIMIT = 18

Values = dict[str, list[str]]
"""A value as pages print it → the short names of the parameters that have it."""

_OF_NEGOTIATING = tuple(f"docs/{part}/" for part in ("prepare", "channels", "plan", "negotiate", "lenders"))
"""Pages that tell how to negotiate: each says what it may cost, and where to go on."""

_SLUG = re.compile(r"[a-z0-9]+(-[a-z0-9]+)*\.md")


def check_source(path: str, text: str, register: Register) -> list[Problem]:
    """Return every breach of a ⚙ rule in one page; `register` holds the values and numbers that it must not type."""
    problems: list[Problem] = []
    values = values_but(frontmatter.plain_numbers(text), register)
    name = path.rsplit("/", 1)[-1]
    if not _SLUG.fullmatch(name):
        problems.append(Problem(path, 1, f"FORM-1 文件名 {name}", "改成小写英文和连字符，如 first-call.md"))
    level = 1
    lines = list(prose(text))
    for line in lines:
        heading = re.match(r"(#+)\s+(.*)", line.text)
        if heading:
            problems += _heading(path, line, heading, level)
            level = len(heading[1])
        problems += check_words(path, line)
        problems += check_signs(path, line)
        problems += check_sentence(path, line)
        problems += check_registered(path, line, register, values)
        problems += _form(path, line)
    problems += check_blocks(path, lines)
    problems += _limits(path, text)
    problems += check_look_alikes(path, text)
    return problems


def values_but(plain_numbers: list[str], register: Register) -> Values:
    """Return what must not be typed, without what a text says it means otherwise."""
    return {
        text: shorts for text, shorts in register.parameters.typed(register.day).items() if text not in plain_numbers
    }


def _limits(path: str, text: str) -> Iterator[Problem]:
    if not path.startswith(_OF_NEGOTIATING):
        return
    if "代价" not in text:
        fix = "加一节“这样做的代价”：征信、时效重新计算、等于承认债务"
        yield Problem(path, 1, "ORDER-4 没有说可能付出什么代价", fix)
    if not re.search(r"^## (找谁|下一步)\s*$", text, re.MULTILINE):
        yield Problem(path, 1, "ORDER-4 没有说可以找谁、下一步做什么", "在最后加一节“下一步”")


def _heading(path: str, line: Line, heading: re.Match[str], above: int) -> Iterator[Problem]:
    depth, title = len(heading[1]), heading[2]
    if depth == 1:
        yield Problem(path, line.number, "FORM-2 正文里有一级标题", "删掉；标题来自页首的 title")
    elif depth > above + 1:
        yield Problem(path, line.number, f"FORM-2 标题从 {above} 级跳到 {depth} 级", f"改成 {above + 1} 级")
    if len(HAN.findall(title)) > HEADING_LIMIT:
        yield Problem(path, line.number, f"VOICE-6 标题超过 {HEADING_LIMIT} 个汉字", "缩短，只留意思")


def check_registered(path: str, line: Line, register: Register, values: Values) -> Iterator[Problem]:
    """Yield the telephone numbers and dated values that are typed where a mark should stand (TRUTH-3, TRUTH-7)."""
    plain = LINK.sub(r"\1", without_marks(line.text))
    for number, fix in typed(plain, register.phones):
        yield Problem(path, line.number, f"TRUTH-3 电话 {number} 直接写在页面里", fix)
    for text, shorts in values.items():
        # Most lines hold no such number, and looking for it costs little.
        if text.partition(" ")[0] not in plain:
            continue
        # 15日 is 15 日 typed in a hurry; 8 月 15 日 is a day, not a number of days.
        pattern = re.escape(text).replace("\\ ", " ?")
        if re.search(rf"(?<![\d.,\-])(?<!月)(?<!月 ){pattern}(?!\d)", plain):
            marks = " 或 ".join(f"[数 {short}]" for short in nearest(plain, shorts) or shorts[:3])
            fix = f"写成 {marks}；说的是别的事，就在页首 plain_numbers 里列出"
            yield Problem(path, line.number, f"TRUTH-7 直接写了“{text}”", fix)


def _form(path: str, line: Line) -> Iterator[Problem]:
    if re.match(r"\s*[-*] \[[ xX]\]", line.text):
        yield Problem(path, line.number, "FORM-3 用了 - [ ]", '改成 <div class="checklist" markdown> 包住的列表')
    for _, target in LINK.findall(line.text):
        if re.match(r"[a-z]+:", target) and not target.startswith("tel:"):
            yield Problem(path, line.number, f"FORM-4 站外链接 {target}", "改成机构名称，不做链接")
    if re.search(r"https?://", line.text) and not LINK.search(line.text):
        yield Problem(path, line.number, "FORM-4 写了站外网址", "改成机构名称")
