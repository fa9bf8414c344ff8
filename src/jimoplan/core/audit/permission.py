"""Who may make which change: by the list of people, before the commit, of its parent's plan."""

from collections.abc import Set as AbstractSet
from enum import StrEnum
from functools import cached_property
from typing import NamedTuple

from jimoplan.core.audit.on_record import (
    due_records,
    ends_suspension,
    new_reviews,
    steps_through,
)
from jimoplan.core.changes.changes import (
    Change,
    Changes,
    Element,
    Insert,
    Move,
    Place,
    Ref,
    Remove,
    Set,
    Subject,
    Touched,
)
from jimoplan.core.changes.items import items_by_id, refer_to
from jimoplan.core.plan.departments import Departments, effective_owners
from jimoplan.core.plan.duties import Duties, duties_of
from jimoplan.core.plan.ids import task_of
from jimoplan.core.plan.model import Plan
from jimoplan.core.plan.person import Duty, Person
from jimoplan.core.plan.records import Remark, Review, Suspension, Update
from jimoplan.core.plan.rights import Rights, address_of, people_of, rights_of
from jimoplan.core.plan.words import Status, Verdict
from jimoplan.core.workflow.remarks import may_give

_BEGUN = frozenset({Status.IN_PROGRESS, Status.COMPLETED})
_RESULTS = {Verdict.APPROVED: Status.CLOSED, Verdict.RETURNED: Status.IN_PROGRESS}


class Ground(StrEnum):
    """By what right somebody changes a plan, in words."""

    SUPERVISION = "督查可以改"
    REPORT = "联络员报本部门牵头、责任的事项"
    PROGRESS = "联络员填报本部门的事项"
    APPROVAL = "分管领导审核、调整时限"
    FOLLOWING = "任务随举措启动"
    REMARK = "名单上的人可以提意见"


class MergedIn(NamedTuple):
    """What a merge brings together: the commits' changes, as what they came to tells not each step.

    `unaware` is what was said of items by whoever need not have known that they had been closed.
    """

    steps: Changes = ()
    unaware: AbstractSet[Touched] = frozenset()


