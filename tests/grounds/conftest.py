"""A small register: enough law, values and numbers to cite."""

from __future__ import annotations

import datetime as dt
from pathlib import Path

import pytest

from handbook.grounds.helplines import load_helplines
from handbook.grounds.markdown import Register
from handbook.grounds.model import load_laws
from handbook.grounds.parameters import load_parameters

DAY = dt.date(2026, 11, 22)
LAWS = """
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
PARAMETERS = """
一年期LPR:
  title: 一年期贷款市场报价利率
  unit: "%"
  values:
    - {from: 2024-10-21, value: "3.1", source: 2024-10-21 公布}
    - {from: 2025-05-20, value: "3.0", source: 2025-05-20 公布}
  checked_on: 2026-11-22
  valid_until_checked: 2026-06-19
  confidence: high
答辩期:
  title: 提交答辩状的期限
  unit: 日
  values:
    - {from: 2024-01-01, value: "15", source: "[民法典 560]"}
  checked_on: 2026-11-22
  valid_until_checked: 2027-05-22
  confidence: high
"""
HELPLINES = """
- short: 报警
  number: "110"
  name: 报警电话
  runs_it: 公安机关
  handles: 报警。
  confidence: high
  checked_on: 2026-11-22
  source: 公安部
- short: 征信中心
  number: 400-810-8866
  name: 征信中心客服
  runs_it: 征信中心
  handles: 查报告。
  confidence: medium
  limits: 不报内容。
  checked_on: 2026-11-22
  source: 征信中心
"""


def write_data(folder: Path, laws: str = LAWS, parameters: str = PARAMETERS, phones: str = HELPLINES) -> Path:
    (folder / "parameters").mkdir(exist_ok=True)
    (folder / "laws.yml").write_text(laws, encoding="utf-8")
    (folder / "parameters/all.yml").write_text(parameters, encoding="utf-8")
    (folder / "helplines.yml").write_text(phones, encoding="utf-8")
    return folder


@pytest.fixture
def register(tmp_path: Path) -> Register:
    folder = write_data(tmp_path)
    laws = load_laws(folder / "laws.yml", folder)
    return Register(
        laws=laws,
        parameters=load_parameters(folder / "parameters", folder, laws),
        phones=load_helplines(folder / "helplines.yml", folder),
        day=DAY,
    )
