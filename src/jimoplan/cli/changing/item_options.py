"""The options of whatever enters an item: what it is called, whose it is, what it is to bring."""

from typing import Annotated

import typer

from jimoplan.cli.shared import complete
from jimoplan.core.plan.words import Cadence, Direction, Kind

_Text = str | None
_Texts = list[str] | None

Title = Annotated[str, typer.Option("--title", metavar="名称", help="台账上的名称")]
Number = Annotated[_Text, typer.Option("--id", metavar="编号", help="不写则接着最后一个往下编")]
Printed = Annotated[
    _Text, typer.Option("--number", metavar="序号", help="公布文本印出的序号,与编号不同时才写")
]
Lead = Annotated[
    _Texts,
    typer.Option("--lead", metavar="部门", help="牵头部门", autocompletion=complete.departments),
]
Responsible = Annotated[
    _Texts,
    typer.Option(
        "--responsible",
        metavar="部门",
        help="责任部门;可以写几次",
        autocompletion=complete.departments,
    ),
]
Support = Annotated[
    _Texts,
    typer.Option(
        "--support",
        metavar="部门",
        help="配合部门;可以写几次",
        autocompletion=complete.departments,
    ),
]
Due = Annotated[
    _Text, typer.Option("--due", metavar="日期", help="完成时限,一天或 2024-06(6月底)、2024-Q2")
]
DueText = Annotated[
    _Text,
    typer.Option("--due-text", metavar="文字", help="没有日子的时限照写,如 长期坚持、年内见成效"),
]
Leader = Annotated[
    _Text,
    typer.Option(
        "--leader",
        metavar="姓名",
        help="分管领导;几位用 、 隔开",
        autocompletion=complete.leaders,
    ),
]
Contact = Annotated[
    _Text,
    typer.Option(
        "--contact",
        metavar="姓名",
        help="责任人;几位用 、 隔开",
        autocompletion=complete.contacts,
    ),
]
Fields = Annotated[
    _Texts,
    typer.Option(
        "--field",
        metavar="字段=值",
        help="自有字段,如 优先级=高;可以写几次",
        autocompletion=complete.own_fields,
    ),
]
Date = Annotated[
    _Text,
    typer.Option(
        "--date", metavar="日期", help="立项日期;不写的,计划开始以后新增为今天,开始以前不写"
    ),
]
Task = Annotated[str, typer.Argument(metavar="任务编号", help="如 8", autocompletion=complete.ids)]
KindOption = Annotated[
    str,
    typer.Option(
        "--kind",
        metavar="类别",
        help="一次性、常态化、周期性、指标",
        autocompletion=complete.offer_words(Kind),
    ),
]
TaskKind = Annotated[
    _Text,
    typer.Option(
        "--kind",
        metavar="类别",
        help="没有举措的任务写:一次性(不写就是)、常态化、周期性、指标",
        autocompletion=complete.offer_words(Kind),
    ),
]
OwnText = Annotated[
    _Text, typer.Option("--text", metavar="原文", help="公布文本里的话;自己新增的不写")
]
Deliverable = Annotated[
    _Texts, typer.Option("--deliverable", metavar="成果", help="应当拿出的成果;可以写几次")
]
CadenceOption = Annotated[
    _Text,
    typer.Option(
        "--cadence",
        metavar="周期",
        help="周期性的多久一期:每周、每月、双月、每季、每半年、每年",
        autocompletion=complete.offer_words(Cadence),
    ),
]
Target = Annotated[_Text, typer.Option("--target", metavar="数字", help="指标的目标值")]
Unit = Annotated[_Text, typer.Option("--unit", metavar="单位", help="指标的计量单位")]
DirectionOption = Annotated[
    _Text,
    typer.Option(
        "--direction",
        metavar="方向",
        help="指标的达标方向:不低于、不高于",
        autocompletion=complete.offer_words(Direction),
    ),
]
Definition = Annotated[
    _Text, typer.Option("--definition", metavar="文字", help="指标统计的是什么、怎么算")
]
