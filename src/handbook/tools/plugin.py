"""MkDocs adapter: registers the tool blocks, adds their files, and loads them only where a page holds a tool."""

from __future__ import annotations

from mkdocs.config import config_options
from mkdocs.config.base import Config
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.exceptions import PluginError
from mkdocs.plugins import BasePlugin, event_priority
from mkdocs.structure.files import Files
from mkdocs.structure.pages import Page

from handbook.bundling.join import join
from handbook.bundling.publish import asset, early, linked
from handbook.calculator.engine import HERE as CALCULATOR
from handbook.grounds.plugin import GroundsPlugin
from handbook.sources.mkdocs import PageSource, ReadsBlocks, plugin_of, root_of
from handbook.sources.problems import SourceError
from handbook.tools.markdown import ToolExtension, tool_of
from handbook.tools.markup import Kit
from handbook.tools.registry import HERE, load_forms, load_tools
from handbook.tools.scripts import EARLY, FRAME, tool_script
from handbook.tools.texts import mark_faults

STYLE = "tools.css"


class ToolsConfig(Config):
    """`folder`: where budget.yml and priorities.yml lie, below the project."""

    folder = config_options.Type(str, default="data")


class ToolsPlugin(ReadsBlocks, BasePlugin[ToolsConfig]):
    """Puts the tools into a site. Needs the grounds plugin, which knows the law and the phones."""

    # After the plugins that know the law and the phones (0).
    @event_priority(-50)
    def on_config(self, config: MkDocsConfig) -> MkDocsConfig:
        """Read the forms once and register the extension."""
        grounds = plugin_of(config, "grounds", GroundsPlugin)
        root = root_of(config)
        try:
            faults = mark_faults(root / self.config.folder, root, grounds.register)
            if faults:
                raise SourceError(faults)
            forms = load_forms(root / self.config.folder, root, grounds.law)
            kit = self.kit = Kit(forms, grounds.law, grounds.phones)
        except SourceError as error:
            raise PluginError(str(error)) from None
        self.source = PageSource("tool", "sheet")
        config.markdown_extensions.append(ToolExtension(kit=kit, source=self.source))  # type: ignore[arg-type]
        return config

    def on_files(self, files: Files, *, config: MkDocsConfig) -> Files:
        """Add one script a tool, and the style sheet, to the site."""
        styles = [CALCULATOR / "calculator.css", *sorted(FRAME.glob("*.css")), *sorted(HERE.glob("*/style.css"))]
        made = {f"tool-{name}.js": tool_script(name, self.kit.books) for name in load_tools().tools}
        made |= {EARLY.name: join(EARLY), STYLE: "".join(path.read_text(encoding="utf-8") for path in styles)}
        self.assets = {name: asset(config, name, text) for name, text in made.items()}
        for file in self.assets.values():
            files.append(file)
        return files

    def on_post_page(self, output: str, *, page: Page, config: MkDocsConfig) -> str:  # noqa: ARG002
        """Link what the tool of the page needs, by addresses that also hold in a folder opened from disk."""
        name = tool_of(output)
        if name is None:
            return output
        html = linked(output, [self._address(STYLE, page)], [self._address(f"tool-{name}.js", page)])
        return early(html, self._address(EARLY.name, page))

    def _address(self, name: str, page: Page) -> str:
        return self.assets[name].url_relative_to(page.file)
