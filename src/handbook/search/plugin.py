"""MkDocs adapter: puts our worker in the place of Material's, and our index in the place of its own."""

from __future__ import annotations

import html
import json
import re
import shutil
from pathlib import Path
from typing import Any

from mkdocs.config import config_options as c
from mkdocs.config.base import Config
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.exceptions import PluginError
from mkdocs.plugins import BasePlugin, event_priority
from mkdocs.structure.files import File, Files
from mkdocs.structure.nav import Navigation
from mkdocs.structure.pages import Page
from mkdocs.utils.templates import TemplateContext

from handbook.bundling.publish import asset, hashed
from handbook.search.index import Aside, Concept, Lexicon, SearchPage, Section, vocabulary, write_index
from handbook.search.script import HERE, page_script, published_worker
from handbook.search.traditional import simplified_of
from handbook.sources.yaml import load

PAGE_STYLE = HERE / "page.css"
_WORKER = re.compile(r"(?<=/workers/)search\.[0-9a-f]+\.min\.js")


class _Pointer(Config):
    """A page to send the reader to: `page` is its file under docs/, `title` and `text` what the list says."""

    page = c.Type(str)
    title = c.Type(str)
    text = c.Type(str, default="")


class ChineseSearchConfig(Config):
    """Settings of the plugin."""

    glossary = c.Optional(c.File(exists=True))
    """YAML with `fillers` (words of a query that mean nothing), `terms` ([{term, slang: [words for it], page}]) and
    `alike` (groups of words used for one another)."""

    skip = c.ListOfItems(c.Type(str), default=[])
    """Headings whose sections are left out: lists made by machine, which name everything and answer nothing."""

    nothing = c.ListOfItems(c.SubConfig(_Pointer), default=[])
    """What to show when no page fits."""

    page_files = c.Type(bool, default=True)
    """Whether pages load page.js and page.css by themselves; false where the site joins them with its own."""

    broken = c.SubConfig(_Pointer)
    """What to show when the index cannot be loaded: best a list of all pages."""


