"""What is wrong in a source file, said so that an editor can mend it without reading code."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from difflib import SequenceMatcher


@dataclass(frozen=True, order=True)
class Problem:
    """One fault: `path` (relative to the project), `line` (from 1), `what` is wrong, how to `fix` it.

    A `notice` is no fault yet: something that will become one if nobody looks at it.
    """

    path: str
    line: int
    what: str
    fix: str
    notice: bool = False

    def __str__(self) -> str:
        """Return `path:line: what; fix`, the form that editors and terminals can jump to."""
        return f"{self.path}:{self.line}: {self.what}; {self.fix}"


class SourceError(Exception):
    """Raised when a page or a data file cannot be used; its text is one problem a line."""

    def __init__(self, problems: Iterable[Problem]) -> None:
        self.problems = sorted(problems)
        super().__init__("\n".join(str(problem) for problem in self.problems))


def nearest(name: str, known: Iterable[str], count: int = 3) -> list[str]:
    """Return the known names most like `name`, best first: for “did you mean”.

    Short Chinese names share few characters, so shared characters count as well as order.
    """

    def likeness(other: str) -> float:
        shared = len(set(name) & set(other)) / max(len(set(name) | set(other)), 1)
        return shared + SequenceMatcher(None, name, other).ratio()

    ranked = sorted(known, key=lambda other: (-likeness(other), other))
    return [other for other in ranked[:count] if likeness(other) > 0]
