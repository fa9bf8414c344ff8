"""`jimoplan update`."""

import sys
from pathlib import Path
from typing import Annotated

import typer

from jimoplan.actions.changing.told import Told
from jimoplan.actions.changing.update import NothingToldError, Planned, propose_update
from jimoplan.actions.plan.texts import read_text
from jimoplan.cli.changing.changing import MANY, Manner, settle, takes_manner
from jimoplan.cli.changing.evidence import ask_for_evidence
from jimoplan.cli.changing.progress import ask_for_progress
from jimoplan.cli.changing.whose import ask_whose
from jimoplan.cli.shared import complete
from jimoplan.cli.shared.asking import ask_if_sure, ask_or_leave, is_somebody_there
from jimoplan.cli.shared.options import PlanFile, find_commit_day
from jimoplan.cli.shared.streams import say
from jimoplan.cli.shared.typed import read_due, read_names, read_past_day, read_status
from jimoplan.core.plan.words import Status
from jimoplan.core.workflow.deadlines import DeadlinePassedError
from jimoplan.core.workflow.record import EvidenceMissingError
from jimoplan.core.workflow.reporter import NotOwnerError
from jimoplan.core.workflow.steps import STEPS
from jimoplan.errors import UsageError

_Text = str | None


_Numbers = Annotated[
    list[str],
    typer.Argument(metavar="编号...", help="如 8-1,可以写几个", autocompletion=complete.ids),
]
_GIVEN = tuple(each for each in Status if any(each in steps for steps in STEPS.values()))
_Status = Annotated[
    _Text,
    typer.Option(
        "--status",
        metavar="状态",
        help="推进中、已完成、暂缓、已取消(后两个要写 --reason;列了人员的还要 --approved-by)",
        autocompletion=complete.offer_words(_GIVEN),
    ),
]
_Progress = Annotated[
    _Text, typer.Option("--progress", metavar="进度", help="0 到 100,一次性举措用")
]
_Value = Annotated[_Text, typer.Option("--value", metavar="数字", help="指标值,指标用")]
_Period = Annotated[
    _Text,
    typer.Option(
        "--period",
        metavar="期数",
        help="第几期,周期性举措用",
        autocompletion=complete.owed_periods,
    ),
]
_Milestone = Annotated[
    _Text,
    typer.Option(
        "--milestone",
        metavar="节点时限",
        help="做到了哪个节点,如 2024-06(6月底的节点)",
        autocompletion=complete.milestones,
    ),
]
_Note = Annotated[_Text, typer.Option("--note", metavar="文字", help="进展情况")]
_Problem = Annotated[_Text, typer.Option("--problem", metavar="文字", help="存在问题")]
_Solved = Annotated[
    _Text,
    typer.Option(
        "--solved", metavar="[文字]", help="存在问题已解决;可以写怎样解决的,不写记“已解决”"
    ),
]
_Next = Annotated[_Text, typer.Option("--next", metavar="文字", help="下一步计划")]
_NoteFile = Annotated[
    _Text, typer.Option("--note-file", metavar="文件", help="进展情况写在文件里;- 为标准输入")
]
_ProblemFile = Annotated[
    _Text, typer.Option("--problem-file", metavar="文件", help="存在问题写在文件里;- 同上")
]
_NextFile = Annotated[
    _Text, typer.Option("--next-file", metavar="文件", help="下一步计划写在文件里;- 同上")
]
_Evidence = Annotated[
    list[str] | None,
    typer.Option("--evidence", metavar="材料", help="佐证材料:仓库里的文件、文号或网址;可以写几次"),
]
_Due = Annotated[
    _Text,
    typer.Option(
        "--due",
        metavar="日期",
        help="新的完成时限,一天或 2024-06、2024-Q2(要写 --reason 和 --approved-by)",
    ),
]
_KeepDue = Annotated[
    bool, typer.Option("--keep-due", help="恢复时原时限已过,保留原时限(或用 --due 调整)")
]
_Reason = Annotated[
    _Text, typer.Option("--reason", metavar="文字", help="暂缓、取消或调整时限的原因")
]
_ApprovedBy = Annotated[
    _Text,
    typer.Option(
        "--approved-by",
        metavar="姓名",
        help="谁批准暂缓、取消、调整时限:名单上的分管领导、督查;别人要写 --plan-reason",
        autocompletion=complete.approvers,
    ),
]
_By = Annotated[
    _Text,
    typer.Option(
        "--by",
        metavar="姓名",
        help="填报人;不写则用 git 的 user.name",
        autocompletion=complete.people,
    ),
]
_Dept = Annotated[
    _Text,
    typer.Option(
        "--dept",
        "-d",
        metavar="部门",
        help="替哪个部门填报;不写则按人员名单是本人的部门,督查代录要写",
        autocompletion=complete.departments,
    ),
]
_Date = Annotated[
    _Text,
    typer.Option(
        "--date", metavar="日期", help="填报、办结、暂缓或恢复的日期;不写为今天(北京时间)"
    ),
]


