"""plan.schema.json as the strictest validator that editors are built on reads it."""

import json
import os
import subprocess
from pathlib import Path
from typing import Any

import pytest
import yaml
from command_line import SHIPPED_PLAN
from node_modules import find_module
from plan_page import EXAMPLE
from repositories import Work

from jimoplan.core.plan.json_schema import build_schema

SCRIPT = Path(__file__).parents[1] / "support" / "strict_ajv.cjs"


@pytest.fixture(scope="module")
def modules() -> Path:
    return find_module("ajv").parent


def faults(modules: Path, schema: Any, values: list[Any]) -> list[list[str]]:  # noqa: ANN401
    ended = subprocess.run(
        ["node", SCRIPT],
        input=json.dumps({"schema": schema, "values": values}, default=str).encode(),
        env={**os.environ, "NODE_PATH": str(modules)},
        capture_output=True,
        check=False,
    )
    assert ended.returncode == 0, ended.stderr.decode()
    found: list[list[str]] = json.loads(ended.stdout)
    return found


def value(text: str) -> Any:  # noqa: ANN401 - any YAML
    return yaml.safe_load(text)


def test_plans_pass_and_what_is_out_of_bounds_does_not(modules: Path, demo: Work) -> None:
    plans = [value(text) for text in (SHIPPED_PLAN.read_text("utf-8"), EXAMPLE, demo.text)]
    update = {"date": "2024-06-14"}
    wrong: dict[str, dict[str, Any]] = {
        "/progress must be <= 100": {"progress": 101},
        "/progress must be >= 0": {"progress": -1},
        "/period must be >= 1": {"period": 0},
        "/date must match pattern": {"date": "2024-6-14"},
        " must NOT have additional properties": {"percent": 1},
    }
    schema = build_schema(["复议应诉科"])
    one_update = {"$ref": "#/definitions/Update", "definitions": schema["definitions"]}

    assert faults(modules, schema, plans) == [[], [], []]
    found = faults(modules, one_update, [update | said for said in wrong.values()])
    assert [each[0].startswith(words) for each, words in zip(found, wrong, strict=True)] == [
        True
    ] * len(wrong), found


def test_policies_have_bounds() -> None:
    policy = build_schema()["definitions"]["Policy"]["properties"]

    assert (policy["behind"]["minimum"], policy["behind"]["maximum"]) == (0, 100)


def each_part(node: Any) -> list[dict[str, Any]]:  # noqa: ANN401
    if isinstance(node, list):
        return [part for each in node for part in each_part(each)]
    if not isinstance(node, dict):
        return []
    return [node, *(part for each in node.values() for part in each_part(each))]


def test_every_key_is_described_and_every_pattern_says_what_it_wants() -> None:
    schema = build_schema(["复议应诉科"])
    whole = {"": schema, **schema["definitions"]}

    silent = [
        f"{name}.{key}"
        for name, part in whole.items()
        for key, described in part.get("properties", {}).items()
        if not described.get("description", "").strip()
    ]
    assert silent == []
    for part in each_part(schema):
        assert not isinstance(part.get("pattern"), str) or part["patternErrorMessage"]
        assert "ge" not in part
        assert "le" not in part
        assert part.get("default", 0) is not None
