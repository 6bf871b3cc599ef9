"""The `handbook` command line: build, serve, calc, search, check, and the project's own chores."""

from __future__ import annotations

import argparse
import datetime as dt
import json
import os
import sys
from collections.abc import Callable
from pathlib import Path

from handbook.sources.problems import Problem, SourceError
from handbook.system import MissingError, ensure_browser, ensure_pango

ROOT = Path(__file__).resolve().parents[2]


def main(arguments: list[str] | None = None) -> int:
    """Run one command. Returns the exit code: 0 done, 1 failed, 2 bad input."""
    # Material's notice of its end of life is in README; in every build it would hide real warnings.
    os.environ.setdefault("NO_MKDOCS_2_WARNING", "1")
    options = _parser().parse_args(arguments)
    run: Callable[[argparse.Namespace], int] = options.run
    try:
        return run(options)
    except (SourceError, MissingError) as error:
        print(error, file=sys.stderr)
        return 1
    except KeyboardInterrupt:
        print("已中断；上一次构建的结果还在 dist/", file=sys.stderr)
        return 130


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="handbook", description="协商有据：构建、预览、计算、搜索、检查")
    commands = parser.add_subparsers(required=True, metavar="命令")

    def add(name: str, run: Callable[[argparse.Namespace], int], text: str) -> argparse.ArgumentParser:
        command = commands.add_parser(name, help=text, description=text)
        command.set_defaults(run=run)
        return command

    build = add("build", _build, "生成网站、离线包和讲义，写到 dist/")
    build.add_argument("--into", type=Path, default=ROOT / "dist", metavar="文件夹", help="写到别处，不写 dist/")
    serve = add("serve", _serve, "在本机预览，改了页面自动刷新")
    serve.add_argument("--address", default="127.0.0.1:8000", help="地址和端口")
    calc = add("calc", _calc, "从标准输入读 JSON，用网页里的同一个引擎计算")
    calc.add_argument("function", nargs="?", help="函数名")
    calc.add_argument("--list", action="store_true", help="列出所有函数、字段和单位")
    search = add("search", _search, "问已构建的网站，得到读者会看到的结果")
    search.add_argument("question", help="问题")
    search.add_argument("--top", type=int, default=5, help="最多几条")
    search.add_argument("--site", type=Path, default=ROOT / "dist/site", metavar="文件夹", help="哪个已构建的网站")
    search.add_argument("--json", action="store_true", help="输出 JSON")
    check = add("check", _check, "不构建，只检查数据和页面")
    check.add_argument("--today", type=dt.date.fromisoformat, help="按哪一天检查，如 2027-01-01")
    add("schema", _schema, "重写 data/schema/，编辑器照它补全和提示")
    setup = add("setup", _setup, "装好系统里缺的东西")
    setup.add_argument("--browser", action="store_true", help="连测试要用的 Chromium 一起装")
    add("compare-engines", _compare, "用 MkDocs 和 ProperDocs 各建一次，比较结果")
    add("screenshot", _screenshot, "重拍 README 里的截图")
    return parser


def _build(options: argparse.Namespace) -> int:
    from mkdocs.exceptions import BuildError as MkDocsError
    from mkdocs.exceptions import ConfigurationError

    ensure_pango()
    from handbook.outputs.handouts import HandoutError
    from handbook.outputs.site import BuildError, build_all

    _show_mkdocs_messages("WARNING")
    try:
        outputs = build_all(ROOT, options.into.resolve())
    except (BuildError, HandoutError, MkDocsError, ConfigurationError) as error:
        print(f"构建没有完成，{options.into.name}/ 保持原样。\n{error}", file=sys.stderr)
        return 1
    _show_notices(outputs.notices)
    for path in (outputs.site, outputs.bundle, *outputs.handouts):
        print(os.path.relpath(path))
    return 0


def _show_mkdocs_messages(level: str) -> None:
    import logging

    logging.basicConfig(format="%(levelname)s: %(message)s", level=level)


def _serve(options: argparse.Namespace) -> int:
    from mkdocs.commands.serve import serve

    _show_mkdocs_messages("INFO")
    serve(str(ROOT / "mkdocs.yml"), dev_addr=options.address, strict=False)
    return 0


def _calc(options: argparse.Namespace) -> int:
    from handbook.calculator.cli import calc_command, list_functions
    from handbook.grounds.law import project_law
    from handbook.sources.day import build_day

    law = project_law(ROOT, build_day())
    if options.list:
        print(list_functions(law))
        return 0
    code, text = calc_command(options.function, sys.stdin.read(), law)
    print(text)
    return code


def _search(options: argparse.Namespace) -> int:
    from handbook.search.query import Searcher

    index = options.site / "search/search_index.json"
    if not index.exists():
        print("还没有构建过，没有可搜的索引; 先运行 scripts/build", file=sys.stderr)
        return 1
    results = Searcher(index).search(options.question, options.top)
    if options.json:
        print(json.dumps(results, ensure_ascii=False, indent=2))
        return 0
    for result in results:
        print(f"{result['score']:8.2f}  {result['title']}  {result['location']}")
    if not results:
        print("没有找到")
    return 0


def _check(options: argparse.Namespace) -> int:
    from handbook.editing.check import check_project
    from handbook.sources.day import build_day

    found = check_project(ROOT, options.today or build_day())
    problems = [problem for problem in found if not problem.notice]
    for problem in problems:
        print(problem)
    _show_notices([problem for problem in found if problem.notice])
    print(f"{len(problems)} 处要改" if problems else "没有问题", file=sys.stderr)
    return 1 if problems else 0


def _schema(options: argparse.Namespace) -> int:  # noqa: ARG001
    from handbook.editing.schemas import write_schemas

    for path in write_schemas(ROOT):
        print(path.relative_to(ROOT))
    return 0


def _show_notices(notices: list[Problem]) -> None:
    for notice in notices:
        print(f"提醒 {notice}", file=sys.stderr)


def _setup(options: argparse.Namespace) -> int:
    ensure_pango()
    if options.browser:
        ensure_browser()
    return 0


def _compare(options: argparse.Namespace) -> int:  # noqa: ARG001
    from handbook.outputs.engines import compare_engines
    from handbook.outputs.site import BuildError

    try:
        count = compare_engines(ROOT)
    except BuildError as error:
        print(error, file=sys.stderr)
        return 1
    print(f"MkDocs 与 ProperDocs：{count} 个文件相同")
    return 0


def _screenshot(options: argparse.Namespace) -> int:  # noqa: ARG001
    import tempfile

    from handbook.outputs.screenshot import take_screenshots
    from handbook.outputs.site import build_site

    with tempfile.TemporaryDirectory() as folder:
        build_site(ROOT, Path(folder), offline=True)
        for path in take_screenshots(Path(folder), ROOT / "screenshots", ensure_browser()):
            print(path.relative_to(ROOT))
    return 0


if __name__ == "__main__":
    sys.exit(main())
