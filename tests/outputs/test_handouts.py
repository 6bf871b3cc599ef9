"""The printed sheets: what a reader holds in hand, and what an editor is told when a sheet cannot be printed."""

from __future__ import annotations

import hashlib
import os
import re
import subprocess
import sys
from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import date
from importlib.abc import MetaPathFinder
from itertools import pairwise
from pathlib import Path
from types import ModuleType
from typing import Any

import pytest
import segno
from fontTools.ttLib import TTFont
from pypdf import PageObject, PdfReader

from handbook.outputs.handouts import Handout, HandoutError, write_handouts
from tests.conftest import ROOT

FONTS = ROOT / "docs/assets/fonts"
SITE = "https://xieshang.example/"
MM = 72 / 25.4

CHECKLIST = """
<h2 id="a">今天先做<a class="headerlink" href="#a" title="本节链接">¶</a></h2>
<div class="checklist"><ul><li>把手上已有的材料打勾。</li><li>圈出最缺的三样。</li></ul></div>
"""
ADMONITION = """
<div class="admonition danger"><p class="admonition-title">骗局</p><p>先交“保证金”的，是骗局。</p></div>
<details><summary>想知道更多</summary><p>折起来的也印出来。</p></details>
"""
GROUNDS = """
<p>看<a href="../debt-list.md">债务清单</a>。伪造印章是犯罪<sup class="ground"><a href="#ground-1">[1]</a></sup>。</p>
<h2>依据</h2>
<ol class="grounds"><li id="ground-1"><strong>《刑法》第 280 条</strong>：大意。<small>2026-11-22 核对</small></li></ol>
"""
OTHER_MARKS = """
<ul><li>一层<ul><li>二层<ul><li>三层</li></ul></li></ul></li></ul>
<p><em>着重</em>、<code>code</code>、<i>i</i></p><pre>pre</pre><blockquote><p>引文</p></blockquote>
"""


def fill_table(rows: int) -> str:
    cells = "".join(f"<tr><td>材{n}</td><td>借款合同</td><td></td><td></td></tr>" for n in range(1, rows + 1))
    head = "<tr><th>编号</th><th>材料</th><th>有了吗</th><th>哪天</th></tr>"
    return f'<h2>填写</h2><div class="fill"><table><thead>{head}</thead><tbody>{cells}</tbody></table></div>'


MATERIALS = Handout(
    code="01",
    title="材料清单",
    description="打第一次电话前，把材料找齐。",
    html=CHECKLIST + fill_table(8) + ADMONITION + GROUNDS,
    slug="materials",
    short_path="handouts/materials/",
    checked_on=date(2026, 11, 22),
    use_before=date(2027, 5, 22),
)
LONG_TABLE = replace(MATERIALS, code="02", slug="long-table", html=CHECKLIST + OTHER_MARKS + fill_table(34))
SHEETS = (MATERIALS, LONG_TABLE)


def write(folder: Path, *sheets: Handout, site_url: str = SITE, fonts: Path = FONTS) -> list[Path]:
    return write_handouts(sheets, folder, site_url=site_url, site_name="协商有据", fonts=fonts)


@pytest.fixture(scope="module")
def paths(tmp_path_factory: pytest.TempPathFactory) -> list[Path]:
    return write(tmp_path_factory.mktemp("sheets"), *SHEETS)


@pytest.fixture(scope="module")
def readers(paths: list[Path]) -> list[PdfReader]:
    return [PdfReader(path) for path in paths]


def page_text(page: PageObject) -> str:
    """Return the text of a page without spaces and line ends: where a line breaks is no matter of the reader's."""
    return re.sub(r"\s", "", page.extract_text())


def test_each_sheet_has_its_code_and_name_in_its_file_name(paths: list[Path]) -> None:
    assert [path.name for path in paths] == ["01-materials.pdf", "02-long-table.pdf"]


def test_a_sheet_is_one_a4_leaf(readers: list[PdfReader]) -> None:
    assert [len(reader.pages) for reader in readers] == [1, 2]
    for reader in readers:
        for page in reader.pages:
            size = float(page.mediabox.width) / MM, float(page.mediabox.height) / MM
            assert size == pytest.approx((210, 297), abs=0.1)


def test_every_page_says_what_it_is_and_until_when_it_holds(readers: list[PdfReader]) -> None:
    for reader in readers:
        for number, page in enumerate(reader.pages, 1):
            text = page_text(page)
            assert f"第{number}页/共{len(reader.pages)}页" in text
            assert "核对日期2026-11-22·请勿在2027-05-22之后使用" in text
            assert re.search(r"协商有据·讲义0[12]材料清单", text)


