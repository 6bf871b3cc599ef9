"""The offline bundle: the whole site in one zip that opens by double click; equal sources give equal bytes."""

from __future__ import annotations

import time
import zipfile
from pathlib import Path

_README = """先读我

双击 index.html，就能在浏览器里打开。不需要联网，搜索和计算都能用。
手机上：先解压到一个文件夹，再用浏览器（不是聊天软件）打开 index.html。

您输入的数字只在这台设备上计算，不会发给任何人。
handouts/pdf 里是可以打印的讲义。

每一页都写着核对日期。过了日期，请先到 {site_url} 核对，再照着做。
"""


def write_bundle(site: Path, target: Path, *, name: str, site_url: str, epoch: int) -> Path:
    """Zip `site` (built with the offline plugin) below one folder called `name`. Returns `target`.

    Entries are sorted and carry `epoch` (seconds) as their time, so that equal sites give equal bytes.
    """
    # The zip format knows no time before 1980.
    stamp = time.gmtime(max(epoch, 315532800))[:6]
    files = {path.relative_to(site).as_posix(): path.read_bytes() for path in site.rglob("*") if path.is_file()}
    files["先读我.txt"] = _README.format(site_url=site_url).replace("\n", "\r\n").encode("utf-8-sig")
    with zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED, compresslevel=9) as bundle:
        for path in sorted(files):
            entry = zipfile.ZipInfo(f"{name}/{path}", stamp)
            entry.compress_type = zipfile.ZIP_DEFLATED
            entry.external_attr = 0o644 << 16
            bundle.writestr(entry, files[path])
    return target
