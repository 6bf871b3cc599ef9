"""form.yml of every step, budget.yml, priorities.yml: sound, one with engine and law, refused where they are wrong."""

from __future__ import annotations

import re
import shutil
from collections import Counter
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest

from handbook.case.entries import Field, Group, Rows
from handbook.case.forms import Forms
from handbook.grounds.markdown import Register
from handbook.grounds.register import load_register
from handbook.sources.problems import SourceError
from handbook.tools.markup import Kit, sheet_html, tool_html
from handbook.tools.parts import load_declared, scam_signs
from handbook.tools.registry import FILE, HERE, load_forms, load_tools
from tests.conftest import ROOT
from tests.tools.room import DAY, Case, Seen, calculate, function, inner, law

DECLARED = load_declared(ROOT / "data", ROOT)
Load = Callable[[str, str, str], Forms]


@pytest.fixture
def load(tmp_path: Path) -> Load:
    """Load the forms after one change in one of the files, as an editor might make it."""
    data, room = tmp_path / "data", tmp_path / "room"
    data.mkdir()
    for name in ("budget.yml", "priorities.yml"):
        shutil.copy(ROOT / "data" / name, data / name)
    for path in HERE.glob(f"*/{FILE}"):
        (room / path.parent.name).mkdir(parents=True)
        shutil.copy(path, room / path.parent.name)

    def change(name: str, old: str, new: str) -> Forms:
        """Change the first form.yml that holds `old`, or one of the files in data/."""
        held = [path for path in sorted(room.glob(f"*/{FILE}")) if old in path.read_text(encoding="utf-8")]
        path = held[0] if name == FILE else data / name
        text = path.read_text(encoding="utf-8")
        assert text.count(old), f"{old} is no longer in {name}"
        path.write_text(text.replace(old, new, 1), encoding="utf-8")
        return load_forms(data, tmp_path, law(), room)

    return change


def fields(forms: Forms, name: str) -> Iterator[Field]:
    """Every single box of a form, without those of its rows."""
    for item in forms.forms[name].items:
        if isinstance(item, Field):
            yield item
        elif isinstance(item, Group):
            yield from item.fields


def names(forms: Forms, name: str) -> set[str]:
    return {field.name for field in fields(forms, name)}


def one(forms: Forms, path: str) -> Field:
    """Return the field at “offer.lender” or “debts.rows.status”."""
    form, *rest = path.split(".")
    held = fields(forms, form) if len(rest) == 1 else forms.rows(f"{form}.{rest[0]}").fields
    return next(field for field in held if field.name == rest[-1])


# ---- Refused where they are wrong ----
def test_the_files_load(load: Load) -> None:
    assert load(FILE, "title: 收支", "title: 收支").forms.keys() == load_tools().steps.keys()


