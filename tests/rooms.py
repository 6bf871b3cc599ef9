"""The rooms of src/handbook and what each may use: one table for Python and for JavaScript.

A room may use those below it, and never looks up: so each can be read, and moved, without the next.
"""

from __future__ import annotations

from pathlib import Path

SRC = Path(__file__).resolve().parents[1] / "src/handbook"

BELOW = {
    "system": [],
    "sources": [],
    "bundling": ["sources"],
    "wording": ["sources", "bundling"],
    "search": ["sources", "bundling", "wording"],
    "grounds": ["sources", "bundling", "wording"],
    "calculator": ["sources", "bundling", "wording"],
    "case": ["sources", "bundling", "wording", "calculator"],
    "tools": ["sources", "bundling", "wording", "grounds", "calculator", "case"],
    "catalogue": ["sources", "bundling", "wording", "grounds", "calculator", "case", "tools"],
    "editing": ["sources", "wording", "grounds", "calculator", "case", "tools", "catalogue"],
    "outputs": ["sources", "bundling", "wording", "grounds", "search", "catalogue"],
    "cli": ["system", "sources", "search", "grounds", "calculator", "tools", "catalogue", "editing", "outputs"],
}

NOT_YET: set[tuple[str, str]] = set()
"""Looks up that are still to be mended: (room, room it uses). To be empty."""


def room_of(path: Path) -> str:
    """Return the room of a file or folder below src/handbook."""
    return path.relative_to(SRC).parts[0].removesuffix(".py")


def rooms_there() -> set[str]:
    """Return the rooms that exist: folders and modules."""
    kept = [path for path in SRC.iterdir() if path.is_dir() or path.suffix == ".py"]
    return {room_of(path) for path in kept if not path.name.startswith("__")}


def looks_up(room: str, used: str) -> bool:
    """Whether a room uses one that it may not know."""
    return used != room and used not in BELOW.get(room, []) and (room, used) not in NOT_YET
