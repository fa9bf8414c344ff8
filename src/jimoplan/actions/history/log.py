"""log and blame: what was done to the plan, and who set what it says."""

from collections.abc import Iterable, Iterator, Sequence
from datetime import date, datetime
from pathlib import Path
from typing import NamedTuple

from jimoplan.actions.history.past import (
    Past,
    describe_lack,
    find_departments,
    open_past,
)
from jimoplan.actions.history.signers import find_allowed_keys
from jimoplan.actions.plan.open import BrokenPlanError
from jimoplan.core.audit.expiry import expire
from jimoplan.core.changes.changes import Subject
from jimoplan.core.changes.diff import diff
from jimoplan.core.changes.items import items_by_id, names_by_id
from jimoplan.core.changes.records import make_records
from jimoplan.core.history.journal import Event
from jimoplan.core.plan.ids import find_by_id, task_of
from jimoplan.core.plan.items import Task
from jimoplan.core.plan.model import Plan, tasks_below
from jimoplan.core.plan.sections import called_section, sections_below
from jimoplan.core.plan.vocabulary import find_field
from jimoplan.core.views.history_views import Blame, Log, LogEntry, Sought, blame, select
from jimoplan.core.views.views import head_answer
from jimoplan.errors import UnknownNameError, UsageError
from jimoplan.git.signatures import find_signed, read_seals

_NUMBERED = (Subject.TASK, Subject.MEASURE)


class LogQuery(NamedTuple):
    """What a log is asked for, in the words that were typed; days are those of Beijing.

    Signatures are verified as of `signed_at`, and only seen to be there where it is None.
    """

    ids: tuple[str, ...] = ()
    department: str | None = None
    since: date | None = None
    until: date | None = None
    author: str = ""
    fields: tuple[str, ...] = ()
    limit: int | None = None
    signed_at: datetime | None = None


def read_log(file: Path | None, start: Path, asked: LogQuery, today: date) -> Log:
    """What was done to the plan, newest first.

    Raises UnknownNameError for an id, department, field or author that does not occur, and
    JimoplanError where there is no history.
    """
    if asked.since and asked.until and asked.since > asked.until:
        raise UsageError(f"--since {asked.since} 比 --until {asked.until} 还晚", "换过来写")
    past = open_past(file, start)
    events = past.journal.events
    former = {name for e in events for r in e.outcome.records for name in r.departments}
    named = _find_named(past, asked.ids)
    sought = Sought(
        ids=named.ids,
        sections=named.sections,
        departments=find_departments(past.plan, asked.department, former),
        fields=frozenset().union(*(_find_field(past.plan, field) for field in asked.fields)),
        since=asked.since,
        until=asked.until,
        author=_check_author(events, asked.author),
        limit=asked.limit,
    )
    entries = select(events, sought)
    commits = [entry.event.commit.id for entry in entries]
    if asked.signed_at:
        keys = find_allowed_keys(past.repository, None, None)
        seals = read_seals(past.repository, commits, keys, asked.signed_at)
        signatures = expire(seals, asked.signed_at)
    else:
        signatures = find_signed(past.repository, commits)
    notes = (*describe_lack(past), *_notes_on_unreadable(events, entries), *_notes_on_file(past))
    return Log(head_answer(past.plan, asked.until or today, notes), entries, signatures)


def _find_field(plan: Plan, written: str) -> frozenset[str]:
    """A field of the plan's own, or the keys of that name or title."""
    own = {field.name for field in plan.plan.fields}
    return frozenset({written}) if written in own else find_field(written)


def read_blame(file: Path | None, start: Path, number: str | None, today: date) -> Blame:
    """Who set each field of an item, or of everything, as the file says it now.

    Raises BrokenPlanError where the file cannot be read, and as above.
    """
    past = open_past(file, start)
    now = past.read_file()
    uncommitted = make_records(past.plan, now, diff(past.plan, now))
    named = _find_named(past, (number,) if number else (), now)
    journal = past.journal
    found = blame(now, journal.events, journal.beginnings, uncommitted)
    rows = tuple(row for row in found if named.names(row.ref))
    if number and not rows:
        raise UsageError(
            f"{number} 已经不在计划里了", f"jimoplan log {number} 看是谁、什么时候删去的"
        )
    notes = (*describe_lack(past), *_notes_on_unreadable(journal.events, ()))
    return Blame(head_answer(now, today, notes), rows)


def _find_named(past: Past, written: Sequence[str], now: Plan | None = None) -> Sought:
    """What is called so, with all that stands in it; what is gone is known as well."""
    records = [record for event in past.journal.events for record in event.outcome.records]
    gone = [record.id for record in records if record.ref.subject in _NUMBERED]
    was = {record.id for record in records if record.ref.subject is Subject.SECTION}
    items = items_by_id(past.plan) | (items_by_id(now) if now else {})
    known = dict.fromkeys([*items, *gone])
    wanted, sections = set[str](), set[str]()
    for each in written:
        if section := called_section(now or past.plan, each, names_by_id(past.plan)):
            sections |= {section.key, *(below.key for below in sections_below(section))}
            wanted |= {task.id for task in tasks_below(section)}
        elif each in was and each not in known:
            sections.add(each)
        else:
            wanted.add(_find_id(past.plan, known, each))
    tasks = {number for number, item in items.items() if isinstance(item, Task)}
    ids = (n for n in known if n in wanted or (n not in tasks and task_of(n) in wanted))
    return Sought(ids=frozenset(ids), sections=frozenset(sections))


def _find_id(plan: Plan, known: Iterable[str], written: str) -> str:
    numbers = {number: number for number in known}
    return find_by_id(numbers, written, plan.plan.known_gaps, names=names_by_id(plan))


def _check_author(events: Iterable[Event], written: str) -> str:
    authors = dict.fromkeys(str(event.commit.author) for event in events)
    if not any(written.casefold() in author.casefold() for author in authors):
        raise UnknownNameError("改动人", written, authors)
    return written


def _notes_on_unreadable(events: Iterable[Event], shown: Iterable[LogEntry]) -> Iterator[str]:
    there = {entry.event.commit.id for entry in shown}
    lost = [e.commit for e in events if e.outcome.fault and e.commit.id not in there]
    if lost:
        which = "、".join(f"{c.short}({c.day} {c.author.name})" for c in lost)
        told = "其间的改动记在下一次能读的提交上,两方都可能是改的人"
        yield f"提交 {which} 里的计划读不出来,{told}"


def _notes_on_file(past: Past) -> Iterator[str]:
    """What the file says that no commit does."""
    try:
        changes = diff(past.plan, past.read_file())
    except BrokenPlanError:
        yield "工作区的计划文件现在读不出来,运行 jimoplan validate 查看"
    else:
        if changes:
            yield f"工作区另有没有提交的改动 {len(changes)} 处,运行 jimoplan diff 查看"
