"""The schemas that editors read: current, and named by every file that follows one."""

from __future__ import annotations

import json
import shutil
from pathlib import Path

import pytest

from handbook.editing.schemas import FOLDER, SCHEMAS, Schema, files_of, first_line, schema_text, write_schemas
from tests.conftest import ROOT

MEND = "运行 handbook schema"


@pytest.mark.parametrize("schema", SCHEMAS, ids=lambda schema: schema.name)
def test_a_schema_is_current(schema: Schema) -> None:
    assert (ROOT / schema.path).read_text(encoding="utf-8") == schema_text(schema), MEND


@pytest.mark.parametrize("schema", SCHEMAS, ids=lambda schema: schema.name)
def test_every_file_names_its_schema(schema: Schema) -> None:
    files = list(files_of(schema, ROOT))
    assert files
    for file in files:
        line = file.read_text(encoding="utf-8").partition("\n")[0]
        assert line == first_line(schema, file, ROOT), f"{file}: {MEND}"
        assert (file.parent / line.rpartition("=")[2]).resolve() == ROOT / schema.path


def test_every_data_file_follows_a_schema_and_no_schema_is_left_over() -> None:
    known = {file for schema in SCHEMAS for file in files_of(schema, ROOT)}
    assert set((ROOT / "data").rglob("*.yml")) <= known
    assert {path.name for path in (ROOT / FOLDER).iterdir()} == {Path(schema.path).name for schema in SCHEMAS}


def test_a_schema_says_what_each_field_is_and_refuses_others() -> None:
    made = json.loads((ROOT / FOLDER / "parameters.json").read_text(encoding="utf-8"))
    entry = made["$defs"]["ParameterEntry"]
    assert entry["additionalProperties"] is False
    assert "日" in entry["properties"]["unit"]["enum"]
    assert entry["properties"]["checked_on"]["description"] == "写成 2026-11-22"
    form = json.loads((ROOT / FOLDER / "form.json").read_text(encoding="utf-8"))
    assert {one["$ref"] for one in form["$defs"]["Step"]["properties"]["fields"]["items"]["anyOf"]} >= {"#/$defs/Rows"}


def test_what_is_missing_is_written_and_nothing_else_changes(tmp_path: Path) -> None:
    shutil.copytree(ROOT / "data", tmp_path / "data")
    assert write_schemas(tmp_path) == []
    laws = tmp_path / "data/laws.yml"
    text = laws.read_text(encoding="utf-8")
    laws.write_text(text.partition("\n")[2], encoding="utf-8")
    (tmp_path / FOLDER / "laws.json").unlink()
    assert {path.name for path in write_schemas(tmp_path)} == {"laws.json", "laws.yml"}
    assert laws.read_text(encoding="utf-8") == text
