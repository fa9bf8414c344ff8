"""Walking through what waits for a review: the queue of one person, each item with its case."""

from collections.abc import Iterator, Sequence
from datetime import date
from typing import NamedTuple

from jimoplan.actions.changing.review import Reviews
from jimoplan.actions.plan.ask import choose_views
from jimoplan.core.assessment.assess import assess
from jimoplan.core.changes.items import each_named, items_by_id
from jimoplan.core.desk.case import tell_case
from jimoplan.core.desk.waiting import ToReview, find_to_review
from jimoplan.core.display.short import cut_short
from jimoplan.core.plan.evidence import file_names
from jimoplan.core.plan.in_charge import find_leader
from jimoplan.core.plan.items import Item
from jimoplan.core.plan.words import MAIN_ROLES, Status
from jimoplan.errors import JimoplanError


class Queue(NamedTuple):
    """What one person may review, the longest waiting first, and what is left out with why."""

    waiting: tuple[ToReview, ...]
    left_out: tuple[ToReview, ...]
    not_waiting: tuple[Item, ...] = ()

    def tell_left_out(self) -> Iterator[str]:
        """What is left out, a line for each reason."""
        by_reason: dict[str, list[str]] = {}
        for each in self.left_out:
            by_reason.setdefault(each.why_not, []).append(each.row.item.id)
        for item in self.not_waiting:
            by_reason.setdefault(f"是{item.status},不等审核", []).append(item.id)
        for why, numbers in by_reason.items():
            yield f"不列 {len(numbers)} 项({why}):{'、'.join(numbers)}"


def find_queue(
    reviews: Reviews,
    day: date,
    department: str | None = None,
    leader: str | None = None,
    numbers: Sequence[str] = (),
) -> Queue:
    """What waits for the reviewer by a day, of a department's own or of a 分管领导's.

    Of the items of the `numbers` alone, and in their order, where there are any. Raises
    UnknownNameError or AmbiguousNameError for any of these.
    """
    plan = reviews.reading.plan
    asked = [item for _, item in each_named(plan, numbers)]
    who = None if leader is None else find_leader(plan, leader)
    assessment = assess(plan, day)
    views = choose_views(plan, assessment, department, who)
    found = find_to_review(plan, views, assessment, reviews.reviewer.email)
    own = [w for w in found if department is None or w.row.role in MAIN_ROLES]
    if asked:
        waiting = {each.row.item.id: each for each in own}
        own = [waiting[item.id] for item in asked if item.id in waiting]
    judged = [_judge(reviews, each) for each in own]
    return Queue(
        tuple(each for each in judged if not each.why_not),
        tuple(each for each in judged if each.why_not),
        tuple(item for item in asked if item.id not in {each.row.item.id for each in own}),
    )


def look_into(reviews: Reviews, waiting: ToReview) -> tuple[str, ...]:
    """The lines to read before deciding on an item, and what is doubtful of its evidence."""
    item = waiting.row.item
    looked = reviews.look_at(item)
    files = dict.fromkeys(file_names(item), "在")
    files |= dict.fromkeys(looked.missing, "找不到,不能销号")
    return (*tell_case(waiting, files), *(f"留意:{doubt}" for doubt in looked.doubts))


def tell_gone(reviews: Reviews, waiting: ToReview) -> str:
    """What has become of an item that waits no more, and by whom; '' where it still does.

    The plan is read again. Raises JimoplanError where it cannot be.
    """
    reviews.refresh()
    was = waiting.row.item
    now = items_by_id(reviews.reading.plan).get(was.id)
    if now is None:
        return f"{was.id} 计划里已经没有了"
    if now.status is Status.COMPLETED:
        return ""
    if len(now.reviews) > len(was.reviews):
        last = now.reviews[-1]
        why = f":{cut_short(last.reason)}" if last.reason else ""
        return f"{was.id} 已由 {last.by.partition(' <')[0]} 在 {last.date} {last.result}{why}"
    return f"{was.id} 现在是{now.status}"


def see_again(reviews: Reviews, waiting: ToReview, day: date) -> ToReview | None:
    """An item that waits still as it is now, where it is not as it was; None where it is.

    Of the plan as it was read last.
    """
    plan, number = reviews.reading.plan, waiting.row.item.id
    if items_by_id(plan)[number] == waiting.row.item:
        return None
    assessment = assess(plan, day)
    views = choose_views(plan, assessment, None, None)
    found = find_to_review(plan, views, assessment, reviews.reviewer.email)
    return next(each for each in found if each.row.item.id == number)


def _judge(reviews: Reviews, waiting: ToReview) -> ToReview:
    """The same, where history tells that the reviewer has reported it, or that nobody knows who."""
    if waiting.why_not:
        return waiting
    try:
        own = reviews.same_hand(waiting.row.item)
    except JimoplanError as unknown:
        return waiting._replace(why_not=unknown.message)
    return waiting._replace(why_not="是您自己报的,请另一位同志审核") if own else waiting
