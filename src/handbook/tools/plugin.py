"""MkDocs adapter: registers the tool blocks, adds their files, and loads them only where a page holds a tool."""

from __future__ import annotations

from pathlib import Path
from typing import NoReturn

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
from handbook.calculator.markdown import Source, find_blocks
from handbook.calculator.plugin import PlanCalculatorPlugin
from handbook.problems import Problem, SourceError
from handbook.tools.markdown import ToolExtension, tool_of
from handbook.tools.markup import Kit
from handbook.tools.registry import HERE, load_forms, load_tools
from handbook.tools.scripts import EARLY, tool_script

STYLE = "tools.css"


class _PageSource(Source):
    def fail(self, problems: list[Problem]) -> NoReturn:
        raise PluginError(str(SourceError(problems)))


class ToolsConfig(Config):
    """`folder`: where budget.yml and priorities.yml lie, below the project."""

    folder = config_options.Type(str, default="data")


class ToolsPlugin(BasePlugin[ToolsConfig]):
    """Puts the tools into a site. Needs the plan-calculator plugin, and `extra.engine_law` and `extra.phones`."""

    # After the plugins that know the law and the phones (0).
    @event_priority(-50)
    def on_config(self, config: MkDocsConfig) -> MkDocsConfig:
        """Read the forms once and register the extension."""
        calculator = config.plugins.get("plan-calculator")
        if not isinstance(calculator, PlanCalculatorPlugin) or "engine_law" not in config.extra:
            raise PluginError("tools: 要先有 grounds 和 plan-calculator 两个插件; 在 mkdocs.yml 里排在它前面")
        self.calculator = calculator
        root = Path(config.config_file_path).resolve().parent
        try:
            forms = load_forms(root / self.config.folder, root, config.extra["engine_law"])
            kit = self.kit = Kit(forms, config.extra["engine_law"], config.extra["phones"])
        except SourceError as error:
            raise PluginError(str(error)) from None
        self.source = _PageSource()
        config.markdown_extensions.append(ToolExtension(kit=kit, source=self.source))  # type: ignore[arg-type]
        return config

    def on_files(self, files: Files, *, config: MkDocsConfig) -> Files:
        """Add one script a tool, and the style sheet, to the site."""
        styles = [CALCULATOR / "calculator.css", HERE / STYLE]
        made = {f"tool-{name}.js": tool_script(name, self.kit.books) for name in load_tools().tools}
        made |= {EARLY.name: join(EARLY), STYLE: "".join(path.read_text(encoding="utf-8") for path in styles)}
        self.assets = {name: asset(config, name, text) for name, text in made.items()}
        for file in self.assets.values():
            files.append(file)
        return files

    # Last, when other plugins have put lines before or after the text: only then is the distance to the file known.
    @event_priority(-100)
    def on_page_markdown(self, markdown: str, *, page: Page, config: MkDocsConfig, files: Files) -> str:  # noqa: ARG002
        """Tell the extension which file it reads, and where the page's text stands in it."""
        self.source.path = f"{Path(config.docs_dir).name}/{page.file.src_uri}"
        self.source.line_offset = _first_block(page.file.content_string) - _first_block(markdown)
        return markdown

    def on_post_page(self, output: str, *, page: Page, config: MkDocsConfig) -> str:  # noqa: ARG002
        """Link what the tool of the page needs, by addresses that also hold in a folder opened from disk."""
        name = tool_of(output)
        if name is None:
            return output
        html = linked(output, [self._address(STYLE, page)], [self._address(f"tool-{name}.js", page)])
        return early(html, self._address(EARLY.name, page))

    def _address(self, name: str, page: Page) -> str:
        return self.assets[name].url_relative_to(page.file)


def _first_block(text: str) -> int:
    lines = text.split("\n")
    found = [block.start for wanted in ("tool", "sheet") for block in find_blocks(lines, wanted)]
    return min(found, default=0)
