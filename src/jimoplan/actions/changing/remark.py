"""remark: what others than the owner have to say on items, which is never progress."""

from collections.abc import Sequence
from datetime import date
from pathlib import Path
from typing import NamedTuple

from jimoplan.actions.changing.proposal import propose
from jimoplan.actions.changing.update import Planned
from jimoplan.actions.plan.texts import check_line, check_text, find_private
from jimoplan.actions.plan.workplace import find_workplace
from jimoplan.core.changes.diff import diff
from jimoplan.core.changes.items import each_named, refer_to
from jimoplan.core.plan.records import Remark
from jimoplan.core.plan.rights import rights_of
from jimoplan.core.plan.vocabulary import find_word
from jimoplan.core.plan.words import RemarkKind
from jimoplan.core.workflow.days import find_odd_days
from jimoplan.core.workflow.remarks import add_remark, usual_kind


class Said(NamedTuple):
    """What the person wrote, word for word, and of which day it is."""

    text: str
    today: date
    day: date | None = None
    kind: str | None = None
    by: str | None = None


def propose_remark(file: Path | None, start: Path, ids: Sequence[str], said: Said) -> Planned:
    """What a remark comes to; raises UsageError for what does not fit."""
    day = said.day or said.today
    workplace = find_workplace(file, start)
    reading = workplace.read()
    plan = reading.plan
    identity = workplace.identity
    rights = rights_of(plan, identity.email if identity else "")
    by = check_line("--by", said.by) or rights.name_of(identity.name if identity else None)
    kind = find_word(said.kind, RemarkKind, "意见类别") if said.kind else usual_kind(plan, rights)
    remark = Remark.model_validate(
        {"date": day, "by": by, "kind": kind, "text": check_text("意见", said.text)}
    )
    asked = tuple(refer_to(item) for _, item in each_named(plan, ids))
    proposal = propose(workplace, reading, diff(plan, add_remark(plan, ids, remark)), asked=asked)
    notes = find_private((remark.text,))
    odd = find_odd_days(plan, [("意见日期", day)])
    if said.day is None:
        return Planned(proposal, asked, (*notes, *(f"{words},请核对" for words in odd)), ())
    return Planned(proposal, asked, notes, odd)
