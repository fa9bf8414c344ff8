"""Asks somebody who reports on an item of others: is a remark meant, or whose report is it?"""

from pathlib import Path

from jimoplan.actions.changing.remark import Said, propose_remark
from jimoplan.actions.changing.told import Told
from jimoplan.actions.changing.update import Planned
from jimoplan.cli.shared.asking import ask_or_leave, confirm, is_somebody_there
from jimoplan.cli.shared.streams import say
from jimoplan.core.display.cells import reveal_line
from jimoplan.core.workflow.reporter import NotOwnerError

_OF_A_REMARK = frozenset({"today", "day", "note"})
"""What may be told of an update that can just as well be a remark."""


def ask_whose(
    file: Path | None, numbers: list[str], told: Told, stranger: NotOwnerError
) -> Told | Planned:
    """The remark that is meant instead, or what was told with the department it is booked for.

    Raises the error where nobody is there to answer, where several items are reported on at once,
    and where neither is meant.
    """
    if not is_somebody_there() or len(numbers) > 1:
        raise stranger
    say(f"{reveal_line(stranger.message)}\n")
    said = {key for key, value in told._asdict().items() if value not in (None, (), False)}
    if told.note and said <= _OF_A_REMARK and confirm("是提意见(不算填报)吗?", yes=False):
        remark = Said(told.note, told.today, told.day)
        return propose_remark(file, Path.cwd(), numbers, remark)
    answer = ask_or_leave("替哪个部门登记(直接回车就不登记):")
    if not answer:
        raise stranger
    return told._replace(dept=answer)
