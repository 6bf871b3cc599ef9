"""The tools inside Python: worked examples are computed and worded by the reader's own scripts."""

from __future__ import annotations

from typing import Any

from handbook.bundling.runtime import Script
from handbook.calculator.engine import CaseError
from handbook.tools.forms import Forms
from handbook.tools.scripts import FRAME, load_tools


class Runtime:
    """The pure scripts of this room, set up with the forms and the legal values `law`."""

    def __init__(self, forms: Forms, law: dict[str, Any] | None) -> None:
        self._script = Script(FRAME / "build-all.js", load_tools().build_script())
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


def setup_of(forms: Forms, law: dict[str, Any] | None) -> dict[str, Any]:
    """Return what the scripts must know: the boxes, the reasons to put a debt first, the legal values."""
    reasons = forms.priorities

    def plain(reason: Any) -> dict[str, Any]:
        return {
            "id": reason.id,
            "class": reason.kind,
            "money": reason.money,
            "unpaid": reason.unpaid,
            "first": reason.first,
            "grounds": [ground.strip("[]") for ground in reason.grounds],
        }

    return {
        "forms": forms.specs(),
        "titles": {name: form.title for name, form in forms.forms.items()},
        "lines": [{"id": line.id, "label": line.label, "class": line.kind} for line in forms.budget.lines],
        "classes": {name: {"title": one.title, "first": one.first} for name, one in reasons.classes.items()},
        "reasons": [plain(reason) for reason in reasons.reasons],
        "kinds": [plain(kind) for kind in reasons.kinds],
        "law": law,
    }
