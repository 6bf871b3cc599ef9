"""Set pages as printed sheets: A4, at most two pages, tagged PDF, the same bytes from the same text everywhere."""

from __future__ import annotations

import contextlib
import importlib
import io
import logging
import xml.etree.ElementTree as ET
from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any
from unicodedata import category
from urllib.parse import urljoin, urlsplit

import segno
from jinja2 import Environment
from markupsafe import Markup

MOST_PAGES = 2
"""One sheet of paper, both sides."""

ROOM_FOR_LABELS = 24
"""Characters that the printed columns of a table to fill in may take side by side: a little over half the sheet."""

FACES = ("NotoSansSC-Regular.ttf", "NotoSansSC-Bold.ttf")
"""What handout.css asks for, in the folder of fonts."""

_HERE = Path(__file__).parent
_SPELT_BY_NO_GLYPH = ("Cc", "Cf", "Zs", "Zl", "Zp")


@dataclass(frozen=True)
class Handout:
    """One A4 sheet: a page with `handout: true`."""

    code: str
    """Number printed on the sheet, such as "01"."""

    title: str
    description: str

    html: str
    """Body of the page as Markdown gave it, without the first heading."""

    slug: str
    """Name of the file without suffix, such as "materials"."""

    short_path: str
    """What is typed after the site's address, such as "handouts/materials/"."""

    checked_on: date
    use_before: date


class HandoutError(Exception):
    """A sheet cannot be printed; the text says which, what is wrong and what to do."""


def write_handouts(
    handouts: Sequence[Handout], folder: Path, *, site_url: str, site_name: str, fonts: Path
) -> list[Path]:
    """Write one PDF a handout into `folder`, named `code-slug.pdf`, and return their paths in the same order.

    `fonts` holds the faces that scripts/vendor-font made. Raises HandoutError.
    """
    if not urlsplit(site_url).netloc:
        raise HandoutError(f"site_url: “{site_url}”不是完整网址，讲义印不出二维码; 写成 https://… 的样子")
    missing = [face for face in FACES if not (fonts / face).is_file()]
    if missing:
        raise HandoutError(f"{fonts.name}/{missing[0]}: 没有这个字体文件; 运行 scripts/vendor-font")
    weasyprint = _load_weasyprint()
    known = _characters(fonts)
    folder.mkdir(parents=True, exist_ok=True)
    paths = []
    for handout in handouts:
        if not handout.code:
            raise HandoutError(f"讲义 {handout.slug}: 没有编号; 在页首写 handout_code")
        path = folder / f"{handout.code}-{handout.slug}.pdf"
        path.write_bytes(_pdf(weasyprint, handout, _page(handout, site_url, site_name), fonts, known))
        paths.append(path)
    return paths


def _load_weasyprint() -> Any:
    """Import WeasyPrint only when a sheet is printed: everything else works without its libraries."""
    try:
        # It prints a long notice of its own when a library is missing.
        with contextlib.redirect_stdout(io.StringIO()), contextlib.redirect_stderr(io.StringIO()):
            return importlib.import_module("weasyprint")
    except OSError:
        raise HandoutError(
            "讲义: 缺少 pango 库，印不出 PDF; "
            "运行 apt-get install -y libpango-1.0-0 libpangoft2-1.0-0 libharfbuzz-subset0"
            "（macOS：brew install pango）"
        ) from None


def _characters(fonts: Path) -> frozenset[str]:
    """Return what every face can print."""
    ttlib = importlib.import_module("fontTools.ttLib")
    known = []
    for face in FACES:
        with ttlib.TTFont(fonts / face, lazy=True) as font:
            known.append(frozenset(chr(code) for code in font.getBestCmap()))
    return frozenset.intersection(*known)


