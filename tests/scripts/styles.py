"""What a style sheet uses, by a parser: properties, words in values, functions, units, selectors, rules, media."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import tinycss2

Feature = tuple[int, str, str]
"""(line, kind, name); the kinds are those of styles.yml, and `broken` with the parser's message as name."""

_GROUPS = ("media", "supports")
_HEX = {3: "#rgb", 4: "#rgba", 6: "#rrggbb", 8: "#rrggbbaa"}
_FLEX = ("flex", "inline-flex")


def features(text: str) -> Iterator[Feature]:
    """Yield what a style sheet uses, in order."""
    yield from _rules(tinycss2.parse_stylesheet(text, skip_comments=True, skip_whitespace=True))


def _rules(nodes: list[Any]) -> Iterator[Feature]:
    for node in nodes:
        if node.type == "error":
            yield node.source_line, "broken", node.message
        elif node.type == "at-rule":
            yield node.source_line, "rules", f"@{node.lower_at_keyword}"
            yield from _media(node.prelude)
            if node.content is not None and node.lower_at_keyword in _GROUPS:
                yield from _rules(tinycss2.parse_rule_list(node.content, skip_comments=True, skip_whitespace=True))
            elif node.content is not None:
                yield from _block(node.content)
        else:
            yield from _selectors(node.prelude)
            yield from _block(node.content)


def _media(tokens: list[Any]) -> Iterator[Feature]:
    """Yield the types and features of a query; a comparison (width > 600px) is one of its own."""
    for token in tokens:
        if token.type == "ident":
            yield token.source_line, "media", token.lower_value
        elif token.type == "literal" and token.value not in ":,":
            yield token.source_line, "media", token.value
        elif token.type == "() block":
            yield from _media(token.content)


def _selectors(tokens: list[Any]) -> Iterator[Feature]:
    colons = ""
    for token in tokens:
        if token.type == "literal" and token.value == ":":
            colons += ":"
            continue
        if colons and token.type == "ident":
            yield token.source_line, "selectors", colons + token.lower_value
        elif token.type == "function":
            yield token.source_line, "selectors", f"{colons}{token.lower_name}(){_parts(token)}"
            yield from _selectors(token.arguments)
        elif token.type == "literal" and token.value not in ".>+~*,":
            yield token.source_line, "selectors", token.value
        elif token.type == "[] block" and _lettered([part.type for part in token.content if part.type != "whitespace"]):
            yield token.source_line, "selectors", "[] with a letter after the value"
        colons = ""


def _lettered(kinds: list[str]) -> bool:
    """Whether something follows the value, as in [href="x" i]."""
    return kinds[-1] == "ident" and len(kinds) > 1 and kinds[-2] != "literal"


def _parts(function: Any) -> str:
    """Tell the :not() of CSS 3, which takes one simple selector, from that of CSS 4."""
    simple = [part for part in function.arguments if part.type != "whitespace"]
    several = len(simple) < len(function.arguments) or any(part.type == "literal" and part == "," for part in simple)
    return " of more than one part" if function.lower_name == "not" and several else ""


def _block(content: list[Any]) -> Iterator[Feature]:
    nodes = tinycss2.parse_blocks_contents(content, skip_comments=True, skip_whitespace=True)
    declared = [node for node in nodes if node.type == "declaration"]
    flex = any(node.lower_name == "display" and _has(node.value, _FLEX) for node in declared)
    for node in nodes:
        if node.type == "error":
            yield node.source_line, "broken", node.message
        elif node.type != "declaration":
            yield node.source_line, "rules", "a rule inside a rule"
        else:
            own = node.name.startswith("--")
            name = "--*" if own else node.lower_name
            yield node.source_line, "properties", "gap of a flex box" if flex and name == "gap" else name
            yield from _value(node.value)


def _has(tokens: list[Any], words: tuple[str, ...]) -> bool:
    return any(token.type == "ident" and token.lower_value in words for token in tokens)


def _value(tokens: list[Any]) -> Iterator[Feature]:
    for token in tokens:
        if token.type == "function":
            yield token.source_line, "functions", token.lower_name
            yield from _value(token.arguments)
        elif token.type == "dimension":
            yield token.source_line, "units", token.lower_unit
        elif token.type == "percentage":
            yield token.source_line, "units", "%"
        elif token.type == "hash":
            yield token.source_line, "values", _HEX.get(len(token.value), "#")
        elif token.type == "ident" and not token.value.startswith("--"):
            yield token.source_line, "values", token.lower_value
        elif token.type in ("() block", "[] block", "{} block"):
            yield from _value(token.content)
