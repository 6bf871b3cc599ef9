"""Modules joined into one script: it runs as they would, no name meets another, and a fault is told where it stands."""

from __future__ import annotations

from pathlib import Path

import pytest
import quickjs

from handbook.bundling.join import JoinError, join, modules_of
from handbook.bundling.publish import small


def write(folder: Path, **modules: str) -> Path:
    """Write modules by their names; return the first."""
    for name, text in modules.items():
        (folder / f"{name}.js").write_text(text, encoding="utf-8")
    return folder / f"{next(iter(modules))}.js"


def run(script: str, expression: str) -> object:
    context = quickjs.Context()
    context.eval(script)
    return context.eval(expression)


def refused(entry: Path) -> str:
    with pytest.raises(JoinError) as caught:
        join(entry)
    return str(caught.value).replace(f"{entry.parent.resolve()}/", "")


def test_a_module_gets_what_it_imports_under_the_name_it_gives(tmp_path: Path) -> None:
    entry = write(
        tmp_path,
        main='import { twice, rate as share } from "./sums.js";\nexport const result = twice(share);\n',
        sums="export function twice(n) { return n * 2; }\nconst third = 3;\nexport { third as rate };\n",
    )
    assert run(join(entry, name="Out"), "Out.result") == 6


def test_every_form_that_we_write_is_joined(tmp_path: Path) -> None:
    entry = write(
        tmp_path,
        main='import "./first.js";\nimport {\n  Box,\n  later,\n  many,\n} from "./forms.js";\n'
        "export const all = [new Box().size, typeof later, [...many()].length, log.join()].join(' ');\n",
        first="globalThis.log = ['first'];\n",
        forms='log.push("forms");\nexport class Box { constructor() { this.size = 4; } }\n'
        "export async function later() {}\nexport function* many() { yield 1; yield 2; }\n",
    )
    for script in (join(entry, name="Out"), small(join(entry, name="Out"), ".js")):
        assert run(script, "Out.all") == "4 function 2 first,forms"


def test_names_of_two_modules_never_meet(tmp_path: Path) -> None:
    entry = write(
        tmp_path,
        main='import { name as left } from "./left.js";\nimport { name as right } from "./right.js";\n'
        'const hidden = "main";\nexport const names = [left, right, hidden].join();\n',
        left='const hidden = "left";\nexport const name = hidden;\n',
        right='const hidden = "right";\nexport const name = hidden;\n',
    )
    assert run(join(entry, name="Out"), "Out.names") == "left,right,main"
    assert run(join(entry, name="Out"), "typeof hidden") == "undefined"


def test_a_module_that_two_others_import_runs_once(tmp_path: Path) -> None:
    entry = write(
        tmp_path,
        main='import { a } from "./a.js";\nimport { b } from "./b.js";\nexport const same = a === b;\n',
        a='import { thing } from "./thing.js";\nexport const a = thing;\n',
        b='import { thing } from "./thing.js";\nexport const b = thing;\n',
        thing="export const thing = {};\n",
    )
    assert run(join(entry, name="Out"), "Out.same") is True
    assert [path.stem for path in modules_of(entry)] == ["thing", "a", "b", "main"]


def test_a_text_stands_in_for_a_file_that_is_not_there(tmp_path: Path) -> None:
    write(tmp_path, part="export const part = 5;\n")
    text = 'import { part } from "./part.js";\nexport const whole = part + 1;\n'
    assert run(join(tmp_path / "made.js", text=text, name="Out"), "Out.whole") == 6


def test_a_script_without_a_name_leaves_nothing_behind(tmp_path: Path) -> None:
    entry = write(tmp_path, main="export const secret = 1;\n")
    context = quickjs.Context()
    before = context.eval("Object.getOwnPropertyNames(globalThis).join()")
    context.eval(join(entry))
    assert context.eval("Object.getOwnPropertyNames(globalThis).join()") == before


def test_modules_that_go_round_are_told_with_the_line_that_closes_the_circle(tmp_path: Path) -> None:
    entry = write(
        tmp_path,
        main='import { a } from "./a.js";\n',
        a='// @ts-check\nimport { b } from "./b.js";\nexport const a = b;\n',
        b='\n\nimport { a } from "./a.js";\nexport const b = a;\n',
    )
    assert refused(entry) == "b.js:3: 模块绕成了圈（a.js → b.js → a.js）; 把共用的部分移到第三个模块"
    with pytest.raises(JoinError, match="绕成了圈"):
        modules_of(entry)


def test_a_module_that_imports_itself_is_a_circle_too(tmp_path: Path) -> None:
    entry = write(tmp_path, main='import { a } from "./main.js";\nexport const a = 1;\n')
    assert refused(entry).startswith("main.js:1: 模块绕成了圈（main.js → main.js）")


@pytest.mark.parametrize(
    "odd",
    [
        'import all from "./part.js";',
        'import * as all from "./part.js";',
        'import { part } from "part";',
        "import { part } from './part.js';",
        'import { part } from "./part.js"',
        "export default 1;",
        "export let part = 1;",
        'export * from "./part.js";',
        'export { part } from "./part.js";',
        "export { part }",
    ],
)
def test_a_form_that_we_do_not_write_is_refused_with_its_line(tmp_path: Path, odd: str) -> None:
    entry = write(tmp_path, main=f"// @ts-check\n\n{odd}\nconst a = 1;\n", part="export const part = 1;\n")
    assert refused(entry).startswith(f"main.js:3: 看不懂“{odd[:40]}”; 只用 CONTRIBUTING 里写的几种")


def test_a_name_that_is_not_exported_is_told_with_the_nearest(tmp_path: Path) -> None:
    entry = write(
        tmp_path,
        main='// @ts-check\nimport { amount } from "./part.js";\nimport { amuont } from "./part.js";\n',
        part="export const amount = 1;\n",
    )
    assert refused(entry) == "main.js:3: part.js 没有导出 amuont; 是不是 amount？"
    entry = write(tmp_path, main='import { inside } from "./part.js";\n', part="const inside = 1;\n")
    assert refused(entry) == "main.js:1: part.js 没有导出 inside; 核对名字，或在那里 export"


def test_a_module_that_is_not_there_is_told_where_it_is_asked_for(tmp_path: Path) -> None:
    entry = write(tmp_path, main='// @ts-check\nimport "./gone.js";\n')
    assert refused(entry) == "main.js:2: 没有 gone.js 这个模块; 核对 import 的路径"
    assert refused(tmp_path / "nowhere.js") == "nowhere.js:1: 没有 nowhere.js 这个模块; 核对 import 的路径"
