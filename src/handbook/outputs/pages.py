"""Mends of the theme's finished HTML that no template block reaches: a strict policy, and names for screen readers."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Callable

_SCRIPT = re.compile(r"<script(?P<attrs>[^>]*)>(?P<code>.*?)</script>", re.DOTALL)
_TOGGLE = re.compile(r'(<input class="md-toggle"[^>]*?) autocomplete="off"')
_TABS = re.compile(r"<script>var target=document\.getElementById\(location\.hash[^<]*__tabbed_[^<]*</script>")
_SCOPE = re.compile(r"<script>(?P<code>__md_scope=.*?)</script>")
_PALETTE = "<script>var palette=__md_get("
_NAV_EXPANDED = re.compile(r'(<nav class="md-nav"[^>]*?) aria-expanded="(?:true|false)"')


def extract_inline_scripts(html: str, url_of: Callable[[str], str]) -> tuple[str, dict[str, str]]:
    """Move every inline script into a file, so that `script-src 'self'` holds.

    `url_of(name)` gives the page-relative address of the file. Returns the new HTML and {file name: code}; the name is
    the code's own hash, so that pages share one file and the browser's cache is never stale.
    """
    files: dict[str, str] = {}

    def move(match: re.Match[str]) -> str:
        attrs, code = match["attrs"], match["code"]
        if " src=" in attrs or "application/json" in attrs or not code.strip():
            return match.group(0)
        name = f"{hashlib.sha256(code.encode()).hexdigest()[:12]}.js"
        files[name] = code
        return f'<script{attrs} src="{url_of(name)}"></script>'

    return _SCRIPT.sub(move, html), files


def mend_theme(html: str) -> str:
    """Repair what Material 9.8.1 gets wrong for screen readers and validators; spare what no page of ours needs."""
    # Only content tabs, which we have not, ask for it.
    html = _TABS.sub("", html)
    # Defined in the head, first used by the palette's script in the body: one file does for both.
    scope = _SCOPE.search(html)
    if scope and _PALETTE in html:
        html = html.replace(scope[0], "", 1).replace(_PALETTE, f"<script>{scope['code']};{_PALETTE[8:]}", 1)
    # A dialog needs a name (aria-dialog-name).
    html = html.replace(
        'data-md-component="search" role="dialog"', 'data-md-component="search" role="dialog" aria-label="搜索"'
    )
    # `autocomplete` is not allowed on a checkbox.
    html = _TOGGLE.sub(r"\1", html)
    # `aria-expanded` is not allowed on a nav element.
    return _NAV_EXPANDED.sub(r"\1", html)
