"""Rules on signs (FORM-5, FORM-7, FORM-8, FORM-9, VOICE-7): punctuation, look-alikes, dates, units of numbers."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator

from handbook.editing.prose import Line, plain, unquoted
from handbook.sources.problems import Problem

_CJK = r"[\u3400-\u9fff]"
_HALF_WIDTH = re.compile(rf"(?<={_CJK})(?:[,;:?!(]|\.(?!\w))|[,;:?!)](?={_CJK})")
_FULL_WIDTH = dict(zip(",;:?!.()", "，；：？！。（）", strict=True))

_OURS = frozenset("，：；！？（）／＿～＝％＋…　￥№℃")
"""Signs of Chinese text that Unicode calls compatible with others, and which we mean."""

_INVISIBLE = frozenset("\u00ad\u200b\u200c\u200d\u2060\ufeff\u00a0")
_OTHER_SCRIPT = re.compile(r"[\u0370-\u03ff\u0400-\u04ff\u3040-\u30ff]")
"""Greek, Cyrillic and kana: they hold twins of Latin letters and of hanzi (А, ニ, 一)."""

_DATE = re.compile(r"(?<!\d)(?:19|20)\d\d([-./])\d{1,2}(?:\1\d{1,2})?(?![\d%])")
_TIGHT_DATE = re.compile(r"(?<!\d)(?:19|20)\d\d年|年\d|(?<=月)\d{1,2} ?日|(?<![\d.])\d{1,2}月\d")
_AMOUNT = re.compile(r"(?<![\d,.])\d{4,}(?:\.\d+)?(?= ?元)")
_BARE = re.compile(r"(?<![\dA-Za-z.,\-–])\d[\d,]*(?:\.\d+)?(?= *(?:[，。；！？、）]|$))")
_MONEY = re.compile(r"(?:欠|还|付|交|借|转|收|减|免|存|花|到手|月供|本金|利息|收入|工资|房租)了? $")
_COUNTED = re.compile(r"(?:第|讲义|号|乘|除以) ?$")
_LEAST = 100
"""A smaller number that no word of money precedes may count steps, months or shares."""


def check_signs(path: str, line: Line) -> Iterator[Problem]:
    """Yield what is wrong with the signs of one line."""
    text = plain(line.text)
    half = _HALF_WIDTH.search(re.sub(r"^\s*(?:[-*>]|\d+\.|#+) ", "", text))
    if half:
        what = f"FORM-7 中文里用了半角“{half[0]}”"
        yield Problem(path, line.number, what, f"改成“{_FULL_WIDTH[half[0]]}”")
    if re.search("[「」『』]", text):
        yield Problem(path, line.number, "FORM-5 用了直角引号", "改成“ ”")
    if '"' in text or re.search(rf"'(?={_CJK})|(?<={_CJK})'", text):
        yield Problem(path, line.number, "FORM-5 用了英文引号", "改成“ ”")
    yield from _numbers(path, line.number, unquoted(text))


def _numbers(path: str, number: int, text: str) -> Iterator[Problem]:
    date = _DATE.search(text) or _TIGHT_DATE.search(text)
    if date:
        yield Problem(path, number, f"FORM-9 日期写成“{date[0]}”", "写成 2026 年 8 月 1 日，数字两边空一格")
    amount = _AMOUNT.search(text)
    if amount:
        yield Problem(path, number, f"VOICE-7 金额“{amount[0]}”没有千分位", f"写成 {_grouped(amount[0])} 元")
    if "|" in text:
        # The unit of a column stands in its head.
        return
    for bare in _BARE.finditer(text):
        before = text[: bare.start()]
        if _MONEY.search(before) or (float(bare[0].replace(",", "")) >= _LEAST and not _COUNTED.search(before)):
            yield Problem(path, number, f"VOICE-7 数字“{bare[0]}”没有单位", "写出单位：元、天、期、次、%")


def _grouped(digits: str) -> str:
    whole, point, rest = digits.partition(".")
    return f"{int(whole):,}{point}{rest}"


def check_look_alikes(path: str, text: str) -> Iterator[Problem]:
    """Yield the signs in a whole file that look like others: what is typed with them cannot be found or read aloud."""
    for number, line in enumerate(text.splitlines(), 1):
        for sign in dict.fromkeys(line):
            fault = _look_alike(sign)
            if fault:
                yield Problem(path, number, f"FORM-8 {fault[0]}（U+{ord(sign):04X}）", fault[1])


def _look_alike(sign: str) -> tuple[str, str] | None:
    if sign in _INVISIBLE:
        return "有看不见的字符", "删掉，重新打一遍空格"
    if _OTHER_SCRIPT.match(sign):
        return f"“{sign}”是别的文字里的字母", "换成汉字或英文字母"
    usual = unicodedata.normalize("NFKC", sign)
    if usual != sign and sign not in _OURS:
        return f"“{sign}”是形近字", f"换成常用的“{usual}”"
    return None
