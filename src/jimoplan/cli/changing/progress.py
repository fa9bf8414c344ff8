"""Asks how an item goes that is to be updated with nothing said of it."""

from pathlib import Path

from jimoplan.actions.changing.told import Told
from jimoplan.actions.changing.update import NothingToldError
from jimoplan.actions.desk.reporting import Manners, entry_of, open_desk
from jimoplan.actions.plan.workplace import find_workplace
from jimoplan.cli.shared.asking import faults_of, is_somebody_there
from jimoplan.cli.shared.missing import ask_needed
from jimoplan.cli.shared.streams import say
from jimoplan.core.desk.lines import EXAMPLES, read_report
from jimoplan.core.display.cells import reveal_line
from jimoplan.core.plan.traverse import name_of


def ask_for_progress(
    file: Path | None, numbers: list[str], told: Told, nothing: NothingToldError
) -> Told:
    """What was told with the report that the person writes in one line, as `report` reads it.

    Raises the error where nobody is there to answer, where several items are meant, and where
    nothing is written; UsageError for a task that has measures.
    """
    if not is_somebody_there() or len(numbers) > 1:
        raise nothing
    workplace = find_workplace(file, Path.cwd())
    desk = open_desk(workplace, workplace.read().plan, (), told.today)
    row = desk.find(numbers[0])
    say(f"{reveal_line(name_of(row.item))} 现在{row.item.status}。")
    say(f"写进展,如 {EXAMPLES[row.item.kind]} 问题:… 下一步:…;改状态、时限另用选项\n")
    check = faults_of(lambda said: read_report(row, said, desk.frame))
    answer = ask_needed("进展(直接回车就不填):", nothing, check=check)
    manners = Manners(told.today, told.day, told.by, told.dept, told.plan_reason)
    return entry_of(read_report(row, answer, desk.frame), manners).told