def _page(handout: Handout, site_url: str, site_name: str) -> str:
    """Return the sheet as HTML."""
    url = urljoin(site_url.rstrip("/") + "/", handout.short_path)
    address = url.partition("://")[2]
    # May be broken after each slash; nobody can type a hyphen that is not there.
    typed = [part + "/" for part in address.rstrip("/").split("/")]
    if not address.endswith("/"):
        typed[-1] = typed[-1].rstrip("/")
    template = Environment(autoescape=True).from_string((_HERE / "handout.html").read_text(encoding="utf-8"))
    return template.render(
        name=f"讲义 {handout.code} {handout.title}",
        site_name=site_name,
        code=handout.code,
        title=handout.title,
        description=handout.description,
        checked_on=handout.checked_on.isoformat(),
        use_before=handout.use_before.isoformat(),
        qr=qr_image(url),
        url=url,
        typed=typed,
        body=Markup(handout.html),  # noqa: S704 - our own Markdown, already HTML
    )


def qr_image(url: str) -> str:
    """Return the QR code of `url` as an SVG data address. Middle correction: paper gets folded and stained."""
    return segno.make(url, error="m", micro=False).svg_data_uri(border=4, omitsize=True)


def _pdf(weasyprint: Any, handout: Handout, page: str, fonts: Path, known: Collection[str]) -> bytes:
    where = f"讲义 {handout.slug}"
    with _faults() as faults:
        source = weasyprint.HTML(string=page, url_fetcher=_fetcher(weasyprint))
        for link in source.etree_element.iter("a"):
            # Paper cannot follow links, and a PDF cannot resolve those between pages of the site.
            link.attrib.pop("href", None)
        _mark_labels(source.etree_element)
        absent = _absent("".join(source.etree_element.itertext()), known)
        if absent:
            named = "、".join(f"“{character}”（U+{ord(character):04X}）" for character in absent)
            raise HandoutError(f"{where}: 字体里没有 {named}; 换一个字，或运行 scripts/vendor-font 重做字体")
        faces = importlib.import_module("weasyprint.text.fonts").FontConfiguration()
        style = weasyprint.CSS(
            string=(_HERE / "handout.css").read_text(encoding="utf-8"),
            base_url=fonts.resolve().as_uri() + "/",
            font_config=faces,
        )
        # Tagged, so that a screen reader can read the file too. No forms: they would embed the whole font.
        options: dict[str, Any] = {"pdf_variant": "pdf/ua-1"}
        document = source.render(font_config=faces, stylesheets=[style], **options)
        if len(document.pages) > MOST_PAGES:
            raise HandoutError(f"{where}: {len(document.pages)} 页，最多 {MOST_PAGES} 页; 删减文字或缩小表格")
        written: bytes = document.write_pdf(**options)
    if faults:
        raise HandoutError(f"{where}: 排版时有警告“{faults[0]}”; 改掉页面里引起它的写法")
    return written


def _mark_labels(root: ET.Element) -> None:
    """Mark the printed columns of tables that are filled in by hand, so that the blank ones get the room."""
    blocks = (block for block in root.iter("div") if "fill" in block.get("class", "").split())
    for table in (table for block in blocks for table in block.iter("tbody")):
        columns = list(zip(*(["".join(cell.itertext()).strip() for cell in row] for row in table), strict=False))
        printed = [sum(map(bool, texts)) * 2 > len(texts) for texts in columns]
        taken = sum(max(map(len, texts)) for texts, is_printed in zip(columns, printed, strict=True) if is_printed)
        if all(printed) or taken > ROOM_FOR_LABELS:
            continue
        for row in table:
            for cell, is_printed in zip(row, printed, strict=False):
                if is_printed:
                    cell.set("class", "label")


def _fetcher(weasyprint: Any) -> Any:
    """Return what loads images: only those inside the page itself, never from the network."""
    return weasyprint.URLFetcher(allowed_protocols=["data"])


def _absent(text: str, known: Collection[str]) -> list[str]:
    return sorted(c for c in set(text) if c not in known and category(c) not in _SPELT_BY_NO_GLYPH)


@contextlib.contextmanager
def _faults() -> Iterator[list[str]]:
    """Collect what WeasyPrint complains of. It goes on after an unknown property or a lost image; a sheet must not."""
    found: list[str] = []

    class _Collector(logging.Handler):
        def emit(self, record: logging.LogRecord) -> None:
            found.append(record.getMessage())

    logger = logging.getLogger("weasyprint")
    collector = _Collector(logging.WARNING)
    logger.addHandler(collector)
    try:
        yield found
    finally:
        logger.removeHandler(collector)
