"""The writing rules of CONTRIBUTING.md that a program can see; each finding begins with the rule's permanent ID."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from handbook.grounds import frontmatter
from handbook.grounds.helplines import typed
from handbook.grounds.markdown import Register, prose_lines, without_marks
from handbook.problems import Problem, nearest

SENTENCE_LIMIT = 60
HEADING_LIMIT = 18

_HAN = re.compile(r"[\u3400-\u9fff]")
_SLUG = re.compile(r"[a-z0-9]+(-[a-z0-9]+)*\.md")
_PROMISES = re.compile(r"包成功|内部渠道|内部通道|强制停息|强制爆破|百分百|100%成功|保证减免|一定能减免|上岸")
_LINK = re.compile(r"\[([^\]]*)\]\(([^)]*)\)")
_SENTENCE_END = re.compile(r"[。！？；!?;]")


@dataclass(frozen=True)
class _Line:
    number: int
    text: str
    in_scam_box: bool


def check_source(path: str, text: str, register: Register) -> list[Problem]:
    """Return every breach of a ⚙ rule in one page; `register` holds the values and numbers that it must not type."""
    problems: list[Problem] = []
    values = register.parameters.typed(register.day)
    for plain in frontmatter.plain_numbers(text):
        values.pop(plain, None)
    name = path.rsplit("/", 1)[-1]
    if not _SLUG.fullmatch(name):
        problems.append(Problem(path, 1, f"FORM-1 文件名 {name}", "改成小写英文和连字符，如 first-call.md"))
    level = 1
    for line in _prose(text):
        heading = re.match(r"(#+)\s+(.*)", line.text)
        if heading:
            problems += _heading(path, line, heading, level)
            level = len(heading[1])
        problems += _words(path, line)
        problems += _numbers(path, line, register, values)
        problems += _form(path, line)
    problems += _sentences(path, text)
    return problems


def _heading(path: str, line: _Line, heading: re.Match[str], above: int) -> Iterator[Problem]:
    depth, title = len(heading[1]), heading[2]
    if depth == 1:
        yield Problem(path, line.number, "FORM-2 正文里有一级标题", "删掉；标题来自页首的 title")
    elif depth > above + 1:
        yield Problem(path, line.number, f"FORM-2 标题从 {above} 级跳到 {depth} 级", f"改成 {above + 1} 级")
    if len(_HAN.findall(title)) > HEADING_LIMIT:
        yield Problem(path, line.number, f"VOICE-6 标题超过 {HEADING_LIMIT} 个汉字", "缩短，只留意思")


def _words(path: str, line: _Line) -> Iterator[Problem]:
    if "你" in line.text:
        yield Problem(path, line.number, "VOICE-1 用了“你”", "改成“您”")
    promise = _PROMISES.search(line.text)
    if promise and not line.in_scam_box:
        yield Problem(path, line.number, f"TRUTH-4 出现“{promise[0]}”", '删掉；要揭穿它，放进 !!! danger "骗局"')


def _numbers(path: str, line: _Line, register: Register, values: dict[str, list[str]]) -> Iterator[Problem]:
    plain = _LINK.sub(r"\1", without_marks(line.text))
    for number, fix in typed(plain, register.phones):
        yield Problem(path, line.number, f"TRUTH-3 电话 {number} 直接写在页面里", fix)
    for text, shorts in values.items():
        # 15日 is 15 日 typed in a hurry.
        pattern = re.escape(text).replace("\\ ", " ?")
        if re.search(rf"(?<![\d.,\-]){pattern}(?!\d)", plain):
            marks = " 或 ".join(f"[数 {short}]" for short in nearest(plain, shorts) or shorts[:3])
            fix = f"写成 {marks}；说的是别的事，就在页首 plain_numbers 里列出"
            yield Problem(path, line.number, f"TRUTH-7 直接写了“{text}”", fix)


def _form(path: str, line: _Line) -> Iterator[Problem]:
    if re.search("[「」『』]", line.text):
        yield Problem(path, line.number, "FORM-5 用了直角引号", "改成“ ”")
    if re.match(r"\s*[-*] \[[ xX]\]", line.text):
        yield Problem(path, line.number, "FORM-3 用了 - [ ]", '改成 <div class="checklist" markdown> 包住的列表')
    for _, target in _LINK.findall(line.text):
        if re.match(r"[a-z]+:", target) and not target.startswith("tel:"):
            yield Problem(path, line.number, f"FORM-4 站外链接 {target}", "改成机构名称，不做链接")
    if re.search(r"https?://", line.text) and not _LINK.search(line.text):
        yield Problem(path, line.number, "FORM-4 写了站外网址", "改成机构名称")


def _sentences(path: str, text: str) -> Iterator[Problem]:
    for line in _prose(text):
        # A row of a table is not one sentence.
        for cell in line.text.split("|"):
            for sentence in _SENTENCE_END.split(_LINK.sub(r"\1", without_marks(cell))):
                length = len(_HAN.findall(sentence))
                if length > SENTENCE_LIMIT:
                    start = sentence.strip()[:12]
                    yield Problem(
                        path, line.number, f"VOICE-2 “{start}…”这句有 {length} 个汉字", "拆成几句，一句一个意思"
                    )


def _prose(text: str) -> Iterator[_Line]:
    """Yield the lines that readers read: of the front matter only title and description, nothing of fenced blocks."""
    _, _, head = frontmatter.split(text)
    scam = False
    for number, raw in prose_lines(text):
        if number <= head:
            # What readers type, in their own words, is not ours to correct.
            if raw.startswith(("description:", "title:")):
                yield _Line(number, raw.partition(":")[2], False)
            continue
        if re.match(r"(!!!|\?\?\?\+?) ", raw):
            scam = bool(re.search(r'danger "[^"]*(骗|诈)', raw))
        elif raw.strip() and not raw.startswith("    "):
            scam = False
        yield _Line(number, raw, scam)
