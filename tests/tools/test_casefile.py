"""A case taken away and brought back: nothing is lost, nothing foreign gets in, what is wrong is said plainly."""

from __future__ import annotations

import json
from collections.abc import Callable
from typing import Any

import pytest

from handbook.tools.runtime import Runtime
from tests.calculator.cases import rng_for
from tests.tools import room, typed
from tests.tools.room import NASTY, Case, calculate
from tests.tools.test_answers_any import WHOLE

RunJs = Callable[[str], Any]
APP = "协商有据"
UNTOUCHED = "原来填的没有动"


def file(data: Any, **more: Any) -> str:
    return json.dumps({"app": APP, "v": 2, "data": data} | more, ensure_ascii=False)


def refused(tools: Runtime, text: Any) -> str:
    """Return why a file is refused; it must say so in one plain Chinese message, and that nothing was changed."""
    found = tools.call("read", text)
    assert set(found) == {"error"}, found
    assert UNTOUCHED in found["error"]
    assert "undefined" not in found["error"]
    assert not [name for name in room.forms().forms if f"“{name}”的" in found["error"]]
    return str(found["error"])


# ---- There and back ----
def test_what_is_written_is_read_again(tools: Runtime) -> None:
    for number in range(60):
        raw = typed.case(rng_for("file", number))
        text = json.dumps(raw)
        if "长" * 31 not in text and "1" * 200 not in text:
            assert tools.call("read", tools.call("write", raw, "2026-11-25")) == {"case": raw}, number


def test_every_box_is_written_with_all_that_was_typed(tools: Runtime) -> None:
    raw = {"debts": {"rows": [{"name": f" {NASTY} ", "principal": "３万，不对", "court": True, "kind": ""}, {}]}}
    assert tools.call("read", tools.call("write", raw, ""))["case"] == raw


def test_a_file_names_its_maker_its_version_and_its_day(tools: Runtime) -> None:
    held = json.loads(tools.call("write", WHOLE, "2026-11-25"))
    assert (held["app"], held["v"], held["saved"], held["data"]) == (APP, 2, "2026-11-25", WHOLE)


@pytest.mark.parametrize(
    "text", ["\ufeff" + file(WHOLE), file(WHOLE) + "\n\n", "  " + file(WHOLE), file(WHOLE, saved=3)]
)
def test_what_mail_and_editors_add_does_no_harm(tools: Runtime, text: str) -> None:
    assert tools.call("read", text) == {"case": WHOLE}


def test_a_file_cut_to_an_empty_case_is_an_empty_case(tools: Runtime) -> None:
    assert tools.call("read", file({})) == {"case": {}}


# ---- Version 1 ----
CARD = {"name": "某卡", "principal": 30000, "annual_rate": 18.25}
TWO = [
    {"name": "甲", "principal": "3万", "interest": "1,200.50", "penalty": 300, "annual_rate": "18.25"},
    {"principal": 12000, "fees": "600", "annual_rate": "24%"},
]
FIRST: list[Case] = [
    {"income": 6500, "essentials": "4,300", "reserve": 300, "debts": [CARD]},
    {"title": "一个例子", "income": "6500", "essentials": "4300", "grace_months": 2, "debts": TWO},
    {"income": 0, "essentials": 0, "monthly": "1500", "debts": [CARD, {"principal": "100"}]},
    {"income": 9000, "essentials": 100, "reserve": "0", "monthly": 1500, "debts": TWO},
]


@pytest.mark.parametrize("raw", FIRST, ids=lambda raw: str(raw)[:40])
def test_a_file_of_the_first_version_gives_the_plan_it_gave(tools: Runtime, raw: Case) -> None:
    found = tools.call("read", file(raw, v=1))["case"]
    plan = calculate("plan", calculate("parse_case", raw)["input"])
    now = calculate("plan", tools.answer("plan", found)["receipt"]["input"])
    # The tools name debts without a name, and have an order of their own, which among debts of one rank is the same.
    own = {"receipt": 0, "debts": 0, "assumptions": 0, "warnings": 0}
    assert now | own == plan | own
    assert [debt | {"name": ""} for debt in now["debts"]] == [debt | {"name": ""} for debt in plan["debts"]]
    # What was read can be written, and read as a file of today.
    assert tools.call("read", tools.call("write", found, "")) == {"case": found}


BAD_FIRST = [
    [],
    {"incom": 1},
    {"debts": "x"},
    {"debts": {"0": {"principal": 1}}},
    {"debts": [1]},
    {"debts": [{"princpal": 1}]},
    {"debts": [{"principal": {"toString": 0}}]},
    {"debts": [{"principal": [1]}]},
    {"debts": [{"court": True}]},
    {"income": {}},
    {"income": [5]},
    {"income": True},
    {"__proto__x": 1},
    {"debts": [{"principal": 1}] * 51},
    {"income": "9" * 201},
]


