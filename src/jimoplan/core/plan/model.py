"""The plan as a value: frozen, unknown keys refused, without positions.

Keys are English and values are the bureau's own words, so that the file reads as the bureau speaks.
Titles and descriptions are Chinese because editors show them through the JSON Schema.
"""

from typing import Annotated, Literal

from pydantic import ConfigDict, Field

from jimoplan.core.plan.fields import ItemId, Line, Names, PlanPart, Text
from jimoplan.core.plan.header import Header, Policy
from jimoplan.core.plan.items import Task
from jimoplan.core.plan.person import Person


class Department(PlanPart):
    """A department, or a group that stands for its members."""

    name: Annotated[Line, Field(title="部门名称", description="全称;别处一律这样写")]
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
    leader: Annotated[
        Names | None,
        Field(title="分管领导", description="只写姓名;这个部门牵头、责任的事项没有写的,就是他"),
    ] = None
    contact: Annotated[
        Names | None,
        Field(title="责任人", description="只写姓名;这个部门牵头、责任的事项没有写的,就是他"),
    ] = None
    people: Annotated[
        tuple[Person, ...],
        Field(title="人员", description="谁可以改什么,由 jimoplan audit 核对;不填就不审权限"),
    ] = ()


class Section(PlanPart):
    """A heading of the published plan, with the tasks and the sections below it."""

    id: Annotated[
        ItemId | None, Field(title="板块编号", description="在本文件里不重复;不写就是序号")
    ] = None
    number: Annotated[
        Line | None, Field(title="板块序号", description="公布文本印出的,例如 三、(一);没有就不写")
    ] = None
    title: Annotated[Line, Field(title="板块标题", description="公布文本的标题,不带序号")]
    text: Annotated[
        Text | None, Field(title="公布原文", description="标题下面、任务之前的话,一字不改")
    ] = None
    form: Annotated[
        Text | None, Field(title="公布格式", description="与全文的写法不同时,这个标题怎么写")
    ] = None
    tasks: Annotated[
        tuple[Task, ...], Field(title="任务", description="这个板块的任务,按公布的先后")
    ] = ()
    sections: Annotated[
        tuple["Section", ...], Field(title="下级板块", description="下一级的板块,最多六级")
    ] = ()

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
    plan: Annotated[Header, Field(title="计划", description="谁的、哪一年的计划,公布文件怎么写")]
    policy: Annotated[
        Policy, Field(title="口径", description="什么时候亮黄灯、补报和审核各给几天;不写就按默认")
    ] = Policy()
    departments: Annotated[
        tuple[Department, ...], Field(title="部门", description="计划里出现的部门和群组")
    ]
    tasks: Annotated[tuple[Task, ...], Field(title="任务", description="不属于任何板块的任务")] = ()
    sections: Annotated[
        tuple[Section, ...], Field(title="板块", description="公布文本的各个标题,任务写在下面")
    ] = ()

    def all_tasks(self) -> tuple[Task, ...]:
        """Every task, in the order of the plan: what stands above the sections first."""
        return tasks_below(self)


def tasks_below(part: Plan | Section) -> tuple[Task, ...]:
    """Every task of a plan or section, its own before those of the sections in it."""
    below = (task for section in part.sections for task in tasks_below(section))
    return (*part.tasks, *below)
