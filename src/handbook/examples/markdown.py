"""Python-Markdown extension: a top-level fenced block named `plan` becomes a computed result.

It runs before any fence extension sees the text. Inside another fence the block is only text being shown. Whatever
cannot be computed stops the build with the file, the line and what to do: a reader must never meet a raw block.
"""

from __future__ import annotations

from typing import Any

from markdown import Markdown
from markdown.extensions import Extension
from markdown.preprocessors import Preprocessor

from handbook.calculator.engine import CaseError
from handbook.examples.runtime import Examples, shared_examples
from handbook.sources.fences import PRIORITY, TAB, Block, Source, find_blocks, replace_blocks
from handbook.sources.problems import Problem, SourceError
from handbook.sources.yaml import Document, parse


def check_source(path: str, text: str) -> list[Problem]:
    """Return what is wrong with the plan blocks of a whole source file, front matter included."""
    source = Source(path)
    # Python-Markdown expands tabs before the build reads a block; the check must say the same as the build.
    blocks = find_blocks(text.expandtabs(TAB).split("\n"), "plan")
    outcomes = (_compute(block, source, shared_examples()) for block in blocks)
    return sorted(problem for outcome in outcomes if not isinstance(outcome, str) for problem in outcome)


def has_example(html: str) -> bool:
    """Return whether a page's HTML holds a worked example, and so needs the style sheet."""
    return '<section class="plan-example"' in html


def has_dated_values(html: str) -> bool:
    """Return whether a page's HTML holds a table of dated values, which has scripts of its own."""
    return '<section class="dated-value"' in html


class PlanExtension(Extension):
    """Computes plan blocks. Option `source`: a Source kept up to date by whoever converts several pages."""

    def __init__(self, **options: Any) -> None:
        self.config = {"source": [Source(), "the page being converted"]}
        super().__init__(**options)

    def extendMarkdown(self, md: Markdown) -> None:  # noqa: N802 - Python-Markdown's name
        """Register the preprocessor."""
        md.preprocessors.register(_PlanPreprocessor(md, self.getConfig("source")), "plan_block", PRIORITY)


def makeExtension(**options: Any) -> PlanExtension:  # noqa: N802 - Python-Markdown's name
    """Return the extension, so that it can be named in a list of extensions."""
    return PlanExtension(**options)


class _PlanPreprocessor(Preprocessor):
    def __init__(self, md: Markdown, source: Source) -> None:
        self.source = source
        super().__init__(md)

    def run(self, lines: list[str]) -> list[str]:
        """Replace each block by a placeholder of its rendered section."""
        problems: list[Problem] = []

        def make(block: Block) -> str:
            outcome = _compute(block, self.source, shared_examples())
            if isinstance(outcome, str):
                return self.md.htmlStash.store(outcome)
            problems.extend(outcome)
            return ""

        out = replace_blocks(lines, "plan", make)
        if problems:
            self.source.fail(problems)
        return out


def _compute(block: Block, source: Source, examples: Examples) -> str | list[Problem]:
    """Return the section's HTML, or the block's problems with their lines in the source file."""
    first = block.start + 1 + source.line_offset
    if block.fault:
        return [Problem(source.path, first, *block.fault)]
    document = Document(source.path)
    try:
        document = parse(block.text, source.path, first, "plan 区块")
        return examples.section(document.data)
    except SourceError as error:
        return error.problems
    except CaseError as error:
        return [_problem(document, item) for item in error.errors]


def _problem(document: Document, error: dict[str, str]) -> Problem:
    what, _, fix = error["message"].rpartition("；")
    return document.problem(f"$.{error['field']}", f"{error['field']}: {what}" if error["field"] else what, fix)
