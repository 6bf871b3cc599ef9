"""Python-Markdown extension: a block named `tool` becomes a tool, one named `sheet` the blank paper of a form.

    ```tool
    name: offer
    example:            # a case as people type it; its answer is printed where no script runs
      offer: {principal: 30000, periods: 12}
    ```

    ```sheet
    debts
    ```

Whatever cannot be made stops the build with the file, the line and what to do.
"""

from __future__ import annotations

from typing import Any

import yaml
from markdown import Markdown
from markdown.extensions import Extension
from markdown.preprocessors import Preprocessor

from handbook.calculator.engine import CaseError
from handbook.sources.fences import PRIORITY, TAB, Block, Source, find_blocks, replace_blocks
from handbook.sources.problems import Problem
from handbook.tools.markup import Kit, sheet_html, tool_html
from handbook.tools.scripts import load_tools

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


class _Once(yaml.BaseLoader):
    """Refuses a name written twice, of which YAML would drop the first without a word."""

    def construct_mapping(self, node: yaml.MappingNode, deep: bool = False) -> dict[Any, Any]:
        names = [key.value for key, _ in node.value]
        twice = next((name for name in names if names.count(name) > 1), None)
        if twice is not None:
            raise yaml.constructor.ConstructorError(None, None, f"{twice} 写了两次", node.start_mark)
        return super().construct_mapping(node, deep=deep)


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
        raw = yaml.load(block.text, Loader=_Once)  # noqa: S506 - makes nothing but text, lists and records
    except yaml.YAMLError as error:
        return [_fault(source, block, f"YAML 写法有误（{str(error).splitlines()[0]}）", "检查缩进、冒号后的空格和括号")]
    known = load_tools().tools
    if not isinstance(raw, dict) or str(raw.get("name")) not in known:
        return [_fault(source, block, "没有写 name，或没有这个工具", "可用的有 " + "、".join(known))]
    if set(raw) != {"name", "example"}:
        return [_fault(source, block, "要写 name 和 example，不写别的", "照着 CONTRIBUTING 的例子写")]
    file = kit.runtime.call("write", _ticked(raw["example"]), "")
    read = kit.runtime.call("read", file)
    if "error" in read:
        what = read["error"].partition("。")[0]  # what follows is for who opens a file
        return [_fault(source, block, f"example：{what}", "照着工具里的格子写")]
    try:
        return tool_html(kit, raw["name"], read["case"])
    except CaseError as error:
        told = [f"example：{item['field']} {item['message']}" for item in error.errors]
        return [_fault(source, block, what, "补上或改对") for what in told]


def _ticked(value: Any) -> Any:
    """Return the example with the words true and false as ticks: YAML's text has none."""
    if isinstance(value, dict):
        return {name: _ticked(held) for name, held in value.items()}
    if isinstance(value, list):
        return [_ticked(held) for held in value]
    return {"true": True, "false": False}.get(value, value)


def _fault(source: Source, block: Block, what: str, fix: str) -> Problem:
    return Problem(source.path, block.start + 1 + source.line_offset, what, fix)
