import datetime as dt
from pathlib import Path

import pytest

from handbook.grounds.model import load_laws
from handbook.problems import SourceError

GOOD = """
民法典:
  title: 中华人民共和国民法典
  issuer: 全国人民代表大会
  effective: 2021-01-01
  status: 现行
  where: 国家法律法规数据库
  checked_on: 2026-11-22
  articles:
    "561": 先抵费用，再抵利息，最后抵本金。
    "560": 债务人可以指定。
旧合同法:
  title: 中华人民共和国合同法
  issuer: 全国人民代表大会
  effective: 1999-10-01
  status: 已废止
  replaced_by: 民法典
  where: 国家法律法规数据库
  checked_on: 2026-11-22
新规定:
  title: 还没施行的规定
  issuer: 某部门
  effective: 2027-03
  status: 现行
  where: 某部门
  checked_on: 2026-11-22
"""
DAY = dt.date(2026, 11, 22)


def write(folder: Path, text: str) -> Path:
    path = folder / "laws.yml"
    path.write_text(text, encoding="utf-8")
    return path


def test_a_known_article_in_force_has_no_fault(tmp_path: Path) -> None:
    assert load_laws(write(tmp_path, GOOD)).fault("民法典", "561", DAY) is None


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
    tmp_path: Path, short: str, article: str, what: str, fix: str
) -> None:
    fault = load_laws(write(tmp_path, GOOD)).fault(short, article, DAY)
    assert fault is not None
    assert what in fault[0]
    assert fix in fault[1]


def test_an_instrument_becomes_citable_on_its_day(tmp_path: Path) -> None:
    laws = load_laws(write(tmp_path, GOOD))
    assert laws.fault("新规定", "全文", dt.date(2027, 2, 28)) is not None
    assert laws.fault("新规定", "全文", dt.date(2027, 3, 1)) is None


@pytest.mark.parametrize(
    ("change", "said"),
    [
        (("  status: 现行\n", "  status: 有效\n"), "status 是“有效”; 只能是 现行、试行、已废止"),
        (("  issuer: 全国人民代表大会\n", "  isuer: 全国人民代表大会\n"), "不认识的字段 isuer; 是不是 issuer"),
        (("2021-01-01", "2021年1月"), "effective 是“2021年1月”"),
        (('"561": 先抵费用，再抵利息，最后抵本金。', '"561": ""'), "空的大意"),
        (("民法典:\n", "民 法典:\n"), "短名里有空格"),
        (("  title: 中华人民共和国民法典\n", "  title: [\n"), "不是有效的 YAML"),
    ],
)
def test_a_bad_register_is_refused_with_its_line(tmp_path: Path, change: tuple[str, str], said: str) -> None:
    with pytest.raises(SourceError) as caught:
        load_laws(write(tmp_path, GOOD.replace(*change, 1)), tmp_path)
    assert said in str(caught.value)
    assert str(caught.value).startswith("laws.yml:")
