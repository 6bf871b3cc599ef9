"""MkDocs adapter: puts the tables where pages ask for them, and links the words that a page does not explain."""

from __future__ import annotations

from mkdocs.config.base import Config
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.exceptions import PluginError
from mkdocs.plugins import BasePlugin, event_priority
from mkdocs.structure.files import Files
from mkdocs.structure.pages import Page

from handbook.catalogue.dated import DatedExtension
from handbook.catalogue.dated import check_source as check_dated
from handbook.catalogue.ledger import LedgerExtension, load_ledger
from handbook.catalogue.terms import TermsExtension
from handbook.grounds.plugin import GroundsPlugin
from handbook.sources.mkdocs import path_of, plugin_of, root_of
from handbook.sources.problems import SourceError


class CatalogueConfig(Config):
    """The plugin has no settings: everything it knows lies in data/."""


class CataloguePlugin(BasePlugin[CatalogueConfig]):
    """Shows what data/ holds beside the law. Needs the grounds plugin, whose marks stand in its tables."""

    # After the grounds (0), whose data it names.
    @event_priority(-50)
    def on_config(self, config: MkDocsConfig) -> MkDocsConfig:
        """Load the data once and register the extensions."""
        root = root_of(config)
        self.register = plugin_of(config, "grounds", GroundsPlugin).register
        try:
            self.ledger = load_ledger(root, self.register)
            answers = self.ledger.problems()
        except SourceError as error:
            raise PluginError(str(error)) from None
        if answers:
            raise PluginError(str(SourceError(answers)))
        self.terms = TermsExtension(self.ledger.terms)
        added = [LedgerExtension(self.ledger), DatedExtension(self.register), self.terms]
        config.markdown_extensions += added  # type: ignore[arg-type]
        return config

    def on_page_markdown(self, markdown: str, *, page: Page, config: MkDocsConfig, files: Files) -> str:  # noqa: ARG002
        """Refuse a page that asks for what there is not."""
        path, source = path_of(page, config), page.file.content_string
        found = self.ledger.check_source(path, source) + check_dated(path, source, self.register)
        if found:
            raise PluginError(str(SourceError(found)))
        self.terms.page = page.file.src_uri
        return markdown