@takes_manner
def run(
    numbers: _Numbers,
    *,
    status: _Status = None,
    progress: _Progress = None,
    value: _Value = None,
    period: _Period = None,
    milestone: _Milestone = None,
    note: _Note = None,
    problem: _Problem = None,
    solved: _Solved = None,
    next_: _Next = None,
    note_file: _NoteFile = None,
    problem_file: _ProblemFile = None,
    next_file: _NextFile = None,
    evidence: _Evidence = None,
    due: _Due = None,
    keep_due: _KeepDue = False,
    reason: _Reason = None,
    approved_by: _ApprovedBy = None,
    by: _By = None,
    dept: _Dept = None,
    date: _Date = None,
    file: PlanFile = None,
    manner: Manner,
) -> int:
    """Record progress of tasks or measures."""
    if [note_file, problem_file, next_file].count("-") > 1:
        raise UsageError("标准输入只能读一次", "只有一个选项能写 -,其余的写文件名")
    told = Told(
        today=find_commit_day(),
        day=read_past_day(date, file),
        status=read_status(status) if status is not None else None,
        progress=progress,
        value=value,
        period=period,
        milestone=read_due(milestone, file) if milestone is not None else None,
        note=_text_of("--note", note, note_file),
        problem=_text_of("--problem", problem, problem_file),
        solved=solved or (None if solved is None else "已解决"),
        next=_text_of("--next", next_, next_file),
        by=by,
        dept=dept,
        evidence=tuple(evidence or ()),
        due=read_due(due, file) if due is not None else None,
        reason=reason,
        approved_by=approved_by,
        keep_due=keep_due,
        plan_reason=manner.plan_reason,
    )
    planned = _propose(file, read_names(numbers, file), told)
    items = len(planned.asked)
    doubts = (*planned.doubts, *([f"要改 {items} 项"] if items > MANY else []))
    return settle(planned.proposal, manner, question=ask_if_sure(doubts), notes=planned.notes)


def _propose(file: Path | None, numbers: list[str], told: Told) -> Planned:
    """The proposal; what is missing is asked for where somebody is there to answer.

    That is how it goes, evidence, a new deadline, and whose report it is, or whether it is one at
    all.
    """
    while True:
        try:
            return propose_update(file, Path.cwd(), numbers, told)
        except NothingToldError as nothing:
            told = ask_for_progress(file, numbers, told, nothing)
        except NotOwnerError as stranger:
            asked = ask_whose(file, numbers, told, stranger)
            if isinstance(asked, Planned):
                return asked
            told = asked
        except EvidenceMissingError as missing:
            if not is_somebody_there():
                raise
            say(f"{missing.message}\n")
            told = told._replace(evidence=(*told.evidence, ask_for_evidence(file, missing)))
        except DeadlinePassedError as passed:
            if not is_somebody_there() or told.due:
                raise
            say(f"{passed.message}\n")
            told = _ask_for_deadline(told, passed, file)


def _ask_for_deadline(told: Told, passed: DeadlinePassedError, file: Path | None) -> Told:
    """The same with the deadline that counts from now on; raises the error without an answer."""
    due = ask_or_leave("新的完成时限(直接回车,保留原时限):")
    if due is None:
        raise passed
    if not due:
        return told._replace(keep_due=True)
    reason = told.reason or ask_or_leave("调整原因:")
    approver = told.approved_by or ask_or_leave("批准人:")
    if not reason or not approver:
        raise passed
    return told._replace(due=read_due(due, file), reason=reason, approved_by=approver)


def _text_of(option: str, text: str | None, path: str | None) -> str | None:
    """What was written, or what stands in the file named instead; raises UsageError for both."""
    if path is None:
        return text
    if text is not None:
        raise UsageError(f"{option} 和 {option}-file 只能写一个", "去掉一个")
    given = sys.stdin.buffer.read() if path == "-" else None
    return read_text(f"{option}-file", path, given)
