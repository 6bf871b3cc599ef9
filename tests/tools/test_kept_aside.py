"""What a page does not know of a case, from another page or a newer version, is kept and comes back whole.

And of what it knows: what may name somebody stays here, and long texts are kept whole.
"""

from __future__ import annotations

import copy
import json
from typing import Any

import pytest

from handbook.tools.runtime import Runtime, setup_of
from tests.tools import room
from tests.tools.conftest import beside_tools
from tests.tools.room import TODAY, Case, Result
from tests.tools.test_answers_any import WHOLE
from tests.tools.test_casefile import APP, file, refused

LETTER = {"to": "某银行", "lines": ["一", {"二": [None, 3, True]}], "__proto__": {"bad": 1}}
DIARY = [{"day": "2027-01-05", "who": "客服"}]


def newer(data: Any, **more: Any) -> str:
    return file(data, v=3, **more)


def opened(tools: Runtime, text: str) -> Case:
    found: Result = tools.call("read", text)
    assert "error" not in found, found
    case: Case = found["case"]
    return case


def written(tools: Runtime, case: Case) -> Case:
    """Return the file that a case is saved as."""
    held: Case = json.loads(tools.call("write", case, TODAY))
    return held


@pytest.fixture(scope="module")
def small() -> Runtime:
    """A page that carries one form alone."""
    tools, setup = Runtime(room.forms(), room.law()), setup_of(room.forms(), room.law())
    tools.call("setup", setup | {"forms": {"court_fees": setup["forms"]["court_fees"]}})
    return tools


# ---- Forms of another page ----
def test_forms_that_a_page_does_not_carry_are_kept(small: Runtime) -> None:
    case = opened(small, file(WHOLE | {"letter": LETTER}))
    assert case["court_fees"] == WHOLE["court_fees"]
    assert small.answer("court_fees", case)["say"]
    case["court_fees"]["claim"] = "5"
    held = written(small, case)
    assert held["data"] == WHOLE | {"letter": LETTER, "court_fees": {"claim": "5"}}
    assert held["v"] == 2
    again = opened(small, json.dumps(held))
    assert written(small, again)["data"] == held["data"]


@pytest.mark.parametrize("form", [{}, [], None, 5, "x", {"a": {"b": []}}, [[1]]])
def test_a_form_of_any_shape_is_kept_as_it_is(tools: Runtime, form: Any) -> None:
    assert written(tools, opened(tools, file({"letter": form})))["data"] == {"letter": form}


def test_an_unknown_box_in_a_known_form_of_this_version_is_refused_by_its_name(tools: Runtime) -> None:
    """It can only be a slip: no other page has another form of that name."""
    assert "principle" in refused(tools, file({"debts": {"rows": [{"principle": "1"}]}, "letter": LETTER}))


# ---- Newer versions ----
FUTURE: Case = {
    "budget": {"mode": "weekly", "income": "6500", "essentials": 4300, "tax": {"rate": "3"}},
    "debts": {
        "rows": [
            {"name": "甲", "principal": "3万", "court": "maybe", "seen": ["2027-01-05"]},
            {"name": "乙", "principal": "9000", "kind": "crypto"},
            {"name": "丙", "principal": "500"},
        ]
    },
    "plan": {"schemes": [{"monthly": "800"}] * 4, "start": "2027-01"},
    "shock": [1],
    "court_fees": {"claim": "3万"},
    "letter": LETTER,
}
KNOWN: Case = {
    "budget": {"income": "6500"},
    "debts": {
        "rows": [
            {"name": "甲", "principal": "3万"},
            {"name": "乙", "principal": "9000"},
            {"name": "丙", "principal": "500"},
        ]
    },
    "plan": {"start": "2027-01"},
    "court_fees": {"claim": "3万"},
}


def known(value: Any, *, at_top: bool = True) -> Any:
    """Return of a case what stands in forms and boxes that the page has."""
    if isinstance(value, list):
        return [known(one, at_top=False) for one in value]
    if not isinstance(value, dict):
        return value
    specs = set(room.forms().specs()) if at_top else {name for name in value if name.isidentifier()}
    return {name: known(held, at_top=False) for name, held in value.items() if name in specs}


def test_a_newer_file_opens_with_what_is_known_and_says_so(tools: Runtime) -> None:
    found = tools.call("read", newer(FUTURE))
    assert known(found["case"]) == KNOWN
    assert "更新的版本" in found["newer"]
    assert "newer" not in tools.call("read", file(WHOLE))


def test_a_newer_file_comes_back_whole_with_its_version_and_what_stood_beside(tools: Runtime) -> None:
    held = written(tools, opened(tools, newer(FUTURE, diary=DIARY, saved="2027-01-01")))
    assert held == {"app": APP, "v": 3, "saved": TODAY, "data": FUTURE, "diary": DIARY}
    assert written(tools, opened(tools, json.dumps(held))) == held


