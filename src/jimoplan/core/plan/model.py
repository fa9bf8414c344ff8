"""The plan as a value: frozen, unknown keys refused, without positions.

Keys are English and values are the bureau's own words, so that the file reads as the bureau speaks.
Titles and descriptions are Chinese because editors show them through the JSON Schema.
"""

from enum import StrEnum
from typing import Annotated, Literal

from pydantic import ConfigDict, Field

from jimoplan.core.plan.fields import (
    Day,
    Figure,
    ItemId,
    Line,
    Percent,
    PlanPart,
    Text,
    Whole,
)
from jimoplan.core.plan.header import Header, Policy
from jimoplan.core.plan.person import Person


class Status(StrEnum):
    """Where an item stands in the workflow; 逾期 and 滞后 are assessed, never stored."""

    NOT_STARTED = "未启动"
    IN_PROGRESS = "推进中"
    COMPLETED = "已完成"
    CLOSED = "已销号"
    SUSPENDED = "暂缓"
    CANCELLED = "已取消"


OPEN = frozenset({Status.NOT_STARTED, Status.IN_PROGRESS})
"""The statuses of items that are being worked on or will be."""

DONE = frozenset({Status.COMPLETED, Status.CLOSED})
"""The statuses of finished items, whether or not somebody has verified them."""

STOPPED = frozenset({Status.SUSPENDED, Status.CANCELLED})
"""The statuses in which work rests; an item that has one of them must give a reason."""


class Kind(StrEnum):
    """How a measure is fulfilled, which decides how its progress is computed."""

    ONE_OFF = "一次性"
    CONTINUOUS = "常态化"
    PERIODIC = "周期性"
    INDICATOR = "指标"


class Cadence(StrEnum):
    """How often a periodic measure reports."""

    WEEKLY = "每周"
    MONTHLY = "每月"
    BIMONTHLY = "双月"
    QUARTERLY = "每季"
    HALF_YEARLY = "每半年"
    YEARLY = "每年"


class Direction(StrEnum):
    """Which side of its target an indicator has to reach."""

    AT_LEAST = "不低于"
    AT_MOST = "不高于"


class Totalling(StrEnum):
    """How the values reported of an indicator make up the one that its target is about.

    Without a word for it the latest value counts.
    """

    CUMULATIVE = "累计"


class RemarkKind(StrEnum):
    """What sort of word somebody has on an item that is not the owner's report."""

    SUPERVISION = "督查意见"
    INSTRUCTION = "批示"
    REMINDER = "提醒"


GROUP = "群组"
"""The kind of a department that stands for its members; any other kind is its body's own word."""

OFFICE = "科室"
"""The kind of a department of which no more than its name is told: what most of a body's are."""


class Role(StrEnum):
    """The role in which a department owns an item; 主责 is LEAD and RESPONSIBLE together."""

    LEAD = "牵头"
    RESPONSIBLE = "责任"
    SUPPORT = "配合"


MAIN_ROLES = frozenset({Role.LEAD, Role.RESPONSIBLE})
"""The roles that answer for an item: 主责."""


class Verdict(StrEnum):
    """The result of reviewing an item that was reported as done."""

    APPROVED = "销号"
    RETURNED = "退回"


class Department(PlanPart):
    """A department, or a group that stands for its members."""

    name: Annotated[Line, Field(title="部门名称")]
    kind: Annotated[
        Line,
        Field(title="部门类别", description="照本单位的叫法,如 科室、镇街、国企;群组代表它的成员"),
    ]
    aliases: Annotated[
        tuple[Line, ...],
        Field(title="别名", description="查询时可以代替全称;改名以后,旧名称也在这里"),
    ] = ()
    members: Annotated[
        tuple[Line, ...], Field(title="成员", description="只有群组才有成员;名单待明确时不填")
    ] = ()
    people: Annotated[
        tuple[Person, ...],
        Field(title="人员", description="谁可以改什么,由 jimoplan audit 核对;不填就不审权限"),
    ] = ()


class Update(PlanPart):
    """One report of progress on a measure, made by a department.

    Without `dept` it is the owner's. `solved` settles every problem reported before it.
    """

    date: Annotated[Day, Field(title="填报日期")]
    by: Annotated[Line | None, Field(title="填报人")] = None
    dept: Annotated[Line | None, Field(title="填报部门", description="不写算责任部门填报的")] = None
    entered_by: Annotated[
        Line | None, Field(title="代录人", description="督查代责任部门登记时,登记的人")
    ] = None
    progress: Annotated[Percent | None, Field(title="进度", description="0到100,不写百分号")] = None
    value: Annotated[Figure | None, Field(title="指标值")] = None
    period: Annotated[
        Whole | None, Field(ge=1, le=366, title="第几期", description="周期性举措填报的是第几期")
    ] = None
    note: Annotated[Text | None, Field(title="进展情况")] = None
    problem: Annotated[Text | None, Field(title="存在问题")] = None
    solved: Annotated[
        Text | None, Field(title="问题解决情况", description="以前填报的问题到此解决")
    ] = None
    next: Annotated[Text | None, Field(title="下一步计划")] = None


