"""The arithmetic knows no words: it says codes with values, and words.yml has a sentence for each, and its slots."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

from handbook.calculator.engine import HERE
from handbook.wording.book import FILE, SLOT, load_book, own_words, written_in
from tests.calculator.speech import NAMES, SELDOM, calls_of, fields, plain, speaker
from tests.conftest import ROOT
from tests.scripts.test_words import without_comments

ARITHMETIC = sorted((HERE / "arithmetic").glob("*.js"))
BOOK = own_words(HERE / FILE)


SOURCES = {path.name: without_comments(path.read_text(encoding="utf-8")) for path in ARITHMETIC}
WRITTEN = set(re.findall(r'"([a-z0-9_.]+)"', "".join(SOURCES.values())))


# ---- The sources ----


def test_every_code_that_is_written_has_a_sentence() -> None:
    known = set(BOOK) | {code.partition(".")[2] for code in BOOK}
    dotted = {text for text in WRITTEN if re.fullmatch(r"[a-z0-9_]+(\.[a-z0-9_]+)+", text) and not text.endswith(".js")}
    assert {text for text in dotted if not re.fullmatch(r"[0-9.]+", text)} - known == set()
    plain = re.findall(r'\b(?:wrong|trace)\(\s*"(\w+)"|\bfault\([^;]*?, "(\w+)"', "".join(SOURCES.values()))
    assert {first or second for first, second in plain} - known == set()


def test_every_sentence_is_asked_for() -> None:
    assert set(written_in("".join(SOURCES.values()), BOOK)) == set(BOOK)


def test_no_two_codes_say_the_same() -> None:
    said: dict[tuple[str, str], str] = {}
    for code, text in BOOK.items():
        kind = code.partition(".")[0]
        assert said.setdefault((kind, text), code) == code


def test_the_words_file_has_no_fault() -> None:
    assert [sentence.code for sentence in load_book(HERE / FILE, ROOT).sentences] == list(BOOK)


# ---- What it says when it runs ----


def sentences(part: Any) -> Iterator[tuple[str, dict[str, Any]]]:
    """Yield each code with its values in a value of a sentence, or anywhere in a result."""
    if isinstance(part, list):
        for one in part:
            yield from sentences(one)
    elif isinstance(part, dict):
        if set(part) <= {"code", "values"} and part.get("code") in BOOK:
            yield part["code"], part.get("values", {})
        for one in part.values():
            yield from sentences(one)


def said_in(result: dict[str, Any]) -> Iterator[tuple[str, dict[str, Any]]]:
    for error in result.get("errors", []):
        yield f"errors.{error['code']}", error.get("values", {})
    for step in result.get("receipt", {}).get("steps", []):
        yield f"rules.{step['rule']}", step["values"]
    yield from sentences(result)


NEVER = "errors.cannot_compute"
"""A fault of ours, or of a browser."""


def test_a_sentence_has_a_slot_for_each_value_and_no_other() -> None:
    say = speaker(BOOK)
    seen: set[str] = set()
    for calls in (SELDOM, *(plain(calls_of((name,), 60, 400)) for name in NAMES)):
        silent, spoken = say(calls)
        for code, values in (said for result in silent for said in said_in(result)):
            seen.add(code)
            assert {match[1] for match in SLOT.finditer(BOOK[code])} == set(values), code
        assert list(sentences(spoken)) == []
    assert seen == set(BOOK) - {NEVER}


def test_every_function_speaks() -> None:
    assert set(fields()) == set(NAMES)


# ---- What a page carries of it ----


def test_a_script_carries_the_sentences_whose_codes_it_writes() -> None:
    book = {"errors.a.b": "甲", "errors.a.c": "乙", "help.d": "丙", "help.e": "丁"}
    assert written_in('say("a.b", { help: "help.d" }); const a = 1; // e', book) == {"errors.a.b": "甲", "help.d": "丙"}
