"""`handbook calc`: the engine on the command line, for checking a figure by hand or from another program."""

from __future__ import annotations

import json
from typing import Any

from handbook.calculator.engine import shared_engine

BAD_INPUT = 2


def calc_command(function: str | None, text: str) -> tuple[int, str]:
    """Run one function on `text`, a JSON object. Returns the exit code (0, or 2 for bad input) and JSON text."""
    if function is None:
        known = "、".join(entry["name"] for entry in shared_engine().describe())
        return _refuse(f"没有写函数名；可用的有 {known}，用 --list 看字段")
    try:
        data = json.loads(text, parse_constant=_no_constant, object_pairs_hook=_unique)
    except (ValueError, RecursionError) as error:
        return _refuse(f"输入不是合格的 JSON（{error}）；请检查引号、逗号和括号")
    result = shared_engine().calculate(function, data)
    return (BAD_INPUT if "errors" in result else 0), _json(result)


def list_functions() -> str:
    """Return every function with its fields and units, in Chinese, as the engine itself declares them."""
    return "\n\n".join(_function(entry) for entry in shared_engine().describe())


def _function(entry: dict[str, Any]) -> str:
    lines = [f"{entry['name']}：{entry['summary']}", *_fields(entry["fields"], "  "), f"  结果 {entry['returns']}"]
    return "\n".join(lines)


def _fields(fields: list[dict[str, Any]], indent: str) -> list[str]:
    lines = []
    for field in fields:
        need = "必填" if field["required"] else "可不填"
        kind = "，".join(part for part in (field["type"], field["unit"], need) if part)
        lines.append(f"{indent}{field['name']}（{kind}）{field['doc']}")
        lines += _fields(field.get("fields", []), indent + "  ")
    return lines


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
