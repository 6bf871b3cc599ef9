"""Load everything that pages may name, from the project's data folder."""

from __future__ import annotations

import datetime as dt
from pathlib import Path

from handbook.grounds.helplines import load_helplines
from handbook.grounds.markdown import Register
from handbook.grounds.model import load_laws
from handbook.grounds.parameters import load_parameters


def load_register(root: Path, day: dt.date) -> Register:
    """Read `root`/data as of `day`. Raises SourceError with every problem of the first file that has any."""
    data = root / "data"
    laws = load_laws(data / "laws.yml", root)
    return Register(
        laws=laws,
        parameters=load_parameters(data / "parameters", root, laws),
        phones=load_helplines(data / "helplines.yml", root),
        day=day,
    )
