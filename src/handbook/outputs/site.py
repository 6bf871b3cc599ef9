"""Build everything into a fresh folder, then put it in place of the last good one in a single step."""

from __future__ import annotations

import contextlib
import datetime as dt
import fcntl
import os
import shutil
import subprocess
import tempfile
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from mkdocs.commands.build import build as mkdocs_build
from mkdocs.config import load_config
from mkdocs.config.defaults import MkDocsConfig

from handbook.grounds.plugin import GroundsPlugin
from handbook.outputs.handouts import Handout, write_handouts
from handbook.outputs.offline import write_bundle
from handbook.outputs.plugin import PDF_FOLDER, StrictPagesPlugin
from handbook.sources import frontmatter
from handbook.sources.mkdocs import plugin_of
from handbook.sources.pages import read_pages
from handbook.sources.problems import Problem

STAGING = ".build"
"""Everything half-done lives here, beside `dist`, so that the last step is a rename on one file system."""


class BuildError(Exception):
    """The build cannot go on; the text says what is wrong and what to do."""


@dataclass(frozen=True)
class Outputs:
    """What a build wrote, below `folder`."""

    folder: Path
    site: Path
    bundle: Path
    handouts: list[Path]
    notices: list[Problem]
    """What an editor should soon look at."""


def build_all(root: Path, dist: Path) -> Outputs:
    """Build site, offline bundle and handouts of the project at `root` into `dist`.

    A build that fails or is killed leaves the last good `dist` as it was. Two builds of the same sources with the
    same SOURCE_DATE_EPOCH give the same bytes. Raises BuildError, or what MkDocs and the rooms raise.
    """
    staging = dist.parent / STAGING
    with _only_build(staging):
        _recover(staging, dist)
        os.environ["SOURCE_DATE_EPOCH"] = str(source_epoch(root))
        fresh = Path(tempfile.mkdtemp(dir=staging))
        outputs = _write(root, fresh)
        _swap(fresh, dist, staging / "previous")
    return Outputs(
        folder=dist,
        site=dist / outputs.site.name,
        bundle=dist / outputs.bundle.name,
        handouts=[dist / "handouts" / sheet.name for sheet in outputs.handouts],
        notices=outputs.notices,
    )


def _write(root: Path, fresh: Path) -> Outputs:
    site, copy = fresh / "site", fresh / "offline"
    config, handouts = build_site(root, site, offline=False)
    sheets = write_handouts(
        handouts,
        fresh / "handouts",
        site_url=str(config.site_url),
        site_name=str(config.site_name),
        fonts=root / "docs/assets/fonts",
    )
    build_site(root, copy, offline=True)
    for target in (site, copy):
        shutil.copytree(fresh / "handouts", target / PDF_FOLDER)
    bundle = write_bundle(
        copy, fresh / "offline.zip", name=str(config.site_name), site_url=str(config.site_url), epoch=source_epoch(root)
    )
    shutil.rmtree(copy)
    notices = plugin_of(config, "grounds", GroundsPlugin).notices
    return Outputs(fresh, site, bundle, sheets, notices)


def build_site(root: Path, target: Path, *, offline: bool) -> tuple[MkDocsConfig, list[Handout]]:
    """Build the site once. Returns its configuration and the pages that are also handouts."""
    os.environ["OFFLINE"] = "true" if offline else "false"
    config = load_config(str(root / "mkdocs.yml"), site_dir=str(target))
    plugin = plugin_of(config, "strict-pages", StrictPagesPlugin)
    plugin.config.handout_links = True
    config.plugins.on_startup(command="build", dirty=False)
    try:
        mkdocs_build(config)
    finally:
        config.plugins.on_shutdown()
    return config, sorted(plugin.handouts, key=lambda sheet: sheet.code)


def source_epoch(root: Path) -> int:
    """Return the moment the build speaks for, in seconds: SOURCE_DATE_EPOCH, the last commit, or the newest check.

    Never the clock: the same sources must give the same bytes on any day.
    """
    given = os.environ.get("SOURCE_DATE_EPOCH", "")
    if given:
        if not given.isdigit():
            raise BuildError(f"SOURCE_DATE_EPOCH={given} 不是秒数; 写成整数，如 1700000000，或不设")
        return int(given)
    git = shutil.which("git")
    if git:
        command = [git, "-C", str(root), "log", "-1", "--format=%ct"]
        result = subprocess.run(command, capture_output=True, text=True, check=False)  # noqa: S603 - fixed arguments
        if result.returncode == 0 and result.stdout.strip():
            return int(result.stdout)
    return int(dt.datetime.combine(_newest_check(root), dt.time(), dt.UTC).timestamp())


def _newest_check(root: Path) -> dt.date:
    days = []
    for text in read_pages(root).values():
        with contextlib.suppress(ValueError):
            days.append(frontmatter.review_of(frontmatter.meta_of(text)).checked_on)
    if not days:
        raise BuildError("docs: 没有一页写着 checked_on; 设 SOURCE_DATE_EPOCH，或给页面补上核对日期")
    return max(days)


@contextlib.contextmanager
def _only_build(staging: Path) -> Iterator[None]:
    staging.mkdir(exist_ok=True)
    with (staging / "lock").open("w") as lock:
        try:
            fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            raise BuildError("另一个构建正在进行; 等它结束再来") from None
        yield


def _recover(staging: Path, dist: Path) -> None:
    """Put back a `dist` that a killed build had just set aside, and clear what killed builds left."""
    previous = staging / "previous"
    if previous.exists() and not dist.exists():
        previous.rename(dist)
    for left in staging.iterdir():
        if left.is_dir():
            shutil.rmtree(left)


def _swap(fresh: Path, dist: Path, previous: Path) -> None:
    if dist.exists():
        dist.rename(previous)
    fresh.rename(dist)
    dist.chmod(0o755)  # mkdtemp made it private
    shutil.rmtree(previous, ignore_errors=True)
