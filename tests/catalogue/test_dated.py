import datetime as dt

import pytest

from handbook.catalogue.dated import Dated, check_source, section
from handbook.grounds.markdown import Register

BLOCK = """甲

```dated
series: 一年期LPR
times: 答辩期
ask: 哪天
result: 上限
```
"""


def test_the_section_speaks_for_its_day_and_begins_with_the_rule(register: Register) -> None:
    asked = Dated(series="一年期LPR", times="答辩期", ask="哪天", result="上限")
    html = section(asked, register.parameters, register.day)
    assert "3.0% × 15 = <strong>45.0%</strong>" in html
    assert "2026-06-19 以后没有核对" in html
    fresh = section(asked, register.parameters, dt.date(2025, 1, 1))
    assert "3.1% × 15" in fresh
    assert "没有核对" not in fresh


@pytest.mark.parametrize(
    ("change", "said"),
    [
        (("series: 一年期LPR", "series: 一年LPR"), "docs/a.md:4: 引用了不认识的数“一年LPR”"),
        (("ask: 哪天\n", ""), "docs/a.md:3: 缺少 ask; 补上 ask"),
        (("ask: 哪天", "ask: [哪天"), "docs/a.md:6: dated 区块不是有效的 YAML：方括号没有配对"),
        (("```dated", "  ```dated"), "docs/a.md:3: dated 区块缩进了"),
        (("result: 上限\n```", "result: 上限"), "docs/a.md:3: dated 区块没有结束"),
    ],
)
def test_a_faulty_block_is_told_with_its_line(register: Register, change: tuple[str, str], said: str) -> None:
    problems = check_source("docs/a.md", BLOCK.replace(*change), register)
    assert said in str(problems[0])


def test_a_good_block_has_no_problem(register: Register) -> None:
    assert check_source("docs/a.md", BLOCK, register) == []
