"""`jimoplan` without a command."""

from datetime import date
from pathlib import Path

from jimoplan.actions.desk.inbox import open_inbox
from jimoplan.actions.history.as_of import answer_as_of
from jimoplan.actions.plan.ask import give_overview
from jimoplan.actions.plan.given import Asked
from jimoplan.cli.shared.asked import read_as_of
from jimoplan.cli.shared.draw import draw_answer
from jimoplan.cli.shared.streams import write
from jimoplan.core.desk.inbox_answer import answer_inbox, next_steps, quote_name
from jimoplan.core.display.cells import cell_width
from jimoplan.core.views.answer import Answer
from jimoplan.core.views.answers import say_where_it_stands
from jimoplan.core.views.ended import is_over, tell_what_comes_after
from jimoplan.core.views.views import Overview, about_of
from jimoplan.errors import ExitCode
from jimoplan.system.files import find_plan_or_none

_NO_PLAN = """这里还没有计划(从当前文件夹往上找不到 plan.yaml)。
  新建一份空的        jimoplan init 工作要点
  从公布的文件开始    jimoplan import 工作要点.docx -o plan.yaml
  先看看是什么样子    jimoplan demo 示例
全部命令:jimoplan -h
"""

_Steps = tuple[tuple[str, str], ...]
_INBOX = ("等我办的", "jimoplan inbox")
_ASK = (
    ("谁亮了红灯", "jimoplan list --measures --light 红"),
    ("本周的周报", "jimoplan render weekly -o 周报.html"),
)
_ALL = ("全部命令", "jimoplan -h")
_LINES = 24
"""What a terminal shows at once; the last of them is for the next command."""


def run() -> int:
    """Tell where the plan stands, and what is sensible next; how to begin where there is none.

    What may be asked besides is left out as far as it is more than a screen.
    """
    here = Path.cwd()
    if find_plan_or_none(here) is None:
        write(_NO_PLAN)
        return ExitCode.FINE
    day, today = read_as_of(None)
    view = answer_as_of(Asked(None, here, day, today), lambda plan: give_overview(plan, day))
    said, steps, more = _say_what_is_next(view, day, today)
    for count in range(len(more), -1, -1):
        closing = _in_columns((*steps, *more[:count], _ALL))
        text = draw_answer(Answer("status", about_of(view.heading), said, (), {}, closing))
        if text.count("\n") < _LINES:
            break
    write(text)
    return ExitCode.FINE


def _say_what_is_next(
    view: Overview, day: date, today: date
) -> tuple[tuple[str, ...], _Steps, _Steps]:
    """Where the plan stands and what waits for whoever works here; what is next, what may be."""
    inbox = open_inbox(None, Path.cwd(), day, today, None)
    waiting = tuple((what, command) for command, what in next_steps(inbox))
    waits = answer_inbox(inbox).sentences
    if is_over(about_of(view.heading)):
        stands = (
            *tell_what_comes_after(about_of(view.heading)),
            *say_where_it_stands(view, lit=False),
        )
        return (*stands, *waits), (_INBOX, *waiting), ()
    report = () if inbox.rights.people else (("逐项填报", "jimoplan report"),)
    said = (*say_where_it_stands(view), *waits)
    own = [quote_name(name) for name in sorted(inbox.rights.reports_for)[:1]]
    duties = ("本科室的任务", f"jimoplan status --dept {''.join(own) or '部门'}")
    return said, (_INBOX, *waiting, *report), (duties, *_ASK)


def _in_columns(steps: _Steps) -> tuple[str, ...]:
    width = max(cell_width(what) for what, _ in steps)
    return tuple(f"{what}{' ' * (width - cell_width(what))}  {command}" for what, command in steps)
