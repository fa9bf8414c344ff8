"""The review by which an item has its status."""

from datetime import date

from jimoplan.core.plan.items import Item
from jimoplan.core.plan.records import Review
from jimoplan.core.plan.words import OPEN, Status, Verdict


def standing_review(item: Item, as_of: date = date.max) -> Review | None:
    """The last review that led to an item's status: 已销号 by an approval, open by a return.

    None where no review by that day did. It need not be the last on record: what one side of a
    merge approved and the other returned keeps both reviews, whichever status was chosen.
    """
    if item.status is Status.CLOSED:
        verdict = Verdict.APPROVED
    elif item.status in OPEN:
        verdict = Verdict.RETURNED
    else:
        return None
    led = (each for each in reversed(item.reviews) if each.result is verdict)
    return next((each for each in led if each.date <= as_of), None)
