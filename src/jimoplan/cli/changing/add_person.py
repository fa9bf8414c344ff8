"""`jimoplan add person`."""

from pathlib import Path
from typing import Annotated

import typer

from jimoplan.actions.changing.people import NewPerson, propose_person
from jimoplan.cli.changing.changing import Manner, settle, takes_manner
from jimoplan.cli.shared import complete
from jimoplan.cli.shared.options import PlanFile
from jimoplan.core.plan.person import Duty


@takes_manner
def run(
    name: Annotated[str, typer.Argument(metavar="姓名", help="本人的姓名,与 git 提交的一致")],
    email: Annotated[str, typer.Argument(metavar="邮箱", help="git 提交用的工作邮箱")],
    *,
    dept: Annotated[
        str,
        typer.Option(
            "--dept",
            "-d",
            metavar="部门",
            help="列在哪个部门",
            autocompletion=complete.departments,
        ),
    ],
    role: Annotated[
        str,
        typer.Option(
            "--role",
            metavar="职责",
            help="联络员、分管领导、督查;一人有几样的,各加一次",
            autocompletion=complete.offer_words(Duty),
        ),
    ] = Duty.LIAISON.value,
    file: PlanFile = None,
    manner: Manner,
) -> int:
    """Put somebody on the list of people of a department."""
    listing = propose_person(file, Path.cwd(), NewPerson(name, email, dept, role))
    return settle(listing.proposal, manner, notes=listing.notes)
