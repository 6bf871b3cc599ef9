"""The index, written when the site is built: what each token weighs on each page, so that a phone only adds up.

Knows nothing of what the pages are about: titles, questions, answers and texts come in, and the words that mean the
same. For a large site postings and details are cut into shards, so that a first answer costs little. worker/store.js
reads what is written here.
"""

from __future__ import annotations

import hashlib
import json
import math
from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from itertools import groupby, pairwise
from pathlib import Path

from handbook.search.script import Worker

# What a word is worth by where it stands: a title promises more than a sentence.
WEIGHTS = {"title": 5.0, "questions": 4.0, "headings": 2.5, "answer": 2.0, "home": 8.0, "text": 1.0}
K1 = 2.5
"""How soon more of the same word adds nothing (BM25)."""

MENTION = 0.5
"""What a word in the text is worth beside one in what the page promises to answer."""

ASIDE = 0.3
"""What a word of an aside is worth, however often it stands there."""

B = {"title": 0.3, "questions": 0.3, "headings": 0.5, "answer": 0.3, "home": 0.0, "text": 0.7}
"""How much a long field is held against its words, by field."""

ALPHABET = "".join(chr(code) for code in range(33, 127) if chr(code) not in '"\\`<')[:90]
LEVELS = 24
"""Steps of a token's weight on a page: enough to keep the order, few enough to pack well."""

BASE = 45  # worker/store.js has the same
NOWHERE = len(ALPHABET) - 1
"""In place of a section, for words of a page's title: they tell pages apart, not the places on one."""

BY_CHANCE = 0.3
"""What a token is worth that no title, question or heading of the site holds: mostly the end of one word and the
beginning of the next (点钱), which meet by chance."""

BESIDE_THE_POINT = 0.6
"""What a pair is worth that belongs to no title and no word of the dictionary: 只是, 还有 and their like stand in
questions too, where few pages have them."""

SNIPPET = 60
WHOLE = 600_000
"""Up to this many bytes of postings and details all is one file: one request is quicker than several."""

SHARD_BYTES = 40_000
GROUP = 16
"""Pages whose details share a file, on a large site."""


@dataclass
class Section:
    """A part of a page below a heading."""

    anchor: str
    heading: str
    text: str


@dataclass
class Aside:
    """Words that stand on a page but not in its prose, such as those of a form: found, but never shown.

    `shown` is what the list says of the place in their stead.
    """

    anchor: str
    heading: str
    shown: str
    text: str


@dataclass
class SearchPage:
    """A page as the search sees it; `text` is what stands before the first heading, `boost` how much it weighs."""

    location: str
    title: str
    text: str = ""
    answer: str = ""
    questions: list[str] = field(default_factory=list)
    sections: list[Section] = field(default_factory=list)
    asides: list[Aside] = field(default_factory=list)
    boost: float = 1.0


@dataclass
class Concept:
    """Words that mean the same, and the page and anchor that explain them; None where no page does ("" is a page)."""

    words: list[str]
    page: str | None = None
    anchor: str = ""


@dataclass
class Lexicon:
    """What the site says of its language: words, fillers, and traditional characters with their simplified ones."""

    concepts: list[Concept] = field(default_factory=list)
    fillers: list[str] = field(default_factory=list)
    simplified: Mapping[str, str] = field(default_factory=dict)


