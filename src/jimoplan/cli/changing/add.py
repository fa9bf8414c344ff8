"""`jimoplan add`: section, task, measure, dept, group."""

from collections.abc import Mapping
from datetime import date
from pathlib import Path
from typing import Annotated

import typer

from jimoplan.actions.changing.proposal import Proposal
from jimoplan.actions.changing.structure import (
    NewItem,
    OwnerNames,
    propose_department,
    propose_group,
    propose_measure,
    propose_section,
    propose_task,
)
from jimoplan.cli.changing.changing import Manner, published_notes, settle, takes_manner
from jimoplan.cli.shared import complete
from jimoplan.cli.shared.asking import ask_if_sure
from jimoplan.cli.shared.options import PlanFile, read_date, read_day
from jimoplan.core.plan.fields import FieldValue
from jimoplan.core.plan.vocabulary import find_word
from jimoplan.core.plan.words import OFFICE, Cadence, Direction, Kind
from jimoplan.core.workflow.days import find_odd_days

_Text = str | None
_Texts = list[str] | None

_Title = Annotated[str, typer.Option("--title", metavar="名称", help="台账上的名称")]
_Number = Annotated[_Text, typer.Option("--id", metavar="编号", help="不写则接着最后一个往下编")]
_Printed = Annotated[
    _Text, typer.Option("--number", metavar="序号", help="公布文本印出的序号,与编号不同时才写")
]
_Lead = Annotated[
    _Texts,
    typer.Option("--lead", metavar="部门", help="牵头部门", autocompletion=complete.departments),
]
_Responsible = Annotated[
    _Texts,
    typer.Option(
        "--responsible",
        metavar="部门",
        help="责任部门;可以写几次",
        autocompletion=complete.departments,
    ),
]
_Support = Annotated[
    _Texts,
    typer.Option(
        "--support",
        metavar="部门",
        help="配合部门;可以写几次",
        autocompletion=complete.departments,
    ),
]
_Leader = Annotated[
    _Text,
    typer.Option(
        "--leader",
        metavar="姓名",
        help="分管领导;几位用 、 隔开",
        autocompletion=complete.leaders,
    ),
]
_Contact = Annotated[
    _Text,
    typer.Option(
        "--contact",
        metavar="姓名",
        help="责任人;几位用 、 隔开",
        autocompletion=complete.contacts,
    ),
]
_Fields = Annotated[
    _Texts,
    typer.Option("--field", metavar="字段=值", help="自有字段,如 优先级=高;可以写几次"),
]
_Due = Annotated[_Text, typer.Option("--due", metavar="日期", help="完成时限")]
_Date = Annotated[
    _Text,
    typer.Option(
        "--date", metavar="日期", help="立项日期;不写的,计划开始以后新增为今天,开始以前不写"
    ),
]


@takes_manner
def add_section(
    number: Annotated[str, typer.Argument(metavar="序号", help="公布文本里的序号,如 三")],
    title: Annotated[str, typer.Argument(metavar="标题", help="板块标题")],
    *,
    within: Annotated[
        str | None,
        typer.Option(
            "--section",
            "-s",
            metavar="板块",
            help="加在这个板块下面,做它的下级",
            autocompletion=complete.sections,
        ),
    ] = None,
    key: Annotated[
        str | None,
        typer.Option("--id", metavar="编号", help="序号在计划里重复时,这个板块在本文件里的编号"),
    ] = None,
    file: PlanFile = None,
    manner: Manner,
) -> int:
    """Enter a new section at the end of the plan or of another section."""
    told = {"id": key, "number": number, "title": title}
    proposal = propose_section(file, Path.cwd(), within, told)
    return settle(proposal, manner, notes=published_notes(proposal))


@takes_manner
def add_task(
    *,
    section: Annotated[
        str | None,
        typer.Option(
            "--section",
            "-s",
            metavar="板块",
            help="加在哪个板块,写序号或标题的一部分;计划没有板块的不写",
            autocompletion=complete.sections,
        ),
    ] = None,
    title: _Title,
    number: _Number = None,
    printed: _Printed = None,
    lead: _Lead = None,
    responsible: _Responsible = None,
    support: _Support = None,
    leader: _Leader = None,
    contact: _Contact = None,
    field: _Fields = None,
    due: _Due = None,
    begun: _Date = None,
    file: PlanFile = None,
    manner: Manner,
) -> int:
    """Enter a new task at the end of a section."""
    told = {
        "id": number,
        "number": printed,
        "title": title,
        "leader": leader,
        "contact": contact,
        "due": _day(due),
        "since": _day(begun),
    }
    new = NewItem(told, _owners(lead, responsible, support), read_day(None), field or ())
    return _settle(propose_task(file, Path.cwd(), section, new), manner, told)


