"""schema: the JSON Schema with the departments of the plan at hand."""

from collections.abc import Iterable
from pathlib import Path
from typing import Any

from jimoplan.actions.plan.workplace import open_plan
from jimoplan.core.display.json_text import json_text
from jimoplan.core.plan.json_schema import build_schema
from jimoplan.core.plan.model import Department
from jimoplan.system.files import find_plan_or_none

SCHEMA_NAME = "plan.schema.json"
"""The file beside a plan that its first line names, for editors to check by."""


def make_schema(file: Path | None, start: Path) -> dict[str, Any]:
    """The schema of plan files; without a readable plan it offers no department names.

    Raises JimoplanError where a file is named that cannot be read.
    """
    if file is None and find_plan_or_none(start) is None:
        return build_schema()
    plan = open_plan(file, start).text.loaded.plan
    return _offering(plan.departments) if plan else build_schema()


def schema_text(departments: Iterable[Department]) -> str:
    """What SCHEMA_NAME says beside a plan with these departments."""
    return json_text(_offering(departments))


def _offering(departments: Iterable[Department]) -> dict[str, Any]:
    return build_schema(department.name for department in departments)
