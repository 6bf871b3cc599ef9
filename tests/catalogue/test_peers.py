"""Other repayment tools beside ours: what the page says is what the engine computes, and faults are told by line."""

from __future__ import annotations

import html
import re
from collections.abc import Callable
from pathlib import Path
from typing import Any

import markdown
import pytest
import yaml

from handbook.calculator.engine import shared_engine
from handbook.catalogue.ledger import LedgerExtension, load_ledger
from handbook.catalogue.peers import FILE, Peers, load_peers
from handbook.grounds.markdown import GroundsExtension, Register
from handbook.grounds.register import load_register
from handbook.sources.problems import SourceError
from tests.conftest import ROOT
from tests.grounds.conftest import DAY

# Line numbers are counted below: the file begins with the line “cases:”.
PEERS = """\
cases:
  - id: below-minimum
    title: 低于最低
    says: 钱不够。
    input:
      monthly: 100000
      debts:
        - {name: 甲, principal: 1000050, interest: 20000, annual_rate: "0.1825", minimum: 150000}
  - id: refused
    title: 有一家不同意
    says: 没有答应。
    input:
      monthly: 50000
      debts:
        - name: 乙<b>
          principal: 1000000
          annual_rate: "0.2"
          freeze: [{from: 2}]
          status: refused
peers:
  - name: 工具一
    kind: 网页
    evidence: 读过源代码
    noted_on: 2026-11-22
    does:
      below-minimum: 不让算 <1 元的。
      refused: 没有看到。
  - name: 工具二
    kind: 表格
    evidence: 没有核实
    noted_on: 2026-11-22
    does: {below-minimum: 照常算。, refused: 没有看到。}
"""


@pytest.fixture
def load(tmp_path: Path) -> Callable[[str], Peers]:
    def write(text: str = PEERS) -> Peers:
        (tmp_path / "data").mkdir(exist_ok=True)
        (tmp_path / FILE).write_text(text, encoding="utf-8")
        return load_peers(tmp_path)

    return write


def render(peers: Peers, table: str = "同类工具") -> str:
    return markdown.markdown("\n".join(peers.tables[table]()), extensions=["md_in_html", "attr_list"])


def words(markup: str) -> str:
    return html.unescape(re.sub(r"<[^>]+>", "", markup))


def yuan(fen: int) -> str:
    return f"{fen / 100:,.2f}".removesuffix(".00") + " 元"


@pytest.fixture(scope="module")
def page() -> str:
    """The page's own text, rendered with the project's own data."""
    register: Register = load_register(ROOT, DAY)
    extensions: list[Any] = [GroundsExtension(register), LedgerExtension(load_ledger(ROOT, register)), "md_in_html"]
    text = (ROOT / "docs/about/compare.md").read_text(encoding="utf-8").partition("\n---\n")[2]
    return markdown.markdown(text, extensions=extensions)


def blocks(markup: str) -> dict[str, str]:
    """Each case's part of the page, by the case's id."""
    found = re.findall(r'<div role="group" id="case-([a-z-]+)"(.*?)</div>', markup, re.DOTALL)
    return dict(found)


def own_cases() -> list[dict[str, Any]]:
    cases: list[dict[str, Any]] = yaml.safe_load((ROOT / FILE).read_text(encoding="utf-8"))["cases"]
    return cases


def test_the_page_shows_the_four_cases(page: str) -> None:
    assert list(blocks(page)) == ["below-minimum", "frozen", "refused", "arrears"]
    for case in own_cases():
        assert case["says"] in page


@pytest.mark.parametrize("case", own_cases(), ids=lambda case: str(case["id"]))
def test_the_numbers_of_the_page_are_the_engines(page: str, case: dict[str, Any]) -> None:
    result = shared_engine().calculate("plan", case["input"])
    said = words(blocks(page)[case["id"]])
    paid = f"每月还 {yuan(result['monthly'])}，第 {result['months']} 个月还清；一共还 {yuan(result['total_paid'])}。"
    assert paid in said
    assert f"现在一共欠 {yuan(result['total_owed'])}" in said
    assert (f"新增利息 {yuan(result['cost'])}" in said) == (result["cost"] > 0)
    for debt in case["input"]["debts"]:
        assert f"{debt['name']}：本金 {yuan(debt['principal'])}" in said


def test_each_case_is_what_its_title_says() -> None:
    inputs = {case["id"]: case["input"] for case in own_cases()}
    results = {name: shared_engine().calculate("plan", given) for name, given in inputs.items()}
    low = inputs["below-minimum"]
    assert sum(debt["minimum"] for debt in low["debts"]) > low["monthly"]
    assert results["frozen"]["cost"] == 0
    assert [warning["code"] for warning in results["refused"]["warnings"]] == ["refused"]
    assert [debt["interest"] > 0 for debt in results["refused"]["debts"]] == [False, True, False]
    owed = results["arrears"]["total_owed"]
    assert owed > sum(debt["principal"] for debt in inputs["arrears"]["debts"])


def test_warnings_are_said_in_words(page: str) -> None:
    assert "要还 5 年以上" in blocks(page)["below-minimum"]
    assert "某消费金融没有同意" in blocks(page)["refused"]
    assert "<ul></ul>" not in page


def test_the_page_names_every_tool_in_every_case_and_how_well_it_is_known(page: str) -> None:
    peers = load_peers(ROOT).peers
    assert len(peers) == 8
    for block in blocks(page).values():
        assert [peer.name for peer in peers if peer.name not in words(block)] == []
    for peer in peers:
        assert f"<strong>{peer.name}</strong>" in page
        assert f"{peer.evidence}，{peer.noted_on}。" in page


