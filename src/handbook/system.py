"""What the machine must have beside Python: the pango libraries for the handouts, Chromium for the tests.

Each is installed where that is allowed; else one line says which command to run.
"""

from __future__ import annotations

import ctypes
import ctypes.util
import os
import shutil
import subprocess
import sys
from pathlib import Path

PANGO = ("libpango-1.0-0", "libpangoft2-1.0-0", "libharfbuzz-subset0")
_PANGO_FILES = (
    ("libpango-1.0.so.0", "libpango-1.0.dylib", "libpango-1.0.0.dylib"),
    ("libpangoft2-1.0.so.0", "libpangoft2-1.0.dylib", "libpangoft2-1.0.0.dylib"),
    ("libharfbuzz-subset.so.0", "libharfbuzz-subset.dylib", "libharfbuzz-subset.0.dylib"),
)
# The font is for readable screenshots: a bare Debian has none that holds Chinese.
# The same Chromium without its own windows: it starts and opens pages in half the time.
BROWSER = ("chromium-headless-shell", "fonts-noto-cjk")
# What the test driver's own node needs on a bare Debian or Ubuntu.
_DRIVER, _DRIVER_FILE = "libatomic1", "libatomic.so.1"
_BROWSERS = ("chromium-headless-shell", "chromium", "chromium-browser", "google-chrome", "google-chrome-stable")


class MissingError(Exception):
    """Something the machine lacks; the text names it and the command that mends it."""


def ensure_pango() -> None:
    """Install the libraries that WeasyPrint draws text with, if they are missing. Raises MissingError."""
    if has_pango():
        return
    _install("打印讲义要用的 pango 库", apt=PANGO, brew=("pango",))
    if not has_pango():
        raise MissingError("pango 库装上了仍找不到; 用 scripts/build 运行，它会指出库在哪里")


def has_pango() -> bool:
    """Return whether all three libraries can be loaded."""
    return all(any(_loads(name) for name in names) for names in _PANGO_FILES)


def ensure_browser() -> str:
    """Return the path of a Chromium, installing one if there is none, and what drives it. Raises MissingError."""
    missing: tuple[str, ...] = () if _driver_runs() else (_DRIVER,)
    found = find_browser()
    if not found and _is_debian():
        missing += BROWSER
    if missing:
        _install("测试要用的 Chromium", apt=missing, brew=())
        found = find_browser()
    if not found and not _is_debian():
        # Ubuntu's own package is a stub for snap, and macOS has none: the test driver brings one.
        command = [sys.executable, "-m", "playwright", "install", "chromium"]
        if sys.platform == "linux" and _root_prefix() is not None:
            command.insert(4, "--with-deps")
        if subprocess.run(command, check=False).returncode:  # noqa: S603 - fixed arguments
            raise MissingError(f"缺少 Chromium; 运行 {' '.join(command)}")
        found = find_browser()
    if not found:
        raise MissingError("缺少 Chromium; 装好后设 CHROMIUM=它的路径 再试")
    return found


def find_browser() -> str | None:
    """Return a Chromium's path: the one named by CHROMIUM, on PATH, or brought by Playwright."""
    named = os.environ.get("CHROMIUM")
    if named:
        return named
    for name in _BROWSERS:
        found = shutil.which(name)
        # Ubuntu's stub only says that snap must be used.
        if found and not (name == "chromium-browser" and not _is_debian() and not Path("/snap/bin/chromium").exists()):
            return found
    if _is_debian() or not _driver_runs():
        return None
    try:
        from playwright.sync_api import sync_playwright
    except ImportError:
        return None
    with sync_playwright() as driver:
        path = driver.chromium.executable_path
    return path if path and Path(path).exists() else None


def _driver_runs() -> bool:
    return sys.platform != "linux" or _loads(_DRIVER_FILE)


def _loads(name: str) -> bool:
    folders = (
        ["", *(f"{folder}/" for folder in ("/opt/homebrew/lib", "/usr/local/lib"))]
        if sys.platform == "darwin"
        else [""]
    )
    for folder in folders:
        try:
            ctypes.CDLL(f"{folder}{name}")
        except OSError:
            continue
        return True
    return False


def _is_debian() -> bool:
    try:
        return "\nID=debian\n" in f"\n{Path('/etc/os-release').read_text(encoding='utf-8')}\n"
    except OSError:
        return False


def _root_prefix() -> list[str] | None:
    """Return what to put before a command to run it as root without asking, or None where that is not allowed."""
    if os.geteuid() == 0:
        return []
    sudo = shutil.which("sudo")
    if sudo and subprocess.run([sudo, "-n", "true"], capture_output=True, check=False).returncode == 0:  # noqa: S603
        return [sudo, "-n"]
    return None


def _install(what: str, *, apt: tuple[str, ...], brew: tuple[str, ...]) -> None:
    if shutil.which("apt-get"):
        install = ["apt-get", "install", "-y", "--no-install-recommends", *apt]
        prefix = _root_prefix()
        if prefix is None:
            raise MissingError(f"缺少{what}; 运行 sudo {' '.join(install)}")
        quiet = {**os.environ, "DEBIAN_FRONTEND": "noninteractive"}
        for command in (["apt-get", "update", "-q"], install):
            done = subprocess.run([*prefix, *command], env=quiet, stdout=sys.stderr, check=False)  # noqa: S603
            if done.returncode:
                raise MissingError(f"{what}没装成; 运行 sudo {' '.join(command)} 看原因")
    elif shutil.which("brew") and brew:
        if subprocess.run(["brew", "install", *brew], stdout=sys.stderr, check=False).returncode:  # noqa: S603, S607
            raise MissingError(f"{what}没装成; 运行 brew install {' '.join(brew)} 看原因")
    else:
        raise MissingError(f"缺少{what}; 用系统的软件管理器安装：{' '.join(apt)}")
