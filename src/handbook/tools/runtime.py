"""The tools inside Python: worked examples are computed and worded by the reader's own scripts."""

from __future__ import annotations

from typing import Any

from handbook.bundling.runtime import Script
from handbook.calculator.engine import CaseError
from handbook.case.forms import Forms
from handbook.tools.registry import load_tools
from handbook.tools.scripts import FRAME, Books, build_script, load_books


class Runtime:
    """The pure scripts of this room, set up with the forms, the legal values `law` and the words."""

    def __init__(self, forms: Forms, law: dict[str, Any] | None, books: Books | None = None) -> None:
        self._script = Script(FRAME / "build-all.js", build_script(books or load_books()))
        self.call("setup", setup_of(forms, law))

    def call(self, name: str, *parts: object) -> Any:
        """Run one of the room's functions on JSON values."""
        return self._script.call(name, *parts)

    def answer(self, view: str, raw: object, today: str | None = None) -> dict[str, Any]:
        """Return {say, html, receipt} for a case in which nothing is wrong or missing. Raises CaseError."""
        found: dict[str, Any] = self.call("answer", view, raw, today)
        if "html" not in found and "say" not in found:
            missing = [{"field": view, "message": "例子是空的；写上要填的格子"}]
            raise CaseError(found.get("errors", missing))
        return found

    def inputs(self, raw: object, forms: list[str]) -> list[str]:
        """Return what stands in some forms as “label：text”."""
        return [f"{label}：{text}" for label, text in self.call("inputs", raw, forms, True)]


def setup_of(forms: Forms, law: dict[str, Any] | None, tool: str | None = None) -> dict[str, Any]:
    """Return what the scripts must know: the boxes of the forms, what data/ declares for them, the legal values.

    With `tool`, only of the forms that its page needs.
    """
    known = load_tools().forms_of(tool) if tool else list(forms.forms)
    return {
        "forms": {name: specs for name, specs in forms.specs().items() if name in known},
        "titles": {name: forms.forms[name].title for name in known},
        "law": law,
    } | forms.setup(known)
