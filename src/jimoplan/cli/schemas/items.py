"""The answers to `status`, `list`, `show` and `compare`."""

from datetime import date
from typing import Annotated, Any, NotRequired

from pydantic import ConfigDict
from typing_extensions import TypedDict

from jimoplan.cli.schemas.keys import code, told, word
from jimoplan.core.assessment.lights import Light
from jimoplan.core.plan.words import Kind, Role, Status

_Names = list[str]


class Counts(TypedDict):
    """How many items there are by status and light."""

    total: Annotated[int, told("共几项")]
    by_status: Annotated[dict[str, int], told("各状态几项,键是状态的英文代码")]
    by_light: Annotated[dict[str, int], told("各灯几项,键是灯的英文代码")]
    progress: Annotated[int, told("平均进度,百分数;主要看填报得勤不勤,不是办结率")]


class OneOff(TypedDict):
    """一次性."""

    total: Annotated[int, told("共几项")]
    in_time: Annotated[int, told("到期的里面按时办结几项")]
    extended: Annotated[int, told("延期办结几项")]
    late: Annotated[int, told("逾期办结几项")]
    overdue: Annotated[int, told("逾期未办结几项")]
    due_today: Annotated[int, told("当天到期几项")]
    early: Annotated[int, told("未到时限已办结几项")]
    suspended: Annotated[int, told("暂缓几项")]
    due: Annotated[int, told("到期几项")]
    finished: Annotated[int, told("到期的里面办结几项")]
    percent: Annotated[int | None, told("办结率,百分数;没有到期的是 null")]


class Periodic(TypedDict):
    """周期性."""

    total: Annotated[int, told("共几项")]
    owed: Annotated[int, told("应报几期")]
    reported: Annotated[int, told("已报几期")]
    in_grace: Annotated[int, told("宽限期内几期")]
    suspended: Annotated[int, told("暂缓几项")]
    missing: Annotated[int, told("应报未报几期")]


class Continuous(TypedDict):
    """常态化."""

    total: Annotated[int, told("共几项")]
    owed: Annotated[int, told("应报几项")]
    reported: Annotated[int, told("已报几项")]
    finished: Annotated[int, told("已办结几项")]
    suspended: Annotated[int, told("暂缓几项")]
    silent: Annotated[int, told("久未填报几项")]


class Indicators(TypedDict):
    """指标."""

    total: Annotated[int, told("目标是数字的几项")]
    reached: Annotated[int, told("达标几项")]
    exceeded: Annotated[int, told("超过上限几项")]
    unreported: Annotated[int, told("未填报指标值几项")]
    wordy: Annotated[int, told("目标不是数字、不计的几项")]
    suspended: Annotated[int, told("暂缓几项")]


class Figures(TypedDict):
    """The figures of each kind of measure."""

    one_off: Annotated[OneOff, told("一次性的")]
    periodic: Annotated[Periodic, told("周期性的,数的是期")]
    continuous: Annotated[Continuous, told("常态化的")]
    indicators: Annotated[Indicators, told("指标的")]


class Counted(Counts, Figures):
    """Counts with the figures of each kind."""


class SectionCounts(Counted):
    """A section."""

    number: Annotated[str | None, told("印出的序号")]
    title: Annotated[str, told("标题")]
    key: Annotated[NotRequired[str], told("编号,同序号不一样的才有")]
    depth: Annotated[NotRequired[int], told("在几级板块之下,最上一级没有这个键")]


class DepartmentCounts(Figures):
    """A department."""

    name: Annotated[str, told("全称")]
    kind: Annotated[str, told("类别,本单位的叫法")]
    own: Annotated[Counts, told("直接承担的任务")]
    through_groups: Annotated[int, told("经群组承担的任务几项")]


class LeaderCounts(Counted):
    """A 分管领导."""

    name: Annotated[str | None, told("姓名;待明确的是 null")]


class OverviewAnswer(Figures):
    """`status`."""

    tasks: Annotated[Counts, told("任务")]
    measures: Annotated[Counts, told("举措")]
    sections: Annotated[list[SectionCounts], told("各板块的任务")]
    departments: Annotated[list[DepartmentCounts], told("各部门")]
    leaders: Annotated[list[LeaderCounts], told("各分管领导的任务")]


class Row(TypedDict):
    """A task or measure with every column."""

    id: Annotated[str, told("编号")]
    number: Annotated[str | None, told("印出的序号")]
    section: Annotated[str | None, told("板块的编号")]
    task: Annotated[str, told("所属任务的编号,任务是它自己的")]
    title: Annotated[str, told("名称")]
    kind: Annotated[str | None, word(Kind, "类别;有举措的任务是 null", optional=True)]
    kind_code: Annotated[str | None, code(Kind, "kind", optional=True)]
    role: Annotated[str | None, word(Role, "所问部门的角色;没有问部门是 null", optional=True)]
    role_code: Annotated[str | None, code(Role, "role", optional=True)]
    via: Annotated[str | None, told("经由哪个群组;直接承担的是 null")]
    owners: Annotated[str, told("责任部门,一句话")]
    lead: Annotated[_Names, told("牵头部门")]
    responsible: Annotated[_Names, told("责任部门")]
    support: Annotated[_Names, told("配合部门")]
    leader: Annotated[_Names, told("分管领导")]
    contact: Annotated[_Names, told("责任人")]
    fields: Annotated[dict[str, str | int | float], told("自有字段")]
    status: Annotated[str, word(Status, "状态")]
    status_code: Annotated[str, code(Status, "status")]
    unmet: Annotated[bool, told("报了完成,目标没有达到")]
    progress: Annotated[int | None, told("进度,百分数")]
    elapsed: Annotated[int | None, told("序时进度,百分数")]
    light: Annotated[str, word(Light, "灯;— 是暂缓、已取消的")]
    light_code: Annotated[str, code(Light, "light")]
    reason: Annotated[str, told("为什么是这个灯")]
    said: Annotated[list[str], told("退回的原因和存在问题")]
    due: Annotated[date | None, told("完成时限,写到月底、季度末的是最后一天;无明确时限的是 null")]
    due_is_default: Annotated[bool, told("没有写时限,按计划到期日算")]
    overdue_days: Annotated[int, told("逾期几个工作日")]
    last_update: Annotated[date | None, told("最近填报的日期;未填报是 null")]
    deliverables: Annotated[list[str], told("成果")]
    carried_from: Annotated[str | None, told("上年结转自哪里;本年新增的是 null")]
    text: Annotated[str | None, told("公布原文")]


