"""The year played out: every commit in order, with the plan before and after it and its text."""

from collections.abc import Iterator, Mapping
from datetime import date, datetime, timedelta
from hashlib import sha1
from types import MappingProxyType
from typing import NamedTuple

from jimoplan.core.changes.items import items_by_id, refer_to, replace_items
from jimoplan.core.changes.patch import patch
from jimoplan.core.changes.structure import add_item, remove_item
from jimoplan.core.history.commits import Identity
from jimoplan.core.plan.header import Policy
from jimoplan.core.plan.ids import task_of
from jimoplan.core.plan.items import Measure
from jimoplan.core.plan.model import Plan
from jimoplan.core.plan.person import Person
from jimoplan.core.plan.records import Remark, Review, ReviewedFile, Update
from jimoplan.core.plan.words import Verdict
from jimoplan.core.workflow.days import begin_clock
from jimoplan.core.workflow.record import ProgressEntry, record_progress, review_item
from jimoplan.core.workflow.remarks import add_remark
from jimoplan.core.workflow.reporter import Reporter
from jimoplan.demo.story import Entry, Step, Story
from jimoplan.demo.taskwise import TaskwiseText

_MERGING_TAKES = timedelta(minutes=2)


class Revision(NamedTuple):
    """One commit: who makes it when, what the plan said before and says after it, and its text.

    `parents` are positions of revisions, counted from 0; without one it follows the one before.
    `files` are those put beside the plan, None for one that is taken away.
    """

    at: datetime
    who: Identity
    before: Plan
    after: Plan
    text: str
    items: tuple[str, ...] = ()
    why: str | None = None
    parents: tuple[int, ...] = ()
    files: Mapping[str, str | None] = MappingProxyType({})


def play_year(shipped: str, story: Story) -> Iterator[Revision]:
    """The year of the story with the shipped plan; the first revision registers it.

    Whoever works apart has not seen the commit before, and merges two minutes later.
    """
    text = TaskwiseText(_mark(shipped, story.comment))
    yield _register(story, text)
    earlier, position, last = text.fork(), 0, 0
    for step in story.steps:
        who = story.identity(step.who)
        if step.apart:
            yield _commit(step, story, earlier.fork(), (position,))
            before, parents = text.plan, (last + 1, last)
            after = take(step, before, story)
            written = text.write(after)
            yield Revision(step.at + _MERGING_TAKES, who, before, after, written, parents=parents)
            last += 2
        else:
            earlier, position = text.fork(), last
            yield _commit(step, story, text, ())
            last += 1
    text.finish()


def take(step: Step, plan: Plan, story: Story) -> Plan:
    """The plan after a step.

    Raises UsageError for what no command would take, ValueError for a review of what nobody handed
    in, KeyError for names and ids unknown.
    """
    if step.people:
        plan = _list_people(plan, step, story)
    if step.policy:
        policy = Policy.model_validate({**plan.policy.model_dump(), **step.policy})
        plan = plan.model_copy(update={"policy": policy})
    for number, fields in step.fields.items():
        item = items_by_id(plan)[number]
        changed = item.model_validate({**item.model_dump(by_alias=True), **fields})
        plan = replace_items(plan, {number: changed})
    for measure in step.measures:
        plan = _add(plan, measure, step.at.date())
    for number in step.removed:
        plan = _remove(plan, number)
    for number, entry in step.entries.items():
        record = _review if entry.result else _record
        plan = record(plan, number, entry, step, story)
    return plan


def _mark(text: str, comment: str) -> str:
    """The shipped plan's text with the remark that what follows is made up."""
    line, end, rest = text.partition("\n")
    if not line.startswith("# yaml-language-server"):
        line, end, rest = "", "", text
    rest = rest.removeprefix("#\n").replace("(以下均为默认值)", "")
    return f"{line}{end}#\n# {comment}\n#\n{rest}"


def _register(story: Story, text: TaskwiseText) -> Revision:
    """The plan with its mark in the title."""
    before = text.plan
    header = before.plan.model_copy(update={"title": f"{before.plan.title}{story.mark}"})
    after = before.model_copy(update={"plan": header})
    step = story.registered
    return Revision(step.at, story.identity(step.who), before, after, text.write(after))


def _commit(step: Step, story: Story, text: TaskwiseText, parents: tuple[int, ...]) -> Revision:
    before, who = text.plan, story.identity(step.who)
    after = take(step, before, story)
    written = text.write(after)
    return Revision(step.at, who, before, after, written, step.items, step.why, parents, step.files)


def _list_people(plan: Plan, step: Step, story: Story) -> Plan:
    listed = {
        department: tuple(
            Person(name=name, email=story.people[name], role=duty) for name, duty in duties.items()
        )
        for department, duties in step.people.items()
    }
    departments = tuple(
        department.model_copy(update={"people": listed[department.name]})
        if department.name in listed
        else department
        for department in plan.departments
    )
    return plan.model_copy(update={"departments": departments})


def _add(plan: Plan, measure: Measure, day: date) -> Plan:
    added = measure.model_copy(update={"since": begin_clock(plan, measure.since, day)})
    task = items_by_id(plan)[task_of(measure.id)]
    return patch(plan, add_item(plan, refer_to(task), "measures", added))


def _remove(plan: Plan, number: str) -> Plan:
    return patch(plan, remove_item(plan, refer_to(items_by_id(plan)[number])))


def _review(plan: Plan, number: str, entry: Entry, step: Step, story: Story) -> Plan:
    item = items_by_id(plan)[number]
    there = story.files_at(step.at) if entry.result is Verdict.APPROVED else {}
    review = Review(
        date=entry.date or step.at.date(),
        result=entry.result or Verdict.APPROVED,
        submitted_by=item.submitted_by or "",
        by=str(story.identity(step.who)),
        reason=entry.reason,
        files=tuple(_as_reviewed(path, there[path]) for path in item.evidence if path in there),
    )
    return review_item(plan, number, review)


def _as_reviewed(path: str, text: str) -> ReviewedFile:
    """A file as git stores it, by the name that git has for what it says."""
    said = text.encode()
    return ReviewedFile(
        path=path, blob=sha1(b"blob %d\0%b" % (len(said), said), usedforsecurity=False).hexdigest()
    )


def _record(plan: Plan, number: str, entry: Entry, step: Step, story: Story) -> Plan:
    who, day = story.identity(step.who), entry.date or step.at.date()
    for kind, text in entry.remarks.items():
        plan = add_remark(plan, [number], Remark(date=day, by=step.who, kind=kind, text=text))
    told = entry.model_dump(include=_TOLD, exclude_none=True)
    progress = ProgressEntry(
        day,
        entry.status,
        Update(date=day, by=entry.by or step.who, **told) if told else None,
        entry.evidence,
        entry.due,
        entry.reason,
        entry.approved_by,
        submitter=str(who),
        reporter=Reporter(who.name, who.email, entry.dept, entry.by),
        with_basis=bool(step.why),
    )
    return record_progress(plan, [number], progress).plan


_TOLD = {"progress", "value", "period", "note", "problem", "solved", "next"}
