"""`jimoplan` without a command."""

from pathlib import Path

from jimoplan.actions.desk.inbox import open_inbox
from jimoplan.actions.history.as_of import answer_as_of
from jimoplan.actions.plan.ask import give_overview
from jimoplan.cli.shared.draw import draw_answer
from jimoplan.cli.shared.streams import write
from jimoplan.cli.shared.typed import read_as_of
from jimoplan.core.desk.inbox_answer import answer_inbox
from jimoplan.core.views.answers import answer_overview
from jimoplan.core.views.ended import is_over, tell_what_comes_after
from jimoplan.errors import ExitCode
from jimoplan.system.files import find_plan_or_none

_NO_PLAN = """这里还没有计划(从当前文件夹往上找不到 plan.yaml)。
  新建一份空的        jimoplan init 工作要点
  从公布的文件开始    jimoplan import 工作要点.docx -o plan.yaml
  先看看是什么样子    jimoplan demo 示例
全部命令:jimoplan -h
"""

_NEXT = (
    ("等我办的", "jimoplan inbox"),
    ("本科室的任务", "jimoplan status --dept 部门"),
    ("谁亮了红灯", "jimoplan list --measures --light 红"),
    ("逐项填报", "jimoplan report"),
    ("本周的周报", "jimoplan render weekly -o 周报.html"),
)
_ALL = ("全部命令", "jimoplan -h")


def run() -> int:
    """Tell where the plan stands, and what is sensible next; how to begin where there is none."""
    here = Path.cwd()
    if find_plan_or_none(here) is None:
        write(_NO_PLAN)
        return ExitCode.FINE
    day, today = read_as_of(None)
    view = answer_as_of(None, here, day, today, lambda plan: give_overview(plan, day))
    told: tuple[str, ...] = ()
    steps: tuple[tuple[str, str], ...] = (_ALL,)
    if is_over(view.heading):
        answer = answer_overview(view, lit=False)
        told = tell_what_comes_after(view.heading)
    else:
        answer = answer_overview(view)
        steps = (*_NEXT, _ALL)
        waiting = answer_inbox(open_inbox(None, here, day, today, None))
        answer = answer._replace(sentences=(*answer.sentences, *waiting.sentences))
    closing = tuple(f"{words}{'　' * (6 - len(words))}  {command}" for words, command in steps)
    said = (*told, *answer.sentences)
    write(draw_answer(answer._replace(sentences=said, tables=(), closing=closing)))
    return ExitCode.FINE