def test_a_newer_file_without_anything_unknown_stays_a_newer_file(tools: Runtime) -> None:
    case = opened(tools, newer(WHOLE))
    assert known(case) == WHOLE
    assert (written(tools, case)["v"], written(tools, case)["data"]) == (3, WHOLE)


def test_what_is_not_known_of_a_row_goes_where_the_row_goes(tools: Runtime) -> None:
    case = opened(tools, newer(FUTURE))
    first, *rest = case["debts"]["rows"]
    first["principal"] = "29000"
    case["debts"]["rows"] = [*rest, first]
    rows = written(tools, case)["data"]["debts"]["rows"]
    assert rows == [*FUTURE["debts"]["rows"][1:], FUTURE["debts"]["rows"][0] | {"principal": "29000"}]
    case["debts"]["rows"].pop()
    assert written(tools, case)["data"]["debts"]["rows"] == FUTURE["debts"]["rows"][1:]


def test_what_the_reader_types_takes_the_place_of_what_could_not_be_shown(tools: Runtime) -> None:
    case = opened(tools, newer(FUTURE))
    case["budget"] |= {"essentials": "4000", "mode": "totals"}
    data = written(tools, case)["data"]
    assert data["budget"] == FUTURE["budget"] | {"essentials": "4000", "mode": "totals"}


def test_rows_typed_here_stand_beside_rows_that_could_not_be_shown(tools: Runtime) -> None:
    case = opened(tools, newer(FUTURE))
    case["plan"]["schemes"] = [{"monthly": "1"}]
    assert written(tools, case)["data"]["plan"]["schemes"] == [{"monthly": "1"}, *FUTURE["plan"]["schemes"]]


def test_no_answer_depends_on_what_is_kept(tools: Runtime) -> None:
    case = opened(tools, newer(WHOLE | {"letter": LETTER, "debts": {"rows": WHOLE["debts"]["rows"], "more": 1}}))
    for view in ("plan", "waiting", "settlement", "offer"):
        assert tools.answer(view, case, TODAY) == tools.answer(view, WHOLE, TODAY)


# ---- What is kept never leaves but in the reader's own file ----
HIDDEN = "绝无仅有的名称"
HIDING = copy.deepcopy(WHOLE) | {"letter": {"to": HIDDEN}}
HIDING["debts"]["rows"][0] |= {"agent": HIDDEN, "note": HIDDEN}
HIDING["budget"]["employer"] = HIDDEN


def test_an_address_holds_nothing_that_is_not_known(tools: Runtime) -> None:
    case = opened(tools, newer(HIDING, diary=[HIDDEN]))
    address = tools.call("to_fragment", case)
    assert address == tools.call("to_fragment", WHOLE)
    assert HIDDEN not in json.dumps(tools.call("from_fragment", address), ensure_ascii=False)


@pytest.mark.parametrize("view", ["plan", "offer", "court_fees"])
def test_a_receipt_holds_nothing_that_is_not_known(tools: Runtime, view: str) -> None:
    case = opened(tools, newer(HIDING, diary=[HIDDEN]))
    answer = tools.answer(view, case, TODAY)
    for kind in ("receipt", "receipt_html"):
        sheet = tools.call(kind, view, case, answer["forms"], answer, TODAY)
        assert HIDDEN not in sheet
        assert sheet == tools.call(kind, view, WHOLE, answer["forms"], answer, TODAY)


def test_an_address_of_a_newer_version_opens_like_a_file(tools: Runtime) -> None:
    address = tools.call("to_fragment", WHOLE).replace("~22v~22~3A2", "~22v~22~3A9")
    found = tools.call("from_fragment", address)
    nameless = copy.deepcopy(WHOLE)
    for row in nameless["debts"]["rows"]:
        del row["name"]
    assert known(found["case"]) == nameless
    assert "更新的版本" in found["newer"]


# ---- What could do harm is refused even there ----
SHARED = ("__proto__", "constructor", "prototype", "hasOwnProperty", "toString")


@pytest.mark.parametrize("name", SHARED)
@pytest.mark.parametrize(
    "shape",
    [
        '{"app":"协商有据","v":3,"data":{},"%s":{"bad":1}}',
        '{"app":"协商有据","v":3,"data":{"%s":{"bad":1}}}',
        '{"app":"协商有据","v":3,"data":{"debts":{"%s":{"bad":1}}}}',
        '{"app":"协商有据","v":3,"data":{"debts":{"rows":[{"%s":{"bad":1}}]}}}',
        '{"app":"协商有据","v":3,"data":{"budget":{"lines":{"wage":{"%s":{"bad":1}}}}}}',
    ],
)
def test_no_newer_file_reaches_what_all_objects_share(tools: Runtime, shape: str, name: str) -> None:
    assert name in refused(tools, shape % name)


@pytest.mark.parametrize("name", SHARED)
def test_within_what_is_kept_any_name_is_but_text(run_js: Any, name: str) -> None:
    text = newer({"letter": {name: {"bad": 1}}})
    held = run_js(f"JSON.parse(Tools.write(Tools.read({json.dumps(text)}).case, ''))")
    assert held["data"] == {"letter": {name: {"bad": 1}}}
    assert run_js("[({}).bad === undefined, Object.keys(Object.prototype).length]") == [True, 0]


