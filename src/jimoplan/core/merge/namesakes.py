"""New items of both sides that go by one identity and are not the same."""

from collections.abc import Collection, Iterator, Mapping

from jimoplan.core.changes.changes import Ref
from jimoplan.core.changes.outline import ItemNode
from jimoplan.core.plan.fields import PlanPart
from jimoplan.core.plan.items import Item
from jimoplan.core.plan.model import Department, Section


def differ(one: PlanPart, other: PlanPart) -> bool:
    """Whether two new items of one identity are not the same.

    Title or text tells; of sections the title, of departments what they are and stand for.
    """
    match one, other:
        case Item(), Item():
            return (one.title, one.text) != (other.title, other.text)
        case Section(), Section():
            return one.title != other.title
        case Department(), Department():
            return (one.kind, set(one.members)) != (other.kind, set(other.members))
    return False


def find_namesakes(
    known: Collection[Ref], ours: Mapping[Ref, ItemNode], theirs: Mapping[Ref, ItemNode]
) -> Iterator[Ref]:
    """What both sides have given one identity that was none, to two different items."""
    for ref in ours.keys() & theirs.keys():
        if ref not in known and differ(ours[ref].model, theirs[ref].model):
            yield ref
