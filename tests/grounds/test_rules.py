"""data/deadlines.yml, fees.yml, lines.yml and rules.yml: sound, one with the law, refused where they are wrong."""

from __future__ import annotations

import datetime as dt
import re
import shutil
from collections.abc import Callable
from pathlib import Path

import pytest

from handbook.grounds.model import load_laws
from handbook.grounds.parameters import load_parameters
from handbook.grounds.rules import Rules, load_rules
from handbook.sources.problems import SourceError
from tests.conftest import ROOT

DAY = dt.date(2026, 11, 22)
LAWS = load_laws(ROOT / "data/laws.yml", ROOT)
PARAMETERS = load_parameters(ROOT / "data/parameters", ROOT, LAWS)
Load = Callable[[str, str, str], Rules]


@pytest.fixture
def load(tmp_path: Path) -> Load:
    """Load the rules after one change in one of the files, as an editor might make it."""
    (tmp_path / "data").mkdir()
    for name in ("deadlines", "fees", "lines", "rules"):
        shutil.copy(ROOT / f"data/{name}.yml", tmp_path / f"data/{name}.yml")

    def change(name: str, old: str, new: str) -> Rules:
        path = tmp_path / f"data/{name}.yml"
        text = path.read_text(encoding="utf-8")
        assert text.count(old), f"{old} is no longer in {name}.yml"
        path.write_text(text.replace(old, new, 1), encoding="utf-8")
        return load_rules(tmp_path, LAWS, PARAMETERS, DAY)

    return change


def line_of(name: str, text: str) -> int:
    """Return the line of the project's file on which `text` first stands."""
    lines = (ROOT / f"data/{name}.yml").read_text(encoding="utf-8").splitlines()
    return next(number for number, line in enumerate(lines, 1) if text in line)


def test_the_files_load(load: Load) -> None:
    rules = load("rules", "lpr:", "lpr:")
    assert next(iter(rules.deadlines)) == "answer"
    assert [rules.deadlines[rule].whose for rule in ("answer", "limitation", "complaint", "days")] == [
        "reader",
        "other",
        "authority",
        "any",
    ]