class DueChange(PlanPart):
    """A change of deadline on record: the old one, and when, why and by whom it was replaced."""

    due: Annotated[Day, Field(title="原完成时限")]
    changed: Annotated[Day, Field(title="调整日期")]
    reason: Annotated[Text, Field(title="调整原因")]
    approved_by: Annotated[Line, Field(title="批准人")]


class Suspension(PlanPart):
    """A time in which an item was 暂缓 and its clock stood still.

    The days from `since` on do not count; `until`, the day it was resumed, counts again. Without
    `until` the item is still suspended.
    """

    since: Annotated[Day, Field(title="暂缓日期")]
    until: Annotated[
        Day | None, Field(title="恢复日期", description="从这一天起重新计时;还在暂缓的不写")
    ] = None
    reason: Annotated[Text, Field(title="暂缓原因")]
    approved_by: Annotated[Line | None, Field(title="批准人")] = None


class Remark(PlanPart):
    """What somebody else than the owner has to say on an item; never progress."""

    date: Annotated[Day, Field(title="日期")]
    by: Annotated[Line | None, Field(title="提出人")] = None
    kind: Annotated[RemarkKind, Field(title="意见类别")] = RemarkKind.SUPERVISION
    text: Annotated[Text, Field(title="意见内容")]


class ReviewedFile(PlanPart):
    """A file of evidence as it was when its measure was approved: its git blob."""

    path: Annotated[Line, Field(title="文件")]
    blob: Annotated[Line, Field(title="内容指纹", description="审核时文件内容的 git 对象编号")]


class Review(PlanPart):
    """A review of an item reported as done, by somebody other than who reported it."""

    date: Annotated[Day, Field(title="审核日期")]
    result: Annotated[Verdict, Field(title="审核结果")]
    submitted_by: Annotated[Line, Field(title="提交人")]
    by: Annotated[Line, Field(title="审核人")]
    reason: Annotated[Text | None, Field(title="审核意见", description="退回必须写明原因")] = None
    files: Annotated[
        tuple[ReviewedFile, ...], Field(title="审核所据文件", description="由 jimoplan review 记下")
    ] = ()


class Owners(PlanPart):
    """Who owns an item, by role."""

    lead: Annotated[tuple[Line, ...], Field(title="牵头部门")] = ()
    responsible: Annotated[tuple[Line, ...], Field(title="责任部门")] = ()
    support: Annotated[tuple[Line, ...], Field(title="配合部门")] = ()

    def by_role(self) -> tuple[tuple[Role, tuple[str, ...]], ...]:
        """The three roles with their departments, in the order a clause names them."""
        return (
            (Role.LEAD, self.lead),
            (Role.RESPONSIBLE, self.responsible),
            (Role.SUPPORT, self.support),
        )


class Item(Owners):
    """What tasks and measures have in common."""

    status: Annotated[Status, Field(title="状态")] = Status.NOT_STARTED
    reason: Annotated[
        Text | None,
        Field(title="原因", description="暂缓、已取消、未达标而报已完成,必须写明原因"),
    ] = None
    approved_by: Annotated[
        Line | None, Field(title="批准人", description="谁批准取消;暂缓的写在暂缓记录里")
    ] = None
    since: Annotated[
        Day | None, Field(title="立项日期", description="从这一天起计时;不填则从计划开始日起")
    ] = None
    due: Annotated[
        Day | None, Field(title="完成时限", description="不填则以计划结束日为默认时限")
    ] = None
    due_changes: Annotated[tuple[DueChange, ...], Field(title="时限调整记录")] = ()
    stale: Annotated[
        Whole | None,
        Field(ge=1, le=366, title="未填报", description="这一项多少天没有填报亮黄灯;不填按口径"),
    ] = None
    suspensions: Annotated[tuple[Suspension, ...], Field(title="暂缓记录")] = ()
    finished: Annotated[
        Day | None, Field(title="办结日期", description="实际办结的日期,按它算按时还是逾期")
    ] = None
    submitted: Annotated[
        Day | None,
        Field(
            title="提交日期",
            description="报已完成的日期;与办结日期同一天的不写,审核以后去掉",
        ),
    ] = None
    submitted_by: Annotated[
        Line | None, Field(title="提交人", description="谁报的已完成;审核以后移入审核记录")
    ] = None
    reviews: Annotated[tuple[Review, ...], Field(title="审核记录")] = ()
    remarks: Annotated[
        tuple[Remark, ...], Field(title="意见", description="督查意见、批示、提醒,不算填报")
    ] = ()


class CarriedFrom(PlanPart):
    """Where an item was that was carried over from the year before; nothing for a new one."""

    plan: Annotated[Line | None, Field(title="结转自", description="上年计划的标题")] = None
    id: Annotated[ItemId | None, Field(title="上年编号")] = None