_Task = Annotated[str, typer.Argument(metavar="任务编号", help="如 8", autocompletion=complete.ids)]
_Kind = Annotated[
    str,
    typer.Option(
        "--kind",
        metavar="类别",
        help="一次性、常态化、周期性、指标",
        autocompletion=complete.offer_words(Kind),
    ),
]
_OwnText = Annotated[
    _Text, typer.Option("--text", metavar="原文", help="公布文本里的话;自己新增的举措不写")
]
_Deliverable = Annotated[
    _Texts, typer.Option("--deliverable", metavar="成果", help="应当拿出的成果;可以写几次")
]
_Cadence = Annotated[
    _Text,
    typer.Option(
        "--cadence",
        metavar="周期",
        help="周期性举措的周期:每周、每月、双月、每季、每半年、每年",
        autocompletion=complete.offer_words(Cadence),
    ),
]
_Target = Annotated[_Text, typer.Option("--target", metavar="数字", help="指标的目标值")]
_Unit = Annotated[_Text, typer.Option("--unit", metavar="单位", help="指标的计量单位")]
_Direction = Annotated[
    _Text,
    typer.Option(
        "--direction",
        metavar="方向",
        help="指标的达标方向:不低于、不高于",
        autocompletion=complete.offer_words(Direction),
    ),
]
_Definition = Annotated[
    _Text, typer.Option("--definition", metavar="文字", help="指标统计的是什么、怎么算")
]


@takes_manner
def add_measure(
    task: _Task,
    *,
    title: _Title,
    kind: _Kind = Kind.ONE_OFF.value,
    number: _Number = None,
    printed: _Printed = None,
    text: _OwnText = None,
    deliverable: _Deliverable = None,
    cadence: _Cadence = None,
    target: _Target = None,
    unit: _Unit = None,
    direction: _Direction = None,
    definition: _Definition = None,
    lead: _Lead = None,
    responsible: _Responsible = None,
    support: _Support = None,
    leader: _Leader = None,
    contact: _Contact = None,
    field: _Fields = None,
    due: _Due = None,
    begun: _Date = None,
    file: PlanFile = None,
    manner: Manner,
) -> int:
    """Enter a new measure at the end of a task."""
    told = {
        "id": number,
        "number": printed,
        "title": title,
        "kind": find_word(kind, Kind, "举措类别"),
        "text": text,
        "deliverables": tuple(deliverable or ()),
        "cadence": find_word(cadence, Cadence, "周期") if cadence else None,
        "target": target,
        "unit": unit,
        "direction": find_word(direction, Direction, "达标方向") if direction else None,
        "definition": definition,
        "leader": leader,
        "contact": contact,
        "due": _day(due),
        "since": _day(begun),
    }
    new = NewItem(told, _owners(lead, responsible, support), read_day(None), field or ())
    return _settle(propose_measure(file, Path.cwd(), task, new), manner, told)


_Alias = Annotated[_Texts, typer.Option("--alias", metavar="别名", help="平时的简称;可以写几次")]


@takes_manner
def add_department(
    name: Annotated[str, typer.Argument(metavar="名称", help="部门全称")],
    *,
    kind: Annotated[
        str,
        typer.Option(
            "--kind",
            metavar="类别",
            help="照本单位的叫法,如 科室、镇街、国企;群组代表它的成员",
            autocompletion=complete.department_kinds,
        ),
    ] = OFFICE,
    alias: _Alias = None,
    member: Annotated[
        _Texts,
        typer.Option(
            "--member",
            metavar="部门",
            help="群组的成员;可以写几次",
            autocompletion=complete.departments,
        ),
    ] = None,
    leader: _Leader = None,
    contact: _Contact = None,
    file: PlanFile = None,
    manner: Manner,
) -> int:
    """Enter a new department or group."""
    told: dict[str, FieldValue] = {
        "name": name,
        "kind": kind,
        "aliases": tuple(alias or ()),
        "leader": leader,
        "contact": contact,
    }
    proposal = propose_department(file, Path.cwd(), member or (), told)
    return settle(proposal, manner, notes=published_notes(proposal))


@takes_manner
def add_group(
    name: Annotated[str, typer.Argument(metavar="名称", help="群组的名称,如 各科室")],
    *,
    members: Annotated[
        _Texts,
        typer.Option(
            "--members",
            "--member",
            metavar="部门",
            help="它代表的部门,用逗号隔开;也可以写几次;名单待明确的不写",
            autocompletion=complete.departments,
        ),
    ] = None,
    alias: _Alias = None,
    file: PlanFile = None,
    manner: Manner,
) -> int:
    """Enter a new group, which stands for its members."""
    told: dict[str, FieldValue] = {"name": name, "aliases": tuple(alias or ())}
    proposal = propose_group(file, Path.cwd(), members or (), told)
    return settle(proposal, manner, notes=published_notes(proposal))


def _day(written: _Text) -> date | None:
    return None if written is None else read_date(written)


def _settle(proposal: Proposal, manner: Manner, told: Mapping[str, FieldValue]) -> int:
    """Settle with a question about days outside of the plan's period."""
    days = [(what, told[key]) for what, key in (("立项日期", "since"), ("完成时限", "due"))]
    odd = find_odd_days(
        proposal.reading.plan, [(w, day) for w, day in days if isinstance(day, date)]
    )
    question = ask_if_sure(odd)
    return settle(proposal, manner, question=question, notes=published_notes(proposal))


def _owners(lead: _Texts, responsible: _Texts, support: _Texts) -> OwnerNames:
    return OwnerNames(tuple(lead or ()), tuple(responsible or ()), tuple(support or ()))
