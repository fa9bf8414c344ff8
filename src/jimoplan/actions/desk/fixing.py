"""fix: one report of one's own corrected in its text, its figure or its day."""

from collections.abc import Mapping
from datetime import date
from pathlib import Path
from typing import NamedTuple

from jimoplan.actions.changing.nothing import READ_AS
from jimoplan.actions.changing.proposal import Proposal, propose
from jimoplan.actions.changing.told import Told
from jimoplan.actions.changing.update import figures_of, read_update
from jimoplan.actions.plan.identity import TO_BE_KNOWN
from jimoplan.actions.plan.open import Reading
from jimoplan.actions.plan.texts import find_private
from jimoplan.actions.plan.workplace import Workplace, find_workplace
from jimoplan.core.changes.diff import diff
from jimoplan.core.changes.items import each_named, refer_to
from jimoplan.core.changes.words import show_update
from jimoplan.core.history.commits import Identity
from jimoplan.core.input.nothing import says_nothing
from jimoplan.core.plan.items import Measure, Task
from jimoplan.core.plan.model import Plan
from jimoplan.core.plan.records import Update
from jimoplan.core.plan.traverse import each_leaf, name_of
from jimoplan.core.plan.words import Kind, Status
from jimoplan.core.workflow.correction import correct_report, own_reports
from jimoplan.core.workflow.days import find_odd_days
from jimoplan.core.workflow.record import expect_leaf
from jimoplan.core.workflow.steps import check_open
from jimoplan.errors import JimoplanError, UsageError

FIELDS = ("progress", "value", "period", "note", "problem", "solved", "next")
"""What of a report can be put otherwise besides its day."""
FIGURES = {Kind.ONE_OFF: "progress", Kind.INDICATOR: "value", Kind.PERIODIC: "period"}
"""The figure that a report on an item of a kind can have."""


class Fixable(NamedTuple):
    """An item with where one's own reports on it stand, the latest first."""

    workplace: Workplace
    reading: Reading
    item: Task | Measure
    own: tuple[int, ...]

    @property
    def fields(self) -> tuple[str, ...]:
        """What a report on the item can say, in order; no figure of another kind."""
        own = FIGURES.get(self.item.kind) if self.item.kind else None
        return tuple(f for f in FIELDS if f == own or f not in FIGURES.values())

    def report(self, at: int) -> Update:
        """The report that stands there."""
        return self.item.updates[at]

    def find(self, day: date | None) -> int:
        """Where the report of a day stands, or the latest; raises UsageError for none or several.

        Those of other days are named.
        """
        found = [at for at in self.own if day in {None, self.report(at).date}]
        if not found:
            days = "、".join(dict.fromkeys(str(self.report(at).date) for at in self.own))
            raise UsageError(f"{name_of(self.item)} 没有您 {day} 的填报", f"您填报过的有:{days}")
        if day and len(found) > 1:
            raise UsageError(
                f"{name_of(self.item)} 有您 {day} 的填报 {len(found)} 次,分不清改哪一次",
                f"在终端里运行 jimoplan fix {self.item.id} 挑一次,或用 jimoplan edit",
            )
        return found[0]


class Correction(NamedTuple):
    """A proposal, what is worth saying of it, and what is doubtful."""

    proposal: Proposal
    notes: tuple[str, ...]
    doubts: tuple[str, ...]


class OwnReport(NamedTuple):
    """A report of one's own: the id of its item, where it stands there, and what it says."""

    number: str
    at: int
    report: Update


def find_own(file: Path | None, start: Path) -> tuple[OwnReport, ...]:
    """One's own reports on whatever is still open, the latest first; raises where there are none.

    JimoplanError says that git does not know who works here, UsageError that they have none.
    """
    workplace = find_workplace(file, start)
    plan, identity = workplace.read().plan, _known(workplace)
    found = [
        OwnReport(item.id, at, item.updates[at])
        for _, _, item in each_leaf(plan)
        if item.status is not Status.CLOSED
        for at in own_reports(plan, item, identity.name, identity.email)
    ]
    if not found:
        raise UsageError(f"计划里没有您({identity.name})的填报可以更正", "别人的请填报人自己更正")
    return tuple(sorted(found, key=lambda own: own.report.date, reverse=True))


def _known(workplace: Workplace) -> Identity:
    """Whoever works here; raises JimoplanError where git does not know."""
    if workplace.identity is None:
        raise JimoplanError(
            "git 不知道您是谁,分不清哪些是您填报的",
            TO_BE_KNOWN,
        )
    return workplace.identity


def open_fix(file: Path | None, start: Path, number: str) -> Fixable:
    """The item of that id with one's own reports; raises UsageError where there are none."""
    workplace = find_workplace(file, start)
    reading, identity = workplace.read(), _known(workplace)
    ((task, item),) = each_named(reading.plan, [number])
    expect_leaf(task, item, "填报在它的举措上")
    check_open(item)
    own = own_reports(reading.plan, item, identity.name, identity.email)
    if not own:
        others = f";最近一次是 {show_update(item.updates[-1])}" if item.updates else ""
        raise UsageError(
            f"{name_of(item)} 没有您({identity.name})的填报可以更正{others}",
            "别人的请填报人自己更正;督查可以用 jimoplan edit 改,写明 --plan-reason",
        )
    return Fixable(workplace, reading, item, own)


def put_otherwise(
    fixable: Fixable, at: int, written: Mapping[str, str], day: date | None, today: date
) -> Plan:
    """The plan with a report corrected: fields as they were written, '' for what is taken away.

    Raises UsageError for what cannot be read, or does not fit.
    """
    gone = dict.fromkeys((f for f, text in written.items() if _is_taken_away(f, text)), None)
    told = Told(today, **{f: text for f, text in written.items() if f not in gone})  # type: ignore[arg-type]
    figures = figures_of(fixable.reading.plan, [fixable.item.id], told)
    said = read_update(told, figures, today, None)
    given = said.model_dump(include=set(FIELDS), exclude_none=True) if said else {}
    dated = {"date": day} if day else {}
    new = fixable.report(at).model_copy(update={**gone, **given, **dated})
    return correct_report(fixable.reading.plan, fixable.item.id, at, new)


def _is_taken_away(field: str, text: str) -> bool:
    return not text.strip() or (field in READ_AS and says_nothing(text))


def propose_fix(
    fixable: Fixable, at: int, written: Mapping[str, str], day: date | None, today: date
) -> Correction:
    """What a correction comes to; raises as `put_otherwise` does."""
    item, plan = fixable.item, fixable.reading.plan
    changes = diff(plan, put_otherwise(fixable, at, written, day, today))
    proposal = propose(fixable.workplace, fixable.reading, changes, asked=[refer_to(item)])
    notes = find_private(text for text in written.values() if text)
    if item.status is Status.COMPLETED:
        notes = (*notes, f"{name_of(item)} 已报已完成、等待审核,这次更正请审核人留意")
    moved = day if day != fixable.report(at).date else None
    return Correction(proposal, notes, find_odd_days(plan, [("填报日期", moved)]))
