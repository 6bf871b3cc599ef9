"""The one reader: every way in which YAML can be wrong is told with its file, its line and how to mend it."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated, Literal

import pytest
from msgspec import Meta

from handbook.sources.problems import SourceError
from handbook.sources.shapes import Entry, Text
from handbook.sources.yaml import load, parse


class Part(Entry):
    """A part of a thing."""

    size: int
    kind: Literal["大", "中", "小", "很小"] = "大"


class Thing(Entry):
    """What these tests read."""

    name: Text
    unit: Annotated[str, Meta(pattern=r"^[a-z]+$", description="写小写英文")]
    parts: list[Part]
    by_year: dict[Annotated[str, Meta(pattern=r"^\d{4}$", description="年份写成 2026")], list[Text]]
    ready: bool = False


GOOD = "name: 甲\nunit: kg\nparts:\n  - size: 1\n  - {size: 2, kind: 小}\nready: true\nby_year:\n  2026: [子, 丑]\n"


def read(text: str, shape: type = Thing) -> object:
    return parse(text, "data/a.yml").read(shape)


def told(text: str, shape: type = Thing) -> str:
    with pytest.raises(SourceError) as caught:
        read(text, shape)
    return str(caught.value)


def test_a_sound_text_is_read_in_its_shape() -> None:
    thing = parse(GOOD, "data/a.yml").read(Thing)
    assert (thing.name, thing.ready, thing.parts[1].size, thing.parts[1].kind) == ("甲", True, 2, "小")
    assert thing.by_year == {"2026": ["子", "丑"]}


def test_words_stay_as_they_were_written() -> None:
    assert parse("[no, 0.10, 2026-11-22, ~, 1_000, 0o7]", "a").data == ["no", "0.10", "2026-11-22", "~", "1_000", "0o7"]


@pytest.mark.parametrize(
    ("change", "said"),
    [
        (("unit: kg", "unti: kg"), "data/a.yml:2: 不认识的字段 unti; 是不是 unit？"),
        (("unit: kg\n", ""), "data/a.yml:1: 缺少 unit; 补上 unit"),
        (("unit: kg", "unit: 公斤"), "data/a.yml:2: unit 的写法不对; 写小写英文"),
        (("unit: kg", "unit: [kg]"), "data/a.yml:2: unit 的写法不对; 写一句话，不要写成一列或一组"),
        (("name: 甲", "name:"), "data/a.yml:1: name 的写法不对; 写上内容，不要留空"),
        (("size: 1", "size: 一"), "data/a.yml:4: parts[0]: size 的写法不对; 写一个整数"),
        (("kind: 小", "kind: 晓"), "data/a.yml:5: parts[1]: kind 是“晓”; 只能是 大、中、小、很小"),
        (("size: 2, ", "sise: 2, "), "data/a.yml:5: parts[1]: 不认识的字段 sise; 是不是 size？"),
        (("size: 2, ", ""), "data/a.yml:5: parts[1]: 缺少 size; 补上 size"),
        (("ready: true", "ready: 好"), "data/a.yml:6: ready 的写法不对; 写 true 或 false"),
        (("  2026:", "  26:"), "data/a.yml:8: by_year.26 不能做名字; 年份写成 2026"),
        (("[子, 丑]", '[子, ""]'), "data/a.yml:8: by_year.2026[1] 的写法不对; 写上内容，不要留空"),
        (("[子, 丑]", "子"), "data/a.yml:8: by_year.2026 的写法不对; 写成一列，每项前面加“- ”"),
        (("ready: true", "name: 乙"), "data/a.yml:6: name: 写了两次，第 1 行已有; 只留一个"),
        (("{size: 2,", "{size: 2, size: 3,"), "data/a.yml:5: size: 写了两次，第 5 行已有; 只留一个"),
        (("unit: kg", "\tunit: kg"), "data/a.yml:2: 这一行有 Tab; 缩进用空格，不用 Tab"),
        (("[子, 丑]", "[子, 丑"), "data/a.yml:8: 不是有效的 YAML：方括号没有配对; 检查缩进、冒号后的空格、引号和括号"),
        (("name: 甲", "name: 甲: 乙"), "data/a.yml:1: 不是有效的 YAML：一行里有两个“: ”"),
        (("name: 甲", 'name: "甲'), "data/a.yml:1: 不是有效的 YAML：引号没有配对"),
        (("unit: kg", "unit: [kg"), "data/a.yml:2: 不是有效的 YAML：方括号没有配对"),
        (("unit: kg", "unit: 2026-02-30"), "data/a.yml:2: 没有 2026-02-30 这一天; 核对日期，写成 2026-11-22"),
        (("name: 甲", "name: @甲"), "data/a.yml:1: 不是有效的 YAML：@、` 或 % 开头的字要加引号"),
        (("unit: kg", "unit: &a kg\nready: *a"), "data/a.yml:2: 不支持 YAML 的 & 和 *; 把内容直接写出来"),
        (("unit: kg", "unit: *a"), "data/a.yml:2: 不支持 YAML 的 & 和 *"),
        (("unit: kg", "? [a]\n: kg"), "data/a.yml:2: 字段名不能是列表或字典"),
        (("unit: kg", "unit: k\x08g"), "data/a.yml:2: 有看不见的控制字符; 删掉它，重新打这一行"),
        (
            ("unit: kg\n", "<<<<<<< HEAD\nunit: kg\n=======\nunit: g\n>>>>>>> x\n"),
            "data/a.yml:2: 还有没解决的合并冲突; ",
        ),
        (("unit: kg\n", "unit: kg\n=======\n"), "data/a.yml:3: 还有没解决的合并冲突; "),
        ((GOOD, ""), "data/a.yml:1: 文件是空的; "),
        ((GOOD, "# 只有注释\n"), "data/a.yml:1: 文件是空的; "),
        ((GOOD, "只是一句话\n"), "data/a.yml:1: 整个内容 的写法不对; 写成一组“字段: 值”"),
        ((GOOD, "a: " + "[" * 5000 + "]" * 5000), "data/a.yml:1: 嵌套太深"),
    ],
)
def test_a_fault_is_told_with_its_line_and_its_mend(change: tuple[str, str], said: str) -> None:
    assert said in told(GOOD.replace(*change, 1))


def test_every_fault_is_told_at_once() -> None:
    found = told(GOOD.replace("unit", "unti").replace("size: 1", "size: x").replace("true", "ja")).split("\n")
    assert [line.split(": ")[0] for line in found] == ["data/a.yml:2", "data/a.yml:4", "data/a.yml:6"]


def test_a_fault_of_one_entry_among_many_names_the_entry() -> None:
    text = "甲: {size: 1}\n乙:\n  kind: 大\n  sise: 1\n"
    assert told(text, dict[str, Part]) == "data/a.yml:4: 乙: 不认识的字段 sise; 是不是 size？"
    wrong = text.replace("sise: 1", "size: 一")
    assert told(wrong, dict[str, Part]) == "data/a.yml:4: 乙: size 的写法不对; 写一个整数"


def test_a_block_of_a_page_counts_from_its_fence() -> None:
    with pytest.raises(SourceError, match=r"(?m)^docs/a\.md:12: 缺少 unit; "):
        parse("name: 甲\n", "docs/a.md", 12, "甲 区块").read(Thing)
    with pytest.raises(SourceError, match=r"^docs/a\.md:14: 甲 区块不是有效的 YAML"):
        parse("name: 甲\nunit: [\n", "docs/a.md", 12, "甲 区块")
    with pytest.raises(SourceError, match=r"^docs/a\.md:12: 甲 区块是空的"):
        parse("", "docs/a.md", 12, "甲 区块")


@pytest.mark.parametrize(
    ("content", "said"),
    [
        (None, "a.yml:1: 没有这个文件，或打不开; "),
        ("name: 甲\nunit: 公斤\n".encode("gb18030"), "a.yml:1: 不是 UTF-8 编码; 用编辑器另存为 UTF-8"),
        (b"name: a\nunit: \xff\n", "a.yml:2: 不是 UTF-8 编码; "),
        (b"\xef\xbb\xbfname: a\n", "a.yml:1: 开头有看不见的 BOM; 用编辑器另存为不带 BOM 的 UTF-8"),
    ],
)
def test_a_file_that_is_no_text_is_told(tmp_path: Path, content: bytes | None, said: str) -> None:
    path = tmp_path / "a.yml"
    if content is not None:
        path.write_bytes(content)
    with pytest.raises(SourceError) as caught:
        load(path, tmp_path)
    assert str(caught.value).startswith(said)
