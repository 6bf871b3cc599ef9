"""MkDocs adapter: makes every finished page obey its own policy, and collects the pages that are also handouts."""

from __future__ import annotations

from pathlib import Path

from mkdocs.config import config_options as c
from mkdocs.config.base import Config
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.plugins import BasePlugin, event_priority
from mkdocs.structure.files import File, Files
from mkdocs.structure.pages import Page
from mkdocs.utils import get_relative_url

from handbook import grounds
from handbook.bundling.join import join
from handbook.bundling.publish import asset
from handbook.outputs.handouts import Handout
from handbook.outputs.pages import extract_inline_scripts, mend_theme
from handbook.search.plugin import PAGE_STYLE
from handbook.search.script import search_books
from handbook.sources import frontmatter
from handbook.wording.book import FILE, handed_over, own_words

SCRIPTS = "assets/javascripts/inline"
PDF_FOLDER = "handouts/pdf"
_PAGE = Path(__file__).parent / "page"
GROUNDS = Path(grounds.__file__).parent


class StrictPagesConfig(Config):
    """Settings of the plugin."""

    handout_links = c.Type(bool, default=False)
    """Link each handout page to its PDF. Only `handbook build` puts the PDFs there, so only it sets this."""


class StrictPagesPlugin(BasePlugin[StrictPagesConfig]):
    """Runs last on each page, when the theme and the other plugins have written all their markup."""

    # Last, as the offline plugin (0) adds a shim from elsewhere where it finds none by its name.
    @event_priority(-100)
    def on_config(self, config: MkDocsConfig) -> MkDocsConfig:
        """Start anew: `mkdocs serve` builds many times with one plugin. One script and one style for every page."""
        self.scripts: dict[str, str] = {}
        self.handouts: list[Handout] = []
        ours = [PAGE_STYLE] if "chinese-search" in config.plugins else []
        styles = [_PAGE / "site.css", _PAGE / "print.css", *ours]
        style = "".join(path.read_text(encoding="utf-8") for path in styles)
        script = _script_of_every_page(with_search=bool(ours))
        self.assets: list[File] = [asset(config, "text.js", script), asset(config, "site.css", style)]
        config.extra["polyfills"], config.extra_css = ([file.src_uri] for file in self.assets)
        return config

    def on_files(self, files: Files, *, config: MkDocsConfig) -> Files:  # noqa: ARG002
        """Add them to the site."""
        for file in self.assets:
            files.append(file)
        return files

    # Before the page's head is put in front (0): a sheet has its own.
    @event_priority(50)
    def on_page_content(self, content: str, *, page: Page, config: MkDocsConfig, files: Files) -> str:  # noqa: ARG002
        """Keep the body of a page that is also a handout, and link the page to its PDF."""
        if not page.meta.get("handout"):
            return content
        review = frontmatter.review_of(page.meta)
        handout = Handout(
            code=str(page.meta.get("handout_code", "")),
            title=str(page.meta["title"]).removesuffix("（讲义）"),
            description=str(page.meta["description"]),
            html=content,
            slug=Path(page.file.src_uri).stem,
            short_path=page.file.src_uri.removesuffix(".md").removesuffix("index") + "/",
            checked_on=review.checked_on,
            use_before=review.use_before,
        )
        self.handouts.append(handout)
        if not self.config.handout_links:
            return content
        target = get_relative_url(f"{PDF_FOLDER}/{handout.code}-{handout.slug}.pdf", page.url)
        return f'<p class="handout-pdf"><a href="{target}">打印版（PDF，A4）</a></p>\n{content}'

    @event_priority(-100)
    def on_post_page(self, output: str, *, page: Page, config: MkDocsConfig) -> str:  # noqa: ARG002
        """Make a page obey the policy that it carries."""
        return self._strict(output, page.url)

    @event_priority(-100)
    def on_post_template(self, output: str, *, template_name: str, config: MkDocsConfig) -> str:  # noqa: ARG002
        """Do the same for 404.html, which is no page; its addresses are absolute."""
        return self._strict(output, None) if template_name.endswith(".html") else output

    def on_post_build(self, *, config: MkDocsConfig) -> None:
        """Write the scripts that left the pages."""
        folder = Path(config.site_dir) / SCRIPTS
        folder.mkdir(parents=True, exist_ok=True)
        for name, code in self.scripts.items():
            (folder / name).write_text(code, encoding="utf-8")

    def _strict(self, html: str, page_url: str | None) -> str:
        def url_of(name: str) -> str:
            path = f"{SCRIPTS}/{name}"
            return f"/{path}" if page_url is None else get_relative_url(path, page_url)

        html, files = extract_inline_scripts(mend_theme(html), url_of)
        self.scripts |= files
        return html


def _script_of_every_page(*, with_search: bool) -> str:
    entry = _PAGE / "every-page.js"
    books = {"page": own_words(_PAGE / FILE), "grounds": own_words(GROUNDS / FILE)}
    imports = 'import "./text.js";\n'
    if with_search:
        books |= search_books()
        imports += 'import "../../search/page.js";\n'
    return join(entry, text=handed_over(books, entry) + imports)
