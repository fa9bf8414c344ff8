"""Tasks and measures: who owns them, how they are printed, what they are to bring."""

from typing import Annotated

from pydantic import Field

from jimoplan.core.plan.deadline import Deadline
from jimoplan.core.plan.fields import Day, Figure, ItemId, Line, Names, PlanPart, Text, Whole
from jimoplan.core.plan.own_fields import OwnFields, WrittenFields
from jimoplan.core.plan.records import (
    CarriedFrom,
    DueChange,
    Milestone,
    Remark,
    Review,
    Suspension,
    Update,
)
from jimoplan.core.plan.words import Cadence, Direction, Kind, Mark, Role, Status, Totalling

LEAF_KEYS = (
    *("kind", "deliverables", "target", "target_text", "base", "unit", "direction", "total"),
    *("definition", "cadence", "milestones", "evidence", "updates"),
)
"""What counts of a measure, and of a task only while it has no measures."""


class Owners(PlanPart):
    """Who owns an item, by role."""

    lead: Annotated[
        tuple[Line, ...],
        Field(title="牵头部门", description="牵头的部门,写 departments 里的全称;举措不写随任务"),
    ] = ()
    responsible: Annotated[
        tuple[Line, ...],
        Field(title="责任部门", description="承担责任的部门,写全称;同牵头合称主责"),
    ] = ()
    support: Annotated[
        tuple[Line, ...], Field(title="配合部门", description="配合的部门,写全称")
    ] = ()

    def by_role(self) -> tuple[tuple[Role, tuple[str, ...]], ...]:
        """The three roles with their departments, in the order a clause names them."""
        return (
            (Role.LEAD, self.lead),
            (Role.RESPONSIBLE, self.responsible),
            (Role.SUPPORT, self.support),
        )


