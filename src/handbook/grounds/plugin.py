"""MkDocs adapter: registers the marks, and frames each page with its answer and its day of checking."""

from __future__ import annotations

import html
from collections.abc import Mapping
from typing import Any

from mkdocs.config.base import Config
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.exceptions import PluginError
from mkdocs.plugins import BasePlugin, get_plugin_logger
from mkdocs.structure.files import Files
from mkdocs.structure.pages import Page

from handbook.grounds.law import register_law
from handbook.grounds.markdown import GroundsExtension, check_source
from handbook.grounds.register import load_register
from handbook.sources import frontmatter
from handbook.sources.day import build_day
from handbook.sources.mkdocs import path_of, root_of
from handbook.sources.problems import Problem, SourceError

log = get_plugin_logger("grounds")


class GroundsConfig(Config):
    """The plugin has no settings: everything it knows lies in data/."""


class GroundsPlugin(BasePlugin[GroundsConfig]):
    """Cites law on pages and shows when a page was checked. `register` and `law` serve the plugins that follow."""

    @property
    def phones(self) -> dict[str, str]:
        """The telephone numbers by short name."""
        return {short: entry.number for short, entry in self.register.phones.items()}

    def on_config(self, config: MkDocsConfig) -> MkDocsConfig:
        """Load the data once and put the extensions in front of the others."""
        root = root_of(config)
        try:
            self.register = load_register(root, build_day())
            self.law = register_law(self.register, root)
        except SourceError as error:
            raise PluginError(str(error)) from None
        self.notices: list[Problem] = []
        # The theme's templates see nothing else of ours.
        config.extra["phones"] = self.phones
        config.markdown_extensions.append(GroundsExtension(self.register))  # type: ignore[arg-type]
        return config

    def on_page_markdown(self, markdown: str, *, page: Page, config: MkDocsConfig, files: Files) -> str:  # noqa: ARG002
        """Refuse a page whose marks name nothing: a wrong citation must never be published."""
        path, source = path_of(page, config), page.file.content_string
        found = check_source(path, source, self.register)
        found += frontmatter.check_source(path, source, self.register.day)
        problems = [problem for problem in found if not problem.notice]
        if problems:
            raise PluginError(str(SourceError(problems)))
        # Not logged as warnings: those stop a strict build, and a page that is due soon is still true.
        self.notices += found
        for notice in found:
            log.info(str(notice))
        page.meta["description"] = self.register.expand(str(page.meta["description"]))
        return markdown

    def on_page_content(self, content: str, *, page: Page, config: MkDocsConfig, files: Files) -> str:  # noqa: ARG002
        """Put the answer and the review dates before the text."""
        return page_head(page.meta) + content


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