def write_index(pages: list[SearchPage], lexicon: Lexicon, help_texts: list[list[str]], folder: Path) -> str:
    """Write the index's files into `folder`; return the name of the core file.

    `help_texts` ([[location, title, text]]) is shown when nothing is found. Names change with their content, so that a
    browser may keep them.
    """
    worker = Worker()
    words = [[_fold(word) for word in concept.words] for concept in lexicon.concepts]
    worker.prepare_cutting(words, dict(lexicon.simplified))
    homes: dict[str, set[str]] = {}
    for number, concept in enumerate(lexicon.concepts):
        if concept.page is not None:
            homes.setdefault(concept.page, set()).add(f"={number}")
    lexical = {token for group in words for word in group for token in worker.cut(word)}
    rows, scale = _postings(pages, worker, homes, lexical)
    details = [_details(page) for page in pages]
    size = sum(len(token.encode()) + 3 * len(row) for token, row in rows.items()) + len(_json(details).encode())
    whole = size <= WHOLE
    shards = 1 if whole else math.ceil(size / SHARD_BYTES)
    group = len(pages) + 1 if whole else GROUP
    tables: list[list[str]] = [[] for _ in range(shards)]
    for token in sorted(rows):
        tables[ord(token[0]) % shards].append(token)
    texts = [_table(table, rows) for table in tables]
    groups = [details[start : start + group] for start in range(0, len(details), group)]
    files = {}
    if not whole:
        files = {f"p{at}": _write(folder, f"p{at}", text) for at, text in enumerate(texts)}
        files |= {f"d{at}": _write(folder, f"d{at}", some) for at, some in enumerate(groups)}
    places = {page.location: at for at, page in enumerate(pages)}
    core = {
        "alphabet": ALPHABET,
        "nowhere": NOWHERE,
        "scale": scale,
        "pages": [[page.location, page.title] for page in pages],
        "concepts": words,
        "words": sorted({word for concept in lexicon.concepts for word in concept.words}, key=lambda w: (len(w), w)),
        "homes": [_home(concept, pages, places) for concept in lexicon.concepts],
        "fillers": sorted(lexicon.fillers, key=lambda filler: (-len(filler), filler)),
        "simplified": dict(lexicon.simplified),
        "texts": {"help": help_texts},
        "shards": shards,
        "group": group,
        "files": files,
        "inline": {"postings": [] if files else texts, "details": [] if files else groups},
    }
    return _write(folder, "core", core)


Row = list[tuple[int, int, int]]
"""The pages of a token, in order: (page, impact as a level from 0, best section or NOWHERE)."""


def _postings(
    pages: list[SearchPage], worker: Worker, homes: Mapping[str, set[str]], lexical: set[str]
) -> tuple[dict[str, Row], float]:
    """Return each token's row, and what one level of impact is worth.

    A page that explains a concept (`homes`: location → tokens) promises it, even where it uses other words.
    """
    counted = [_count(page, worker, homes.get(page.location, set())) for page in pages]
    lengths = {name: [sum(fields[name].values()) for fields, _ in counted] for name in WEIGHTS}
    means = {name: max(1.0, sum(of) / max(1, len(of))) for name, of in lengths.items()}
    # What a page promises (title, questions, headings, answer) and what it merely mentions are weighed apart: 起诉 is
    # mentioned everywhere, and the subject of two pages.
    promises = Counter(token for fields, _ in counted for token in _short(fields))
    mentions = Counter(token for fields, _ in counted for token in fields["text"])
    beside = Counter(token for fields, _ in counted for token in fields["text"] | fields["aside"])
    subjects = {token for page in pages for token in worker.cut(page.title)} | lexical
    found: dict[str, list[tuple[int, float, int]]] = {}
    for number, (fields, sections) in enumerate(counted):
        for token in _short(fields) | {*fields["text"], *fields["aside"]}:
            often = dict.fromkeys(("short", "text"), 0.0)
            for name, weight in WEIGHTS.items():
                if times := fields[name].get(token, 0):
                    part = weight * times / (1 - B[name] + B[name] * lengths[name][number] / means[name])
                    often["text" if name == "text" else "short"] += part
            known = 1 if token in promises or token[0] in "=¥" else BY_CHANCE
            subject = 1 if token in subjects or token[0] in "=¥" else BESIDE_THE_POINT
            worth = subject * _rarity(promises[token], len(pages)) * _enough(often["short"])
            worth += MENTION * known * _rarity(mentions[token], len(pages)) * _enough(often["text"])
            worth += ASIDE * known * _rarity(beside[token], len(pages)) * (token in fields["aside"])
            found.setdefault(token, []).append((number, pages[number].boost * worth, sections.get(token, NOWHERE)))
    scale = max((worth for row in found.values() for _, worth, _ in row), default=1.0) / LEVELS

    rows = {
        token: [(number, min(LEVELS, max(1, round(worth / scale))) - 1, section) for number, worth, section in row]
        for token, row in found.items()
    }
    return rows, scale


def _short(fields: Mapping[str, Counter[str]]) -> set[str]:
    return {token for name in WEIGHTS if name != "text" for token in fields[name]}


def _enough(often: float) -> float:
    """Return how much a word's frequency says: each further time says less (BM25)."""
    return often * (K1 + 1) / (often + K1)