DOUBTFUL = "{title: 存疑, mark: 疑, first: 先核实，不付款，不签字；核实之前不分钱。}"
FAULTS = [
    (FILE, "kind: yuan, required", "kind: yaun, required", "yaun"),
    (FILE, "hint: 没有收入就填 0。", "hnt: 没有收入就填 0。", "hnt"),
    (FILE, "remove: 删掉这笔", "remve: 删掉这笔", "remve"),
    (FILE, "label: 手里的积蓄（元）", "label: [1]", "label"),
    (FILE, "  - {name: savings, ", "  - {nme: savings, ", "nme"),
    (FILE, "- {part: budget_lines, ", "- {part: budget_line, ", "budget_line"),
    (FILE, "lead: 只填真到手的钱和真要花的钱。", "", "lead"),
    (FILE, "title: 收支\n", "title: 收支\n\ttab", "Tab"),
    (FILE, "label: 怎么填, options: {totals: 先只填三个数, lines: 逐项填，更准}", "label: 怎么填", "mode"),
    (FILE, "when: {mode: totals}", "when: {mode: total}", "total"),
    (FILE, "when: {mode: totals}", "when: {mod: totals}", "mod"),
    (FILE, "label_from: court}", "label_from: cort}", "cort"),
    (FILE, "rows_of: debts.rows", "rows_of: debts.row", "debts.row"),
    (FILE, "fields: [status]", "fields: [statu]", "statu"),
    (FILE, "name: essentials, box: 支合", "name: income, box: 支合", "income"),
    (FILE, "box: 变2", "box: 变1", "变1"),
    (FILE, "box: 变1", "box: 支3", "支3"),
    (FILE, "box: 拖1, kind: count,", "box: 拖1, kind: count, long: true,", "long"),
    (FILE, "name: court, kind: flag", "name: cort, kind: flag", "court"),
    (FILE, "when_rule: {rule: unit}", "when_rule: {rule: unti}", "unti"),
    (FILE, "when_rule: {rule: restarts}", "when_rule: {rul: restarts}", "rul"),
    (FILE, "options_from: deadlines", "options_from: deadline", "deadline"),
    (FILE, ", options_from: fees", "", "procedure"),
    ("budget.yml", "label: 工资到手", "lable: 工资到手", "lable"),
    ("budget.yml", "{id: bonus, box: 收3, class: income", "{id: bonus, box: 收3, class: incme", "incme"),
    ("budget.yml", "id: wage, ", "id: Wage, ", "id"),
    ("budget.yml", "label: 奖金, every: year", "label: 奖金, every: yaer", "yaer"),
    ("budget.yml", "box: 收2", "box: 收1", "收1"),
    ("budget.yml", "id: business", "id: wage", "wage"),
    ("budget.yml", "  - {class: other, title: 其他, hint: 先看能减多少。}\n", "", "other"),
    ("priorities.yml", "money: 0", "money: 3", "money"),
    ("priorities.yml", "class: urgent\n    label", "class: urgnt\n    label", "urgnt"),
    ("priorities.yml", '"[民诉法 147]"', '"民诉法 147"', "grounds"),
    ("priorities.yml", "  ordinary: {title: 普通", "  odinary: {title: 普通", "odinary"),
    ("priorities.yml", "class: doubtful", "class: doubtfull", "doubtfull"),
    ("priorities.yml", f"  doubtful: {DOUBTFUL}\n", "", "doubtful"),
    ("priorities.yml", "{id: licensed, ", "{id: card, ", "card"),
]


@pytest.mark.parametrize(("name", "old", "new", "said"), FAULTS, ids=lambda text: str(text)[:30])
def test_a_mistake_is_refused_with_its_file_and_what_it_is(
    load: Load, name: str, old: str, new: str, said: str
) -> None:
    with pytest.raises(SourceError) as caught:
        load(name, old, new)
    known = rf"(data/|src/handbook/tools/\w+/){name}:\d+: .*; ."
    told = [line for line in str(caught.value).split("\n") if said in line and re.match(known, line)]
    assert told, caught.value
    if said in new:
        files = sorted(HERE.glob(f"*/{FILE}")) if name == FILE else [ROOT / "data" / name]
        text = next(text for file in files if old in (text := file.read_text(encoding="utf-8")))
        at = text[: text.index(old)].count("\n") + new[: new.index(said)].count("\n") + 1
        assert f"{name}:{at}: " in "".join(told), caught.value


NAME = "kind: text, private: true"


@pytest.mark.parametrize(
    ("written", "told"),
    [
        (NAME, {"private": True, "max": 30}),
        ("kind: text, max: 40", {"max": 40}),
        ("kind: text, long: true, max: 3000", {"private": True, "long": True, "max": 3000}),
        ("kind: text, long: true, private: false", {"long": True, "max": 2000}),
        ("kind: count, private: true", {"private": True, "max": 600}),
    ],
)
def test_a_box_is_private_where_it_says_so_and_where_it_is_long(load: Load, written: str, told: dict[str, Any]) -> None:
    [rows] = load(FILE, NAME, written).specs()["debts"]
    [spec] = [spec for spec in rows["rows"] if spec["name"] == "name"]
    assert {name: spec[name] for name in ("private", "long", "max") if name in spec} == told


def test_a_long_text_has_a_box_of_lines_that_cuts_nothing_off(load: Load) -> None:
    forms = load(FILE, NAME, "kind: text, long: true, max: 3000")
    page = tool_html(Kit(forms, law(), {"报警": "110", "反诈": "96110"}), "waiting", WAITING)
    box = re.search(r'<textarea [^>]*data-field="debts\.rows\[0\]\.name"[^>]*></textarea>', page)
    assert box
    assert "maxlength" not in box[0]  # what is too long is told, not taken away


