"""`jimoplan add`: section, task, measure."""

from collections.abc import Mapping
from datetime import date
from pathlib import Path
from typing import Annotated

import typer

from jimoplan.actions.changing.proposal import Proposal
from jimoplan.actions.changing.structure import (
    NewItem,
    OwnerNames,
    propose_measure,
    propose_section,
    propose_task,
)
from jimoplan.cli.changing.changing import Manner, settle, side_effects, takes_manner
from jimoplan.cli.changing.item_options import (
    CadenceOption,
    Contact,
    Date,
    Definition,
    Deliverable,
    DirectionOption,
    Due,
    DueText,
    Fields,
    KindOption,
    Lead,
    Leader,
    Number,
    OwnText,
    Printed,
    Responsible,
    Support,
    Target,
    Task,
    TaskKind,
    Title,
    Unit,
)
from jimoplan.cli.shared import complete
from jimoplan.cli.shared.asking import ask_if_sure
from jimoplan.cli.shared.missing import ask_needed
from jimoplan.cli.shared.options import PlanFile, find_today
from jimoplan.cli.shared.typed import read_date, read_due, read_name, read_target
from jimoplan.core.plan.fields import FieldValue
from jimoplan.core.plan.vocabulary import find_word
from jimoplan.core.plan.words import Cadence, Direction, Kind
from jimoplan.core.workflow.days import find_odd_days
from jimoplan.errors import UsageError

_Text = str | None
_Texts = list[str] | None


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
    return settle(proposal, manner, notes=side_effects(proposal))


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
    title: Title,
    kind: TaskKind = None,
    number: Number = None,
    printed: Printed = None,
    text: OwnText = None,
    deliverable: Deliverable = None,
    cadence: CadenceOption = None,
    target: Target = None,
    unit: Unit = None,
    direction: DirectionOption = None,
    definition: Definition = None,
    lead: Lead = None,
    responsible: Responsible = None,
    support: Support = None,
    leader: Leader = None,
    contact: Contact = None,
    field: Fields = None,
    due: Due = None,
    due_text: DueText = None,
    begun: Date = None,
    file: PlanFile = None,
    manner: Manner,
) -> int:
    """Enter a new task at the end of a section."""
    sort = find_word(kind, Kind, "任务类别") if kind else None
    told = {
        "id": number,
        "number": printed,
        "title": title,
        "kind": sort,
        "text": text,
        **_to_bring(sort, deliverable, cadence, direction, target=target, unit=unit),
        "definition": definition,
        "leader": leader,
        "contact": contact,
        "due": read_due(due, file) if due is not None else None,
        "due_text": due_text,
        "since": _day(begun, file),
    }
    new = NewItem(told, _owners(lead, responsible, support), find_today(), field or ())
    return _settle(propose_task(file, Path.cwd(), section, new), manner, told)


@takes_manner
def add_measure(
    task: Task,
    *,
    title: Title,
    kind: KindOption = Kind.ONE_OFF.value,
    number: Number = None,
    printed: Printed = None,
    text: OwnText = None,
    deliverable: Deliverable = None,
    cadence: CadenceOption = None,
    target: Target = None,
    unit: Unit = None,
    direction: DirectionOption = None,
    definition: Definition = None,
    lead: Lead = None,
    responsible: Responsible = None,
    support: Support = None,
    leader: Leader = None,
    contact: Contact = None,
    field: Fields = None,
    due: Due = None,
    due_text: DueText = None,
    begun: Date = None,
    file: PlanFile = None,
    manner: Manner,
) -> int:
    """Enter a new measure at the end of a task."""
    sort = find_word(kind, Kind, "举措类别")
    told = {
        "id": number,
        "number": printed,
        "title": title,
        "kind": sort,
        "text": text,
        **_to_bring(sort, deliverable, cadence, direction, target=target, unit=unit),
        "definition": definition,
        "leader": leader,
        "contact": contact,
        "due": read_due(due, file) if due is not None else None,
        "due_text": due_text,
        "since": _day(begun, file),
    }
    new = NewItem(told, _owners(lead, responsible, support), find_today(), field or ())
    return _settle(propose_measure(file, Path.cwd(), read_name(task, file), new), manner, told)


def _to_bring(
    kind: Kind | None,
    deliverables: _Texts,
    cadence: _Text,
    direction: _Text,
    *,
    target: _Text,
    unit: _Text,
) -> dict[str, FieldValue]:
    """What an item of a kind is to bring, read from its options; what lacks is asked for."""
    cadence = _cadence(kind, cadence)
    return {
        "deliverables": tuple(deliverables or ()),
        "cadence": find_word(cadence, Cadence, "周期") if cadence else None,
        "target": _target(kind, target, unit),
        "unit": unit,
        "direction": find_word(direction, Direction, "达标方向") if direction else None,
    }


def _cadence(kind: Kind | None, written: _Text) -> _Text:
    """The cadence that was written; what comes every period has to have one."""
    if kind is not Kind.PERIODIC or written is not None:
        return written
    offers = tuple(map(str, Cadence))
    missing = UsageError("周期性的要有周期,缺少 --cadence 周期", f"周期是{'、'.join(offers)}之一")
    return ask_needed(f"多久一期({'、'.join(offers)}):", missing, offers)


def _target(kind: Kind | None, written: _Text, unit: _Text) -> _Text:
    """The target that was written, as a number; an indicator has to have one."""
    if written is None and kind is Kind.INDICATOR:
        missing = UsageError("指标要有目标值,缺少 --target 数字", "加上它,如 --target 300")
        written = ask_needed("目标值(数字):", missing)
    return None if written is None else read_target(written, unit)


def _day(written: _Text, file: Path | None) -> date | None:
    return None if written is None else read_date(written, file)


def _settle(proposal: Proposal, manner: Manner, told: Mapping[str, FieldValue]) -> int:
    """Settle with a question about days outside of the plan's period."""
    days = [(what, told[key]) for what, key in (("立项日期", "since"), ("完成时限", "due"))]
    odd = find_odd_days(
        proposal.reading.plan, [(w, day) for w, day in days if isinstance(day, date)]
    )
    question = ask_if_sure(odd)
    return settle(proposal, manner, question=question, notes=side_effects(proposal))


def _owners(lead: _Texts, responsible: _Texts, support: _Texts) -> OwnerNames:
    return OwnerNames(tuple(lead or ()), tuple(responsible or ()), tuple(support or ()))