class Numbered(Item):
    """An item of the published plan: how it is known, how it is printed, what it is to bring."""

    id: Annotated[ItemId, Field(title="编号")]
    number: Annotated[
        Line | None, Field(title="印出的序号", description="如 (一)、1.1,可以重复;不写就印编号")
    ] = None
    title: Annotated[Line, Field(title="名称")]
    text: Annotated[
        Text | None, Field(title="公布原文", description="公布文本中的原话,一字不改")
    ] = None
    clause: Annotated[
        Text | None,
        Field(title="责任条款原文", description="与标准写法不同时,原样保留,含括号"),
    ] = None
    form: Annotated[
        Text | None, Field(title="公布格式", description="与全文的写法不同时,这一项怎么写")
    ] = None
    carried_from: Annotated[
        CarriedFrom,
        Field(title="上年结转", description="从上年计划结转来的写,由 jimoplan rollover 记下"),
    ] = CarriedFrom()


class Measure(Numbered):
    """One commitment of a task; without owners of its own it inherits the task's."""

    id: Annotated[ItemId, Field(title="举措编号", description="任务编号-序号,例如 8-1")]
    title: Annotated[Line, Field(title="举措名称", description="台账上的简称")]
    kind: Annotated[Kind, Field(title="举措类别")]
    deliverables: Annotated[
        tuple[Line, ...], Field(title="成果", description="本单位应当拿出的成果")
    ] = ()
    target: Annotated[Figure | None, Field(title="目标值")] = None
    target_text: Annotated[
        Line | None,
        Field(title="目标表述", description="目标不是数字时照写,如 与经济增长同步;不算百分比"),
    ] = None
    base: Annotated[
        Figure | None, Field(title="起点值", description="进度按从起点值到目标值走了多少计")
    ] = None
    unit: Annotated[Line | None, Field(title="计量单位")] = None
    direction: Annotated[Direction, Field(title="达标方向")] = Direction.AT_LEAST
    total: Annotated[
        Totalling | None,
        Field(title="合计方式", description="累计:每次填报的是本期数,加起来;不写则以最近一次为准"),
    ] = None
    definition: Annotated[
        Text | None, Field(title="指标口径", description="这个数字统计的是什么、怎么算")
    ] = None
    cadence: Annotated[Cadence | None, Field(title="周期")] = None
    evidence: Annotated[tuple[Line, ...], Field(title="佐证材料")] = ()
    updates: Annotated[tuple[Update, ...], Field(title="填报记录")] = ()


class Task(Numbered):
    """A task of the published plan."""

    id: Annotated[
        ItemId, Field(title="任务编号", description="在本文件里不重复,给了就不改;字母、数字、汉字")
    ]
    title: Annotated[Line, Field(title="任务名称")]
    measures: Annotated[tuple[Measure, ...], Field(title="举措")] = ()


class Section(PlanPart):
    """A heading of the published plan, with the tasks and the sections below it."""

    id: Annotated[
        ItemId | None, Field(title="板块编号", description="在本文件里不重复;不写就是序号")
    ] = None
    number: Annotated[
        Line | None, Field(title="板块序号", description="公布文本印出的,例如 三、(一);没有就不写")
    ] = None
    title: Annotated[Line, Field(title="板块标题")]
    text: Annotated[
        Text | None, Field(title="公布原文", description="标题下面、任务之前的话,一字不改")
    ] = None
    form: Annotated[
        Text | None, Field(title="公布格式", description="与全文的写法不同时,这个标题怎么写")
    ] = None
    tasks: Annotated[tuple[Task, ...], Field(title="任务")] = ()
    sections: Annotated[tuple["Section", ...], Field(title="下级板块")] = ()

    @property
    def key(self) -> str:
        """What it is known by in this file: its id, else its number, else its title."""
        return self.id or self.number or self.title

    @property
    def heading(self) -> str:
        """Number and title as they are spoken of: 三、标题, (一)标题; or the title alone."""
        number = self.number or ""
        return f"{number}{'、' if number[-1:].isalnum() else ''}{self.title}"


class Plan(PlanPart):
    """A whole work plan."""

    model_config = ConfigDict(title="工作要点")

    schema_version: Annotated[
        Literal["1"], Field(alias="schema", title="格式版本", description="目前只有 1")
    ]
    plan: Annotated[Header, Field(title="计划")]
    policy: Annotated[Policy, Field(title="口径")] = Policy()
    departments: Annotated[tuple[Department, ...], Field(title="部门")]
    tasks: Annotated[tuple[Task, ...], Field(title="任务", description="不属于任何板块的任务")] = ()
    sections: Annotated[tuple[Section, ...], Field(title="板块")] = ()

    def all_tasks(self) -> tuple[Task, ...]:
        """Every task, in the order of the plan: what stands above the sections first."""
        return _all_tasks(self)


def _all_tasks(part: Plan | Section) -> tuple[Task, ...]:
    below = (task for section in part.sections for task in _all_tasks(section))
    return (*part.tasks, *below)
