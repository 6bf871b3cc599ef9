import datetime as dt
from pathlib import Path

import pytest

from handbook.grounds.markdown import Register
from handbook.grounds.model import load_laws
from handbook.sources.problems import SourceError

from .conftest import DAY, LAWS, write_data


def test_a_known_article_in_force_has_no_fault(register: Register) -> None:
    assert register.laws.fault("民法典", "561", DAY) is None


@pytest.mark.parametrize(
    ("short", "article", "what", "fix"),
    [
        ("民法", "561", "不认识的文件“民法”", "民法典"),
        ("民法典", "562", "没有登记第 562 条", "561"),
        ("旧合同法", "全文", "已经废止", "现行规定"),
        ("旧合同法", "全文", "现行的是“民法典”", "现行规定"),
        ("新规定", "全文", "要到 2027-03 才施行", "现行规定"),
    ],
)
def test_a_wrong_citation_says_what_is_wrong_and_what_is_near(
    register: Register, short: str, article: str, what: str, fix: str
) -> None:
    fault = register.laws.fault(short, article, DAY)
    assert fault is not None
    assert what in fault[0]
    assert fix in fault[1]


def test_an_instrument_becomes_citable_on_its_day(register: Register) -> None:
    assert register.laws.fault("新规定", "全文", dt.date(2027, 2, 28)) is not None
    assert register.laws.fault("新规定", "全文", dt.date(2027, 3, 1)) is None


@pytest.mark.parametrize(
    ("change", "said"),
    [
        (("  status: 现行\n", "  status: 有效\n"), "laws.yml:6: 民法典: status 是“有效”; 只能是 现行、试行、已废止"),
        (("  issuer: 全国人民代表大会\n", "  isuer: 全国人民代表大会\n"), "不认识的字段 isuer; 是不是 issuer"),
        (("  issuer: 全国人民代表大会\n", ""), "laws.yml:2: 民法典: 缺少 issuer"),
        (("2021-01-01", "2021年1月"), "laws.yml:5: 民法典: effective 的写法不对; 写成 2021-01-01"),
        (('"561": 先抵费用，再抵利息，最后抵本金。', '"561": ""'), "写上内容，不要留空"),
        (('"561"', '"第561条"'), '条号写成 "561"'),
        (("民法典:\n", "民 法典:\n"), "短名里有空格"),
        (("  title: 中华人民共和国民法典\n", "  title: [\n"), "不是有效的 YAML"),
        (("旧合同法:\n", "民法典:\n"), "民法典: 写了两次"),
    ],
)
def test_a_bad_register_is_refused_with_its_line(tmp_path: Path, change: tuple[str, str], said: str) -> None:
    folder = write_data(tmp_path, laws=LAWS.replace(*change, 1))
    with pytest.raises(SourceError) as caught:
        load_laws(folder / "laws.yml", folder)
    assert said in str(caught.value)
    assert str(caught.value).startswith("laws.yml:")
