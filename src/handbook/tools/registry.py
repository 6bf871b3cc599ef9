"""Which tools there are: every folder here with a form.yml is a step, and one that says `tool:` can stand on a page.

title: 再拖几个月
lead: 一分不还，会多出多少。
tool: {title: 再拖几个月, asks: [debts]}
rules: [payment_order]
fields: […]                # see case/entries.py
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any, Literal

from handbook.case.entries import Item, Name, item_of
from handbook.case.fit import misfits
from handbook.case.forms import Form, Forms, settled
from handbook.sources.problems import Problem, SourceError, nearest
from handbook.sources.shapes import Entry, Text
from handbook.sources.yaml import Document, parse, read_text
from handbook.tools.parts import Declared, load_declared, parts_of

HERE = Path(__file__).parent
FILE = "form.yml"


class Standing(Entry):
    """How a step stands on a page: after steps that only ask, before others that ask once more."""

    title: Text
    asks: list[Name] = []
    also: list[Name] = []


class Step(Entry):
    """One form.yml.

    `says`: whether a step that only asks says something all the same, such as a balance.
    `kind`: what its view gives — an answer to what was asked, a document to send, a record of what happened, a route to
    the right page — or `asks`: nothing of its own. `receipt`: whether an answer can be redone from a sheet.
    `law`: kinds of legal rules that a reader chooses among or an offer is held against. `rules`: ids in data/rules.yml.
    `reads`: forms of other steps that it uses where they are filled in.
    """

    title: Text
    lead: Text
    fields: list[dict[str, Any]]
    kind: Literal["answer", "document", "record", "route", "asks"] = "answer"
    says: bool = False
    receipt: bool | None = None
    tool: Standing | None = None
    reads: list[Name] = []
    law: list[Literal["deadlines", "fees", "lines"]] = []
    rules: list[Name] = []

    @property
    def gives_receipt(self) -> bool:
        """Whether a receipt can be asked for: of an answer, unless it says otherwise."""
        return self.kind == "answer" if self.receipt is None else self.receipt


@dataclass(frozen=True)
class Tool:
    """One tool: its steps, of which the first `asks` only ask."""

    title: str
    steps: list[str]
    asks: int


@dataclass(frozen=True)
class Tools:
    """Every step by name, in the order of the forms: those that only ask, those that others read, the rest."""

    folder: Path
    sources: dict[str, Document]
    steps: dict[str, Step]
    items: dict[str, list[Item]]

    @property
    def tools(self) -> dict[str, Tool]:
        """What can stand on a page."""
        return {
            name: Tool(step.tool.title, [*step.tool.asks, name, *step.tool.also], len(step.tool.asks))
            for name, step in self.steps.items()
            if step.tool
        }

    @property
    def speaking(self) -> list[str]:
        """The steps that say something of what was typed, be it while they ask."""
        return [name for name, step in self.steps.items() if step.kind != "asks" or step.says]

    @property
    def viewed(self) -> list[str]:
        """The steps with a view.js."""
        return [name for name in self.steps if (self.folder / name / "view.js").is_file()]

    @property
    def answering(self) -> list[str]:
        """The steps that end in something; the others only ask."""
        return [name for name, step in self.steps.items() if step.kind != "asks"]

    def forms_of(self, tool: str) -> list[str]:
        """Return the forms that a page with the tool must know: its steps, and what those read."""
        steps = self.tools[tool].steps
        wanted = {*steps, *(name for step in steps for name in self.steps[step].reads)}
        return [name for name in self.steps if name in wanted]


@cache
def load_tools(folder: Path = HERE) -> Tools:
    """Return every form.yml below `folder`, read once. Raises SourceError with file and line."""
    problems: list[Problem] = []
    sources, steps, items = {}, {}, {}
    for path in form_files(folder):
        name = path.parent.name
        try:
            sources[name] = load_form(path)
            steps[name] = sources[name].read(Step)
            items[name] = _items(sources[name], steps[name])
        except SourceError as error:
            problems += error.problems
    # Of a step that cannot be read nobody knows whether it is there.
    problems = problems or list(_strangers(sources, steps))
    if problems:
        raise SourceError(problems)
    used = {other for step in steps.values() for other in step.reads}
    order = sorted(steps, key=lambda name: (steps[name].kind != "asks", name not in used, name))
    return Tools(folder, sources, {name: steps[name] for name in order}, items)


def form_files(folder: Path = HERE) -> list[Path]:
    """Return every form.yml below `folder`."""
    return sorted(folder.glob(f"*/{FILE}"))


def load_form(path: Path) -> Document:
    """Return a form.yml as its author wrote it. Raises SourceError."""
    name = f"src/handbook/tools/{path.parent.name}/{FILE}"
    return parse(read_text(path, name), name)


def _items(source: Document, step: Step) -> list[Item]:
    return [item_of(source, raw, f"$.fields[{at}]") for at, raw in enumerate(step.fields)]


def load_forms(data: Path, root: Path, law: Mapping[str, Any], folder: Path = HERE) -> Forms:
    """Return the forms of every step; `root` shortens paths. Raises SourceError.

    `data` holds budget.yml and priorities.yml; `law` the legal rules that a reader chooses among (see grounds/law.py).
    """
    tools = load_tools(folder)
    declared = load_declared(data, root)
    rules = {name: law[name] for name in ("deadlines", "fees")}
    forms = {
        name: Form(name, step.title, step.lead, settled(tools.items[name], rules)) for name, step in tools.steps.items()
    }
    choices = {"kinds": declared.kinds} | {
        name: {one: rule["label"] for one, rule in given.items()} for name, given in rules.items()
    }
    made = Forms(forms, parts_of(declared), choices, declared.ticks, declared.setup)
    problems = [_problem(tools.sources[name], word, what, "照着别的格子写") for name, word, what in misfits(made)]
    problems += _untold(tools.sources["debts"], made, declared)
    if problems:
        raise SourceError(problems)
    return made


def unknown_rules(known: Iterable[str]) -> Iterator[Problem]:
    """Yield what is wrong where a step asks for a rule that data/rules.yml does not declare."""
    names = list(known)
    tools = load_tools()
    for step, entry in tools.steps.items():
        for rule in entry.rules:
            if rule not in names:
                fix = f"改成那里有的 id（最接近：{'、'.join(nearest(rule, names))}），或在那里补一条"
                yield _problem(tools.sources[step], rule, f"data/rules.yml 里没有“{rule}”", fix)


def _untold(source: Document, forms: Forms, declared: Declared) -> Iterator[Problem]:
    """Yield the reasons to put a debt first that no box of the debts asks about."""
    asked = [field.label_from for field in forms.rows("debts.rows").fields if field.kind == "flag"]
    for reason in declared.ticks:
        if reason not in asked:
            yield _problem(source, "fields", f"没有 {reason} 的格子", "加一格，label_from 写它")


def _strangers(sources: Mapping[str, Document], steps: Mapping[str, Step]) -> Iterator[Problem]:
    """Yield the steps that are named by others and do not exist."""
    for name, step in steps.items():
        standing = step.tool or Standing(title=step.title)
        for other in [*standing.asks, *standing.also, *step.reads]:
            if other not in steps:
                near = "、".join(nearest(other, steps, 1))
                yield _problem(sources[name], other, f"没有 {other} 这一步", f"是不是 {near}？")


def _problem(source: Document, word: str, what: str, fix: str) -> Problem:
    """Return a problem of a form.yml, on the line of `word`."""
    return Problem(source.path, source.line_of(word), what, fix)