def test_the_body_is_printed_in_order_and_folded_parts_are_open(readers: list[PdfReader]) -> None:
    text = page_text(readers[0].pages[0])
    wanted = [
        "打第一次电话前",
        "今天先做",
        "把手上已有的",
        "圈出最缺的",
        "填写",
        "材1",
        "骗局",
        "折起来的",
        "依据",
        "第280条",
    ]
    places = [text.find(part) for part in wanted]
    assert -1 not in places
    assert places == sorted(places)
    assert "¶" not in text


def test_the_address_can_be_typed_and_scanned(readers: list[PdfReader]) -> None:
    page = readers[0].pages[0]
    assert "xieshang.example/handouts/materials/" in page_text(page)
    matrix = segno.make(f"{SITE}handouts/materials/", error="m", micro=False).matrix
    assert printed_modules(page, len(matrix)) == [[bool(module) for module in row] for row in matrix]


def printed_modules(page: PageObject, size: int, quiet: int = 4) -> list[list[bool]]:
    """Read a QR code from the strokes on a page: one horizontal line for each run of dark modules."""
    contents = page.get_contents()
    assert contents is not None
    modules = [[False] * size for _ in range(size)]
    for start, row, end in re.findall(rb"\n(\d+) (\d+)\.5 m\n(\d+) \2\.5 l", contents.get_data()):
        for column in range(int(start), int(end)):
            modules[int(row) - quiet][column - quiet] = True
    return modules


def test_there_is_room_to_write_and_the_head_row_comes_again(readers: list[PdfReader]) -> None:
    heights: list[float] = []

    def note(text: str, outer: Sequence[float], inner: Sequence[float], _font: Any, _size: float) -> None:
        if re.match(r"\s*材\d", text):
            heights.append(outer[5] + outer[3] * inner[5])

    readers[0].pages[0].extract_text(visitor_text=note)
    gaps = [(above - below) / MM for above, below in pairwise(heights)]
    assert len(gaps) == 7
    assert all(8 <= gap <= 10 for gap in gaps)
    assert "编号材料有了吗" in page_text(readers[1].pages[1])


def test_a_block_to_keep_whole_moves_to_the_next_page(tmp_path: Path) -> None:
    kept = fill_table(9).replace('class="fill"', 'class="fill keep"').replace("材", "留")
    pages = PdfReader(write(tmp_path, replace(MATERIALS, html=fill_table(16) + kept))[0]).pages
    assert "留1" not in page_text(pages[0])
    assert "留9" in page_text(pages[1])


def test_links_are_plain_text(readers: list[PdfReader]) -> None:
    for reader in readers:
        assert not any("/Annots" in page for page in reader.pages)


def test_only_the_vendored_font_is_embedded_and_only_what_is_used_of_it(
    paths: list[Path], readers: list[PdfReader]
) -> None:
    for path, reader in zip(paths, readers, strict=True):
        assert path.stat().st_size < 400_000
        for page in reader.pages:
            resources: Any = page["/Resources"]
            fonts = resources["/Font"]
            assert fonts
            for font in fonts.values():
                assert re.fullmatch(r"/[A-Z]{6}\+Handout(-Bold)?", font["/BaseFont"])
                assert "/FontFile2" in font["/DescendantFonts"][0]["/FontDescriptor"]


def test_a_screen_reader_finds_tags_language_title_and_alternative_text(readers: list[PdfReader]) -> None:
    reader = readers[0]
    root: Any = reader.trailer["/Root"]
    assert root["/MarkInfo"]["/Marked"] == True  # noqa: E712 - pypdf's own kind of boolean
    assert root["/Lang"] == "zh-CN"
    assert reader.metadata is not None
    assert reader.metadata.title == "讲义 01 材料清单 · 协商有据"
    tags = dict(structure(root["/StructTreeRoot"]))
    assert {"/H1", "/H2", "/L", "/LI", "/Table", "/TR", "/TH", "/TD", "/Figure"} <= tags.keys()
    assert tags["/Figure"].get("/Alt") == f"二维码：{SITE}handouts/materials/"


def structure(node: Any) -> Iterator[tuple[str, Any]]:
    """Yield (tag, element) of every element below `node`."""
    children = node.get("/K", [])
    for child in children if isinstance(children, list) else [children]:
        element = child.get_object()
        if hasattr(element, "get") and "/S" in element:
            yield element["/S"], element
            yield from structure(element)


