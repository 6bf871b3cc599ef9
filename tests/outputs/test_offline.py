import zipfile
from pathlib import Path

from handbook.outputs.offline import write_bundle


def test_a_bundle_is_sorted_dated_and_readable(tmp_path: Path) -> None:
    site = tmp_path / "site"
    (site / "b").mkdir(parents=True)
    (site / "b/页.html").write_text("b", encoding="utf-8")
    (site / "a.html").write_text("a", encoding="utf-8")
    target = write_bundle(site, tmp_path / "x.zip", name="协商有据", site_url="https://x.example/", epoch=1795305600)
    with zipfile.ZipFile(target) as bundle:
        names = [entry.filename for entry in bundle.infolist()]
        assert names == sorted(names)
        assert "协商有据/b/页.html" in names
        assert {entry.date_time for entry in bundle.infolist()} == {(2026, 11, 22, 0, 0, 0)}
        assert "https://x.example/" in bundle.read("协商有据/先读我.txt").decode("utf-8-sig")
