"""Hard words explain themselves: the first time a page uses a term of the glossary, it links to what the word means."""

from __future__ import annotations

import posixpath
import re
import xml.etree.ElementTree as ET
from collections.abc import Sequence
from typing import Any

from markdown import Markdown
from markdown.extensions import Extension
from markdown.treeprocessors import Treeprocessor
from pymdownx.slugs import slugify

from handbook.catalogue import questions
from handbook.catalogue.schema import Term

GLOSSARY = "about/glossary.md"
LISTS = (GLOSSARY, questions.PAGE)
"""Pages that name everything: links to the words would bury the links to the pages."""

TERM_CLASS = "term"


class _TermLinks(Treeprocessor):
    def __init__(self, extension: TermsExtension, md: Markdown) -> None:
        super().__init__(md)
        self.extension = extension

    def run(self, root: ET.Element) -> None:
        page = self.extension.page
        # A page need not send the reader away for the word that it explains itself.
        waiting = {term.term: term for term in self.extension.terms if term.page != page}
        if page in LISTS:
            return
        for block in root.iter():
            if block.tag in ("p", "li"):
                self._link_in(block, waiting)

    def _link_in(self, block: ET.Element, waiting: dict[str, Term]) -> None:
        # From the end, so that what is inserted does not move what is still to come.
        for index in range(len(block) - 1, -1, -1):
            child = block[index]
            child.tail = self._split(block, index + 1, child.tail, waiting)
        block.text = self._split(block, 0, block.text, waiting)

    def _split(self, block: ET.Element, index: int, text: str | None, waiting: dict[str, Term]) -> str | None:
        """Link the first waiting term in `text`; the link goes before child `index`. Returns the text before it."""
        if not text or not waiting:
            return text
        # Words no longer waiting are matched too, so that no shorter word is found inside them.
        match = next((found for found in self.extension.either.finditer(text) if found[0] in waiting), None)
        if not match:
            return text
        term = waiting.pop(match[0])
        link = ET.Element("a", {"class": TERM_CLASS, "href": self._address(term), "title": term.plain})
        link.text = term.term
        block.insert(index, link)
        link.tail = self._split(block, index + 1, text[match.end() :], waiting)
        return text[: match.start()]

    def _address(self, term: Term) -> str:
        here = posixpath.dirname(self.extension.page)
        return f"{posixpath.relpath(GLOSSARY, here or '.')}#{slugify(case='lower')(term.term, '-')}"


class TermsExtension(Extension):
    """Links terms; `page` is the source path of the page being converted, kept up to date by the plugin."""

    def __init__(self, terms: Sequence[Term], **kwargs: Any) -> None:
        super().__init__(**kwargs)
        self.terms = terms
        words = sorted((term.term for term in terms), key=len, reverse=True)
        self.either = re.compile("|".join(map(re.escape, words)))
        self.page = ""

    def extendMarkdown(self, md: Markdown) -> None:  # noqa: N802 - the name is Python-Markdown's
        """Join after inline marks (20) and the grounds (15): what is a link already stays one."""
        md.treeprocessors.register(_TermLinks(self, md), "term-links", 12)
