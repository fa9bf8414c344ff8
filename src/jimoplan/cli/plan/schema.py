"""`jimoplan schema`."""

from pathlib import Path

from jimoplan.actions.plan.schema import make_schema
from jimoplan.cli.shared.options import PlanFile
from jimoplan.cli.shared.streams import write_json


def run(*, file: PlanFile = None) -> None:
    """Write the JSON Schema of plan files."""
    schema = make_schema(file, Path.cwd())
    write_json(schema)
