"""The year played out: every commit in order, with the plan before and after it and its text."""

from collections.abc import Iterator
from datetime import datetime, timedelta
from typing import NamedTuple

from jimoplan.core.changes.items import items_by_id, replace_items
from jimoplan.core.history.commits import Identity
from jimoplan.core.plan.header import Policy
from jimoplan.core.plan.model import Measure, Plan, Review, Task, Update
from jimoplan.core.plan.person import Person
from jimoplan.core.workflow.record import ProgressEntry, record_progress, review_item
from jimoplan.demo.story import Entry, Step, Story
from jimoplan.demo.taskwise import TaskwiseText

_MERGING_TAKES = timedelta(minutes=2)


class Revision(NamedTuple):
    """One commit: who makes it when, what the plan said before and says after it, and its text.

    `parents` are positions of revisions, counted from 0; without one it follows the one before.
    """

    at: datetime
    who: Identity
    before: Plan
    after: Plan
    text: str
    items: tuple[str, ...] = ()
    why: str | None = None
    parents: tuple[int, ...] = ()


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
        plan = _add(plan, measure)
    who = story.identity(step.who)
    for number, entry in step.entries.items():
        plan = _record(plan, number, entry, step, str(who))
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
    return Revision(step.at, who, before, after, written, step.items, step.why, parents)


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


def _add(plan: Plan, measure: Measure) -> Plan:
    number = measure.id.partition("-")[0]
    sections = tuple(
        section.model_copy(
            update={"tasks": tuple(_with(t, number, measure) for t in section.tasks)}
        )
        for section in plan.sections
    )
    return plan.model_copy(update={"sections": sections})


def _with(task: Task, number: str, measure: Measure) -> Task:
    if task.id != number:
        return task
    return task.model_copy(update={"measures": (*task.measures, measure)})


def _record(plan: Plan, number: str, entry: Entry, step: Step, who: str) -> Plan:
    day = entry.date or step.at.date()
    if entry.result:
        submitter = items_by_id(plan)[number].submitted_by or ""
        reason = entry.reason
        review = Review(
            date=day, result=entry.result, submitted_by=submitter, by=who, reason=reason
        )
        return review_item(plan, number, review)
    told = entry.model_dump(include=_TOLD, exclude_none=True)
    progress = ProgressEntry(
        day,
        entry.status,
        Update(date=day, by=step.who, **told) if told else None,
        entry.evidence,
        entry.due,
        entry.reason,
        entry.approved_by,
        submitter=who,
        with_basis=bool(step.why),
    )
    return record_progress(plan, [number], progress).plan


_TOLD = {"progress", "value", "period", "note", "problem", "next"}
