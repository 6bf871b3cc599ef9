"""`handbook calc`: the engine on the command line, for checking a figure by hand or from another program."""

from __future__ import annotations

import json
import re
from typing import Any

from handbook.calculator.engine import shared_engine
from handbook.calculator.manual import Manual, load_manual

BAD_INPUT = 2

Law = dict[str, Any]
"""The law as plain data (see grounds/law.py), and parts of it."""


def calc_command(function: str | None, text: str, law: Law | None = None) -> tuple[int, str]:
    """Run one function on `text`, a JSON object. Returns the exit code (0, or 2 for bad input) and JSON text.

    `law` holds the dated legal values that some functions need.
    """
    if function is None:
        known = "、".join(entry["name"] for entry in shared_engine().describe())
        return _refuse(f"没有写函数名；可用的有 {known}，用 --list 看字段")
    try:
        data = json.loads(text, parse_constant=_no_constant, object_pairs_hook=_unique)
    except (ValueError, RecursionError) as error:
        return _refuse(f"输入不是合格的 JSON（{error}）；请检查引号、逗号和括号")
    result = shared_engine().calculate(function, data, law)
    return (BAD_INPUT if "errors" in result else 0), _json(result)


def list_functions(law: Law | None = None) -> str:
    """Return every function with its fields, units, errors and the source of its rule, in Chinese.

    `law` holds the legal rules that some fields choose among; without it these are not listed.
    """
    manual = load_manual()
    functions = [_function(entry, manual, law or {}) for entry in shared_engine().describe(law)]
    return "\n\n".join([f"错误：{manual.errors}\n收据：{manual.receipt}", *functions])


def _function(entry: dict[str, Any], manual: Manual, law: Law) -> str:
    about = manual.functions[entry["name"]]
    lines = [f"{entry['name']}：{about.summary}", f"  规则 {_cited(about.rule, law)}"]
    lines += _fields(entry["name"], entry["fields"], manual, law)
    lines += ["  结果", *(f"    {name}：{text}" for name, text in about.returns.items())]
    return "\n".join(lines)


def _fields(function: str, fields: list[dict[str, Any]], manual: Manual, law: Law, above: str = "") -> list[str]:
    lines = []
    indent = "  " * (above.count(".") + 1)
    for field in fields:
        path = above + field["name"]
        shown = "，".join(part for part in (*manual.type_of(field), "必填" if field["required"] else "可不填") if part)
        lines.append(f"{indent}{field['name']}（{shown}）{manual.field(function, path)}{_limits(field)}")
        rules = law.get(field.get("options_from") or "", {})
        lines += [f"{indent}  {name} {_rule(rule)}" for name, rule in rules.items()]
        lines += _fields(function, field.get("fields") or [], manual, law, f"{path}.")
    return lines


def _cited(text: str, law: Law) -> str:
    """Return `text` with the articles of rules in the place of their ids."""
    return re.sub(r"\{(\w+)\}", lambda m: law["rules"][m[1]]["ground"] if law else m[1], text)


def _rule(rule: Law) -> str:
    return f"{rule['label']}（从{rule['from']}起）" if "from" in rule else str(rule["label"])


def _limits(field: dict[str, Any]) -> str:
    notes = []
    if field.get("options") and not field.get("options_from"):
        notes.append("可用 " + "、".join(field["options"]))
    if field["kind"] == "count":
        notes.append(f"{field['min']} 到 {field['max']}")
    if field["kind"] == "list":
        notes.append(f"最多 {field['max']} 项")
    if field.get("fallback") not in (None, "", [], 0):
        notes.append(f"不填是 {json.dumps(field['fallback'], ensure_ascii=False)}")
    return f"（{'；'.join(notes)}）" if notes else ""


def _no_constant(name: str) -> object:
    raise ValueError(f"{name} 不是数")


def _unique(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    """Refuse a key given twice: silently taking the last one could compute with the wrong amount."""
    record = dict(pairs)
    if len(record) < len(pairs):
        names = [name for name, _ in pairs]
        raise ValueError(f"{next(name for name in names if names.count(name) > 1)} 写了两次")
    return record


def _refuse(message: str) -> tuple[int, str]:
    return BAD_INPUT, _json({"errors": [{"field": "", "message": message}]})


def _json(value: object) -> str:
    return json.dumps(value, ensure_ascii=False, indent=2)
