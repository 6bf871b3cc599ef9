"""A machine that lacks something hears its name and the command, in one line."""

from __future__ import annotations

import subprocess
from pathlib import Path

import pytest

from handbook import system
from tests.conftest import ROOT


def test_a_missing_library_names_the_command_where_it_may_not_be_installed(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(system, "has_pango", lambda: False)
    monkeypatch.setattr(system, "_root_prefix", lambda: None)
    monkeypatch.setattr("handbook.system.shutil.which", lambda name: "/usr/bin/apt-get" if name == "apt-get" else None)
    with pytest.raises(system.MissingError) as caught:
        system.ensure_pango()
    assert "pango" in str(caught.value)
    assert "sudo apt-get install" in str(caught.value)
    assert "\n" not in str(caught.value)


def test_the_named_browser_is_taken(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("CHROMIUM", "/opt/some/chromium")
    assert system.ensure_browser() == "/opt/some/chromium"


def test_set_up_without_python_says_so(tmp_path: Path) -> None:
    # A PATH with the shell's own tools but no Python.
    for tool in ("dirname", "cat", "cksum", "sh"):
        (tmp_path / tool).symlink_to(f"/usr/bin/{tool}")
    command = ["/bin/sh", str(ROOT / "scripts/setup"), "build"]
    done = subprocess.run(command, env={"PATH": str(tmp_path)}, capture_output=True, text=True, check=False)
    assert done.returncode == 1
    assert done.stderr.startswith("缺少 Python 3.11")
    assert len(done.stderr.splitlines()) == 1
