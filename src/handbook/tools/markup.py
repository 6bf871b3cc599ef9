"""The HTML of a tool, and of the blank sheet with the same box numbers. All markup is in tool.html and sheet.html."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from typing import Any

from jinja2 import Environment, FileSystemLoader
from markupsafe import Markup, escape

from handbook.case.forms import Forms
from handbook.sources.problems import SourceError
from handbook.tools.registry import HERE, load_tools, unknown_rules
from handbook.tools.runtime import Runtime, setup_of
from handbook.tools.scripts import load_books

SPOKEN = ("label", "from")
"""What a rule says for people alone."""


@dataclass
class Kit:
    """What tools are made with: the forms, all legal values, and the phone numbers by short name."""

    forms: Forms
    law: dict[str, Any]
    phones: Mapping[str, str]

    def __post_init__(self) -> None:
        """Start the scripts once; every worked example of a site runs in the same place.

        Raises SourceError where a step asks for a rule that is not declared, or a words file is wrong.
        """
        problems = list(unknown_rules(self.law["rules"]))
        if problems:
            raise SourceError(problems)
        self.books = load_books(self._resolve)
        self.runtime = Runtime(self.forms, self.law, self.books)

    def _resolve(self, kind: str, name: str) -> str | None:
        if kind == "电话":
            # A page makes a link of it (`marked`); in a sentence of a script it is the number alone.
            return self.phones[name]
        if kind == "数":
            entry = self.law["values"][name]
            row = next(row for row in entry["rows"] if row["from"] <= self.law["day"] <= row["to"])
            return f"{row['value']} {entry['unit']}"
        return None


def tool_html(kit: Kit, name: str, example: dict[str, Any]) -> str:
    """Return the tool `name` with the worked answers for `example`, a case as people type it. Raises CaseError."""
    tools = load_tools()
    tool = tools.tools[name]
    answering = tool.steps[tool.asks :]
    found = {view: kit.runtime.answer(view, example) for view in answering}
    answers = {view: Markup(answer["html"]) for view, answer in found.items()}  # noqa: S704 - escaped there
    inputs = {view: kit.runtime.inputs(example, answer["forms"]) for view, answer in found.items()}
    setup = setup_of(kit.forms, law_of(kit.law, name), name) | {"example": example}
    words = kit.books["frame"]
    html: str = _template("frame/tool.html").render(
        name=name,
        title=tool.title,
        steps=[kit.forms.forms[step] for step in tool.steps],
        typed=tool.asks + 1,
        forms=kit.forms,
        words=words,
        answers=answers,
        inputs=inputs,
        how={view: _listed(kit.books[view], "how") for view in answering},
        receipts={view: tools.steps[view].gives_receipt for view in answering},
        speaking=tools.speaking,
        dialled=lambda code: _dialled(words[code], kit.phones),
        # “</script>” inside a name would end the block; nothing else is special there.
        setup=Markup(json.dumps(setup, ensure_ascii=False, separators=(",", ":")).replace("<", "\\u003c")),  # noqa: S704
    )
    return _tight(html)


def sheet_html(kit: Kit, name: str) -> str:
    """Return the blank sheet of the form `name`: tables to fill in by hand, with the numbers of the screen."""
    return _tight(_template("frame/sheet.html").render(form=kit.forms.forms[name], forms=kit.forms))


def law_of(law: dict[str, Any], name: str) -> dict[str, Any]:
    """Return of the whole law what the tool asks for: a phone need not load the rest."""
    steps = [load_tools().steps[step] for step in load_tools().tools[name].steps]
    kinds = {kind for step in steps for kind in step.law}
    ids = {one for step in steps for one in step.rules}
    part: dict[str, Any] = {kind: law[kind] if kind in kinds else {} for kind in ("deadlines", "fees", "lines")}
    part["rules"] = {one: rule for one, rule in law["rules"].items() if one in ids}
    wanted = set(_named(list(part.values())))
    dated = bool(part["deadlines"])
    return _carried(part) | {
        "day": law["day"],
        "values": {short: value for short, value in law["values"].items() if short in wanted},
        "brackets": {short: table for short, table in law["brackets"].items() if short in wanted},
        "counting": law["counting"] if dated else {},
        "holidays": law["holidays"] if dated else law["holidays"] | {"off": "", "on": ""},
    }


def _carried(part: dict[str, Any]) -> dict[str, Any]:
    """Return rules without what only forms and manuals say of them: the page has that already."""
    for kind in ("deadlines", "fees"):
        plain = {
            one: {key: held for key, held in rule.items() if key not in SPOKEN} for one, rule in part[kind].items()
        }
        part = part | {kind: plain}
    return part


def _named(held: Any) -> Iterator[str]:
    """Yield every text in rules: the names of values and tables among them."""
    if isinstance(held, str):
        yield held
    elif isinstance(held, dict | list):
        for one in held.values() if isinstance(held, dict) else held:
            yield from _named(one)


@cache
def _template(name: str) -> Any:
    loader = FileSystemLoader(HERE)
    return Environment(autoescape=True, trim_blocks=True, lstrip_blocks=True, loader=loader).get_template(name)


def _listed(book: Mapping[str, str], group: str) -> list[str]:
    """Return the sentences of a list in a words file, in order."""
    return [text for code, text in book.items() if code.startswith(f"{group}.")]


def _dialled(text: str, phones: Mapping[str, str]) -> Markup:
    """Return a sentence with a link for each phone number in it."""
    known = "|".join(sorted(map(re.escape, set(phones.values())), key=len, reverse=True))
    parts = re.split(rf"(?<!\d)({known})(?!\d)", text)
    link = Markup('<a href="tel:{0}">{0}</a>')
    return Markup("").join(link.format(part) if at % 2 else escape(part) for at, part in enumerate(parts))


def _tight(html: str) -> str:
    """Drop blank lines: Markdown ends a block of HTML at one."""
    return "\n".join(line for line in html.splitlines() if line.strip())
