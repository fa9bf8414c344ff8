"""validate: every problem of a plan, and whether it still is the published text."""

from pathlib import Path
from typing import NamedTuple

from jimoplan.actions.plans import read_plan
from jimoplan.core.nodes import Unreadable
from jimoplan.core.problems import Problem, Severity
from jimoplan.core.published import Difference, first_difference
from jimoplan.core.reading.reader import decode
from jimoplan.errors import JimoplanError
from jimoplan.files import read_bytes


class Validation(NamedTuple):
    """A plan's problems, how many items were read, and where it departs from a published text.

    `compared` says whether a published text was compared at all.
    """

    path: Path
    problems: tuple[Problem, ...]
    tasks: int
    measures: int
    compared: bool = False
    difference: Difference | None = None

    def is_fine(self, *, strict: bool) -> bool:
        """Whether there is no error, and if strict no warning either, and no difference."""
        refused = {Severity.ERROR, Severity.WARNING} if strict else {Severity.ERROR}
        return self.difference is None and not any(p.severity in refused for p in self.problems)


def validate(file: Path | None, start: Path, source: Path | None) -> Validation:
    """Check a plan and, where a published text is named, compare the two.

    Raises JimoplanError where a file is missing or the published one is no UTF-8 text.
    """
    path, loaded = read_plan(file, start)
    published = _read_published(source) if source else None
    tasks = loaded.plan.tasks() if loaded.plan else ()
    difference = None
    if published is not None and loaded.plan is not None:
        difference = first_difference(loaded.plan, published)
    return Validation(
        path=path,
        problems=loaded.problems,
        tasks=len(tasks),
        measures=sum(len(task.measures) for task in tasks),
        compared=published is not None and loaded.plan is not None,
        difference=difference,
    )


def _read_published(source: Path) -> str:
    try:
        return decode(read_bytes(source))
    except Unreadable as refusal:
        raise JimoplanError(
            f"公布文本 {source}:{refusal.fault.message}", refusal.fault.remedy
        ) from None
