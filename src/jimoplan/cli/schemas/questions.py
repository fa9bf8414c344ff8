"""Which question each command answers in JSON, and the type of the answer.

A new command adds a line here, with a type beside its like; a question's schema and its part of
docs/json.md follow from that (`pytest tests/cli/test_json.py --update-golden`).
"""

from collections.abc import Sequence
from typing import Any, NamedTuple

from jimoplan.cli.schemas import changes, desk, doings, items


class Question(NamedTuple):
    """What is asked, the commands that answer it, and the types that its data may have."""

    name: str
    commands: tuple[str, ...]
    data: Any


_CHANGING = (
    *(
        "update",
        "report",
        "forms receive",
        "fix",
        "remark",
        "review",
        "add section",
        "add task",
        "add measure",
    ),
    "add dept",
    *("add group", "add person", "rename dept", "rename group", "rename section", "remove"),
    *("move", "edit", "undo", "commit", "fmt"),
)

QUESTIONS: tuple[Question, ...] = (
    Question("status", ("status",), items.OverviewAnswer | items.DutiesAnswer),
    Question("list", ("list", "show"), items.ListAnswer),
    Question("show", ("show",), items.ShowAnswer),
    Question("compare", ("compare",), items.CompareAnswer),
    Question("change", _CHANGING, changes.ChangeAnswer),
    Question("log", ("log",), changes.LogAnswer),
    Question("diff", ("diff",), changes.DiffAnswer),
    Question("blame", ("blame",), changes.BlameAnswer),
    Question("audit", ("audit",), changes.AuditAnswer | changes.AcceptAnswer),
    Question("validate", ("validate",), doings.ValidateAnswer),
    Question("begin", ("init", "rollover"), doings.BegunAnswer),
    Question("demo", ("demo",), doings.DemoAnswer),
    Question("import", ("import",), doings.ImportAnswer),
    Question("resolve", ("resolve",), doings.ResolveAnswer),
    Question("git status", ("git status", "git setup"), doings.GitStatusAnswer),
    Question("templates list", ("templates list",), doings.TemplatesAnswer),
    Question("search", ("search",), items.SearchAnswer),
    Question("inbox", ("inbox",), desk.InboxAnswer),
    Question("forms", ("forms list",), desk.FormsAnswer),
    Question("remind", ("remind",), desk.RemindAnswer),
    Question("sync", ("sync",), desk.SyncAnswer),
    Question("doctor", ("doctor",), desk.DoctorAnswer),
    Question("ci weekly", ("ci weekly",), doings.WeeklyAnswer),
)


def question_of(arguments: Sequence[str]) -> str | None:
    """The question that the words typed ask; None where they name no command that answers any."""
    asked = {command: each.name for each in reversed(QUESTIONS) for command in each.commands}
    asked |= {"show": "show", "forms": "forms"}
    names = (" ".join(arguments[:count]) for count in (2, 1))
    return next((asked[name] for name in names if name in asked), None)
