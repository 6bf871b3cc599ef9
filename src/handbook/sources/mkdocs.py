"""What several MkDocs plugins share: which page is being read, and how one plugin asks another."""

from __future__ import annotations

from pathlib import Path
from typing import NoReturn, TypeVar

from mkdocs.config.defaults import MkDocsConfig
from mkdocs.exceptions import PluginError
from mkdocs.plugins import BasePlugin, event_priority
from mkdocs.structure.files import Files
from mkdocs.structure.pages import Page

from handbook.sources.fences import Source, find_blocks
from handbook.sources.problems import Problem, SourceError

P = TypeVar("P", bound="BasePlugin")  # type: ignore[type-arg]


class PageSource(Source):
    """The page that MkDocs converts now. `wanted`: the blocks by which its text finds its lines in the file."""

    def __init__(self, *wanted: str) -> None:
        super().__init__()
        self.wanted = wanted

    def begin(self, path: str, whole: str, text: str) -> None:
        """Turn to the file `path` that holds `whole`, of which `text` is what Markdown will read."""
        self.path = path
        self.line_offset = self._first_block(whole) - self._first_block(text)

    def fail(self, problems: list[Problem]) -> NoReturn:
        """Stop the build with a message: any other error would be a traceback, which helps no editor."""
        raise PluginError(str(SourceError(problems)))

    def _first_block(self, text: str) -> int:
        """Return the index of the line where the first block starts, 0 if there is none."""
        lines = text.split("\n")
        return min((block.start for wanted in self.wanted for block in find_blocks(lines, wanted)), default=0)


class ReadsBlocks:
    """What a plugin adds whose extension reads blocks; both share `source`."""

    source: PageSource

    # Last, when other plugins have put lines before or after the text: only then is the distance to the file known.
    @event_priority(-100)
    def on_page_markdown(self, markdown: str, *, page: Page, config: MkDocsConfig, files: Files) -> str:  # noqa: ARG002
        """Tell the extension which file it reads, and where the page's text stands in it."""
        self.source.begin(path_of(page, config), page.file.content_string, markdown)
        return markdown


def path_of(page: Page, config: MkDocsConfig) -> str:
    """Return the path of a page's file as messages name it."""
    return f"{Path(config.docs_dir).name}/{page.file.src_uri}"


def root_of(config: MkDocsConfig) -> Path:
    """Return the project's folder: where mkdocs.yml lies."""
    return Path(config.config_file_path).resolve().parent


def plugin_of(config: MkDocsConfig, name: str, kind: type[P]) -> P:
    """Return the plugin that mkdocs.yml calls `name`. Raises PluginError where there is none of that kind."""
    found = config.plugins.get(name)
    if not isinstance(found, kind):
        raise PluginError(f"mkdocs.yml 的 plugins 里没有 {name}; 加上它，排在要用它的插件前面")
    return found
