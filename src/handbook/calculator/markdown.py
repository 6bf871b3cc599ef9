"""Python-Markdown extension: a top-level fenced block named `plan` becomes a computed result.

It runs before any fence extension sees the text. Inside another fence the block is only text being shown. Whatever
cannot be computed stops the build with the file, the line and what to do: a reader must never meet a raw block.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any

import yaml
from markdown import Markdown
from markdown.extensions import Extension
from markdown.preprocessors import Preprocessor

from handbook.calculator.engine import CaseError, Engine, shared_engine
from handbook.sources.fences import PRIORITY, TAB, Block, Source, find_blocks, replace_blocks
from handbook.sources.problems import Problem

_EXAMPLE = "写成 income: 5000 这样的“字段: 值”"


@dataclass
class _Case:
    """A case read from YAML, every scalar still the author's text. `lines`: field path → line in the block, from 1."""

    raw: Any = None
    lines: dict[str, int] = field(default_factory=dict)


class _CaseFaultError(Exception):
    def __init__(self, line: int, what: str, fix: str) -> None:
        self.line, self.what, self.fix = line, what, fix
        super().__init__(what)


def check_source(path: str, text: str) -> list[Problem]:
    """Return what is wrong with the plan blocks of a whole source file, front matter included."""
    source = Source(path)
    # Python-Markdown expands tabs before the build reads a block; the check must say the same as the build.
    blocks = find_blocks(text.expandtabs(TAB).split("\n"), "plan")
    outcomes = (_compute(block, source, shared_engine()) for block in blocks)
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
            outcome = _compute(block, self.source, shared_engine())
            if isinstance(outcome, str):
                return self.md.htmlStash.store(outcome)
            problems.extend(outcome)
            return ""

        out = replace_blocks(lines, "plan", make)
        if problems:
            self.source.fail(problems)
        return out


def _compute(block: Block, source: Source, engine: Engine) -> str | list[Problem]:
    """Return the section's HTML, or the block's problems with their lines in the source file."""
    first = block.start + 1 + source.line_offset
    if block.fault:
        return [Problem(source.path, first, *block.fault)]
    case = _Case()
    try:
        case = _read_case(block.text)
        return engine.render_section(case.raw)
    except _CaseFaultError as fault:
        return [Problem(source.path, first + fault.line, fault.what, fault.fix)]
    except CaseError as error:
        return [_problem(source.path, first, case, item) for item in error.errors]


def _problem(path: str, first: int, case: _Case, error: dict[str, str]) -> Problem:
    # A missing field has no line of its own; the nearest thing that holds it does.
    place = error["field"]
    while place and place not in case.lines:
        place = place[: max(place.rfind("."), place.rfind("["), 0)]
    what, _, fix = error["message"].rpartition("；")
    what = f"{error['field']}: {what}" if error["field"] else what
    return Problem(path, first + case.lines.get(place, 0), what, fix)


def _read_case(text: str) -> _Case:
    """Read YAML keeping every scalar as its author's text (0.1 must not become a float). Raises _CaseFaultError."""
    case = _Case()
    try:
        node = yaml.compose(text, Loader=yaml.BaseLoader)
    except yaml.MarkedYAMLError as error:
        mark = error.problem_mark or error.context_mark
        line = min(mark.line, text.count("\n")) + 1 if mark else 0
        what = f"YAML 写法有误（{error.problem or error.context}）"
        raise _CaseFaultError(line, what, "检查缩进、冒号后的空格和括号") from None
    except yaml.YAMLError as error:
        raise _CaseFaultError(0, f"YAML 读不出（{type(error).__name__}）", "删掉看不见的特殊字符") from None
    except RecursionError:
        raise _CaseFaultError(0, "YAML 嵌套太深", _EXAMPLE) from None
    if node is None:
        raise _CaseFaultError(0, "plan 区块是空的", _EXAMPLE)
    case.raw = _plain(node, "", case.lines, set())
    return case


def _plain(node: yaml.Node, path: str, lines: dict[str, int], seen: set[int]) -> Any:
    if id(node) in seen:
        raise _CaseFaultError(node.start_mark.line + 1, "不支持 YAML 的 & 和 *", "把内容直接写出来")
    seen.add(id(node))
    if path:  # what is missing from the whole case belongs to its first line
        lines.setdefault(path, node.start_mark.line + 1)
    if isinstance(node, yaml.ScalarNode):
        return str(node.value)
    if isinstance(node, yaml.SequenceNode):
        return [_plain(item, f"{path}[{index}]", lines, seen) for index, item in enumerate(node.value)]
    record: dict[str, Any] = {}
    for key, value in node.value:
        line = key.start_mark.line + 1
        name = key.value
        if not isinstance(name, str):
            raise _CaseFaultError(line, "字段名不能是列表或字典", _EXAMPLE)
        if name in record:
            raise _CaseFaultError(line, f"{name}: 写了两次", "只留一个")
        here = f"{path}.{name}" if path else name
        lines[here] = line
        record[name] = _plain(value, here, lines, seen)
    return record