def test_a_file_that_is_not_there_is_named(tmp_path: Path) -> None:
    with pytest.raises(SourceError, match=r"^data/budget\.yml:1: "):
        load_forms(tmp_path / "data", tmp_path, law())


# ---- Numbers on paper ----
def boxes(forms: Forms) -> Iterator[str]:
    """Every number that stands beside a box anywhere, rows counted out."""
    yield from (line.box for line in DECLARED.budget.lines)
    for name, form in forms.forms.items():
        yield from (field.box for field in fields(forms, name) if field.box)
        for rows in (item for item in form.items if isinstance(item, Rows)):
            for number in range(1, rows.most + 1):
                yield f"{rows.box}{number}"
                yield from (f"{rows.box}{number}{field.box}" for field in rows.fields if field.box)


def test_no_two_boxes_have_one_number(forms: Forms) -> None:
    assert [box for box, count in Counter(boxes(forms)).items() if count > 1] == []


def test_no_two_lines_or_reasons_have_one_id() -> None:
    held = (
        [line.id for line in DECLARED.budget.lines],
        [one.id for one in DECLARED.priorities.reasons + DECLARED.priorities.kinds],
    )
    assert [ids for ids in held if len(ids) != len(set(ids))] == []


# ---- One with the engine ----
OFFER_OWN = {"which", *scam_signs()}
CHECKS = {"identity", "account", "written", "signed", "receipt"}


def test_what_the_views_pass_on_is_known_to_the_engine(forms: Forms) -> None:
    assert names(forms, "offer") - OFFER_OWN <= set(function("offer"))
    assert names(forms, "settlement") - CHECKS - set(scam_signs()) <= set(function("settlement"))
    assert names(forms, "shock") <= set(function("shock"))
    assert names(forms, "waiting") <= set(function("waiting"))
    assert names(forms, "court_fees") <= set(function("court_fees"))
    assert names(forms, "deadline") <= set(function("deadline"))
    assert names(forms, "accrue") - {"claimed"} <= set(function("accrue"))
    assert names(forms, "plan") <= set(function("plan"))
    assert names(forms, "budget") - {"mode"} <= set(function("budget")) | set(function("plan"))


def test_the_rows_that_the_views_pass_on_are_known_to_the_engine(forms: Forms) -> None:
    reasons = {reason.id for reason in DECLARED.priorities.reasons}
    debt = {field.name for field in forms.rows("debts.rows").fields} - reasons - {"kind"}
    assert debt <= set(inner(function("plan")["debts"]))
    assert {field.name for field in forms.rows("accrue.segments").fields} <= set(inner(function("accrue")["segments"]))
    scheme = {field.name for field in forms.rows("plan.schemes").fields}
    assert scheme - {"freeze", "waive", "lump", "lump_month"} <= set(function("plan"))
    assert {"freeze", "waive"} <= set(inner(function("plan")["debts"]))


def test_the_choices_are_options_of_the_engine(forms: Forms) -> None:
    plan = function("plan")
    pairs = [
        ("court_fees.procedure", function("court_fees")["procedure"]),
        ("deadline.rule", function("deadline")["rule"]),
        ("offer.lender", function("offer")["lender"]),
        ("plan.schemes.order", plan["order"]),
        ("plan.allocation", plan["allocation"]),
        ("debts.rows.status", inner(plan["debts"])["status"]),
        ("accrue.segments.kind", inner(function("accrue")["segments"])["kind"]),
        ("accrue.basis", function("accrue")["basis"]),
    ]
    for path, known in pairs:
        offered = set(forms.options(one(forms, path)))
        assert offered, path
        assert offered <= set(known["options"]), path
    line = inner(function("budget")["lines"])
    assert set(DECLARED.budget.every) <= set(line["frequency"]["options"])
    assert {group.kind for group in DECLARED.budget.groups} <= set(line["class"]["options"])


def test_the_plan_can_round_to_every_step_on_offer(forms: Forms) -> None:
    debts = [{"principal": 1_000_001}, {"principal": 2_000_000}]
    for step in map(int, forms.options(one(forms, "plan.step"))):
        plan = calculate("plan", {"debts": debts, "monthly": 100_000, "step": step})
        assert plan["debts"][0]["share"] % step == 0


def test_every_reason_has_its_box(forms: Forms) -> None:
    flags = {field.name: field.label_from for field in forms.rows("debts.rows").fields if field.kind == "flag"}
    assert flags == {reason.id: reason.id for reason in DECLARED.priorities.reasons}


