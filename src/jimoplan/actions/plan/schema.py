"""schema: the JSON Schema with the departments of the plan at hand."""

import json
from collections.abc import Iterable
from pathlib import Path
from shlex import quote
from typing import Any

from jimoplan.actions.plan.workplace import open_plan
from jimoplan.core.display.json_text import json_text
from jimoplan.core.plan.json_schema import build_schema
from jimoplan.core.plan.model import Department, Plan
from jimoplan.system.files import find_plan_or_none, read_bytes, shown_path

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


def is_schema_of(path: Path, departments: Iterable[Department]) -> bool:
    """Whether a file says what this version's schema says beside a plan with these departments.

    Raises JimoplanError where it cannot be read.
    """
    try:
        return bool(json.loads(read_bytes(path)) == json.loads(schema_text(departments)))
    except ValueError:
        return False


def tell_outdated(plan_file: Path, before: Plan, after: Plan) -> tuple[str, ...]:
    """That a change of the departments leaves the schema beside a plan behind, and what mends it.

    Nothing where the schema is not there, or was another one before.
    """
    path = plan_file.with_name(SCHEMA_NAME)
    names = [[department.name for department in plan.departments] for plan in (before, after)]
    if names[0] == names[1] or not path.is_file() or not is_schema_of(path, before.departments):
        return ()
    renew = f"jimoplan schema > {quote(str(shown_path(path)))}"
    return (f"编辑器补全部门用的 {SCHEMA_NAME} 还是改动以前的;换新的:{renew}",)


def _offering(departments: Iterable[Department]) -> dict[str, Any]:
    return build_schema(department.name for department in departments)
