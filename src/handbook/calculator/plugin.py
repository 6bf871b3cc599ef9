"""MkDocs adapter: registers the plan block, adds its files, and loads them only where a page holds a calculator."""

from __future__ import annotations

from pathlib import Path

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
from handbook.wording.book import COMMON, FILE, handed_over, own_words

STYLE = "example.css"
DATED = "dated.js"
_FAULTS = ("blank", "cannot_compute", "dated", "decimal_unclear", "no_day", "no_number", "what_you_wrote")
_DATED_CODES = ("dated.", "rules.dated.", "help.fill_in", *(f"errors.{code}" for code in _FAULTS))


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
        made = {STYLE: style, DATED: _dated_script()}
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


def dated_words(entry: Path) -> str:
    """Return the lines that give the module `entry` the words for dated values: their rules and their faults alone."""
    engine = {code: text for code, text in own_words(HERE / FILE).items() if code.startswith(_DATED_CODES)}
    return handed_over({"common": own_words(COMMON), "engine": engine}, entry)


def _dated_script() -> str:
    entry = HERE / "dated-page.js"
    start = 'import { start } from "./dated-widget.js";\nstart();\n'
    return join(entry, text=dated_words(entry) + start)
