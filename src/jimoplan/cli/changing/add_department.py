"""`jimoplan add`: dept, group."""

from pathlib import Path
from typing import Annotated

import typer

from jimoplan.actions.changing.structure import propose_department, propose_group
from jimoplan.cli.changing.changing import Manner, settle, side_effects, takes_manner
from jimoplan.cli.changing.item_options import Contact, Leader
from jimoplan.cli.shared import complete
from jimoplan.cli.shared.options import PlanFile
from jimoplan.core.plan.fields import FieldValue
from jimoplan.core.plan.words import OFFICE

_Texts = list[str] | None
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
    leader: Leader = None,
    contact: Contact = None,
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
    return settle(proposal, manner, notes=side_effects(proposal))


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
    return settle(proposal, manner, notes=side_effects(proposal))
