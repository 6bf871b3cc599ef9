"""A built site, served as a usual host does, every answer noted: this one's, or that of an earlier commit."""

from __future__ import annotations

import functools
import gzip
import http.server
import importlib.metadata
import os
import re
import subprocess
import sys
import tempfile
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path

from tests.conftest import EPOCH, ROOT, run_handbook

SHRUNK = (".html", ".css", ".js", ".json", ".svg", ".txt", ".xml")
# A file whose name holds its own hash is kept for good, the others for a while.
_HASHED = re.compile(r"\.[0-9a-f]{8,}\.|/[0-9a-f]{12}\.js$")


def packed(content: bytes) -> int:
    """Return how many bytes a server sends."""
    return len(gzip.compress(content, 9, mtime=0))


@dataclass
class Served:
    """A site at `home`; `sent` has (path, bytes) of every answer since it was last cleared."""

    root: Path
    home: str
    sent: list[tuple[str, int]] = field(default_factory=list)

    def tools(self) -> dict[str, str]:
        """Return tool → address of the first page that holds it."""
        found: dict[str, str] = {}
        for path in sorted(self.root.rglob("index.html"), reverse=True):
            tool = re.search(r'<section class="tool" data-tool="(\w+)"', path.read_text(encoding="utf-8"))
            if tool:
                found[tool[1]] = path.parent.relative_to(self.root).as_posix() + "/"
        return dict(sorted(found.items()))

    def weight(self, address: str) -> int:
        """Return the bytes of a page's own scripts, each shrunk by itself; the theme's are not counted."""
        html = (self.root / address / "index.html").read_text(encoding="utf-8")
        paths = [(self.root / address / url).resolve() for url in re.findall(r'<script[^>]* src="([^"]+)"', html)]
        ours = [path for path in paths if not path.is_relative_to(self.root.resolve() / "assets/javascripts")]
        return sum(packed(path.read_bytes()) for path in ours)


class _Host(http.server.SimpleHTTPRequestHandler):
    protocol_version = "HTTP/1.1"
    sent: list[tuple[str, int]]

    def __init__(self, *args: object, sent: list[tuple[str, int]], directory: str) -> None:
        self.sent = sent
        super().__init__(*args, directory=directory)  # type: ignore[arg-type]

    def log_message(self, format: str, *args: object) -> None:  # noqa: A002 - the name is the library's
        pass

    def do_GET(self) -> None:
        path = Path(self.translate_path(self.path))
        path = path / "index.html" if path.is_dir() else path
        if not path.is_file():
            self.send_error(404)
            return
        body = path.read_bytes()
        if path.suffix in SHRUNK:
            body = gzip.compress(body, 9, mtime=0)
        self.send_response(200)
        self.send_header("Content-Type", self.guess_type(path))
        self.send_header("Content-Length", str(len(body)))
        self.send_header("Cache-Control", f"max-age={31_536_000 if _HASHED.search(self.path) else 600}")
        if path.suffix in SHRUNK:
            self.send_header("Content-Encoding", "gzip")
        self.end_headers()
        self.wfile.write(body)
        self.sent.append((self.path, len(body)))


@contextmanager
def serve(root: Path) -> Iterator[Served]:
    """Serve a built site."""
    sent: list[tuple[str, int]] = []
    handler = functools.partial(_Host, sent=sent, directory=str(root))
    server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), handler)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    yield Served(root, f"http://127.0.0.1:{server.server_port}/", sent)
    server.shutdown()
    server.server_close()


@contextmanager
def site() -> Iterator[Served]:
    """Build the site as README says, and serve it."""
    with tempfile.TemporaryDirectory() as folder:
        done = run_handbook("build", "--into", str(Path(folder) / "dist"))
        assert done.returncode == 0, done.stderr
        with serve(Path(folder) / "dist/site") as served:
            yield served


# ---- An earlier commit ----
class EarlierError(Exception):
    """The earlier commit cannot be built here; the text says why."""


@contextmanager
def earlier(ref: str) -> Iterator[Served]:
    """Build the commit `ref` with its own code, and serve it. Raises EarlierError."""
    with tempfile.TemporaryDirectory() as folder:
        tree, extra, dist = Path(folder) / "tree", Path(folder) / "extra", Path(folder) / "dist"
        _run(["git", "worktree", "add", "--quiet", "--detach", str(tree), ref], ROOT)
        try:
            _install_missing(tree, extra)
            paths = os.pathsep.join([str(tree / "src"), str(extra)])
            environment = {**os.environ, "SOURCE_DATE_EPOCH": EPOCH, "PYTHONPATH": paths}
            _run([sys.executable, "-m", "handbook.cli", "build", "--into", str(dist)], tree, environment)
        finally:
            _run(["git", "worktree", "remove", "--force", str(tree)], ROOT)
        with serve(dist / "site") as served:
            yield served


def _install_missing(tree: Path, target: Path) -> None:
    """Install what the commit at `tree` needs and this environment lacks, by that commit's own lock."""
    blocks = re.split(r"\n(?=[A-Za-z])", (tree / "requirements/build.lock").read_text(encoding="utf-8"))
    known = {str(one.metadata["Name"]).lower().replace("_", "-") for one in importlib.metadata.distributions()}
    lock = [block for block in blocks if (found := re.match(r"([\w.-]+)==", block)) and found[1].lower() not in known]
    if not lock:
        return
    target.mkdir()
    (target / "lock").write_text("\n".join(lock), encoding="utf-8")
    uv = [str(Path(sys.executable).with_name("uv")), "pip", "install", "--quiet", "--python", sys.executable]
    _run([*uv, "--target", str(target), "--no-deps", "--require-hashes", "-r", str(target / "lock")], tree)


def _run(command: list[str], folder: Path, environment: dict[str, str] | None = None) -> None:
    try:
        done = subprocess.run(command, cwd=folder, env=environment, capture_output=True, text=True, check=False)
    except OSError as error:
        raise EarlierError(str(error)) from None
    if done.returncode:
        last = (done.stderr.strip() or done.stdout.strip()).splitlines()[-1:]
        raise EarlierError(f"{' '.join(command[:4])}: {''.join(last)}")
