"""A link checker for the built site: files and anchors, nothing beyond this machine."""

from __future__ import annotations

from html.parser import HTMLParser
from pathlib import Path
from urllib.parse import unquote, urldefrag


class _Page(HTMLParser):
    def __init__(self) -> None:
        super().__init__()
        self.links: list[str] = []
        self.ids: set[str] = set()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        for name, value in attrs:
            if name == "id" and value:
                self.ids.add(value)
            elif value and (name == "src" or (name == "href" and tag != "base")):
                self.links.append(value)


def broken_links(site: Path) -> list[str]:
    """Return “page -> link” for every local link whose file or anchor is missing."""
    pages: dict[Path, _Page] = {}
    for path in site.rglob("*.html"):
        pages[path] = _Page()
        pages[path].feed(path.read_text(encoding="utf-8"))
    broken = []
    for path, page in pages.items():
        for link in page.links:
            if link.startswith(("http:", "https:", "tel:", "data:", "mailto:")):
                continue
            address, anchor = (unquote(part) for part in urldefrag(link))
            target = (site / address.lstrip("/") if address.startswith("/") else path.parent / address).resolve()
            if not address:
                target = path
            if target.is_dir():
                target = target / "index.html"
            known = pages.get(target)
            if not target.exists() or (anchor and known and anchor not in known.ids):
                broken.append(f"{path.relative_to(site)} -> {link}")
    return broken
