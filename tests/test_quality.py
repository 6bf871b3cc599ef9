"""What tools can see of the code: style, types, size, and that README tells the truth."""

from __future__ import annotations

import re
import subprocess
import sys
import tomllib
from pathlib import Path

import pytest

from tests.conftest import ROOT, run_handbook
from tests.rooms import BELOW, SRC, looks_up

CODE = sorted(
    path
    for folder in ("src", "tests", "scripts", "data", "overrides")
    for path in (ROOT / folder).rglob("*")
    if path.suffix in (".py", ".js", ".css", ".yml", ".html") or (folder == "scripts" and path.is_file())
)
# Lists of records, one like the other: an editor looks one up by its name and never reads the whole.
RECORDS = {f"data/{name}.yml" for name in ("claims", "glossary", "helplines", "laws")}


@pytest.mark.parametrize("command", [["ruff", "check"], ["ruff", "format", "--check"], ["mypy"]], ids=" ".join)
def test_the_linters_agree(command: list[str]) -> None:
    program = Path(sys.executable).with_name(command[0])
    targets = ["src", "tests"] if command[0] == "ruff" else []
    done = subprocess.run([program, *command[1:], *targets], cwd=ROOT, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stdout + done.stderr


@pytest.mark.parametrize("path", CODE, ids=lambda path: path.relative_to(ROOT).as_posix())
def test_no_file_outgrows_its_one_idea(path: Path) -> None:
    long = len(path.read_text(encoding="utf-8").splitlines()) > 400
    assert long is (path.relative_to(ROOT).as_posix() in RECORDS)


@pytest.mark.parametrize("room", BELOW)
def test_a_room_uses_only_those_below_it(room: str) -> None:
    place = SRC / room
    for path in place.rglob("*.py") if place.is_dir() else [place.with_suffix(".py")]:
        for used in re.findall(r"from handbook\.(\w+)|from handbook import (\w+)", path.read_text(encoding="utf-8")):
            assert not looks_up(room, "".join(used)), f"{path.name} uses {''.join(used)}"


def test_readme_names_commands_and_folders_that_exist() -> None:
    text = (ROOT / "README.md").read_text(encoding="utf-8")
    for script in re.findall(r"scripts/([a-z-]+)", text):
        assert (ROOT / "scripts" / script).exists(), script
    for command in set(re.findall(r"handbook ([a-z-]+)", text)):
        assert run_handbook(command, "--help").returncode == 0, command
    for folder in re.findall(r"^\| `([^`]+)/` \|", text, re.MULTILINE):
        assert (ROOT / folder).is_dir(), folder


def test_readme_gives_a_reason_for_every_dependency() -> None:
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
    wanted = project["project"]["dependencies"] + [n for g in project["dependency-groups"].values() for n in g]
    text = (ROOT / "README.md").read_text(encoding="utf-8")
    for requirement in wanted:
        name = re.split(r"[=<>\[]", requirement)[0]
        assert f"`{name}`" in text, name


def test_the_locks_hold_hashes_and_no_address() -> None:
    for lock in (ROOT / "requirements").glob("*.lock"):
        text = lock.read_text(encoding="utf-8")
        assert "://" not in text, lock.name
        for block in re.split(r"\n(?=[a-z])", text.strip()):
            assert "--hash=sha256:" in block, block[:60]


def test_mypy_and_the_package_agree_on_being_typed() -> None:
    assert (ROOT / "src/handbook/py.typed").exists()
