"""What every test may lean on: the project, and one real build of it, made by the command that README names."""

from __future__ import annotations

import fcntl
import os
import shutil
import subprocess
import sys
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

import pytest
from hypothesis import settings
from mkdocs.commands.build import build
from mkdocs.config import load_config
from playwright.sync_api import Browser, expect, sync_playwright

from handbook.system import find_browser

ROOT = Path(__file__).resolve().parents[1]
EPOCH = "1795305600"
"""2026-11-22, the day of the first check: what a build of these tests speaks for."""


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption("--thorough", action="store_true", help="try twenty times as many random inputs, others each time")


def pytest_configure(config: pytest.Config) -> None:
    """Try the same inputs in every run, so that a fault is of the change at hand; others with --thorough.

    No input has a time limit: a busy machine is no fault.
    """
    settings.register_profile("ours", derandomize=not config.getoption("thorough"), deadline=None)
    settings.load_profile("ours")


def run_handbook(
    *arguments: str, stdin: str = "", env: dict[str, str] | None = None, cwd: Path = ROOT
) -> subprocess.CompletedProcess[str]:
    """Run the command line as a reader of README would, and return what it said."""
    environment = {**os.environ, "SOURCE_DATE_EPOCH": EPOCH, **(env or {})}
    command = [sys.executable, "-m", "handbook.cli", *arguments]
    return subprocess.run(command, input=stdin, capture_output=True, text=True, check=False, env=environment, cwd=cwd)


@dataclass(frozen=True)
class Built:
    """One finished build."""

    dist: Path

    @property
    def site(self) -> Path:
        return self.dist / "site"

    @property
    def pages(self) -> Sequence[str]:
        """Addresses of all pages below the site, 404.html among them."""
        found = sorted(path.relative_to(self.site).as_posix() for path in self.site.rglob("*.html"))
        return [path.removesuffix("index.html") for path in found]


@pytest.fixture(scope="session")
def built(tmp_path_factory: pytest.TempPathFactory, worker_id: str) -> Built:
    """Build once, also when several workers test side by side."""
    base = tmp_path_factory.getbasetemp()
    shared = base if worker_id == "master" else base.parent
    dist = shared / "built" / "dist"
    (shared / "built").mkdir(exist_ok=True)
    with (shared / "built.lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        if not dist.exists():
            done = run_handbook("build", "--into", str(dist))
            assert done.returncode == 0, done.stderr
    return Built(dist)


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    path = find_browser()
    assert path, "没有 Chromium; 运行 scripts/test，它会装好"
    # As long as a click may take: on a busy machine all takes longer, and that is no fault.
    expect.set_options(timeout=30_000)
    with sync_playwright() as driver:
        chromium = driver.chromium.launch(
            executable_path=path,
            # No lookups of its own: the tests watch every request.
            args=["--no-sandbox", "--disable-background-networking", "--disable-component-update", "--no-first-run"],
        )
        yield chromium
        chromium.close()


@pytest.fixture
def project(tmp_path: Path) -> Path:
    """Copy what an editor writes, to be changed by a test."""
    for name in ("data", "docs"):
        shutil.copytree(ROOT / name, tmp_path / name, ignore=shutil.ignore_patterns("fonts"))
    shutil.copy(ROOT / "mkdocs.yml", tmp_path)
    return tmp_path


def build_site(root: Path) -> Path:
    """Build a small site of its own with MkDocs; returns its folder."""
    config = load_config(str(root / "mkdocs.yml"))
    config.plugins.on_startup(command="build", dirty=False)
    build(config)
    return root / "site"
