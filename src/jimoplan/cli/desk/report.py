"""`jimoplan report`."""

import sys
from pathlib import Path
from typing import Annotated

import typer

from jimoplan.actions.changing.update import Planned
from jimoplan.actions.desk.draft import drafting
from jimoplan.actions.desk.reporting import (
    Manners,
    check_reporter,
    find_departments,
    reporting_departments,
)
from jimoplan.actions.desk.reports_file import MOST_BYTES, propose_reports_in
from jimoplan.actions.plan.ask import find_department
from jimoplan.actions.plan.workplace import Workplace, find_workplace
from jimoplan.cli.changing.changing import Manner, settle, takes_manner
from jimoplan.cli.desk.conversation import Conversation
from jimoplan.cli.shared import complete
from jimoplan.cli.shared.asking import ask_if_sure, ask_or_leave, faults_of, is_somebody_there
from jimoplan.cli.shared.identity import make_known
from jimoplan.cli.shared.options import DepartmentName, PlanFile, find_commit_day
from jimoplan.cli.shared.progress import at_work
from jimoplan.cli.shared.streams import say
from jimoplan.cli.shared.typed import read_past_day
from jimoplan.core.plan.model import Plan
from jimoplan.errors import ExitCode, JimoplanError, UsageError

_From = Annotated[
    str | None,
    typer.Option(
        "--from",
        metavar="文件",
        help="从文件读:一行一项,如 8-1 40% 初稿已征求意见,或表头有“编号”的 CSV;- 为标准输入",
    ),
]
_By = Annotated[
    str | None,
    typer.Option(
        "--by",
        metavar="姓名",
        help="填报人;不写则用 git 的 user.name",
        autocompletion=complete.people,
    ),
]
_Date = Annotated[
    str | None, typer.Option("--date", metavar="日期", help="填报日期;不写为今天(北京时间)")
]


@takes_manner
def run(
    *,
    dept: DepartmentName = None,
    from_: _From = None,
    by: _By = None,
    date: _Date = None,
    file: PlanFile = None,
    manner: Manner,
) -> int:
    """Report on several items in one conversation, or from a file, in one commit."""
    _ = manner.json
    today = find_commit_day()
    manners = Manners(today, read_past_day(date, file), by, dept, manner.plan_reason)
    if from_ is not None:
        given = sys.stdin.buffer.read(MOST_BYTES + 1) if from_ == "-" else None
        with at_work("正在核对填报"):
            planned = propose_reports_in(file, Path.cwd(), from_, given, manners)
        return _settle(planned, manner)
    if not is_somebody_there():
        raise UsageError(
            "不在终端里,没法逐项问", "把填报写进文件,用 --from 文件(- 为标准输入)和 --yes"
        )
    return _talk(file, manners, manner)


def _talk(file: Path | None, manners: Manners, manner: Manner) -> int:
    if not manner.commits_nothing:
        make_known(file)
    workplace = find_workplace(file, Path.cwd())
    plan = workplace.read().plan
    departments = find_departments(workplace, plan, manners.dept)
    check_reporter(workplace, plan, departments)
    if not departments:
        asked = _ask_department(workplace, plan)
        if asked is None:
            say("没有填报,没有改动\n")
            return ExitCode.NO
        departments, manners = (asked,), manners._replace(dept=asked)
    with drafting(workplace):
        try:
            talk = Conversation.begin(workplace, plan, departments, manners)
        except EOFError:
            say("没有填报,没有改动\n")
            return ExitCode.NO
        planned = talk.hold(file)
        return ExitCode.NO if planned is None else _write(talk, planned, manner)


def _write(talk: Conversation, planned: Planned, manner: Manner) -> int:
    """Write what was reported; what is not written stays in the draft, and that is said."""
    try:
        code = _settle(planned, manner)
    except KeyboardInterrupt:
        raise KeyboardInterrupt(f"中断了,{talk.tell_kept()}") from None
    except JimoplanError:
        say(f"{talk.tell_kept()}\n")
        raise
    if code == ExitCode.FINE and not manner.dry_run:
        talk.forget_written()
    else:
        say(f"{talk.tell_kept()}\n")
    return code


def _settle(planned: Planned, manner: Manner) -> int:
    question = ask_if_sure([*planned.doubts, f"要记下 {planned.recorded} 项填报"])
    return settle(planned.proposal, manner, question=question, notes=planned.notes)


def _ask_department(workplace: Workplace, plan: Plan) -> str | None:
    """The department that somebody reports for who is nobody's 联络员; None where they leave."""
    offers = reporting_departments(plan)
    hint = "(写全称、简称或拼音首字母;q=不填)"
    say(f"{workplace.name_of_author or '您'} 不是哪个部门的联络员,要说替哪个部门填报:\n")
    say(f"  {'、'.join(offers)}\n")

    check = faults_of(lambda written: find_department(plan, written))
    answer = ask_or_leave(f"部门{hint}:", offers=offers, check=check)
    return find_department(plan, answer).name if answer else None
