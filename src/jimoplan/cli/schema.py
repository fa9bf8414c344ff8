"""`jimoplan schema`."""

from pathlib import Path

from jimoplan.actions.schema import make_schema
from jimoplan.cli.options import PlanFile
from jimoplan.cli.streams import write_json


def run(*, file: PlanFile = None) -> None:
    """Write the JSON Schema of plan files."""
    schema = make_schema(file, Path.cwd())
    write_json(schema)