class Item(Owners):
    """What tasks and measures have in common: how one is known, what it is to bring, how it stands.

    What it is to bring and what is reported of it counts where it is a leaf: a measure, or a task
    without any.
    """

    leader: Annotated[
        Names | None,
        Field(title="分管领导", description="只写姓名;不写随任务,再不写随牵头、责任部门的"),
    ] = None
    contact: Annotated[
        Names | None,
        Field(title="责任人", description="只写姓名;不写随任务,再不写随牵头、责任部门的"),
    ] = None
    fields: Annotated[
        WrittenFields,
        Field(title="自有字段", description="本单位自己加的,名称和类型写在 plan.fields"),
    ] = OwnFields()
    status: Annotated[
        Status,
        Field(
            title="状态",
            description="未启动、推进中、已完成、已销号、暂缓、已取消;用 update、review 改",
        ),
    ] = Status.NOT_STARTED
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
        Deadline | None,
        Field(
            title="完成时限",
            description="一天,或 2024-06(6月底)、2024-Q2、2024-H1;不填则以计划结束日为默认时限",
        ),
    ] = None
    due_text: Annotated[
        Line | None,
        Field(title="时限表述", description="没有日子的时限照写,如 长期坚持、年内见成效"),
    ] = None
    milestones: Annotated[
        tuple[Milestone, ...],
        Field(title="节点", description="到完成时限以前,分几步、各到什么时候"),
    ] = ()
    due_changes: Annotated[
        tuple[DueChange, ...],
        Field(
            title="时限调整记录",
            description="原来的时限、什么时候、谁批准改的;由 jimoplan update --due 记下",
        ),
    ] = ()
    stale: Annotated[
        Whole | None,
        Field(ge=1, le=366, title="未填报", description="这一项多少天没有填报亮黄灯;不填按口径"),
    ] = None
    suspensions: Annotated[
        tuple[Suspension, ...],
        Field(
            title="暂缓记录",
            description="什么时候起暂缓、什么时候恢复;由 jimoplan update 记下,暂缓期间不计时",
        ),
    ] = ()
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
    reviews: Annotated[
        tuple[Review, ...],
        Field(title="审核记录", description="销号、退回各一条;由 jimoplan review 记下"),
    ] = ()
    remarks: Annotated[
        tuple[Remark, ...], Field(title="意见", description="督查意见、批示、提醒,不算填报")
    ] = ()
    id: Annotated[ItemId, Field(title="编号", description="在本文件里不重复,给了就不改")]
    number: Annotated[
        Line | None, Field(title="印出的序号", description="如 (一)、1.1,可以重复;不写就印编号")
    ] = None
    title: Annotated[Line, Field(title="名称", description="台账上的名称")]
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
    kind: Annotated[Kind, Field(title="类别", description="一次性、常态化、周期性、指标")] = (
        Kind.ONE_OFF
    )
    deliverables: Annotated[
        tuple[Line, ...], Field(title="成果", description="本单位应当拿出的成果")
    ] = ()
    target: Annotated[
        Figure | None, Field(title="目标值", description="指标要到的数字,不写单位")
    ] = None
    target_text: Annotated[
        Line | None,
        Field(title="目标表述", description="目标不是数字时照写,如 与经济增长同步;不算百分比"),
    ] = None
    base: Annotated[
        Figure | None, Field(title="起点值", description="进度按从起点值到目标值走了多少计")
    ] = None
    unit: Annotated[
        Line | None, Field(title="计量单位", description="目标值、指标值的单位,如 件、%")
    ] = None
    direction: Annotated[
        Direction,
        Field(title="达标方向", description="不低于:到了目标值算达标;不高于:不超过算达标"),
    ] = Direction.AT_LEAST
    total: Annotated[
        Totalling | None,
        Field(title="合计方式", description="累计:每次填报的是本期数,加起来;不写则以最近一次为准"),
    ] = None
    definition: Annotated[
        Text | None, Field(title="指标口径", description="这个数字统计的是什么、怎么算")
    ] = None
    cadence: Annotated[
        Cadence | None, Field(title="周期", description="周期性举措多久报一期,如 每月、双月")
    ] = None
    proposal: Annotated[
        Mark | None,
        Field(title="建议", description="从文件导入时建议的,还没有人看过;看过、改好以后删去这一行"),
    ] = None
    evidence: Annotated[
        tuple[Line, ...],
        Field(title="佐证材料", description="说明完成了的文件,写相对计划文件的路径或网址"),
    ] = ()
    updates: Annotated[
        tuple[Update, ...],
        Field(title="填报记录", description="一次进展一条,新的写在最后;用 jimoplan update 填报"),
    ] = ()

    @property
    def is_leaf(self) -> bool:
        """Whether it is carried out and reported itself, not by its measures."""
        return True


class Measure(Item):
    """One commitment of a task; without owners of its own it inherits the task's."""

    id: Annotated[ItemId, Field(title="举措编号", description="任务编号-序号,例如 8-1")]
    title: Annotated[Line, Field(title="举措名称", description="台账上的简称")]
    kind: Annotated[
        Kind, Field(title="举措类别", description="一次性、常态化、周期性、指标;决定进度怎样算")
    ]


class Task(Item):
    """A task of the published plan."""

    id: Annotated[
        ItemId, Field(title="任务编号", description="在本文件里不重复,给了就不改;字母、数字、汉字")
    ]
    title: Annotated[Line, Field(title="任务名称", description="公布文本里这一项的名称")]
    kind: Annotated[
        Kind, Field(title="任务类别", description="没有举措的任务才写,不写是一次性")
    ] = Kind.ONE_OFF
    measures: Annotated[
        tuple[Measure, ...],
        Field(title="举措", description="任务里的各项具体工作;有了举措,进度和灯都看举措"),
    ] = ()

    @property
    def is_leaf(self) -> bool:
        """Whether it has no measures, so that it is carried out and reported itself."""
        return not self.measures

    @property
    def leaves(self) -> "tuple[Task | Measure, ...]":
        """Its measures, or the task itself where it has none."""
        return self.measures or (self,)

    @property
    def idle_keys(self) -> tuple[str, ...]:
        """What it says itself although its measures are what counts."""
        fields = Task.model_fields
        said = (key for key in LEAF_KEYS if getattr(self, key) != fields[key].get_default())
        return () if self.is_leaf else tuple(said)
