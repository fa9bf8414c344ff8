"""`jimoplan` without a command."""

from pathlib import Path

from jimoplan.actions.history.as_of import answer_as_of
from jimoplan.actions.plan.ask import give_overview
from jimoplan.cli.shared.draw import draw_answer
from jimoplan.cli.shared.options import read_as_of
from jimoplan.cli.shared.streams import write
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

_NEXT = """
  本科室的任务        jimoplan status --dept 部门
  谁亮了红灯          jimoplan list --measures --light 红
  记一笔进展          jimoplan update 编号 --progress 40 --note 进展情况
  本周的周报          jimoplan render weekly -o 周报.html
  全部命令            jimoplan -h
"""


def run() -> int:
    """Tell where the plan stands, and what is sensible next; how to begin where there is none."""
    here = Path.cwd()
    if find_plan_or_none(here) is None:
        write(_NO_PLAN)
        return ExitCode.FINE
    day, today = read_as_of(None)
    view = answer_as_of(None, here, day, today, lambda plan: give_overview(plan, day))
    lit = not is_over(view.heading)
    answer = answer_overview(view, lit=lit)._replace(tables=())
    told = () if lit else tell_what_comes_after(view.heading)
    write(draw_answer(answer._replace(sentences=(*told, *answer.sentences))) + _NEXT)
    return ExitCode.FINE
