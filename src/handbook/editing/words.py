"""Rules on words (VOICE-1, VOICE-9, VOICE-10, TRUTH-4, TRUTH-5): which not to use, and what to say instead."""

from __future__ import annotations

import re
from collections.abc import Iterator

from handbook.editing.prose import Line, plain, unquoted
from handbook.sources.problems import Problem

_PROMISES = re.compile(r"包成功|内部渠道|内部通道|强制停息|强制爆破|百分百|100%成功|保证减免|一定能减免|上岸")

_RIGHT = re.compile(r"(?:有权|法定)停息")

SPUN = {
    r"(?<!有)疑问(?!句)|疑惑": "问题",
    r"强制[实施]行": "强制执行",
    r"[实施]行(?=协商|沟通|还款|谈判|分期|延期|减免|申请|处理|操作|核实|投诉)": "进行，或者只写后面的动词",
    r"必不可少": "必要",
    r"切实可行": "做得到",
    r"行之有效": "有用",
    r"至关重要": "要紧",
    r"若是|倘若": "如果",
    r"务必": "一定要",
    r"诸多": "很多",
    r"从而": "拆成两句",
    r"旨在": "为了",
    r"综上所述|众所周知|总而言之": "不写",
}
"""What machines put in the place of plain words when they spin a text: pattern → what to write."""

SLANG = {
    "老赖": "失信被执行人",
    "铲单": "删除逾期记录",
    "撸口子": "到处借款",
    "口子": "借款平台",
    "呼死你": "不停拨打",
    "高炮": "无牌照的短期高息借款",
    "黑户": "有逾期记录的人",
    "花户": "查询记录多的人",
    "强下款": "未经申请放款",
    "外访": "上门催收",
    "爆破": "逼到逾期再谈",
    "停挂": "停息挂账",
}
"""Words of those who live in debt, which others do not know and which often judge: word → what to write."""

_GLOSSARY_LINK = re.compile(r"\[[^\]]*\]\([^)]*glossary\.md[^)]*\)")
_REPORTED = re.compile(r"#+ 说法：")
"""A heading that reports what people say, in order to answer it."""


def check_words(path: str, line: Line) -> Iterator[Problem]:
    """Yield what is wrong with the words of one line. What stands in quotation marks is what others say."""
    said = plain(line.text)
    if "你" in said:
        yield Problem(path, line.number, "VOICE-1 用了“你”", "改成“您”")
    promise = _PROMISES.search(said)
    if promise and not line.in_scam_box:
        yield Problem(path, line.number, f"TRUTH-4 出现“{promise[0]}”", '删掉；要揭穿它，放进 !!! danger "骗局"')
    right = _RIGHT.search(said)
    if right:
        fix = "改成“可以请求停息”，写明要对方同意"
        yield Problem(path, line.number, f"TRUTH-5 把停息说成权利（“{right[0]}”）", fix)
    ours = unquoted(said)
    for pattern, better in SPUN.items():
        spun = re.search(pattern, ours)
        if spun:
            yield Problem(path, line.number, f"VOICE-9 洗稿的词“{spun[0]}”", f"改成“{better}”")
    if _REPORTED.match(line.text):
        return
    ours = unquoted(plain(_GLOSSARY_LINK.sub("", line.text)))
    for word, better in SLANG.items():
        if word in ours and not any(word in longer and longer in ours for longer in SLANG if longer != word):
            fix = f"改成“{better}”；要说这个词，加引号或链接到词汇表"
            yield Problem(path, line.number, f"VOICE-10 没有解释的行话“{word}”", fix)
