"""rollover: the plan of the next year, begun with what this one leaves unfinished."""

import re
from pathlib import Path
from typing import NamedTuple

from jimoplan.actions.init import Begun, check_free, files_beside, put_down, register_beside
from jimoplan.actions.plan.workplace import Workplace, find_workplace
from jimoplan.core.plan.items import Measure, Task
from jimoplan.core.plan.model import Plan
from jimoplan.core.plan.rollover import carry_over, next_period, next_year
from jimoplan.core.plan.traverse import each_item
from jimoplan.core.plan.words import DONE, Status
from jimoplan.core.text.writing.new_plan import write_plan
from jimoplan.errors import UsageError
from jimoplan.system.files import PLAN_NAME


class Rollover(NamedTuple):
    """A plan, what comes of it for the next period, and the files to write, the plan first."""

    old: Plan
    new: Plan
    files: tuple[Path, ...]

    @property
    def carried(self) -> tuple[int, int]:
        """How many tasks and measures come along."""
        tasks = self.new.all_tasks()
        return len(tasks), sum(len(task.measures) for task in tasks)

    @property
    def finished(self) -> int:
        """How many tasks and measures stay behind because they are finished."""
        return sum(item.status in DONE for item in self._left)

    @property
    def cancelled(self) -> int:
        """How many stay behind because they were cancelled, or are of a task that was."""
        return len(self._left) - self.finished

    @property
    def suspended(self) -> int:
        """How many of those that come along are suspended."""
        return sum(item.status is Status.SUSPENDED for _, item in each_item(self.new))

    @property
    def _left(self) -> list[Task | Measure]:
        came = {item.carried_from.id for _, item in each_item(self.new)}
        return [item for _, item in each_item(self.old) if item.id not in came]


def prepare_rollover(
    file: Path | None, start: Path, year: str, output: Path | None, *, everything: bool = False
) -> Rollover:
    """What a rollover would write; nothing is written yet.

    Raises UsageError for a year that is none or not after the old period, where nothing is to be
    carried over or a file is there already; BrokenPlanError for a plan with errors.
    """
    workplace = find_workplace(file, start)
    old = workplace.open().rely()
    period = old.plan.period
    following = next_period(period, int(year)) if re.fullmatch("[0-9]{4}", year) else None
    if following is None:
        raise UsageError(
            f"“{year}”不是 {period.end} 以后的年份",
            f"写新计划从哪一年开始,如 jimoplan rollover {next_year(period)}",
        )
    new = carry_over(old, following, everything=everything)
    if not new.all_tasks():
        more = "" if everything else "常态化、周期性的也要带过去,加上 --all;"
        raise UsageError(
            f"《{old.plan.title}》没有要结转的事项", f"{more}从头建一份用 jimoplan init"
        )
    plan = output or _usual_place(workplace, year)
    files = files_beside(plan)
    check_free(files)
    return Rollover(old, new, files)


def _usual_place(workplace: Workplace, year: str) -> Path:
    """YEAR/plan.yaml beside the old plan, or beside its folder where that has a year's name too."""
    folder = workplace.path.parent
    is_of_a_year = re.fullmatch("[0-9]{4}", folder.absolute().name)
    return (folder.absolute().parent if is_of_a_year else folder) / year / PLAN_NAME


def carry_out_rollover(wanted: Rollover) -> Begun:
    """Write the new plan, and commit it where it lies in a repository.

    Raises UsageError where a file has come to be there meanwhile, FaultyPlanError where the new
    plan would have errors, JimoplanError where git or the disk fails; nothing is written then.
    """
    check_free(wanted.files)
    text = write_plan(wanted.new)
    return put_down(wanted.files, text, wanted.new.departments, register_beside)
