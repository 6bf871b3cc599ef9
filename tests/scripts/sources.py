"""Our scripts and style sheets as they are written, and the programs that read them."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

import yaml
from playwright._impl._driver import compute_driver_executable

from tests.conftest import ROOT
from tests.rooms import SRC

NOT_YET: tuple[str, ...] = (
    "calculator/render.js",
    "case/",
    "tools/",
)
"""Below src/handbook: what is not yet held to types, lint and short functions. To be empty."""

SCRIPTS = sorted(SRC.rglob("*.js"))
FINISHED = [path for path in SCRIPTS if not path.relative_to(SRC).as_posix().startswith(NOT_YET)]
# handout.css is for WeasyPrint, which keeps to no Chrome.
STYLES = sorted(path for path in SRC.rglob("*.css") if path.name != "handout.css")

BUILTINS = Path(__file__).with_name("builtins.yml")
LANGUAGE: int = yaml.safe_load(BUILTINS.read_text(encoding="utf-8"))["language"]
"""The year of ECMAScript that published scripts keep to."""

_PARSER = Path(__file__).with_name("syntax.js")


def relative(path: Path) -> str:
    """Return a path as messages name it."""
    return path.relative_to(ROOT).as_posix() if path.is_relative_to(ROOT) else path.name


def deno(*arguments: str, home: Path) -> subprocess.CompletedProcess[str]:
    """Run deno on the project, without a network and with a cache of its own below `home`."""
    quiet = {"DENO_NO_UPDATE_CHECK": "1", "DENO_DIR": str(home / "deno"), "NO_COLOR": "1"}
    command = [str(Path(sys.executable).with_name("deno")), *arguments]
    return subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False, env={**os.environ, **quiet})


@dataclass(frozen=True)
class Syntax:
    """What a parser saw in a script; `fault` is why it could not read it, as (line, text). Names come with lines."""

    fault: tuple[int, str] | None
    functions: list[tuple[int, int, str]]
    """(line, how many lines, name)."""
    imports: list[tuple[int, str]]
    called: list[tuple[int, str]]
    """Names of methods that are called: `x.name(…)`."""
    read: list[tuple[int, str]]
    """Names of members, called or not: `x.name`."""
    whole: list[tuple[int, str]]
    """Members of a name: `Object.keys`."""
    free: list[tuple[int, str]]
    """Names that stand by themselves."""


def parse(texts: Mapping[str, str], *, language: int = LANGUAGE, module: bool = False) -> dict[str, Syntax]:
    """Read scripts by their names with acorn, the parser inside node, as of a year of the language."""
    node, _ = compute_driver_executable()
    given = json.dumps({"texts": dict(texts), "language": language, "module": module})
    command = [node, "--no-warnings", "--expose-internals", str(_PARSER)]
    done = subprocess.run(command, input=given, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    return {name: Syntax(**_tuples(seen)) for name, seen in json.loads(done.stdout).items()}


def _tuples(seen: dict[str, Any]) -> dict[str, Any]:
    fault = seen.pop("fault")
    return {"fault": fault and tuple(fault)} | {name: [tuple(item) for item in items] for name, items in seen.items()}


@cache
def parsed_sources() -> dict[Path, Syntax]:
    """Return every script of ours as a module, read in the newest form: what is too new has a test of its own."""
    texts = {str(path): path.read_text(encoding="utf-8") for path in SCRIPTS}
    return {Path(name): seen for name, seen in parse(texts, language=2022, module=True).items()}


def as_lines(faults: Iterable[tuple[Path | str, int, str]]) -> str:
    """Return faults as lines that an editor can click on."""
    named = ((relative(path) if isinstance(path, Path) else path, line, text) for path, line, text in faults)
    return "\n".join(f"{name}:{line}: {text}" for name, line, text in named)