@pytest.mark.parametrize("version", [2, 3])
@pytest.mark.parametrize("deep", ["[" * 200 + "]" * 200, '{"a":' * 20_000 + "1" + "}" * 20_000])
def test_what_could_not_be_written_again_is_refused(tools: Runtime, version: int, deep: str) -> None:
    refused(tools, f'{{"app":"{APP}","v":{version},"data":{{"letter":{deep}}}}}')


@pytest.mark.parametrize("version", [2, 3])
def test_a_file_that_would_be_too_large_once_it_is_saved_is_refused(tools: Runtime, version: int) -> None:
    text = json.dumps({"app": APP, "v": version, "data": {"letter": [1] * 150_000}}, separators=(",", ":"))
    assert len(text) < 400_000
    assert "太大" in refused(tools, text)


@pytest.mark.parametrize("data", [None, [], "x", 5])
def test_a_newer_file_without_a_case_is_refused(tools: Runtime, data: Any) -> None:
    assert "没有账" in refused(tools, newer(data))


# ---- Boxes that are private, boxes for long texts ----
def spec(name: str, kind: str, **more: Any) -> dict[str, Any]:
    return {"name": name, "kind": kind, "label": f"格{name}", "min": 0, "max": 600, "fallback": None} | more


LONG = spec("facts", "text", long=True, private=True, max=4000)
BOXES = [
    spec("account", "count", private=True),
    spec("day", "day", private=True),
    spec("city", "text"),
    LONG,
    spec("quote", "text", long=True, max=1000),
]
FILLED = {"account": "123", "day": "2026-01-05", "city": "某市", "facts": "第一行\n第二行", "quote": "原话\n再一句"}


def setup_of_letters() -> dict[str, Any]:
    """Return what a page carries with a form of all kinds of text, which another form has too."""
    setup = setup_of(room.forms(), room.law())
    made = setup["forms"] | {"letter": BOXES, "court_fees": [*setup["forms"]["court_fees"], *BOXES]}
    return setup | {"forms": made, "titles": setup["titles"] | {"letter": "信"}}


@pytest.fixture(scope="module")
def letters() -> Runtime:
    tools = Runtime(room.forms(), room.law())
    tools.call("setup", setup_of_letters())
    return tools


def test_what_is_private_is_left_out_of_an_address_whatever_its_kind(letters: Runtime) -> None:
    found = letters.call("from_fragment", letters.call("to_fragment", {"letter": FILLED}))
    assert found["case"] == {"letter": {"city": "某市", "quote": "原话\n再一句"}}


def test_what_is_private_is_printed_on_a_receipt_but_not_sent_on(letters: Runtime) -> None:
    raw = {"court_fees": FILLED | {"claim": "30000"}}
    answer = letters.answer("court_fees", raw, TODAY)
    text = letters.call("receipt", "费", raw, answer["forms"], answer, TODAY)
    html = letters.call("receipt_html", "费", raw, answer["forms"], answer, TODAY)
    for name, typed in FILLED.items():
        assert typed in html, name
        assert (f"格{name}：{typed}" in text) is (name in ("city", "quote")), name


def test_a_long_text_is_kept_whole_and_as_long_as_its_box_allows(letters: Runtime) -> None:
    raw = {"letter": FILLED | {"facts": "字\n" * 2000}}
    assert opened(letters, letters.call("write", raw, "")) == raw
    assert "太长" in refused(letters, file({"letter": {"facts": "字" * 4001}}))
    assert "太长" in refused(letters, file({"letter": {"quote": "字" * 1001}}))


@pytest.mark.parametrize(
    ("typed", "read"),
    [("一\n\n 二 \r\n三\u200b", "一\n\n二\n三"), ("一\n", "一"), ("一", "一"), (" \n ", None), ("", None)],
)
def test_a_long_text_is_read_with_its_lines_and_without_what_could_disguise_it(typed: str, read: str | None) -> None:
    evaluate = beside_tools(setup_of_letters())
    form = evaluate(f"Tools.open({json.dumps({'letter': {'facts': typed}})}, null).form('letter')")
    assert form["facts"] == read


def test_a_box_that_is_no_text_holds_two_hundred_signs_whatever_its_number(letters: Runtime) -> None:
    assert opened(letters, file({"letter": {"account": "1" * 200}}))
    assert "太长" in refused(letters, file({"letter": {"account": "1" * 201}}))


def test_a_name_too_long_for_its_box_is_told_at_the_box_and_lost_nowhere(tools: Runtime) -> None:
    raw = {"debts": {"rows": [{"name": "长" * 31, "principal": "1"}]}, "waiting": {"months": "1"}}
    assert opened(tools, tools.call("write", raw, "")) == raw
    [error] = tools.call("answer", "waiting", raw, TODAY)["errors"]
    assert error["field"] == "debts.rows[0].name"
    assert "30" in error["message"]
