"""The build as a whole: what it gives, that it repeats itself, and that it never takes away the last good one."""

from __future__ import annotations

import fcntl
import hashlib
import os
import shutil
import signal
import subprocess
import sys
import time
import zipfile
from pathlib import Path

import pytest

from tests.conftest import EPOCH, ROOT, Built, run_handbook
from tests.outputs.links import broken_links


def digest(folder: Path) -> dict[str, str]:
    return {
        path.relative_to(folder).as_posix(): hashlib.sha256(path.read_bytes()).hexdigest()
        for path in sorted(folder.rglob("*"))
        if path.is_file()
    }


@pytest.fixture
def project(tmp_path: Path) -> Path:
    """A copy of the project that a test may break."""
    target = tmp_path / "project"
    for name in ("docs", "data", "overrides", "src"):
        shutil.copytree(ROOT / name, target / name, ignore=shutil.ignore_patterns("__pycache__"))
    for name in ("mkdocs.yml", "pyproject.toml", "README.md"):
        shutil.copy(ROOT / name, target / name)
    return target


def run_in(project: Path, *arguments: str) -> subprocess.CompletedProcess[str]:
    return run_handbook(*arguments, env={"PYTHONPATH": str(project / "src")}, cwd=project)


def test_a_build_gives_site_bundle_and_handouts(built: Built) -> None:
    assert (built.site / "index.html").exists()
    assert zipfile.ZipFile(built.dist / "offline.zip").testzip() is None
    sheets = [path for path in (ROOT / "docs/handouts").glob("*.md") if path.name != "index.md"]
    assert len(list((built.dist / "handouts").glob("*.pdf"))) == len(sheets)


def test_two_builds_give_the_same_bytes(built: Built, tmp_path: Path) -> None:
    done = run_handbook("build", "--into", str(tmp_path / "dist"))
    assert done.returncode == 0, done.stderr
    assert digest(tmp_path / "dist") == digest(built.dist)


def test_nothing_of_the_screen_only_font_is_in_the_site(built: Built) -> None:
    assert list(built.site.rglob("*.ttf")) == []
    assert not (built.site / "assets/javascripts/lunr").exists()


def test_every_local_link_and_anchor_leads_somewhere(built: Built) -> None:
    assert broken_links(built.site) == []


@pytest.mark.parametrize(
    ("file", "change", "said"),
    [
        ("docs/plan/ability.md", ("income: 5000", "income: -5000"), "docs/plan/ability.md:"),
        ("docs/plan/ability.md", ("income: 5000", "incom: 5000"), "income"),
        ("docs/legal/index.md", ("[民法典 670]", "[民法典 6700]"), "没有登记第 6700 条"),
        ("docs/negotiate/first-call.md", ("../plan/ability.md", "../plan/abilty.md"), "abilty.md"),
        ("docs/index.md", ("checked_on: 2026-11-25", ""), "docs/index.md:1: 缺少 checked_on"),
        ("docs/index.md", ("title: ", "title: ["), "docs/index.md:2: 页首不是有效的 YAML：方括号没有配对"),
        ("docs/plan/options.md", ("没签字、没担保、没答应一起还，", ""), "data/claims.yml:"),
        ("data/laws.yml", ("status: 现行", "status: 有效"), "data/laws.yml:"),
    ],
)
def test_a_fault_in_a_source_stops_the_build_and_keeps_the_last_good_one(
    project: Path, file: str, change: tuple[str, str], said: str
) -> None:
    dist = project / "dist"
    (dist / "site").mkdir(parents=True)
    (dist / "site/index.html").write_text("last good", encoding="utf-8")
    text = (project / file).read_text(encoding="utf-8")
    assert change[0] in text
    (project / file).write_text(text.replace(*change, 1), encoding="utf-8")
    done = run_in(project, "build")
    assert done.returncode == 1
    assert said in done.stderr
    assert "Traceback" not in done.stderr
    assert digest(dist) == {"site/index.html": hashlib.sha256(b"last good").hexdigest()}


@pytest.mark.parametrize("how", [signal.SIGINT, signal.SIGKILL])
def test_an_interrupted_build_loses_nothing(project: Path, how: signal.Signals) -> None:
    (project / "dist").mkdir()
    (project / "dist/kept").write_text("last good", encoding="utf-8")
    environment = {**os.environ, "SOURCE_DATE_EPOCH": EPOCH, "PYTHONPATH": str(project / "src")}
    command = [sys.executable, "-m", "handbook.cli", "build"]
    quiet = subprocess.DEVNULL
    # Tests that run in the background inherit a Ctrl-C that does nothing; a reader's terminal does not.
    previous = signal.signal(signal.SIGINT, signal.default_int_handler)
    run = subprocess.Popen(command, cwd=project, env=environment, stdout=quiet, stderr=quiet)
    signal.signal(signal.SIGINT, previous)
    with run:
        staging = project / ".build"
        deadline = time.monotonic() + 300  # a busy machine is no fault
        while time.monotonic() < deadline and not list(staging.glob("*/site/index.html")):
            time.sleep(0.01)
        assert run.poll() is None, "the build ended before it could be interrupted"
        run.send_signal(how)
        run.wait(timeout=300)
    assert (project / "dist/kept").read_text(encoding="utf-8") == "last good"
    done = run_in(project, "build")
    assert done.returncode == 0, done.stderr
    assert [path.name for path in staging.iterdir()] == ["lock"]


def test_a_second_build_at_the_same_time_is_refused(project: Path) -> None:
    (project / ".build").mkdir()
    with (project / ".build/lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        done = run_in(project, "build")
    assert done.returncode == 1
    assert "另一个构建正在进行" in done.stderr


def test_a_build_killed_at_the_last_step_is_put_right_by_the_next(project: Path) -> None:
    (project / ".build/previous").mkdir(parents=True)
    (project / ".build/previous/kept").write_text("last good", encoding="utf-8")
    page = project / "docs/index.md"
    page.write_text("", encoding="utf-8")
    assert run_in(project, "build").returncode == 1
    assert (project / "dist/kept").read_text(encoding="utf-8") == "last good"


def test_a_bad_date_is_named(project: Path) -> None:
    done = run_handbook("build", env={"SOURCE_DATE_EPOCH": "昨天", "PYTHONPATH": str(project / "src")}, cwd=project)
    assert done.returncode == 1
    assert "SOURCE_DATE_EPOCH=昨天 不是秒数" in done.stderr


def test_the_address_is_one_setting(project: Path) -> None:
    environment = {"SITE_URL": "https://other.example/", "PYTHONPATH": str(project / "src")}
    done = run_handbook("build", env=environment, cwd=project)
    assert done.returncode == 0, done.stderr
    assert "https://other.example/legal/" in (project / "dist/site/legal/index.html").read_text(encoding="utf-8")