def _table(tokens: list[str], rows: Mapping[str, Row]) -> list[str]:
    """Return [tokens, gaps, impacts, sections] of a shard: like beside like is what a browser's gzip packs best.

    Tokens are grouped by their first character, a group to a line; gaps have a blank after each token.
    """
    lines = ("".join([first, " ".join(token[1:] for token in group)]) for first, group in groupby(tokens, key=_first))
    gaps = []
    for token in tokens:
        places = [number for number, _, _ in rows[token]]
        gaps.append("".join(_gap(at - before - 1) for before, at in pairwise([-1, *places])))
    flat = [entry for token in tokens for entry in rows[token]]
    impacts = "".join(ALPHABET[level] for _, level, _ in flat)
    sections = "".join(ALPHABET[min(section, NOWHERE)] for _, _, section in flat)
    return ["\n".join(lines), " ".join(gaps), impacts, sections]


def _first(token: str) -> str:
    return token[0]


def _rarity(pages_with: int, pages: int) -> float:
    return math.log(1 + (pages - pages_with + 0.5) / (pages_with + 0.5))


def _count(page: SearchPage, worker: Worker, promised: set[str]) -> tuple[dict[str, Counter[str]], dict[str, int]]:
    """Return the tokens of each field, and for each token the section that says most of it (0: the top of the page)."""
    heads = [Counter(worker.cut(section.heading)) for section in page.sections]
    bodies = [Counter(worker.cut(section.text)) for section in page.sections]
    asides = [Counter(worker.cut(aside.text)) for aside in page.asides]
    intro = Counter(worker.cut(page.text))
    fields = {
        "title": Counter(worker.cut(page.title)),
        "questions": Counter(token for question in page.questions for token in worker.cut(question)),
        "home": Counter(promised),
        "headings": sum(heads, Counter()),
        "answer": Counter(worker.cut(page.answer)),
        "text": sum(bodies, intro.copy()),
        "aside": sum(asides, Counter()),
    }
    best: dict[str, tuple[float, int]] = {token: (times, 0) for token, times in intro.items()}
    for number, (head, body) in enumerate(zip(heads, bodies, strict=True), 1):
        for token in head | body:
            weight = head[token] * 4.0 + body[token]
            if weight > best.get(token, (0.0, 0))[0]:
                best[token] = (weight, number)
    for number, body in enumerate(asides, 1 + len(page.sections)):
        for token in body:
            best.setdefault(token, (0.0, number))
    return fields, {token: number for token, (_, number) in best.items() if token not in fields["title"]}


def _details(page: SearchPage) -> dict[str, object]:
    answer = page.answer or _snippet(page.text) or _snippet(" ".join(section.text for section in page.sections))
    sections = [[section.anchor, section.heading, _snippet(section.text)] for section in page.sections]
    sections += [[aside.anchor, aside.heading, aside.shown] for aside in page.asides]
    return {"answer": answer, "sections": sections, "questions": page.questions}


def _snippet(text: str) -> str:
    plain = " ".join(text.split())
    return plain if len(plain) <= SNIPPET else plain[:SNIPPET] + "…"


def _home(concept: Concept, pages: list[SearchPage], places: dict[str, int]) -> list[int] | None:
    at = None if concept.page is None else places.get(concept.page)
    if at is None:
        return None
    anchors = [section.anchor for section in pages[at].sections]
    return [at, anchors.index(concept.anchor) + 1 if concept.anchor in anchors else 0]


def _fold(word: str) -> str:
    return "".join(word.lower().split())


def _gap(number: int) -> str:
    """Return a gap as digits of base 45, all but the last marked as going on."""
    digits = [number % BASE]
    while number >= BASE:
        number //= BASE
        digits.append(number % BASE)
    return "".join(ALPHABET[digit + BASE] for digit in digits[:0:-1]) + ALPHABET[digits[0]]


def _write(folder: Path, name: str, data: object) -> str:
    text = f"chineseSearch({_json(name)},{_json(data)});\n"
    code = hashlib.sha256(text.encode()).hexdigest()[:10]
    file = f"{name}-{code}.js"
    (folder / file).write_text(text, encoding="utf-8")
    return file


def _json(data: object) -> str:
    # As UTF-8: escapes would make the index of a Chinese site twice as large.
    return json.dumps(data, ensure_ascii=False, separators=(",", ":"))


def vocabulary(texts: Iterable[str]) -> set[str]:
    """Return every character of `texts`: a traditional character matters only where its simplified one is used."""
    return set().union(*map(set, texts))