def test_the_outline_holds_the_headings(readers: list[PdfReader]) -> None:
    top, below = readers[0].outline
    assert not isinstance(top, list)
    assert top.title == "讲义 01 材料清单"
    assert isinstance(below, list)
    assert [entry.title for entry in below if not isinstance(entry, list)] == ["今天先做", "填写", "依据"]


def test_another_run_gives_the_same_bytes(paths: list[Path], tmp_path: Path) -> None:
    code = "import sys; from tests.outputs.test_handouts import *; write(Path(sys.argv[1]), *SHEETS)"
    env = {**os.environ, "PYTHONHASHSEED": "7", "SOURCE_DATE_EPOCH": "1", "TMPDIR": str(tmp_path)}
    subprocess.run([sys.executable, "-c", code, str(tmp_path / "again")], cwd=ROOT, env=env, check=True)
    for path in paths:
        assert (tmp_path / "again" / path.name).read_bytes() == path.read_bytes()


def test_too_long_a_sheet_is_refused(tmp_path: Path) -> None:
    long = replace(MATERIALS, html=fill_table(70))
    with pytest.raises(HandoutError, match=r"讲义 materials: 3 页，最多 2 页; 删减文字或缩小表格"):
        write(tmp_path, long)
    assert not list(tmp_path.iterdir())


def test_a_character_that_the_font_lacks_is_named(tmp_path: Path) -> None:
    with pytest.raises(HandoutError, match=r"讲义 materials: .*“𰻝”（U\+30EDD）.*scripts/vendor-font"):
        write(tmp_path, replace(MATERIALS, html="<p>一碗𰻝𰻝面</p>"))


@pytest.mark.parametrize(
    ("html", "named"),
    [
        ('<p><img src="https://xieshang.example/a.png" alt="图"></p>', "xieshang.example/a.png"),
        ('<p><img src="a.png" alt="图"></p>', "a.png"),
        ('<p style="colour: red">字</p>', "colour"),
    ],
    ids=["image elsewhere", "image beside the page", "unknown property"],
)
def test_what_the_typesetter_would_only_warn_of_is_refused(tmp_path: Path, html: str, named: str) -> None:
    with pytest.raises(HandoutError, match=named):
        write(tmp_path, replace(MATERIALS, html=html))


def test_a_sheet_without_code_site_or_font_is_refused(tmp_path: Path) -> None:
    with pytest.raises(HandoutError, match=r"讲义 materials: .*handout_code"):
        write(tmp_path, replace(MATERIALS, code=""))
    with pytest.raises(HandoutError, match="site_url"):
        write(tmp_path, MATERIALS, site_url="")
    with pytest.raises(HandoutError, match="scripts/vendor-font"):
        write(tmp_path, MATERIALS, fonts=tmp_path)


def test_missing_libraries_are_named_in_one_line(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    class NoPango(MetaPathFinder):
        def find_spec(self, name: str, path: Sequence[str] | None, target: ModuleType | None = None) -> None:  # noqa: ARG002
            if name == "weasyprint":
                raise OSError("cannot load library 'libpango-1.0-0'")

    monkeypatch.delitem(sys.modules, "weasyprint", raising=False)
    monkeypatch.setattr(sys, "meta_path", [NoPango(), *sys.meta_path])
    with pytest.raises(HandoutError, match=r"apt-get install -y libpango.*brew install pango") as caught:
        write(tmp_path, MATERIALS)
    assert "\n" not in str(caught.value)


def test_the_font_has_every_character_of_every_page() -> None:
    used = {c for page in (ROOT / "docs").rglob("*.md") for c in page.read_text(encoding="utf-8") if not c.isspace()}
    for face in sorted(FONTS.glob("*.ttf")):
        with TTFont(face, lazy=True) as font:
            absent = used - {chr(code) for code in font.getBestCmap()}
        assert not absent, f"{face.name}: {absent}; run scripts/vendor-font"


def test_the_fonts_are_the_ones_that_the_note_describes() -> None:
    note = (FONTS / "VENDORED.md").read_text(encoding="utf-8")
    for face in ("NotoSansSC-Regular.ttf", "NotoSansSC-Bold.ttf"):
        assert hashlib.sha256((FONTS / face).read_bytes()).hexdigest() in note
    assert "SIL OPEN FONT LICENSE" in (FONTS / "OFL.txt").read_text(encoding="utf-8")
