"""`jimoplan rename`: dept, group, section."""

from pathlib import Path
from typing import Annotated

import typer

from jimoplan.actions.changing.rename import propose_department_name, propose_section_title
from jimoplan.cli.changing.changing import Manner, settle, side_effects, takes_manner
from jimoplan.cli.shared import complete
from jimoplan.cli.shared.options import PlanFile


@takes_manner
def rename_department(
    name: Annotated[
        str,
        typer.Argument(
            metavar="旧名称",
            help="现在的名称,或能认出它的别名",
            autocompletion=complete.departments,
        ),
    ],
    new: Annotated[str, typer.Argument(metavar="新名称", help="新的全称;旧名称留作别名")],
    *,
    file: PlanFile = None,
    manner: Manner,
) -> int:
    """Give a department or group another name wherever the plan names it."""
    proposal = propose_department_name(file, Path.cwd(), name, new)
    return settle(proposal, manner, notes=side_effects(proposal))


@takes_manner
def rename_section(
    section: Annotated[
        str,
        typer.Argument(
            metavar="板块", help="序号,或标题的一部分", autocompletion=complete.sections
        ),
    ],
    title: Annotated[str, typer.Argument(metavar="新标题", help="新的板块标题;序号不变")],
    *,
    file: PlanFile = None,
    manner: Manner,
) -> int:
    """Give a section another title; its number stays."""
    proposal = propose_section_title(file, Path.cwd(), section, title)
    return settle(proposal, manner, notes=side_effects(proposal))
