"""What is on record of an item: reports, changes of its deadline, pauses, remarks, reviews."""

from typing import Annotated

from pydantic import Field

from jimoplan.core.plan.deadline import Deadline
from jimoplan.core.plan.fields import Day, Figure, ItemId, Line, Percent, PlanPart, Text, Whole
from jimoplan.core.plan.words import RemarkKind, Verdict


class Update(PlanPart):
    """One report of progress on a measure, made by a department.

    Without `dept` it is the owner's. `solved` settles every problem reported before it.
    """

    date: Annotated[Day, Field(title="填报日期", description="哪一天的进展,如 2024-06-14")]
    by: Annotated[Line | None, Field(title="填报人", description="谁填报的,写姓名")] = None
    dept: Annotated[Line | None, Field(title="填报部门", description="不写算责任部门填报的")] = None
    entered_by: Annotated[
        Line | None, Field(title="代录人", description="督查代责任部门登记时,登记的人")
    ] = None
    progress: Annotated[Percent | None, Field(title="进度", description="0到100,不写百分号")] = None
    value: Annotated[
        Figure | None,
        Field(title="指标值", description="到这次填报的数字;合计方式是累计的,写本期数"),
    ] = None
    period: Annotated[
        Whole | None, Field(ge=1, le=366, title="第几期", description="周期性举措填报的是第几期")
    ] = None
    milestone: Annotated[
        Deadline | None,
        Field(title="完成的节点", description="到这次填报做到了哪个节点,写节点时限"),
    ] = None
    note: Annotated[Text | None, Field(title="进展情况", description="做了什么,一两句话")] = None
    problem: Annotated[Text | None, Field(title="存在问题", description="卡在哪里、要谁协调")] = (
        None
    )
    solved: Annotated[
        Text | None, Field(title="问题解决情况", description="以前填报的问题到此解决")
    ] = None
    next: Annotated[
        Text | None, Field(title="下一步计划", description="接下来做什么、什么时候")
    ] = None

    @property
    def moves(self) -> bool:
        """Whether it brings something that shows that work has begun."""
        figures = (self.value, self.period, self.milestone)
        return bool(self.progress) or any(figure is not None for figure in figures)


class Milestone(PlanPart):
    """What of an item is to be there by a day on the way to its own deadline.

    `target` is a value for an indicator and percent for a one-off item; one without a target is
    reached by a report that names it.
    """

    due: Annotated[Deadline, Field(title="节点时限", description="如 2024-06(6月底)、2024-Q2")]
    target: Annotated[
        Figure | None,
        Field(title="节点目标", description="指标写指标值,一次性的写进度(不写百分号)"),
    ] = None
    text: Annotated[Text | None, Field(title="节点要求", description="到这个节点要做到什么")] = None


class DueChange(PlanPart):
    """A change of deadline on record: the old one, and when, why and by whom it was replaced."""

    due: Annotated[Deadline, Field(title="原完成时限", description="调整以前的时限")]
    changed: Annotated[Day, Field(title="调整日期", description="哪一天改的")]
    reason: Annotated[Text, Field(title="调整原因", description="为什么改")]
    approved_by: Annotated[Line, Field(title="批准人", description="谁批准的,写姓名")]


class Suspension(PlanPart):
    """A time in which an item was 暂缓 and its clock stood still.

    The days from `since` on do not count; `until`, the day it was resumed, counts again. Without
    `until` the item is still suspended.
    """

    since: Annotated[Day, Field(title="暂缓日期", description="从这一天起不计时")]
    until: Annotated[
        Day | None, Field(title="恢复日期", description="从这一天起重新计时;还在暂缓的不写")
    ] = None
    reason: Annotated[Text, Field(title="暂缓原因", description="为什么暂缓")]
    approved_by: Annotated[Line | None, Field(title="批准人", description="谁批准的,写姓名")] = None


class Remark(PlanPart):
    """What somebody else than the owner has to say on an item; never progress."""

    date: Annotated[Day, Field(title="日期", description="哪一天提的")]
    by: Annotated[Line | None, Field(title="提出人", description="谁提的,写姓名")] = None
    kind: Annotated[RemarkKind, Field(title="意见类别", description="督查意见、批示、提醒")] = (
        RemarkKind.SUPERVISION
    )
    text: Annotated[Text, Field(title="意见内容", description="说了什么")]


class ReviewedFile(PlanPart):
    """A file of evidence as it was when its measure was approved: its git blob."""

    path: Annotated[Line, Field(title="文件", description="佐证材料里写的那个文件")]
    blob: Annotated[Line, Field(title="内容指纹", description="审核时文件内容的 git 对象编号")]


class Review(PlanPart):
    """A review of an item reported as done, by somebody other than who reported it."""

    date: Annotated[Day, Field(title="审核日期", description="哪一天审核的")]
    result: Annotated[Verdict, Field(title="审核结果", description="销号:核实了;退回:还要再办")]
    submitted_by: Annotated[Line, Field(title="提交人", description="谁报的已完成")]
    by: Annotated[Line, Field(title="审核人", description="谁审核的;不能是提交人自己")]
    reason: Annotated[Text | None, Field(title="审核意见", description="退回必须写明原因")] = None
    files: Annotated[
        tuple[ReviewedFile, ...], Field(title="审核所据文件", description="由 jimoplan review 记下")
    ] = ()


class CarriedFrom(PlanPart):
    """Where an item was that was carried over from the year before; nothing for a new one."""

    plan: Annotated[Line | None, Field(title="结转自", description="上年计划的标题")] = None
    id: Annotated[ItemId | None, Field(title="上年编号", description="在上年计划里的编号")] = None
