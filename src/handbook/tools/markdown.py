"""Python-Markdown extension: a block named `tool` becomes a tool, one named `sheet` the blank paper of a form.

    ```tool
    name: offer
    example:            # a case as people type it; its answer is printed where no script runs
      offer: {principal: 30000, periods: 12}      # where it is left out, that of the tool's folder holds
    ```

    ```sheet
    debts
    ```

Whatever cannot be made stops the build with the file, the line and what to do.
"""

from __future__ import annotations

from typing import Any

from markdown import Markdown
from markdown.extensions import Extension
from markdown.preprocessors import Preprocessor

from handbook.calculator.engine import CaseError
from handbook.sources.fences import PRIORITY, TAB, Block, Source, find_blocks, replace_blocks
from handbook.sources.problems import Problem, SourceError, nearest
from handbook.sources.shapes import Entry, Text
from handbook.sources.yaml import Document, parse
from handbook.tools.examples import FILE, Example, example_of_folder
from handbook.tools.markup import Kit, sheet_html, tool_html
from handbook.tools.registry import load_tools

_WANTED = ("tool", "sheet")
_MARK = '<section class="tool" data-tool="'


def tool_of(html: str) -> str | None:
    """Return the name of the tool on a finished page, None where there is none."""
    _, mark, rest = html.partition(_MARK)
    return rest.partition('"')[0] if mark else None


def check_source(path: str, text: str, kit: Kit) -> list[Problem]:
    """Return what is wrong with the blocks of a whole source file, front matter included."""
    # Python-Markdown expands tabs before the build reads a block; the check must say the same as the build.
    return _outcomes(text.expandtabs(TAB).split("\n"), Source(path), kit)[1]


class ToolBlock(Entry):
    """What a `tool` block says: the tool, and a case as a reader would type it, if not that of the tool's folder."""

    name: Text
    example: Any = None


class ToolExtension(Extension):
    """Puts tools into pages. Options: `kit`, and `source`, kept up to date by whoever converts several pages."""

    def __init__(self, **options: Any) -> None:
        self.config = {"kit": ["", "forms and legal values"], "source": [Source(), "the page being converted"]}
        super().__init__(**options)

    def extendMarkdown(self, md: Markdown) -> None:  # noqa: N802 - Python-Markdown's name
        """Register the preprocessor, beside that of the worked examples."""
        kit, source = self.getConfig("kit"), self.getConfig("source")
        md.preprocessors.register(_ToolPreprocessor(md, kit, source), "tool_block", PRIORITY)


class _ToolPreprocessor(Preprocessor):
    def __init__(self, md: Markdown, kit: Kit, source: Source) -> None:
        self.kit, self.source = kit, source
        super().__init__(md)

    def run(self, lines: list[str]) -> list[str]:
        """Replace each block by a placeholder of its markup."""
        made, problems = _outcomes(lines, self.source, self.kit)
        if problems:
            self.source.fail(problems)
        for wanted in _WANTED:
            stashed = map(self.md.htmlStash.store, made[wanted])
            lines = replace_blocks(lines, wanted, lambda _, stashed=stashed: next(stashed))  # type: ignore[misc]
        return lines


def _outcomes(lines: list[str], source: Source, kit: Kit) -> tuple[dict[str, list[str]], list[Problem]]:
    """Return the markup of every block by kind, and all that is wrong, by the lines as they were written."""
    made: dict[str, list[str]] = {wanted: [] for wanted in _WANTED}
    problems: list[Problem] = []
    for wanted in _WANTED:
        for at, block in enumerate(find_blocks(lines, wanted)):
            if wanted == "tool" and at:
                problems.append(_fault(source, block, "一页有两个工具", "只留一个，另一个放到别的页"))
            outcome = _make(wanted, block, source, kit)
            if isinstance(outcome, str):
                made[wanted].append(outcome)
            else:
                problems += outcome
    return made, sorted(problems)


def _make(wanted: str, block: Block, source: Source, kit: Kit) -> str | list[Problem]:
    if block.fault:
        return [_fault(source, block, *block.fault)]
    return _tool(block, source, kit) if wanted == "tool" else _sheet(block, source, kit)


def _sheet(block: Block, source: Source, kit: Kit) -> str | list[Problem]:
    name = " ".join(block.text.split())
    if name not in kit.forms.forms:
        return [_fault(source, block, f"没有“{name}”这张表", "可用的有 " + "、".join(kit.forms.forms))]
    return sheet_html(kit, name)


def _tool(block: Block, source: Source, kit: Kit) -> str | list[Problem]:
    try:
        # Every scalar stays the author's text, as a reader would type it.
        document = parse(block.text, source.path, block.start + 1 + source.line_offset, "tool 区块")
        asked = document.read(ToolBlock)
    except SourceError as error:
        return error.problems
    known = load_tools().tools
    if asked.name not in known:
        near = "".join(f"是不是 {name}？" for name in nearest(asked.name, known, 1))
        fix = f"{near}可用的有 {'、'.join(known)}"
        return [document.problem("$.name", f"没有“{asked.name}”这个工具", fix)]
    try:
        return _worked(asked.name, _example(asked, document), kit)
    except SourceError as error:
        return error.problems


def _worked(tool: str, example: Example, kit: Kit) -> str:
    """Return the tool with its example worked out. Raises SourceError."""
    try:
        return tool_html(kit, tool, example.case(kit))
    except CaseError as error:
        raise SourceError(example.untyped(item) for item in error.errors) from None


def _example(asked: ToolBlock, document: Document) -> Example:
    """Return the example of a block, or that of the tool's folder. Raises SourceError where there is neither."""
    if asked.example is not None:
        return Example(document, "$.example", "example：")
    own = example_of_folder(asked.name)
    if own is None:
        fix = f"在这里写 example，或写一份 src/handbook/tools/{asked.name}/{FILE}"
        raise SourceError([document.problem("$", f"{asked.name} 没有例子", fix)])
    return own


def _fault(source: Source, block: Block, what: str, fix: str) -> Problem:
    return Problem(source.path, block.start + 1 + source.line_offset, what, fix)
