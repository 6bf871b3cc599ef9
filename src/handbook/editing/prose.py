"""What of a page's source readers read, line by line, and what of a line the rules speak of."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from handbook.grounds.markdown import without_marks
from handbook.sources import frontmatter
from handbook.sources.fences import prose_lines

HAN = re.compile(r"[\u3400-\u9fff]")
LINK = re.compile(r"\[([^\]]*)\]\(([^)]*)\)")

_TAG = re.compile(r"<[^>]*>|\{[:#.][^}]*\}")
_BOX = re.compile(r'\s*(?:!!!|\?\?\?\+?)\s+\w+(?:\s+"(.*)")?\s*$')
_QUOTED = re.compile(r"“[^”]*”|《[^》]*》")


@dataclass(frozen=True)
class Line:
    """A line that readers read: its number in the file from 1, and what the author typed."""

    number: int
    text: str
    in_scam_box: bool = False
    in_head: bool = False


def prose(text: str) -> Iterator[Line]:
    """Yield the lines that readers read: of the front matter only title and description, nothing of fenced blocks."""
    _, _, head = frontmatter.split(text)
    scam = False
    for number, raw in prose_lines(text):
        if number <= head:
            # What readers type, in their own words, is not ours to correct.
            if raw.startswith(("description:", "title:")):
                yield Line(number, raw.partition(":")[2].strip().strip("\"'"), in_head=True)
            continue
        if re.match(r"(!!!|\?\?\?\+?) ", raw):
            scam = bool(re.search(r'danger "[^"]*(骗|诈)', raw))
        elif raw.strip() and not raw.startswith("    "):
            scam = False
        yield Line(number, raw, scam)


def plain(text: str) -> str:
    """Return a line without markup: no marks, no tags, of a link its text, of a box its title."""
    box = _BOX.match(text)
    return LINK.sub(r"\1", without_marks(_TAG.sub("", box[1] or "" if box else text)))


def unquoted(text: str) -> str:
    """Return `text` with nothing between its quotation marks: what others say, and names of documents, are theirs."""
    return _QUOTED.sub(lambda match: f"{match[0][0]}{match[0][-1]}", text)