FAULTS = [
    (
        "deadlines",
        "length: [答辩期]",
        "length: [答辨期]",
        "answer: 没有“答辨期”这个数; 改成 data/parameters 里有的短名（最接近：答辩期",
    ),
    (
        "deadlines",
        "length: [支付令异议期]",
        "length: [财产案件受理费]",
        "payment_order_objection: “财产案件受理费”要写成 values",
    ),
    (
        "deadlines",
        "length: [判决上诉期]",
        "length: [一年期LPR]",
        "appeal_judgment: “一年期LPR”的单位是 %; 换成单位是 日",
    ),
    ("deadlines", "longest: 最长诉讼时效", "longest: 最长时效", "limitation: 没有“最长时效”这个数"),
    ("deadlines", '"[民诉法 250]"', '"[民诉法 9250]"', "enforcement: “民诉法”里没有登记第 9250 条"),
    ("deadlines", '"[民法典 192]"', '"[民法总则 188]"', "limitation: “民法总则”已经废止"),
    ("deadlines", 'moves: "[民法典 203]"', 'moves: "[民典法 203]"', "civil: 引用了不认识的文件“民典法”"),
    (
        "deadlines",
        'restarts: "[民法典 195]"',
        "restarts: 民法典 195",
        'limitation: restarts 的写法不对; 写成 "[民法典 561]"',
    ),
    ("deadlines", "unit: 日", "unit: 周", "days: unit 是“周”; 只能是"),
    (
        "deadlines",
        "whose: other",
        "whose: lender",
        "enforcement: whose 是“lender”; 只能是 reader、other、authority、any",
    ),
    (
        "deadlines",
        "counting: civil",
        "counting: civl",
        "limitation: counting 里没有“civl”这一种; 只能是 court、civil、calendar",
    ),
    ("deadlines", "    unit: 年\n", "", "years: length 和 unit 要有一个"),
    (
        "deadlines",
        "    unit: 日\n",
        "    unit: 日\n    length: [答辩期]\n",
        "days: length 和 unit 要有一个，也只能有一个",
    ),
    (
        "deadlines",
        "from: 收到支付令那天",
        "form: 收到支付令那天",
        "payment_order_objection: 不认识的字段 form; 是不是 from？",
    ),
    ("deadlines", "  small_claim_answer:", "  answer:", "answer: 写了两次"),
    ("deadlines", "  retrial:", "  再审:", "再审 不能做名字; 用小写英文"),
    ("fees", "share: 反诉受理费比例", "share: 反诉受理比例", "counterclaim: 没有“反诉受理比例”这个数"),
    ("fees", "share: 反诉受理费比例", "share: 保全费上限", "counterclaim: “保全费上限”的单位是 元; 换成单位是 %"),
    ("fees", "table: 申请执行费", "table: 答辩期", "enforcement: “答辩期”要写成 brackets"),
    ("fees", '"[诉讼费办法 36]"', '"[诉讼费办法 944]"', "payment_order: “诉讼费办法”里没有登记第 944 条"),
    ("fees", "label: 普通程序, ", "", "ordinary: 缺少 label"),
    ("lines", "value: 一年期LPR", "value: 一年LPR", "private_lpr: 没有“一年LPR”这个数"),
    ("lines", "times: 民间借贷LPR倍数", "times: 一年期LPR", "private_lpr: “一年期LPR”的单位是 %; 换成单位是 倍"),
    ("lines", "[金融审判意见 2]", "[金融审判意见 99]", "licensed_line: “金融审判意见”里没有登记第 99 条"),
    ("rules", "low: 罚息上浮下限", "low: 罚息下限", "penalty_interest: 没有“罚息下限”这个数"),
    ("rules", '"[民法典 561]"', '"[民法典 5610]"', "payment_order: “民法典”里没有登记第 5610 条"),
    ("rules", "lpr: {values: {rate: 一年期LPR}}", "lpr: {}", "lpr: ground 和 values 至少要有一个"),
]


@pytest.mark.parametrize(("name", "old", "new", "said"), FAULTS, ids=lambda text: str(text)[:30])
def test_a_mistake_is_refused_with_its_place_and_how_to_mend_it(
    load: Load, name: str, old: str, new: str, said: str
) -> None:
    with pytest.raises(SourceError) as caught:
        load(name, old, new)
    first = str(caught.value).splitlines()[0]
    assert re.fullmatch(rf"data/{name}\.yml:\d+: .+; .+", first)
    assert said in first


@pytest.mark.parametrize(
    ("name", "old", "new"),
    [
        ("deadlines", "length: [判决上诉期]", "length: [判决上诉]"),
        ("deadlines", '"[民诉法 250]"', '"[民诉法 9250]"'),
        ("deadlines", "counting: civil", "counting: civl"),
        ("fees", "share: 反诉受理费比例", "share: 反诉比例"),
    ],
)
def test_a_mistake_is_told_on_its_own_line(load: Load, name: str, old: str, new: str) -> None:
    with pytest.raises(SourceError) as caught:
        load(name, old, new)
    assert caught.value.problems[0].line == line_of(name, old)


def test_every_mistake_of_a_file_is_told_at_once(load: Load) -> None:
    with pytest.raises(SourceError) as caught:
        load("deadlines", "length: [答辩期]", 'length: [甲]\n    restarts: "[乙 1]"')
    assert [problem.what[:16] for problem in caught.value.problems] == [
        "answer: 没有“甲”这个数",
        "answer: 引用了不认识的文",
    ]


def test_what_an_instrument_repealed_said_is_refused(load: Load) -> None:
    """A past value may rest on a past source; a rule that readers are told today may not."""
    with pytest.raises(SourceError, match="已经废止，现行的是“民法典”"):
        load("rules", '"[民法典 561]"', '"[民法总则 全文]"')
