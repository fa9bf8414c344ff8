"""validate: every problem of a plan, and whether it still is the published text."""

from pathlib import Path
from typing import NamedTuple

from jimoplan.actions.plan.evidence import look_at_evidence
from jimoplan.actions.plan.links import check_way
from jimoplan.actions.plan.workplace import Opened, open_plan
from jimoplan.core.plan.published import first_difference
from jimoplan.core.rules.evidence import check_evidence_files
from jimoplan.core.text.nodes import Unreadable
from jimoplan.core.text.problems import Problem, Severity, sort_problems
from jimoplan.core.text.reading.load import decode
from jimoplan.errors import JimoplanError
from jimoplan.system.files import read_bytes


class Checked(NamedTuple):
    """A file and what is wrong with it."""

    path: Path
    problems: tuple[Problem, ...]


class Validation(NamedTuple):
    """A plan's problems, how many items were read, and where a published text departs from it.

    `source` is None where the plan could not be read or was compared with nothing.
    """

    plan: Checked
    tasks: int
    measures: int
    source: Checked | None = None

    @property
    def files(self) -> tuple[Checked, ...]:
        """The plan and the published text, each with its problems."""
        return (self.plan, self.source) if self.source else (self.plan,)

    def is_fine(self, *, strict: bool) -> bool:
        """Whether there is no error, and if strict no warning either."""
        refused = {Severity.ERROR, Severity.WARNING} if strict else {Severity.ERROR}
        return not any(p.severity in refused for file in self.files for p in file.problems)


def validate(file: Path | None, start: Path, source: Path | None) -> Validation:
    """Check a plan with the files it names, and compare it with a published text that is named.

    Raises JimoplanError where a file is missing or the published one is no UTF-8 text.
    """
    opened = open_plan(file, start, with_advice=True)
    loaded = opened.text.loaded
    published = _read_published(source) if source else None
    tasks = loaded.plan.all_tasks() if loaded.plan else ()
    compared = None
    if source and published is not None and loaded.plan:
        difference = first_difference(loaded.plan, published)
        compared = Checked(source, (difference,) if difference else ())
    return Validation(
        plan=Checked(opened.path, sort_problems((*loaded.problems, *_check_evidence(opened)))),
        tasks=len(tasks),
        measures=sum(len(task.measures) for task in tasks),
        source=compared,
    )


def _check_evidence(opened: Opened) -> list[Problem]:
    """What is wrong with the files that the plan gives as evidence."""
    plan, document = opened.text.loaded.plan, opened.text.loaded.document
    if plan is None:
        return []
    found = look_at_evidence(opened.workplace, plan)
    return [document.place(each.at(document)) for each in check_evidence_files(plan, found)]


_OTHER_ENCODING = "E001"
_AS_TEXT = frozenset({"", ".txt", ".text", ".md", ".markdown"})


def _read_published(source: Path) -> str:
    check_way(source)
    if source.suffix.lower() not in _AS_TEXT:
        return _read_as_imported(source)
    try:
        return decode(read_bytes(source))
    except Unreadable as refusal:
        if refusal.fault.code == _OTHER_ENCODING:
            return _read_as_imported(source)
        raise JimoplanError(
            f"公布文本 {source}:{refusal.fault.message}", refusal.fault.remedy
        ) from None


def _read_as_imported(source: Path) -> str:
    """What an import reads of a document."""
    from jimoplan.core.importing.visible import leave_out_invisible
    from jimoplan.exchange.documents.read import read_document

    return leave_out_invisible(read_document(source.name, read_bytes(source))).text
