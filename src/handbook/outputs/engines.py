"""Proof that the way out stands open: ProperDocs, the maintained fork of MkDocs 1, builds the same pages."""

from __future__ import annotations

import os
import re
import subprocess
import sys
import tempfile
from pathlib import Path

from handbook.outputs.site import BuildError, source_epoch

# The engines name themselves; nothing else may differ.
_GENERATOR = re.compile(rb'<meta name="generator"[^>]*>')


def compare_engines(root: Path) -> int:
    """Build with both engines and return the number of equal files. Raises BuildError naming the first that differ."""
    with tempfile.TemporaryDirectory() as folder:
        trees = [_build(root, engine, Path(folder) / engine) for engine in ("mkdocs", "properdocs")]
    ours, theirs = trees
    differing = sorted(path for path in ours.keys() | theirs.keys() if ours.get(path) != theirs.get(path))
    if differing:
        raise BuildError(
            f"ProperDocs 与 MkDocs 的结果不同：{'、'.join(differing[:5])}; 用两个程序各建一次，比较这些文件"
        )
    return len(ours)


def _build(root: Path, engine: str, target: Path) -> dict[str, bytes]:
    # sitemap.xml carries the date; both engines must be told the same one.
    environment = {**os.environ, "SOURCE_DATE_EPOCH": str(source_epoch(root)), "NO_MKDOCS_2_WARNING": "1"}
    environment["DISABLE_MKDOCS_2_WARNING"] = "true"
    command = [str(Path(sys.executable).with_name(engine)), "build", "--strict", "-f", "mkdocs.yml", "-d", str(target)]
    done = subprocess.run(  # noqa: S603 - fixed arguments
        command, cwd=root, env=environment, capture_output=True, text=True, check=False
    )
    if done.returncode:
        raise BuildError(f"{engine} 构建失败; {done.stderr.strip()[-2000:]}")
    return {
        path.relative_to(target).as_posix(): _GENERATOR.sub(b"", path.read_bytes())
        for path in target.rglob("*")
        if path.is_file()
    }
