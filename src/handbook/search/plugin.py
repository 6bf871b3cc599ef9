"""MkDocs adapter: puts our worker in the place of Material's, and what the worker needs into the index."""

from __future__ import annotations

import json
import shutil
from pathlib import Path
from typing import Any

import yaml
from mkdocs.config import config_options as c
from mkdocs.config.base import Config
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.exceptions import PluginError
from mkdocs.plugins import BasePlugin, event_priority
from mkdocs.structure.nav import Navigation
from mkdocs.structure.pages import Page
from mkdocs.utils.templates import TemplateContext

WORKER = Path(__file__).with_name("worker.js")


class ChineseSearchConfig(Config):
    """Settings of the plugin."""

    glossary = c.Optional(c.File(exists=True))
    """YAML with `fillers` (words of a query that mean nothing) and `terms` ([{term, plain, slang: [words for it]}])."""


def _synonyms(terms: list[dict[str, Any]]) -> dict[str, list[str]]:
    """Return {word: words that mean the same}: slang leads to its term, and a term to its slang."""
    synonyms: dict[str, list[str]] = {}
    for entry in terms:
        slang = [str(word) for word in entry.get("slang", [])]
        for word in slang:
            synonyms[word] = [entry["term"], entry.get("plain", "")]
        if slang:
            synonyms[entry["term"]] = slang
    return synonyms


class ChineseSearchPlugin(BasePlugin[ChineseSearchConfig]):
    """Chinese search for Material 9.8.1."""

    def on_config(self, config: MkDocsConfig) -> MkDocsConfig:
        """Start a new index: `mkdocs serve` builds many times with one plugin."""
        self.pages: dict[str, dict[str, Any]] = {}
        if "material/search" not in config.plugins:
            raise PluginError("chinese-search: mkdocs.yml 里没有 search 插件; 在 plugins 里加上 search")
        return config

    def on_page_context(
        self,
        context: TemplateContext,
        *,
        page: Page,
        config: MkDocsConfig,  # noqa: ARG002
        nav: Navigation,  # noqa: ARG002
    ) -> TemplateContext:
        """Remember what front matter says of the page, which the theme's index leaves out."""
        self.pages[page.url] = {
            "questions": [str(question) for question in page.meta.get("questions", [])],
            "answer": str(page.meta.get("description", "")),
        }
        return context

    # After the theme wrote its index (0), before the offline plugin copies it into a script (-100).
    @event_priority(-50)
    def on_post_build(self, *, config: MkDocsConfig) -> None:
        """Replace the worker and enrich the index."""
        site = Path(config.site_dir)
        workers = sorted((site / "assets/javascripts/workers").glob("search.*.min.js"))
        if len(workers) != 1:
            raise PluginError(
                "chinese-search: 主题的搜索程序不在预期位置; 只支持 mkdocs-material 9.8.1，检查锁定的版本"
            )
        workers[0].write_bytes(WORKER.read_bytes())
        workers[0].with_suffix(".js.map").unlink(missing_ok=True)
        # Only the theme's own worker loads these stemmers for other languages.
        shutil.rmtree(site / "assets/javascripts/lunr", ignore_errors=True)
        path = site / "search/search_index.json"
        path.write_text(self._enrich(path.read_text(encoding="utf-8")), encoding="utf-8")

    def _enrich(self, text: str) -> str:
        data = json.loads(text)
        if self.config.glossary:
            glossary = yaml.safe_load(Path(self.config.glossary).read_text(encoding="utf-8"))
            data["config"]["chinese"] = {"fillers": glossary["fillers"], "synonyms": _synonyms(glossary["terms"])}
        for doc in data["docs"]:
            extra = self.pages.get(doc["location"], {})
            doc.update({name: value for name, value in extra.items() if value})
        # As UTF-8: escapes would make the index of a Chinese site twice as large.
        return json.dumps(data, ensure_ascii=False, separators=(",", ":"))
