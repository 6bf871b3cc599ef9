"""Made small, and named by what it holds: a file that changes gets another name, so none is ever stale."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterable
from functools import cache
from pathlib import PurePosixPath

import minify
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.structure.files import File

FOLDER = "assets/handbook"
TYPES = {".js": "text/javascript", ".css": "text/css"}
# 2018 and no newer: without it the minifier writes what an old WebView cannot read (?? for a comparison with null).
minify.config({"js-version": 2018})
_DIGITS = 10


# The minifier writes a root as **0.5, which machines may round differently, and trunc as |0, which ends at 2^31.
_REWRITTEN = re.compile(r"\bMath\.(sqrt|trunc)\(")
_DESTRUCTURING = re.compile(r"^([ \t]*)const (?=[\[{])", re.MULTILINE)
_ASTRAY = re.compile(r"^[ \t]*let \w[^;]*;\s*let (?=[\[{]).*", re.MULTILINE)


@cache
def small(text: str, suffix: str) -> str:
    """Return a script (".js") or a style sheet (".css") without comments, spare blanks and long names.

    tdewolff-minify 2.24 may put `const {a} = f(b)` in front of the `const b` that it reads, where both stand together.
    As `let` it is never joined to a `const`; that no plain `let` stands before it is made sure of here.
    """
    if suffix == ".js":
        text = _DESTRUCTURING.sub(r"\1let ", _REWRITTEN.sub(r"(0, Math.\1)(", text))
        astray = _ASTRAY.search(text)
        if astray:
            raise ValueError(f"“{astray[0].strip()}”：let 后面紧跟着拆开的赋值，压缩会弄错次序; 把 let 移到它后面")
    return f"{minify.string(TYPES[suffix], text)}\n"


def hashed(name: str, content: str) -> str:
    """Return `name` with the hash of `content` before its suffix: plan.js → plan.0123456789.js."""
    path = PurePosixPath(name)
    digest = hashlib.sha256(content.encode()).hexdigest()[:_DIGITS]
    return str(path.with_name(f"{path.stem}.{digest}{path.suffix}"))


def asset(config: MkDocsConfig, name: str, text: str, folder: str = FOLDER) -> File:
    """Return a script or style sheet as a file of the site, made small, under a name that changes with it."""
    content = small(text, PurePosixPath(name).suffix)
    return File.generated(config, f"{folder}/{hashed(name, content)}", content=content)


def linked(html: str, styles: Iterable[str], scripts: Iterable[str]) -> str:
    """Return the page with links to style sheets in its head and to scripts at its end; each address only once."""
    sheets = "".join(f'<link rel="stylesheet" href="{url}">\n' for url in styles if f'href="{url}"' not in html)
    codes = "".join(f'<script defer src="{url}"></script>\n' for url in scripts if f'src="{url}"' not in html)
    head, head_end, rest = html.partition("</head>")
    body, body_end, tail = rest.rpartition("</body>")
    return f"{head}{sheets}{head_end}{body}{codes}{body_end}{tail}"


def early(html: str, script: str) -> str:
    """Return the page with a script in its head, which runs before anything is drawn."""
    return re.sub("</head>", lambda _: f'<script src="{script}"></script>\n</head>', html, count=1)