def test_a_changed_input_changes_the_page(load: Callable[..., Peers]) -> None:
    before = render(load())
    after = render(load(PEERS.replace("monthly: 100000", "monthly: 150000")))
    given = {"monthly": 150000, "debts": [{"principal": 1000050, "interest": 20000, "annual_rate": "0.1825"}]}
    result = shared_engine().calculate("plan", given)
    assert f"每月还 1,500 元，第 {result['months']} 个月还清；一共还 {yuan(result['total_paid'])}" in after
    assert "每月拿得出：1,500 元。" in after
    assert "每月还 1,500 元" not in before
    assert blocks(before)["refused"] == blocks(after)["refused"]


def test_the_example_is_told_in_full_and_escaped(load: Callable[..., Peers]) -> None:
    markup = render(load())
    first, second = (words(block) for block in blocks(markup).values())
    assert "甲：本金 10,000.50 元，已欠利息 200 元，每月最低还 1,500 元，年利率 18.25%。" in first
    assert "乙<b>：本金 10,000 元，年利率 20%，请求从第 2 个月起停息，对方不同意。" in second
    assert "<b>" not in markup
    assert "不让算 &lt;1 元的。" in markup


def test_tables_have_a_caption_and_headers_both_ways(load: Callable[..., Peers]) -> None:
    markup = render(load())
    table = markup[markup.index("<table>") : markup.index("</table>")]
    assert "<caption>低于最低：别的工具怎么做</caption>" in table
    assert table.count('<th scope="col">') == 2
    assert '<th scope="row">工具一<br><small>读过源代码</small></th><td>' in table
    # Where nobody was seen to do anything, a sentence takes the table's place.
    assert markup.count("<table>") == 1
    assert "没有看到怎么做的：工具一、工具二。" in markup


def test_the_tools_are_listed_with_evidence_and_day(load: Callable[..., Peers]) -> None:
    assert "<strong>工具二</strong>　表格。<br>没有核实，2026-11-22。" in render(load(), "工具出处").replace(
        "<br />", "<br>"
    )


def test_without_the_file_there_are_no_such_tables(tmp_path: Path) -> None:
    assert load_peers(tmp_path).tables == {}


@pytest.mark.parametrize(
    ("old", "new", "said"),
    [
        ("monthly: 100000", "monthly: 1000.5", "data/peers.yml:6: below-minimum: monthly: 要写整数，单位是分; "),
        ("monthly: 50000", "monthly: 50000\n      montly: 1", "data/peers.yml:14: refused: montly: "),
        ('annual_rate: "0.2"', 'annual_rate: "20%"', "data/peers.yml:17: refused: debts[0].annual_rate: "),
        ("          principal: 1000000\n", "", "data/peers.yml:15: refused: debts[0].principal: "),
        (
            "monthly: 50000",
            "monthly: 50000\n      grace_months: 2",
            "data/peers.yml:14: refused: 页面上没有说 grace_months 的话",
        ),
        (
            "freeze: [{from: 2}]",
            "freeze: [{to: 9}]",
            "data/peers.yml:18: refused: 页面上没有说 debts[0].freeze[0].to 的话",
        ),
        (
            "says: 钱不够。",
            "says: 每月 1000 元。",
            "data/peers.yml:4: cases[0]: says 的写法不对; 只写文字，不写数字；数字由 input 算出",
        ),
        ("id: refused", "id: Refused", "data/peers.yml:9: cases[1]: id 的写法不对; "),
        ("id: refused", "id: below-minimum", "data/peers.yml:9: below-minimum: 编号用了两次; "),
        ("    says: 没有答应。\n", "", "data/peers.yml:9: cases[1]: 缺少 says; 补上 says"),
        ("kind: 网页", "knd: 网页", "data/peers.yml:22: peers[0]: 不认识的字段 knd; 是不是 kind？"),
        ("evidence: 没有核实", "evidence: 大概", "data/peers.yml:30: peers[1]: evidence 是“大概”; 只能是 "),
        ("noted_on: 2026-11-22", "noted_on: 昨天", "data/peers.yml:24: peers[0]: noted_on 的写法不对; 写成 2026-11-22"),
        (", refused: 没有看到。}", "}", "data/peers.yml:32: 工具二: 没有写 refused; "),
        (
            ", refused: 没有看到。}",
            ", refused: 没有看到。, frozn: 无}",
            "data/peers.yml:32: 工具二: 没有 frozn 这种情形; ",
        ),
        (", refused: 没有看到。}", ', refused: ""}', "data/peers.yml:32: peers[1]: "),
        ("peers:\n", "tools:\n", "data/peers.yml:"),
        ("cases:\n", "cases: [\n", "不是有效的 YAML"),
    ],
)
def test_a_fault_in_the_file_is_told_with_its_line(load: Callable[..., Peers], old: str, new: str, said: str) -> None:
    assert old in PEERS
    with pytest.raises(SourceError) as caught:
        load(PEERS.replace(old, new, 1))
    assert said in str(caught.value)


def test_every_fault_is_told_at_once(load: Callable[..., Peers]) -> None:
    broken = PEERS.replace("monthly: 100000", "monthly: -1").replace("monthly: 50000", "monthly: 多")
    with pytest.raises(SourceError) as caught:
        load(broken)
    assert [problem.line for problem in caught.value.problems] == [6, 13]


def test_a_page_asking_for_the_tables_is_accepted_by_the_check() -> None:
    register = load_register(ROOT, DAY)
    ledger = load_ledger(ROOT, register)
    assert ledger.check_source("docs/a.md", "[[同类工具]]\n\n[[工具出处]]\n") == []
    assert "[[同类工具]]" in ledger.check_source("docs/a.md", "[[同类器具]]\n")[0].fix
