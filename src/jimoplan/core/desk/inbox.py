"""What waits for one person, by what the plan's lists say they are: to review, report and chase."""

from collections.abc import Iterable, Iterator, Sequence
from typing import NamedTuple

from jimoplan.core.assessment.assess import Assessment
from jimoplan.core.desk.owed import Owed, Urgency, find_owed
from jimoplan.core.desk.waiting import ToReview, find_to_review
from jimoplan.core.plan.model import Plan
from jimoplan.core.plan.problems import open_problems
from jimoplan.core.plan.records import Update
from jimoplan.core.plan.rights import Rights, people_of, rights_of
from jimoplan.core.plan.words import MAIN_ROLES
from jimoplan.core.views.query import TaskView
from jimoplan.core.views.views import Heading, make_heading

CHASED = (Urgency.OVERDUE, Urgency.MISSING, Urgency.RETURNED, Urgency.SILENT)
"""Why a department is chased, the gravest first."""


class Chased(NamedTuple):
    """A department that is to be chased, with what it owes, the gravest first."""

    department: str
    owed: tuple[Owed, ...]

    @property
    def worst(self) -> Owed:
        """What is gravest of it."""
        return self.owed[0]

    @property
    def overdue_days(self) -> int:
        """By how many working days it is late at most; 0 where nothing is late."""
        return max(each.row.assessment.overdue_days for each in self.owed)


class Inbox(NamedTuple):
    """What waits for somebody; None stands for what is none of their duties.

    Whoever the lists do not know is shown what waits for everybody, by department. `elsewhere` is
    what a department owes that is named and none of theirs to report for or to chase.
    """

    heading: Heading
    rights: Rights
    reviews: tuple[ToReview, ...] | None
    owed: tuple[Owed, ...] | None
    chased: tuple[Chased, ...] | None
    department: str | None = None
    elsewhere: tuple[Owed, ...] = ()


def gather_inbox(
    plan: Plan,
    views: Sequence[TaskView],
    assessment: Assessment,
    address: str | None,
    department: str | None = None,
) -> Inbox:
    """What waits for whoever has an address; of one department's own, where it is named.

    A 分管领导 chases the departments that they answer for, a 督查 all. `views` are the tasks that
    the named department has duties in.
    """
    rights = rights_of(plan, address or "")
    known = bool(rights.people)
    listed = bool(people_of(plan))
    everything = not known or rights.supervises
    names = tuple(d.name for d in plan.departments if department in {None, d.name})
    reports_for = tuple(name for name in names if name in rights.reports_for)
    reviews = find_to_review(plan, views, assessment, address if known or not listed else None)
    inbox = Inbox(make_heading(plan, assessment), rights, None, None, None, department)
    if everything or rights.approves_for:
        own = (w for w in reviews if department is None or w.row.role in MAIN_ROLES)
        inbox = inbox._replace(reviews=tuple(w for w in own if not w.why_not))
    if reports_for:
        owed = find_owed(views, assessment, reports_for)
        pressing = tuple(each for each in owed if each.urgency is not Urgency.OTHER)
        inbox = inbox._replace(owed=pressing)
    chased = names if everything else tuple(n for n in names if n in rights.approves_for)
    if chased:
        inbox = inbox._replace(chased=_chase(views, assessment, chased))
    if department and not chased and not reports_for:
        owing = _chase(views, assessment, names)
        inbox = inbox._replace(elsewhere=tuple(owed for each in owing for owed in each.owed))
    notes = (*inbox.heading.notes, *_tell_who(plan, rights, address))
    return inbox._replace(heading=inbox.heading._replace(notes=notes))


def last_problem(owed: Owed) -> Update | None:
    """The report whose problem is open and was told last."""
    problems = open_problems(owed.row.item)
    return problems[-1] if problems else None


def _chase(
    views: Sequence[TaskView], assessment: Assessment, names: Iterable[str]
) -> tuple[Chased, ...]:
    """The departments that owe something of their own, the most overdue first."""
    found: list[Chased] = []
    for name in names:
        owed = find_owed(views, assessment, (name,))
        own = [each for each in owed if each.is_own and each.urgency in CHASED]
        gravest = sorted(own, key=_gravity)
        found += [Chased(name, tuple(gravest))] if gravest else []
    return tuple(sorted(found, key=lambda each: (-each.overdue_days, _gravity(each.worst))))


def _gravity(owed: Owed) -> tuple[int, int]:
    return -owed.row.assessment.overdue_days, CHASED.index(owed.urgency)


def _tell_who(plan: Plan, rights: Rights, address: str | None) -> Iterator[str]:
    """That the lists do not know who asks, and what they are shown for that."""
    if rights.people:
        return
    if not people_of(plan):
        yield "计划没有列人员,分不清是谁的,全部列出(加人用 jimoplan add person)"
    elif address:
        yield f"{address} 不在人员名单里,全部列出(请督查用 jimoplan add person 加上)"
    else:
        yield "git 不知道您是谁,全部列出(先设置:git config user.email 邮箱)"
