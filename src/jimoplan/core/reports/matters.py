"""The items that letters are about, and what a letter says of each of them."""

import re
from collections.abc import Iterable, Iterator
from datetime import date
from typing import NamedTuple

from jimoplan.core.assessment import wording
from jimoplan.core.assessment.alarms import AlarmSort
from jimoplan.core.assessment.assess import ItemAssessment
from jimoplan.core.assessment.rhythm import OwedPeriod, name_periods
from jimoplan.core.assessment.said import Said
from jimoplan.core.plan.extensions import days_late
from jimoplan.core.plan.items import Item
from jimoplan.core.plan.records import Remark, Update
from jimoplan.core.plan.words import Kind
from jimoplan.core.views.query import Row

_FROM_REPORTS = frozenset({Kind.CONTINUOUS, Kind.PERIODIC})
_TO_HURRY = frozenset(
    {AlarmSort.OVERDUE, AlarmSort.EXCEEDED, AlarmSort.DUE_SOON}
    | {AlarmSort.STEP_MISSED, AlarmSort.STEP_DUE}
)
_TO_REPORT = frozenset({AlarmSort.STALE, AlarmSort.MISSING, AlarmSort.REPORT_DUE})


class Matter(NamedTuple):
    """An item that a letter is about.

    `row` is the measure's row, or a task's that is late by itself. `last` is its owners' latest
    report on it, None where there is none. `expected` is what is asked of the department: 抓紧办理,
    填报进展. `remarks` are what others said since that report; those on a task stand with the first
    of its measures in the letter. `periods` wait for a report, up to the current one.

    `deadline`, `reasons` and `said` are what the assessment says, in the words of a letter.
    """

    row: Row
    last: Update | None
    expected: tuple[str, ...]
    remarks: tuple[Remark, ...] = ()
    periods: tuple[OwedPeriod, ...] = ()

    @property
    def asked(self) -> str:
        """The periods that wait for a report, by name; '' where there are none."""
        return name_periods(self.periods)

    @property
    def deadline(self) -> str:
        """The deadline as a letter writes it, with those before it.

        As in 2024年12月31日（默认时限）, 6月底, 2024年8月30日（原时限2024年6月28日）.
        """
        return f"{_say_deadline(self.row.assessment)}{''.join(_say_earlier(self.row.item))}"

    @property
    def reasons(self) -> tuple[str, ...]:
        """The computed reasons of its light; what never was reported on is 一直未填报."""
        return tuple(word_reasons(self.row.assessment))

    @property
    def said(self) -> tuple[Said, ...]:
        """退回 and 存在问题 with their days written out, in people's own words."""
        own = self.row.assessment.said
        return tuple(each._replace(head=write_days_out(each.head)) for each in own)


def collect_matters(rows: Iterable[Row], as_of: date) -> Iterator[Matter]:
    """The matter of each row, as of a day."""
    told: set[str] = set()
    for row in rows:
        found = row.assessment
        of_task = () if row.task.id in told or not row.measure else row.task.remarks
        told.add(row.task.id)
        remarks = [r for r in (*of_task, *row.item.remarks) if r.date <= as_of]
        unanswered = (r for r in remarks if not found.last_update or r.date >= found.last_update)
        rhythm = found.rhythm
        waiting = (
            each
            for each in (rhythm.owed if rhythm else ())
            if rhythm and each.start <= as_of and each.number not in rhythm.reported
        )
        expected = tuple(_expected(row))
        yield Matter(row, found.last_report, expected, tuple(unanswered), tuple(waiting))


def _expected(row: Row) -> Iterator[str]:
    """What is asked of those who are late; what counts as progress by reporting is reported."""
    sorts = {alarm.sort for alarm in row.assessment.alarms}
    by_reports = row.leaf is not None and row.leaf.kind in _FROM_REPORTS
    behind = AlarmSort.BEHIND in sorts
    if sorts & _TO_HURRY or (behind and not by_reports):
        yield "抓紧办理"
    if sorts & _TO_REPORT or (behind and by_reports):
        yield "填报进展"


def _say_deadline(found: ItemAssessment) -> str:
    if found.undated:
        return found.due_words
    default = "（默认时限）" if found.due_is_default else ""
    return f"{write_days_out(found.due_words)}{default}"


def _say_earlier(item: Item) -> Iterator[str]:
    for change in item.due_changes:
        moved = wording.say_moved_late(days_late(item, change))
        late = f"，{moved}" if moved else ""
        yield f"（原时限{write_days_out(str(change.due))}{late}）"


def word_reasons(found: ItemAssessment) -> Iterator[str]:
    """The computed reasons of an item's light in the words of a letter."""
    # The deadline, which stands beside them, says so itself.
    default = wording.DEFAULT_DEADLINE if found.due_is_default else ""
    silent = (a for a in found.alarms if a.sort is AlarmSort.STALE and a.by_default)
    never = [wording.say_alarm(alarm) for alarm in silent]
    for words in found.computed:
        told = next((text for text in never if text in words), "")
        plain = words.replace(told, wording.NEVER_REPORTED) if told else words
        yield write_days_out(plain.removesuffix(default))


def write_days_out(words: str) -> str:
    """What jimoplan says, each 2024-06-30 in it as documents write days: 2024年6月30日."""
    day = r"(?<![0-9])([0-9]{4})-0?([0-9]{1,2})-0?([0-9]{1,2})(?![0-9])"
    return re.sub(day, r"\1年\2月\3日", words)