def test_what_a_tool_asks_for_is_known(forms: Forms) -> None:
    for name, tool in load_tools().tools.items():
        assert set(tool.steps) <= set(forms.forms), name
        assert 0 <= tool.asks < len(tool.steps), name


# ---- One with the law ----
@pytest.fixture(scope="module")
def register() -> Register:
    return load_register(ROOT, DAY)


def test_every_ground_is_a_registered_article(register: Register) -> None:
    named = [ground for one in DECLARED.priorities.reasons + DECLARED.priorities.kinds for ground in one.grounds]
    assert named
    for ground in named:
        short, _, article = ground.strip("[]").partition(" ")
        assert register.laws.fault(short, article, DAY) is None, ground


def test_every_article_named_in_an_answer_is_registered(register: Register) -> None:
    whole = law()
    said = [line["over"] for line in whole["lines"].values()]
    marks = [mark for text in said for mark in re.findall(r"（(\S+?) (\d+(?:之\d+)?)）", text)]
    grounds = [rule["ground"] for rule in whole["rules"].values() if "ground" in rule]
    grounds += [
        rule[name] for rule in whole["deadlines"].values() for name in ("restarts", "after_expiry") if name in rule
    ]
    grounds += [ground for counting in whole["counting"].values() for ground in counting.values()]
    grounds += [fee["borne"] for fee in whole["fees"].values()]
    marks += [tuple(ground.split(" ")) for ground in grounds]
    assert len(marks) > len(whole["rules"])
    for short, article in marks:
        assert register.laws.fault(short, article, DAY) is None, f"{short} {article}"


# ---- Paper and screen ----
WAITING: Case = {"debts": {"rows": [{"principal": "1"}]}, "waiting": {"months": "1"}}
BUDGET: Case = {"budget": {"income": "2", "essentials": "1"}, **WAITING}


def on_screen(kit: Kit, name: str, example: Case) -> dict[str, str]:
    """Return what stands on the screen of the tool `name`: number of the box → its label."""
    return dict(re.findall(r'<span class="tool-box">([^<]+)</span> ([^<]+)', tool_html(kit, name, example)))


def on_paper(kit: Kit, name: str) -> dict[str, str]:
    """Return the numbered lines of a blank sheet: number → label."""
    return dict(re.findall(r"<tr><td>(\S+?)</td><td>([^<]*)</td>", sheet_html(kit, name)))


def test_the_paper_budget_has_the_numbers_of_the_screen(kit: Kit) -> None:
    screen, paper = on_screen(kit, "shock", BUDGET | {"shock": {"savings": "1"}}), on_paper(kit, "budget")
    lines = {box: label for box, label in paper.items() if re.fullmatch(r"[收支]\d+", box)}
    assert lines == {
        box: label.removesuffix("（元）") for box, label in screen.items() if re.fullmatch(r"[收支]\d+", box)
    }
    assert set(paper) - set(screen) == {"可1"}  # what the screen works out by itself


def test_the_sums_on_paper_name_the_lines_they_add(kit: Kit) -> None:
    paper = on_paper(kit, "budget")
    for letter in "收支":
        lines = [box for box in paper if re.fullmatch(rf"{letter}\d+", box)]
        assert paper[f"{letter}合"] == f"{lines[0]} 到{lines[-1]} 相加"


def test_the_paper_debts_have_the_numbers_of_the_screen(kit: Kit, forms: Forms) -> None:
    screen, (head, *rows) = (
        on_screen(kit, "waiting", WAITING),
        next(iter(Seen(sheet_html(kit, "debts")).tables.values())),
    )
    columns = dict(text.split(" ", 1) for text in head[1:])
    known = {field.box: field for field in forms.rows("debts.rows").fields if field.paper}
    assert columns == {box: field.paper for box, field in known.items()}
    assert {box: screen[box] for box in columns} == {box: forms.label(field) for box, field in known.items()}
    numbered = [row[0] for row in rows if re.fullmatch(r"债\d+", row[0])]
    assert numbered == [f"债{number}" for number in range(1, len(numbered) + 1)]
    assert f"<legend>{numbered[0][0]}<span data-number>{numbered[0][1]}</span>" in tool_html(kit, "waiting", WAITING)