class PartialRow(Row):
    """A row of `list`, with the columns that were asked for; own fields under their names."""

    __pydantic_config__ = ConfigDict(extra="allow")  # type: ignore[misc]


class TaskRow(Row):
    """A task of a department."""

    measures: Annotated[list[Row], told("它的举措")]


class OwnDuties(Figures):
    """What a department has to do by itself."""

    tasks: Annotated[Counts, told("任务")]
    measures: Annotated[Counts, told("举措")]


class DutiesAnswer(TypedDict):
    """`status --dept`."""

    department: Annotated[str, told("部门全称")]
    own: Annotated[OwnDuties, told("直接承担的合计")]
    own_tasks: Annotated[list[TaskRow], told("直接承担的任务")]
    group_tasks: Annotated[list[TaskRow], told("经群组承担的任务")]


class ListAnswer(TypedDict):
    """`list`, and `show` of a section."""

    items: Annotated[list[PartialRow], told("任务或举措;写了 --columns 只有那些列")]


class OpenProblem(TypedDict):
    """A problem that nobody has settled."""

    id: Annotated[str, told("事项编号")]
    date: Annotated[date, told("填报日期")]
    by: Annotated[str | None, told("填报人")]
    dept: Annotated[str | None, told("填报部门")]
    problem: Annotated[str, told("存在问题")]


class Hit(TypedDict):
    """A text that was found."""

    id: Annotated[str, told("任务、举措的编号或板块的序号;计划本身的文字是空的")]
    title: Annotated[str, told("它的名称")]
    where: Annotated[str, told("是什么文字,如 进展情况、佐证材料")]
    date: Annotated[date | None, told("填报、意见的日期;没有日期的是 null")]
    text: Annotated[str, told("全文")]
    marks: Annotated[list[list[int]], told("找到的字在全文里从第几个到第几个,从 0 数,不含后一个")]
    gone: Annotated[str | None, told("已经改去或删去的,在哪次提交里;现在还在的是 null")]


class SearchAnswer(TypedDict):
    """`search`."""

    words: Annotated[list[str], told("要找的词,已统一全半角、括号和大小写")]
    hits: Annotated[list[Hit], told("找到的,按计划里的先后;历史里的在后面")]


class ShowAnswer(Row):
    """`show`."""

    how: Annotated[str, told("进度怎样算出来的")]
    reasons: Annotated[list[str], told("灯的各条原因")]
    members: Annotated[dict[str, _Names], told("责任部门里的群组各包括哪些部门")]
    open_problems: Annotated[list[OpenProblem], told("未解决的存在问题")]
    item: Annotated[
        dict[str, Any],
        told("计划文件里写的各个键,见 docs/plan.md;固定用词旁边有英文代码"),
    ]
    published: Annotated[str | None, told("公布原文")]
    measures: Annotated[list[Row], told("任务的举措")]


class Owned(TypedDict):
    """An item of either year."""

    level: Annotated[str, told("task 任务,measure 举措")]
    id: Annotated[str, told("编号")]
    title: Annotated[str, told("名称")]
    status: Annotated[str, word(Status, "状态")]
    status_code: Annotated[str, code(Status, "status")]
    lead: Annotated[_Names, told("牵头部门")]
    responsible: Annotated[_Names, told("责任部门")]
    support: Annotated[_Names, told("配合部门")]


class Carried(Owned):
    """An item that was carried over."""

    carried_from: Annotated[str, told("上一年的编号")]
    was: Annotated[dict[str, Any], told("调整了的键原来的值")]


class YearCounts(TypedDict):
    """A department's items."""

    name: Annotated[str, told("部门")]
    carried: Annotated[int, told("结转几项")]
    new: Annotated[int, told("本年新增几项")]
    dropped: Annotated[int, told("没有结转几项")]
    finished: Annotated[int, told("上年办结几项")]


class OldPlan(TypedDict):
    """The earlier plan."""

    title: Annotated[str, told("标题")]
    start: Annotated[date, told("从哪天起")]


class CompareAnswer(TypedDict):
    """`compare`."""

    old: Annotated[OldPlan, told("原计划;新计划在信封的 plan 里")]
    carried: Annotated[list[Carried], told("上年结转")]
    new: Annotated[list[Owned], told("本年新增")]
    dropped: Annotated[list[Owned], told("没有结转")]
    finished: Annotated[list[Owned], told("上年办结")]
    cancelled: Annotated[list[Owned], told("上年取消")]
    departments: Annotated[list[YearCounts], told("各部门的任务和举措几项")]