class ChineseSearchPlugin(BasePlugin[ChineseSearchConfig]):
    """Chinese search for Material 9.8.1."""

    def on_config(self, config: MkDocsConfig) -> MkDocsConfig:
        """Start a new index: `mkdocs serve` builds many times with one plugin."""
        self.pages: dict[str, dict[str, Any]] = {}
        if "material/search" not in config.plugins:
            raise PluginError("chinese-search: mkdocs.yml 里没有 search 插件; 在 plugins 里加上 search")
        self.worker = hashed("search.js", published_worker())
        self.assets: list[File] = []
        if self.config.page_files:
            self.assets = [
                asset(config, "page.js", page_script()),
                asset(config, PAGE_STYLE.name, PAGE_STYLE.read_text(encoding="utf-8")),
            ]
            script, style = (file.src_uri for file in self.assets)
            # Only these scripts run before the theme's own, which is when a worker can still be put off.
            config.extra.setdefault("polyfills", []).append(script)
            config.extra_css.append(style)
        return config

    def on_files(self, files: Files, *, config: MkDocsConfig) -> Files:  # noqa: ARG002
        """Add the page's script and style, and find the pages that the list may point to."""
        for file in self.assets:
            files.append(file)
        # The theme's index calls the home page "".
        self.urls = {file.src_uri: file.url.removeprefix("./") for file in files.documentation_pages()}
        return files

    def on_page_context(
        self,
        context: TemplateContext,
        *,
        page: Page,
        config: MkDocsConfig,  # noqa: ARG002
        nav: Navigation,  # noqa: ARG002
    ) -> TemplateContext:
        """Remember what the theme's index leaves out: what front matter says of the page, what stands beside its text.

        `search_asides` comes from whatever puts more than prose on pages: [(anchor, heading, shown, text)], see Aside.
        """
        self.pages[page.url] = {
            "questions": [str(question) for question in page.meta.get("questions", [])],
            "answer": str(page.meta.get("description", "")),
            "asides": [Aside(*aside) for aside in page.meta.get("search_asides", [])],
            "boost": float(page.meta.get("search", {}).get("boost", 1)),
        }
        return context

    def on_post_page(self, output: str, *, page: Page, config: MkDocsConfig) -> str:  # noqa: ARG002
        """Name our worker where the theme names its own: its name would stay when what it holds changes."""
        return _WORKER.sub(self.worker, output)

    def on_post_template(self, output: str, *, template_name: str, config: MkDocsConfig) -> str:  # noqa: ARG002
        """Do the same for 404.html, which is no page."""
        return _WORKER.sub(self.worker, output)

    # After the theme wrote its index (0), before the offline plugin copies it into a script (-100).
    @event_priority(-50)
    def on_post_build(self, *, config: MkDocsConfig) -> None:
        """Replace the worker, write our index, and leave the theme an empty one that names it."""
        site = Path(config.site_dir)
        workers = sorted((site / "assets/javascripts/workers").glob("search.*.min.js"))
        path = site / "search/search_index.json"
        if len(workers) != 1 or not path.is_file():
            raise PluginError(
                "chinese-search: 主题的搜索程序不在预期位置; 只支持 mkdocs-material 9.8.1，检查锁定的版本"
            )
        workers[0].with_name(self.worker).write_text(published_worker(), encoding="utf-8")
        for theirs in (workers[0], workers[0].with_suffix(".js.map")):
            theirs.unlink(missing_ok=True)
        # Only the theme's own worker loads these stemmers for other languages.
        shutil.rmtree(site / "assets/javascripts/lunr", ignore_errors=True)
        index = json.loads(path.read_text(encoding="utf-8"))
        pages = self._search_pages(index["docs"])
        nothing = [self._pointer(pointer) for pointer in self.config.nothing]
        core = write_index(pages, self._lexicon(pages), nothing, path.parent)
        index["config"]["chinese"] = {"core": core, "broken": self._pointer(self.config.broken)}
        stub = {"config": index["config"], "docs": []}
        path.write_text(json.dumps(stub, ensure_ascii=False, separators=(",", ":")), encoding="utf-8")

    def _search_pages(self, docs: list[dict[str, Any]]) -> list[SearchPage]:
        """Return the theme's entries, one for each heading, as pages with sections."""
        pages: dict[str, SearchPage] = {}
        for doc in docs:
            location, _, anchor = doc["location"].partition("#")
            title, text = _plain(doc["title"]), _plain(doc["text"])
            page = pages.get(location)
            if page is None:
                page = pages[location] = SearchPage(location, title, **self.pages.get(location, {}))
            if anchor and title in self.config.skip:
                continue
            if anchor:
                page.sections.append(Section(anchor, title, text))
            else:
                page.title, page.text = title, text
        return list(pages.values())

    def _lexicon(self, pages: list[SearchPage]) -> Lexicon:
        texts = [text for page in pages for text in (page.title, page.text, page.answer, *page.questions)]
        texts += [text for page in pages for section in page.sections for text in (section.heading, section.text)]
        texts += [aside.text for page in pages for aside in page.asides]
        glossary: dict[str, Any] = {"fillers": [], "terms": []}
        if self.config.glossary:
            path = Path(self.config.glossary)
            glossary = load(path, path.parent).data
        concepts = [self._concept(entry) for entry in glossary["terms"]]
        concepts += [Concept([str(word) for word in group]) for group in glossary.get("alike", [])]
        characters = vocabulary([*texts, *(word for concept in concepts for word in concept.words)])
        return Lexicon(concepts, glossary["fillers"], simplified_of(characters))

    def _concept(self, entry: dict[str, Any]) -> Concept:
        source, _, anchor = entry.get("page", "").partition("#")
        words = [str(word) for word in (entry["term"], *entry.get("slang", []))]
        return Concept(words, self.urls.get(source), anchor)

    def _pointer(self, pointer: Any) -> list[str]:
        if pointer.page not in self.urls:
            raise PluginError(f"chinese-search: docs 里没有 {pointer.page}; 改 mkdocs.yml 里 chinese-search 的设置")
        return [self.urls[pointer.page], pointer.title, pointer.text]


def _plain(markup: str) -> str:
    """Return text without tags, and without the marks of footnotes and sources ([12]), which are not part of it."""
    text = " ".join(html.unescape(re.sub(r"<[^>]*>", " ", markup)).split())
    return re.sub(r" ?\[\d+\] ?", "", text)
