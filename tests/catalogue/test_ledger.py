"""The tables made from data, and what is refused in the data behind them."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import markdown
import pytest

from handbook.catalogue.ledger import Ledger, LedgerExtension, load_ledger
from handbook.catalogue.schema import Term
from handbook.catalogue.terms import TermsExtension
from handbook.grounds.markdown import GroundsExtension, Register
from handbook.sources.problems import SourceError

CLAIMS = """
- id: 1-01
  place: 开头
  claim: 网贷有权停息。
  verdict: rejected
  reason: 要双方同意[民法典 561]。
  page: plan/options.md
  anchor: 分期
  says: 双方同意才行
- id: 2-01
  place: 开头
  claim: 网贷都能停息。
  verdict: merged
  into: 1-01
  reason: 同 1-01。
"""
GLOSSARY = """
fillers: [怎么办]
terms:
  - term: 展期
    plain: 到期之前申请往后延
    slang: [延期]
    page: plan/options.md
"""
CHANNELS = """
- name: 某机构
  company: 某某公司
  licence: 小贷公司
  phones: [征信中心]
  confidence: medium
  limits: 以合同为准。
  checked_on: 2026-11-22
  source: 公开资料
"""
PAGE = "---\ntitle: 四种方案\n---\n\n## 分期\n\n双方同意才行[民法典 561]。\n"


@pytest.fixture
def load(tmp_path: Path, register: Register) -> Callable[..., Ledger]:
    def write(claims: str = CLAIMS, glossary: str = GLOSSARY, channels: str = CHANNELS, page: str = PAGE) -> Ledger:
        for path, text in (
            ("data/claims.yml", claims),
            ("data/glossary.yml", glossary),
            ("data/channels.yml", channels),
            ("docs/plan/options.md", page),
        ):
            (tmp_path / path).parent.mkdir(parents=True, exist_ok=True)
            (tmp_path / path).write_text(text, encoding="utf-8")
        return load_ledger(tmp_path, register)

    return write


def render(text: str, ledger: Ledger, register: Register) -> str:
    return markdown.markdown(text, extensions=[GroundsExtension(register), LedgerExtension(ledger)])


def test_the_ledger_shows_each_claim_its_outcome_and_where_it_is_answered(
    load: Callable[..., Ledger], register: Register
) -> None:
    html = render("[[台账]]", load(), register)
    assert "共 1 条：采用 0 条，改正 0 条，不采用 1 条，并入 0 条。" in html
    assert "<strong>不采用</strong>：要双方同意" in html
    assert '<a href="../plan/options.md#分期">四种方案</a>' in html
    assert "<strong>并入</strong>1-01，那一条不采用。" in html
    assert 'href="#ground-1"' in html


def test_numbers_and_lenders_are_listed_once_each(load: Callable[..., Ledger], register: Register) -> None:
    phones = render("[[热线]]", load(), register)
    lenders = render("[[机构]]", load(), register)
    assert "tel:110" in phones
    assert "tel:400-810-8866" not in phones
    assert "tel:400-810-8866" in lenders
    assert "以合同为准" in lenders


def test_an_unknown_table_is_told(load: Callable[..., Ledger]) -> None:
    problems = load().check_source("docs/a.md", "甲\n\n[[账本]]\n")
    [said] = [str(problem) for problem in problems]
    assert said.startswith("docs/a.md:3: 没有“账本”这张表; 可用的有 [[台账]]、[[词汇表]]、[[热线]]、[[机构]]")


@pytest.mark.parametrize(
    ("page", "said"),
    [
        (PAGE.replace("双方同意才行", "看情况"), "data/claims.yml:2: 1-01: docs/plan/options.md 里没有“双方同意才行”"),
        (PAGE.replace("## 分期", "## 别的"), "没有“分期”这一节"),
        ("", "没有 docs/plan/options.md 这一页"),
    ],
)
def test_a_claim_whose_answer_is_gone_is_told(load: Callable[..., Ledger], page: str, said: str) -> None:
    assert said in str(load(page=page).problems()[0])


@pytest.mark.parametrize(
    ("change", "said"),
    [
        ({"claims": CLAIMS.replace("id: 2-01", "id: 1-01")}, "编号用了两次"),
        ({"claims": CLAIMS.replace("[民法典 561]", "[民法典 999]")}, "没有登记第 999 条"),
        ({"glossary": GLOSSARY.replace("往后延", "往后延[民法 561]")}, "不认识的文件"),
        ({"claims": CLAIMS.replace("into: 1-01", "into: 9-99")}, "并入的“9-99”没有"),
        ({"claims": CLAIMS.replace("  anchor: 分期\n", "")}, "缺少 anchor"),
        ({"glossary": GLOSSARY.replace("plan/options.md", "plan/no.md")}, "没有 docs/plan/no.md"),
        ({"glossary": GLOSSARY + "  - {term: 缓还, plain: 晚还, slang: [延期], page: plan/options.md}\n"}, "已经归在"),
        ({"channels": CHANNELS.replace("[征信中心]", "[没有的]")}, "电话“没有的”没有登记"),
        ({"channels": CHANNELS.replace("  limits: 以合同为准。\n", "")}, "没写 limits"),
    ],
)
def test_bad_data_is_refused(load: Callable[..., Ledger], change: dict[str, str], said: str) -> None:
    with pytest.raises(SourceError, match=said):
        load(**change)


def link_terms(text: str, page: str = "plan/ability.md") -> str:
    extension = TermsExtension(
        [
            Term(term="展期", plain="往后延", page="plan/options.md"),
            Term(term="罚息", plain="多收的利息", page="legal/index.md"),
        ]
    )
    extension.page = page
    return markdown.markdown(text, extensions=[extension])


def test_a_term_links_to_its_meaning_the_first_time_only() -> None:
    html = link_terms("先谈**减免**罚息，再谈展期；展期要对方同意。")
    assert html.count('class="term"') == 2
    assert (
        '谈<strong>减免</strong><a class="term" href="../about/glossary.md#罚息" title="多收的利息">罚息</a>，再谈'
        in html
    )
    assert "</a>；展期要对方同意" in html


def test_headings_links_and_the_page_that_explains_it_stay_as_they_are() -> None:
    assert "term" not in link_terms("## 展期\n\n[展期](x.md)")
    assert "term" not in link_terms("展期。", page="plan/options.md")
    assert 'href="about/glossary.md#展期"' in link_terms("展期。", page="index.md")
