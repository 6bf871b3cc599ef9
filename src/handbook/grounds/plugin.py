"""MkDocs adapter: registers the citation marks, and frames each page with its answer and its day of checking."""

from __future__ import annotations

import datetime as dt
import html
import os
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from mkdocs.config import config_options as c
from mkdocs.config.base import Config
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.exceptions import PluginError
from mkdocs.plugins import BasePlugin
from mkdocs.structure.files import Files
from mkdocs.structure.pages import Page

from handbook.editing import frontmatter
from handbook.grounds.helplines import HelplinesExtension, load_helplines
from handbook.grounds.markdown import GroundsExtension, check_source
from handbook.grounds.model import Laws, load_laws
from handbook.problems import SourceError


class GroundsConfig(Config):
    """Settings of the plugin."""

    laws = c.File(exists=True, default="data/laws.yml")
    """The register of instruments."""

    helplines = c.File(exists=True, default="data/helplines.yml")
    """The register of telephone numbers."""


class GroundsPlugin(BasePlugin[GroundsConfig]):
    """Cites law on pages and shows when a page was checked."""

    def on_config(self, config: MkDocsConfig) -> MkDocsConfig:
        """Load the register once and put the extension in front of the others."""
        root = Path(config.config_file_path).resolve().parent
        self.day = build_day()
        try:
            self.laws: Laws = load_laws(Path(self.config.laws), root)
        except SourceError as error:
            raise PluginError(str(error)) from None
        numbers = load_helplines(Path(self.config.helplines))
        config.markdown_extensions += [GroundsExtension(self.laws), HelplinesExtension(numbers)]  # type: ignore[list-item]
        return config

    def on_page_markdown(self, markdown: str, *, page: Page, config: MkDocsConfig, files: Files) -> str:  # noqa: ARG002
        """Refuse a page whose marks name no ground: a wrong citation must never be published."""
        path = f"{Path(config.docs_dir).name}/{page.file.src_uri}"
        source = page.file.content_string
        problems = check_source(path, source, self.laws, self.day) + frontmatter.check_source(path, source)
        if problems:
            raise PluginError(str(SourceError(problems)))
        return markdown

    def on_page_content(self, content: str, *, page: Page, config: MkDocsConfig, files: Files) -> str:  # noqa: ARG002
        """Put the answer and the review dates before the text."""
        return page_head(page.meta) + content


def build_day() -> dt.date:
    """Return the day the build speaks for: SOURCE_DATE_EPOCH, which `handbook build` always sets.

    Only a bare `mkdocs serve` lacks it; then today is what the editor wants to see.
    """
    epoch = os.environ.get("SOURCE_DATE_EPOCH")
    moment = dt.datetime.fromtimestamp(int(epoch), dt.UTC) if epoch else dt.datetime.now(dt.UTC)
    return moment.date()


def page_head(meta: Mapping[str, Any]) -> str:
    """Return the markup above a page's text: the answer, the day of checking, the day to check again."""
    review = frontmatter.review_of(meta)
    return (
        f'<p class="page-answer">{html.escape(str(meta["description"]))}</p>\n'
        f'<p class="page-checked">核对日期 <time datetime="{review.checked_on}">{review.checked_on}</time>，'
        f'<time datetime="{review.use_before}">{review.use_before}</time> 前要再核对。</p>\n'
    )
