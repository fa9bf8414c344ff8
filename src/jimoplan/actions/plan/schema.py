"""schema: the JSON Schema with the departments of the plan at hand."""

from pathlib import Path
from typing import Any

from jimoplan.actions.plan.workplace import open_plan
from jimoplan.core.plan.json_schema import build_schema
from jimoplan.system.files import find_plan_or_none


def make_schema(file: Path | None, start: Path) -> dict[str, Any]:
    """The schema of plan files; without a readable plan it offers no department names.

    Raises JimoplanError where a file is named that cannot be read.
    """
    if file is None and find_plan_or_none(start) is None:
        return build_schema()
    plan = open_plan(file, start).text.loaded.plan
    return (
        build_schema(department.name for department in plan.departments) if plan else build_schema()
    )
