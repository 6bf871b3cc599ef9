"""What the reader sees: order, wording, escaping, and markup that a strict policy lets through."""

from __future__ import annotations

import re
from html.parser import HTMLParser

import pytest

from handbook.examples.runtime import Examples

NASTY = "<script>x('')</script>\" onx=\"&"


class Page(HTMLParser):
    """Every tag with its attributes, and the text; fails on tags that do not nest."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.tags: list[tuple[str, dict[str, str | None]]] = []
        self.open: list[str] = []
        self.words: list[str] = []
        self.feed(html)
        self.close()
        assert self.open == []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append((tag, dict(attrs)))
        self.open.append(tag)

    def handle_endtag(self, tag: str) -> None:
        assert self.open.pop() == tag

    def handle_data(self, data: str) -> None:
        self.words.append(data)

    def all(self, tag: str, css: str = "") -> list[dict[str, str | None]]:
        return [
            attrs for name, attrs in self.tags if name == tag and (not css or css in (attrs.get("class") or "").split())
        ]

    @property
    def text(self) -> str:
        return "".join(self.words)


def case(**more: object) -> dict[str, object]:
    base = {"income": "5000", "essentials": "2000", "reserve": "300"}
    return {**base, "debts": [{"name": "某网贷", "principal": "30000", "fees": "800"}], **more}


TWO = [
    {"name": "甲", "principal": "30000", "annual_rate": "18.25"},
    {"name": "乙", "principal": "12000", "penalty": "50"},
]
CASES = [
    case(),
    case(grace_months="2", debts=TWO),
    case(reserve="0", debts=TWO),
    case(monthly="3000"),
    case(monthly="200", debts=TWO),
    case(monthly="300"),
    case(monthly="500"),
    case(monthly="456.25", debts=[TWO[0]]),
    case(income="0"),
    case(income="2300"),
    case(debts=[*TWO, {"name": "丙", "principal": "60"}]),
    case(debts=[{"principal": "100"}]),
    case(debts=[{"name": NASTY, "principal": "3000"}, {"principal": "9"}], title=NASTY),
]


@pytest.mark.parametrize("raw", CASES)
def test_markup_is_sound_and_passes_a_strict_policy(raw: dict[str, object], examples: Examples) -> None:
    html = examples.section(raw)
    page = Page(html)
    assert not [name for _, attrs in page.tags for name in attrs if name == "style" or name.startswith("on")]
    assert not {tag for tag, _ in page.tags} & {"script", "style", "h1", "h2", "h3", "h4", "h5", "h6"}
    for attrs in page.all("th"):
        assert attrs["scope"] in ("col", "row")
    assert html.count("<table") == html.count("<caption")
    # Four columns are what a phone 360 px wide can show.
    assert all(head.count("<th ") <= 4 for head in re.findall(r"<thead>.*?</thead>", html))


@pytest.mark.parametrize("raw", CASES)
def test_sentences_are_short_and_polite(raw: dict[str, object], examples: Examples) -> None:
    text = re.sub(r"<[^>]+>", "\n", examples.plan(raw))
    sentences = re.split(r"[。！？；\n]", text)
    assert max(len(re.findall(r"[\u4e00-\u9fff]", sentence)) for sentence in sentences) <= 36
    assert "你" not in text
    assert not re.search(r"NaN|undefined|null|\[object", text)


def test_headline_is_one_sentence_with_the_amount_and_the_month(examples: Examples) -> None:
    html = examples.plan(case())
    assert "<strong>每月还 2,700 元，第 12 个月还清；一共还 30,800 元。</strong>" in html
    assert "30,800 元（3.08 万元）" in html


def test_headline_counts_the_months_of_grace(examples: Examples) -> None:
    html = examples.plan(case(grace_months="1"))
    assert "先缓 1 个月；之后每月还 2,700 元，第 13 个月还清；一共还 30,800 元。" in html


def test_parts_come_in_the_order_a_reader_needs(examples: Examples) -> None:
    html = examples.plan(case(reserve="0", debts=TWO))
    parts = [
        "plan-warnings",
        "plan-headline",
        "plan-assumptions",
        "plan-shares",
        "plan-months",
        "plan-more",
        "plan-note",
    ]
    places = [html.index(f"{name}") for name in parts]
    assert places == sorted(places)


def test_without_surplus_no_amount_is_promised(examples: Examples) -> None:
    html = examples.plan(case(income="1500"))
    text = Page(html).text
    assert "先不要答应每月还多少" in text
    assert "申请先缓一缓" in text
    assert "优先开支" in text
    assert "还差 800 元" in text
    assert "<table" not in html
    assert not re.search(r"(?<![\d,.])0(\.00)? 元", text)


def test_twelve_months_show_and_the_rest_unfolds(examples: Examples) -> None:
    html = examples.plan(case(monthly="2000"))
    shown, folded = html.split("<details")
    assert shown.count('<th scope="row">第') == 12
    assert folded.count('<th scope="row">第') == 4
    assert "<summary>显示全部 16 行</summary>" in folded
    assert "<details" not in examples.plan(case())


def test_a_plan_that_never_ends_is_not_listed_for_fifty_years(examples: Examples) -> None:
    html = examples.plan(case(monthly="100", debts=TWO))
    assert "50 年也还不清" in html
    assert html.count("<tr>") < 20


def test_one_debt_has_no_share_table(examples: Examples) -> None:
    assert "plan-shares" not in examples.plan(case())
    assert "plan-shares" in examples.plan(case(debts=TWO))


def test_what_people_type_stays_text(examples: Examples) -> None:
    raw = case(debts=[{"name": NASTY, "principal": "3000"}, {"principal": "9"}], title=NASTY)
    page = Page(examples.section(raw))
    assert "script" not in {tag for tag, _ in page.tags}
    assert not [name for _, attrs in page.tags for name in attrs if name.startswith("on")]
    assert NASTY in page.text
    assert page.all("section")[0]["aria-label"] == NASTY
