"""Whether the days that count are those of the commit, not weeks before it nor after it."""

from collections.abc import Iterator
from datetime import date

from jimoplan.core.audit.commission import Commission
from jimoplan.core.audit.on_record import ends_suspension
from jimoplan.core.audit.permission import is_own_report
from jimoplan.core.audit.rules import Violation
from jimoplan.core.audit.whose_word import new_words
from jimoplan.core.changes.changes import Change, Changes, Element, Insert, Place, Ref, Remove, Set
from jimoplan.core.changes.told import find_corrected
from jimoplan.core.changes.words import name_ref
from jimoplan.core.plan.items import Item
from jimoplan.core.plan.records import DueChange, Remark, Review, Suspension, Update

_CLOCKS = 1
"""How many days the clocks of two machines may be apart."""

_Day = tuple[str, date]
"""What a day is called, and the day."""


def judge_days(changes: Changes, made: Commission) -> Iterator[Violation]:
    """The days on record that lie further back than the plan's policy lets pass, or ahead.

    Whoever may approve can give a reason for them.
    """
    rights = made.rights
    if made.day is None or (made.with_basis and (rights.supervises or rights.approves_for)):
        return
    allowed = made.before.policy.backdate
    for change in changes:
        name = name_ref(change.item)
        for what, day in (*_days_of_words(change, made), *_days_of(change, made.along)):
            ago = (made.day - day).days
            told = f"{name} 的{what}写成 {day},提交是 {made.day}"
            if ago > allowed:
                yield Violation("A19", change, f"{told},早了 {ago} 天(最多 {allowed} 天)")
            if ago < -_CLOCKS:
                yield Violation("A19", change, f"{told},写成了 {-ago} 天以后")


def _days_of_words(change: Change, made: Commission) -> Iterator[_Day]:
    for _, said in new_words(change, made.along):
        if not _is_slip(change, said, made):
            yield ("填报日期" if isinstance(said, Update) else f"{said.kind}日期"), said.date


def _is_slip(change: Change, said: Update | Remark, made: Commission) -> bool:
    """Whether somebody puts their own report on a later day, no further than may be dated back.

    An earlier day makes a report look older than it is, as dating it back does.
    """
    gone = find_corrected(made.along).get(change)
    was = gone.value if isinstance(gone, Remove) else None
    if made.day is None or not (isinstance(said, Update) and isinstance(was, Update)):
        return False
    own = all(is_own_report(each, made.rights) for each in (was, said))
    later = (said.date - was.date).days
    return own and said.date <= made.day and 0 < later <= made.before.policy.backdate


def _days_of(change: Change, along: Changes) -> Iterator[_Day]:
    """The days of the records that a change makes, and of its item's clock."""
    match change:
        case Insert(_, Element(DueChange(changed=day)), _):
            yield "调整日期", day
        case Insert(_, Element(Review(date=day)), _):
            yield "审核日期", day
        case Insert(_, str(), Item() as new):
            yield from _days_of_new(new)
        case Set(item, "finished" | "submitted" as field, _, date() as day):
            if not _takes_review(along, item) and not _is_reported_later(change, along):
                yield "办结日期" if field == "finished" else "提交日期", day
        case Insert(Place(item, _), Element(Suspension() as entry), _) | Remove(
            Place(item, _), Element(Suspension() as entry), _
        ):
            ends = ends_suspension(along, item, entry)
            yield from _days_of_pause(change, entry, ends=ends)


def _days_of_pause(change: Change, entry: Suspension, *, ends: bool) -> Iterator[_Day]:
    """The days of a pause that comes, or, where it is opened again, the one that it ended on."""
    if isinstance(change, Insert) and not ends:
        yield "暂缓日期", entry.since
    if entry.until and (ends or isinstance(change, Insert)):
        yield "恢复日期" if isinstance(change, Insert) else "撤回的恢复日期", entry.until


def _days_of_new(new: Item) -> Iterator[_Day]:
    yield from (("调整日期", record.changed) for record in new.due_changes)
    yield from (("审核日期", review.date) for review in new.reviews)
    yield from (("暂缓日期", entry.since) for entry in new.suspensions)
    yield from (("恢复日期", e.until) for e in new.suspensions if e.until)
    if reported := new.submitted or new.finished:
        yield "办结日期" if new.submitted is None else "提交日期", reported


def sets_clock(change: Change) -> bool:
    """Whether a change decides by which days an item is judged."""
    match change:
        case Set(_, "finished" | "submitted", _, _):
            return True
        case Insert(Place(_, "suspensions"), _, _) | Remove(Place(_, "suspensions"), _, _):
            return True
    return False


def _is_reported_later(change: Set, along: Changes) -> bool:
    """Whether another day says when work was reported that had been finished on this one."""
    return change.field == "finished" and any(
        isinstance(other, Set)
        and other.touched[:2] == (change.item, "submitted")
        and isinstance(other.new, date)
        and isinstance(change.new, date)
        and change.new <= other.new
        for other in along
    )


def _takes_review(along: Changes, item: Ref) -> bool:
    """Whether a review is taken back, which brings the days back that it took away."""
    return any(isinstance(c, Remove) and c.place[:2] == (item, "reviews") for c in along)
