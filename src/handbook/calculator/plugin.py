"""MkDocs adapter: registers the plan block, adds its files, and loads them only where a page holds a calculator."""

from __future__ import annotations

from mkdocs.config.base import Config
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.plugins import BasePlugin
from mkdocs.structure.files import Files
from mkdocs.structure.pages import Page

from handbook.bundling.join import join
from handbook.bundling.publish import asset, linked
from handbook.calculator.engine import HERE
from handbook.calculator.markdown import PlanExtension, has_dated_values, has_example
from handbook.sources.mkdocs import PageSource, ReadsBlocks

STYLE = "example.css"
DATED = "dated.js"


class PlanCalculatorConfig(Config):
    """The plugin has no settings: a block says everything about itself."""


class PlanCalculatorPlugin(ReadsBlocks, BasePlugin[PlanCalculatorConfig]):
    """Puts the repayment calculator into a site."""

    def on_config(self, config: MkDocsConfig) -> MkDocsConfig:
        """Register the extension; it shares `source`, which knows the page being read."""
        self.source = PageSource("plan")
        config.markdown_extensions.append(PlanExtension(source=self.source))  # type: ignore[arg-type]
        return config

    def on_files(self, files: Files, *, config: MkDocsConfig) -> Files:
        """Add the script and the style sheet to the site."""
        style = (HERE / "calculator.css").read_text(encoding="utf-8")
        made = {STYLE: style, DATED: join(HERE / "dated-widget.js")}
        self.assets = {name: asset(config, name, text) for name, text in made.items()}
        for file in self.assets.values():
            files.append(file)
        return files

    def on_post_page(self, output: str, *, page: Page, config: MkDocsConfig) -> str:  # noqa: ARG002
        """Link the style sheet and the script, by addresses that also hold in a folder opened from disk."""
        if not has_example(output) and not has_dated_values(output):
            return output
        scripts = [self.address(DATED, page)] if has_dated_values(output) else []
        return linked(output, [self.address(STYLE, page)], scripts)

    def address(self, name: str, page: Page) -> str:
        """Return where a page finds a file of this room, relative to itself."""
        return self.assets[name].url_relative_to(page.file)
