"""`jimoplan add person`."""

from pathlib import Path
from typing import Annotated

import typer

from jimoplan.actions.changing.people import NewPerson, check_address, propose_person
from jimoplan.actions.plan.ask import find_department
from jimoplan.actions.plan.texts import check_line
from jimoplan.cli.changing.changing import Manner, settle, takes_manner
from jimoplan.cli.shared import complete
from jimoplan.cli.shared.options import PlanFile
from jimoplan.cli.shared.typed import plan_at_hand
from jimoplan.core.plan.person import Duty


def _check_name(written: str) -> str:
    check_line("姓名", written)
    return written


def _check_address(written: str) -> str:
    check_address(written)
    return written


def _check_department(context: typer.Context, written: str) -> str:
    if plan := plan_at_hand(context.params.get("file")):
        find_department(plan, written)
    return written


@takes_manner
def run(
    name: Annotated[
        str,
        typer.Argument(metavar="姓名", help="本人的姓名,与 git 提交的一致", callback=_check_name),
    ],
    email: Annotated[
        str,
        typer.Argument(metavar="邮箱", help="git 提交用的工作邮箱", callback=_check_address),
    ],
    *,
    dept: Annotated[
        str,
        typer.Option(
            "--dept",
            "-d",
            metavar="部门",
            help="列在哪个部门",
            callback=_check_department,
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
