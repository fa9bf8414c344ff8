"""`jimoplan schema`."""

from pathlib import Path
from typing import Annotated

import typer

from jimoplan.actions.plan.schema import make_schema
from jimoplan.cli.shared.options import PlanFile
from jimoplan.cli.shared.streams import write_json
from jimoplan.errors import UnknownNameError


def run(
    *,
    of: Annotated[
        str | None,
        typer.Option(
            "--of",
            metavar="问题",
            help="不要计划文件的,要 --format json 答复的:status、list、change 等,见 docs/json.md",
        ),
    ] = None,
    file: PlanFile = None,
) -> None:
    """Write the JSON Schema of plan files, or of the JSON that answers a question."""
    write_json(make_schema(file, Path.cwd()) if of is None else _schema_of(of))


def _schema_of(name: str) -> dict[str, object]:
    """The schema of a question's answer; raises UnknownNameError."""
    from jimoplan.cli.schemas.questions import QUESTIONS
    from jimoplan.cli.schemas.schema import build_question_schema

    known = {question.name: question for question in QUESTIONS}
    if name not in known:
        raise UnknownNameError("JSON 答复", name, known)
    return build_question_schema(known[name])