class Permission:
    """What one person may change of a plan, each change judged among those it came with.

    `author` is in whose name items are reported as done, where it is not the person's own.
    """

    def __init__(
        self,
        plan: Plan,
        address: str,
        changes: Changes,
        author: str | None = None,
        merged_in: MergedIn | None = None,
    ) -> None:
        self._plan = plan
        self._address = address.casefold()
        self._author = (author or address).casefold()
        self._changes = changes
        merged_in = merged_in or MergedIn()
        self._steps = (*changes, *merged_in.steps)
        self._unaware = merged_in.unaware
        self.rights: Rights = rights_of(plan, address)

    def allows(self, change: Change) -> bool:
        """Whether the person may make the change."""
        return self.ground(change) is not None

    def ground(self, change: Change) -> Ground | None:
        """By what right the person may make the change; None where there is none."""
        if self.rights.supervises:
            return Ground.SUPERVISION
        item = change.item
        duties = self._duties.get(item)
        if duties is None or (item in self._closed and not self._may_touch_closed(change)):
            return None
        main = bool(self.rights.reports_for & duties.main)
        support = bool(self.rights.reports_for & duties.support)
        approves = bool(self.rights.approves_for & duties.main)
        grounds = {
            Ground.REPORT: main and any(m(change) for m in (self._reports, self._times)),
            Ground.PROGRESS: (main or support) and self._tells(change),
            Ground.APPROVAL: approves and self._may_approve(change),
            Ground.FOLLOWING: self._follows(change),
            Ground.REMARK: self._remarks(change),
        }
        return next((ground for ground, is_given in grounds.items() if is_given), None)

    def capacity(self, item: Ref) -> str:
        """As what the person has to do with an item, by the list: 督查, or a department's duty."""
        duties = self._duties.get(item, Duties(frozenset(), frozenset()))
        owners = duties.main | duties.support
        mine = [d for d in self.rights.duties if any(d.startswith(owner) for owner in owners)]
        supervises = [duty for duty in self.rights.duties if duty.endswith(Duty.SUPERVISOR)]
        return "、".join(mine or supervises or self.rights.duties) or "不在人员名单里"

    @cached_property
    def _duties(self) -> dict[Ref, Duties]:
        return duties_by_item(self._plan)

    @cached_property
    def _closed(self) -> frozenset[Ref]:
        """What is closed changes by nothing but a review."""
        items = items_by_id(self._plan).values()
        return frozenset(refer_to(item) for item in items if item.status is Status.CLOSED)

    def _may_touch_closed(self, change: Change) -> bool:
        """Whether a change belongs to a review, or whoever said it did not know of the closing."""
        return change.touched in self._unaware or bool(self._reviews(change.item))

    def _tells(self, change: Change) -> bool:
        """Progress reported, or one's own report taken back."""
        match change:
            case Insert(Place(_, "updates"), Element(Update()), _):
                return True
            case Remove(Place(_, "updates"), Element(Update() as report), _):
                return is_own_report(report, self.rights)
            case Set(item, "status", Status.NOT_STARTED, Status.IN_PROGRESS):
                # the first figures start their measure: the rules of the plan want it so
                return any(_has_figures(other, item) for other in self._changes)
        return False

    def _remarks(self, change: Change) -> bool:
        """A remark of a kind that the person may give, or one's own taken back; on any item."""
        match change:
            case Insert(Place(_, "remarks"), Element(Remark(kind=kind)), _):
                return may_give(self.rights, kind)
            case Remove(Place(_, "remarks"), Element(Remark(by=by)), _):
                return by in self.rights.names
        return False

    def _reports(self, change: Change) -> bool:
        """What a liaison records besides: a status short of 已销号, why and by whom, evidence."""
        match change:
            case Set(_, "status", old, new):
                return Status.CLOSED not in {old, new}
            case Set(_, "reason" | "approved_by", _, _):
                return True
            case Set(_, "submitted_by", old, new):
                was_own = not old or address_of(str(old)) == self._author  # whatever the name was
                return was_own and (not new or self._is_own(str(new)))
            case (
                Insert(Place(_, "evidence"), Element(), _)
                | Remove(Place(_, "evidence"), Element(), _)
                | Move(Element(), _, Place(_, "evidence"))
            ):
                return True
        return False

    def _times(self, change: Change) -> bool:
        """The days of the clock, each with the status that it goes with."""
        match change:
            case Set(item, "finished" | "submitted", _, _):
                return steps_through(self._steps, item, Status.COMPLETED)
            case Insert(Place(item, "suspensions"), Element(Suspension() as entry), _) | Remove(
                Place(item, "suspensions"), Element(Suspension() as entry), _
            ):
                # one that has ended is written at once where commits are squashed; how far back
                # its days may lie is A19's, whose word it rests on A27's
                at_once = isinstance(change, Insert) and entry.until is not None
                now = entry.until is None or ends_suspension(self._steps, item, entry)
                return at_once or (now and steps_through(self._steps, item, Status.SUSPENDED))
        return False

    def _is_own(self, identity: str) -> bool:
        """Whether an identity names the person in whose name items are reported."""
        name, _, _ = identity.partition(" <")
        names = rights_of(self._plan, self._author).names
        return address_of(identity) == self._author and name in names and identity.count("<") == 1

    def _may_approve(self, change: Change) -> bool:
        return self._approves(change) or self._resumes(change)

    def _resumes(self, change: Change) -> bool:
        """Work taken up again together with another deadline, which is a leader's to give."""
        item = change.item
        resumed = Set(item, "status", Status.SUSPENDED, Status.IN_PROGRESS)
        if resumed not in self._steps or not due_records(self._steps, item):
            return False
        match change:
            case Set(_, "status", _, _) | Set(_, "reason", _, None):
                return True
        return self._times(change)

    def _approves(self, change: Change) -> bool:
        """A review with what goes with it, or a deadline with its record."""
        match change:
            case Insert(Place(_, "reviews"), Element(Review()), _):
                return True
            case Set(item, "status", Status.COMPLETED, new):
                return new in {_RESULTS[review.result] for review in self._reviews(item)}
            case Set(item, "submitted_by" | "submitted" | "finished" as field, _, None):
                results = {review.result for review in self._reviews(item)}
                return bool(results) and (field != "finished" or Verdict.RETURNED in results)
            case Set(item, "due", _, _):
                return any(True for _ in due_records(self._steps, item))
            case Insert(Place(item, "due_changes"), _, _):
                return any(c.touched == (item, "due", None) for c in self._steps)
        return False

    def _follows(self, change: Change) -> bool:
        """A task that starts because a measure starts which the person may start."""
        match change:
            case Set(Ref(Subject.TASK, number), "status", Status.NOT_STARTED, Status.IN_PROGRESS):
                return any(
                    _begins_in(other, number) and self.allows(other) for other in self._changes
                )
        return False

    def _reviews(self, item: Ref) -> list[Review]:
        return [review for where, review in new_reviews(self._changes) if where == item]


def duties_by_item(plan: Plan) -> dict[Ref, Duties]:
    """Which departments own and support each task and measure of a plan."""
    departments = Departments(plan.departments)
    found: dict[Ref, Duties] = {}
    for task in plan.all_tasks():
        found[refer_to(task)] = duties_of(task, departments)
        for measure in task.measures:
            found[refer_to(measure)] = duties_of(effective_owners(measure, task), departments)
    return found


def is_own_report(report: Update, rights: Rights) -> bool:
    """Whether a report is in somebody's own name, or their department's and not 督查's to enter."""
    if report.by in rights.names:
        return True
    return report.entered_by is None and report.dept in rights.reports_for


def _has_figures(change: Change, item: Ref) -> bool:
    match change:
        case Insert(Place(owner, "updates"), Element(Update() as update), _):
            return owner == item and update.moves
    return False


def _begins_in(change: Change, task: str) -> bool:
    """Whether a measure of the task starts by a change."""
    match change:
        case Set(Ref(Subject.MEASURE, number), "status", Status.NOT_STARTED, new):
            return task_of(number) == task and new in _BEGUN
    return False


def who_may(plan: Plan, change: Change, along: Changes) -> tuple[Person, ...]:
    """The people on the plan's lists who may make a change among those that it comes with.

    Nearest to the work first.
    """
    able = [
        person for person in people_of(plan) if Permission(plan, person.email, along).allows(change)
    ]
    return tuple(sorted(able, key=lambda person: person.role is Duty.SUPERVISOR))