@pytest.mark.parametrize("data", BAD_FIRST, ids=lambda data: str(data)[:40])
def test_a_spoilt_file_of_the_first_version_is_refused_whole(tools: Runtime, data: Any) -> None:
    refused(tools, file(data, v=1))


# ---- What comes from outside ----
FOREIGN = [
    ("", "空"),
    ("   ", "空"),
    ("abc", "不是这里存的"),
    ("null", APP),
    ("[]", APP),
    ('"{}"', APP),
    ("{}", APP),
    ("12", APP),
    (file({}, app="别的"), APP),
    (file({}, app=None), APP),
    (file({}, app=[APP]), APP),
    (file({}, v=None), "版本"),
    (json.dumps({"app": APP, "data": {}}), "版本"),
    (file({}, v=0), "版本"),
    (file({}, v=-1), "版本"),
    (file({}, v=1.5), "版本"),
    (file({}, v="2"), "版本"),
    (file({}, v=[2]), "版本"),
    (json.dumps({"app": APP, "v": 2}), "没有账"),
    (file(None), "没有账"),
    (file([]), "没有账"),
    (file("x"), "没有账"),
    (file(WHOLE)[: len(file(WHOLE)) // 2], "一半"),
    (file(WHOLE)[:-1], "一半"),
    (file(WHOLE) + file(WHOLE), "不是这里存的"),
    ("x" * 10_000_000, "太大"),
    (file({"debts": {"rows": [{"name": "x" * 10_000_000}]}}), "太大"),
    ("[" * 100_000, "不是这里存的"),
    ("[" * 100_000 + "]" * 100_000, ""),
    ('{"app":"协商有据","v":2,"data":' + '{"debts":' * 30_000 + "1" + "}" * 30_001, ""),
    ('{"app":"协商有据","v":2,"data":{"debts":{"rows":' + "[" * 100_000 + "]" * 100_000 + "}}}", ""),
    ('{"app":"协商有据","v":1,"data":{"debts":' + "[" * 100_000 + "]" * 100_000 + "}}", ""),
    (file({"toString": {}}), "toString"),
    (file({"debts": []}), "样子"),
    (file({"debts": None}), "样子"),
    (file({"debts": {"rows": {}}}), "一列"),
    (file({"debts": {"rows": [None]}}), "样子"),
    (file({"debts": {"rows": [[]]}}), "样子"),
    (file({"debts": {"rows": [{"principle": "1"}]}}), "principle"),
    (file({"debts": {"rows": [{}] * 51}}), "50"),
    (file({"plan": {"schemes": [{}] * 4}}), "3"),
    (file({"debts": {"rows": [{"principal": 5000}]}}), "本金"),
    (file({"debts": {"rows": [{"principal": None}]}}), "本金"),
    (file({"debts": {"rows": [{"principal": ["1"]}]}}), "本金"),
    (file({"debts": {"rows": [{"principal": {}}]}}), "本金"),
    (file({"debts": {"rows": [{"principal": "1" * 201}]}}), "太长"),
    (file({"debts": {"rows": [{"court": "true"}]}}), "打勾"),
    (file({"debts": {"rows": [{"court": 1}]}}), "打勾"),
    (file({"debts": {"rows": [{"kind": "bank"}]}}), "bank"),
    (file({"debts": {"rows": [{"kind": "toString"}]}}), "toString"),
    (file({"debts": {"rows": [{"status": "__proto__"}]}}), "__proto__"),
    (file({"budget": {"lines": {"wages": {}}}}), "wages"),
    (file({"budget": {"lines": {"wage": "5000"}}}), "样子"),
    (file({"budget": {"lines": {"wage": {"every": "fortnight"}}}}), "fortnight"),
    (file({"budget": {"mode": "lines "}}), "lines"),
]


@pytest.mark.parametrize(("text", "said"), FOREIGN, ids=lambda part: part[:60])
def test_what_is_not_a_case_is_refused_and_nothing_is_changed(tools: Runtime, text: str, said: str) -> None:
    assert said in refused(tools, text)


@pytest.mark.parametrize("text", [None, 5, True, {}, [], {"app": APP}])
def test_what_is_not_even_text_is_refused(tools: Runtime, text: Any) -> None:
    refused(tools, text)


@pytest.mark.parametrize("name", ["__proto__", "constructor", "prototype", "hasOwnProperty"])
@pytest.mark.parametrize(
    "shape",
    [
        '{"app":"协商有据","v":2,"%s":{"polluted":1},"data":%s}',
        '{"app":"协商有据","v":2,"data":{"%s":{"polluted":1}}}',
        '{"app":"协商有据","v":2,"data":{"debts":{"%s":{"polluted":1}}}}',
        '{"app":"协商有据","v":2,"data":{"debts":{"rows":[{"%s":{"polluted":1}}]}}}',
        '{"app":"协商有据","v":2,"data":{"budget":{"lines":{"%s":{"polluted":1}}}}}',
        '{"app":"协商有据","v":2,"data":{"budget":{"lines":{"wage":{"%s":{"polluted":1}}}}}}',
        '{"app":"协商有据","v":1,"data":{"%s":{"polluted":1}}}',
        '{"app":"协商有据","v":1,"data":{"debts":[{"%s":{"polluted":1}}]}}',
    ],
)
def test_no_file_reaches_what_all_objects_share(run_js: RunJs, name: str, shape: str) -> None:
    beside = shape.count("%s") == 2  # outside of the case: not looked at
    text = shape % (name, "{}") if beside else shape % name
    found = run_js(f"Tools.read({json.dumps(text)})")
    assert found == {"case": {}} if beside else name in found["error"]
    assert run_js("[({}).polluted === undefined, Object.keys(Object.prototype).length]") == [True, 0]
    assert run_js(f"Object.getPrototypeOf(Tools.read({json.dumps(text)})) === Object.prototype")


def test_markup_in_a_name_is_kept_as_text_and_quoted_only_in_part(tools: Runtime) -> None:
    name = NASTY[:30]
    assert tools.call("read", file({"debts": {"rows": [{"name": name}]}}))["case"]["debts"]["rows"][0]["name"] == name
    assert len(refused(tools, file({"debts": {NASTY * 50: "1"}}))) < 200


# ---- In an address ----
def test_an_address_carries_the_case_without_any_name(tools: Runtime) -> None:
    raw = WHOLE | {"debts": {"rows": [{"name": "张三", "principal": "3万", "court": True}, {}, {"name": "李四"}]}}
    address = tools.call("to_fragment", raw)
    assert address.isascii()
    assert not set(address) - set("#=~-_.!*'()") - set(map(chr, range(48, 58))) - set(map(chr, range(65, 123)))
    found = tools.call("from_fragment", address)["case"]
    assert found == WHOLE | {"debts": {"rows": [{"principal": "3万", "court": True}, {}, {}]}}
    for name in ("张三", "李四"):
        assert name not in json.dumps(found, ensure_ascii=False)


def test_any_case_comes_back_from_an_address_with_the_same_answers(tools: Runtime) -> None:
    for number in range(60):
        raw = typed.case(rng_for("address", number))
        if "\\ud800" in json.dumps(raw) or "1" * 200 in json.dumps(raw):
            continue
        back = tools.call("from_fragment", tools.call("to_fragment", raw))
        assert back["case"] == nameless(raw), number


def nameless(value: Any, specs: Any = None) -> Any:
    """Return a case without what may name somebody, and without boxes left blank."""
    specs = room.forms().specs() if specs is None else specs
    if isinstance(value, list):
        return [nameless(row, specs) for row in value]
    known = specs if isinstance(specs, dict) else {spec["name"]: spec for spec in specs}
    out = {}
    for name, held in value.items():
        spec = known[name]
        below = spec if isinstance(spec, list) else spec.get("rows") or spec.get("fields")
        if below:
            if held or isinstance(held, dict):
                out[name] = nameless(held, below)
        elif not spec.get("private") and held is not False and str(held).strip():
            out[name] = held
    return out


@pytest.mark.parametrize("text", ["~3000", "~E4", "%20", "50%", "~", "a~7Eb", "1+1", "é𠮷", "#case=", "&?/"])
def test_any_sign_survives_an_address(tools: Runtime, text: str) -> None:
    raw = {"debts": {"rows": [{"principal": text}]}}
    assert tools.call("from_fragment", tools.call("to_fragment", raw)) == {"case": raw}


@pytest.mark.parametrize("hash_", ["", "#", "#tool-plan", "#case", "#CASE=x", "#收集", "#xcase="])
def test_another_address_carries_no_case(tools: Runtime, hash_: str) -> None:
    assert tools.call("from_fragment", hash_) is None


BROKEN = [
    "#case=",
    "#case=%",
    "#case=~",
    "#case=%E4%B",
    "#case=~E4~B8",
    "#case=~ZZ",
    "#case=~FF~FE",
    "#case=%00",
    "#case=~7B",
]


@pytest.mark.parametrize("address", [*BROKEN, "#case=" + "~7B" * 300_000], ids=lambda text: text[:20])
def test_a_broken_address_changes_nothing_and_says_so(tools: Runtime, address: str) -> None:
    found = tools.call("from_fragment", address)
    assert set(found) == {"error"}
    assert UNTOUCHED in found["error"]
    assert "链接" in found["error"]


def test_an_address_cut_anywhere_is_refused(tools: Runtime) -> None:
    whole = tools.call("to_fragment", WHOLE)
    for end in range(len("#case="), len(whole), 7):
        assert UNTOUCHED in tools.call("from_fragment", whole[:end])["error"], end


def test_an_address_from_another_maker_is_refused(tools: Runtime) -> None:
    whole = tools.call("to_fragment", WHOLE)
    assert APP in tools.call("from_fragment", whole.replace("~22app~22", "~22apq~22"))["error"]
