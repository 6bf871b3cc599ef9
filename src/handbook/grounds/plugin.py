"""MkDocs adapter: registers the marks, and frames each page with its answer and its day of checking."""

from __future__ import annotations

import datetime as dt
import html
import os
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from mkdocs.config.base import Config
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.exceptions import PluginError
from mkdocs.plugins import BasePlugin, get_plugin_logger
from mkdocs.structure.files import Files
from mkdocs.structure.pages import Page

from handbook.grounds import frontmatter
from handbook.grounds.dated import DatedExtension
from handbook.grounds.dated import check_source as check_dated
from handbook.grounds.law import register_law
from handbook.grounds.ledger import LedgerExtension, load_ledger
from handbook.grounds.markdown import GroundsExtension, check_source
from handbook.grounds.register import load_register
from handbook.grounds.terms import TermsExtension
from handbook.problems import Problem, SourceError

log = get_plugin_logger("grounds")


class GroundsConfig(Config):
    """The plugin has no settings: everything it knows lies in data/."""


class GroundsPlugin(BasePlugin[GroundsConfig]):
    """Cites law on pages and shows when a page was checked."""

    def on_config(self, config: MkDocsConfig) -> MkDocsConfig:
        """Load the data once and put the extensions in front of the others."""
        root = Path(config.config_file_path).resolve().parent
        try:
            self.register = load_register(root, build_day())
            self.ledger = load_ledger(root, self.register)
            law = register_law(self.register, root)
            answers = self.ledger.problems(root)
        except SourceError as error:
            raise PluginError(str(error)) from None
        if answers:
            raise PluginError(str(SourceError(answers)))
        self.notices: list[Problem] = []
        # The theme and the tools need numbers too; they come from the same place.
        config.extra["engine_law"] = law
        config.extra["phones"] = {short: entry.number for short, entry in self.register.phones.items()}
        self.terms = TermsExtension(self.ledger.terms)
        tables = LedgerExtension(self.ledger)
        added = [GroundsExtension(self.register), tables, DatedExtension(self.register), self.terms]
        config.markdown_extensions += added  # type: ignore[arg-type]
        return config

    def on_page_markdown(self, markdown: str, *, page: Page, config: MkDocsConfig, files: Files) -> str:  # noqa: ARG002
        """Refuse a page whose marks name nothing: a wrong citation must never be published."""
        path = f"{Path(config.docs_dir).name}/{page.file.src_uri}"
        source = page.file.content_string
        found = check_source(path, source, self.register)
        found += self.ledger.check_source(path, source)
        found += check_dated(path, source, self.register)
        found += frontmatter.check_source(path, source, self.register.day)
        problems = [problem for problem in found if not problem.notice]
        if problems:
            raise PluginError(str(SourceError(problems)))
        # Not logged as warnings: those stop a strict build, and a page that is due soon is still true.
        self.notices += found
        for notice in found:
            log.info(str(notice))
        self.terms.page = page.file.src_uri
        page.meta["description"] = self.register.expand(str(page.meta["description"]))
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
    """Return the markup above a page's text: the answer, the day of checking, the day to check again.

    review.js reads `data-use-before` and says so when the reader's own clock is past it.
    """
    review = frontmatter.review_of(meta)
    return (
        f'<p class="page-answer">{html.escape(str(meta["description"]))}</p>\n'
        f'<p class="page-checked" data-use-before="{review.use_before}">'
        f'核对日期 <time datetime="{review.checked_on}">{review.checked_on}</time>，'
        f'<time datetime="{review.use_before}">{review.use_before}</time> 前要再核对。</p>\n'
    )
