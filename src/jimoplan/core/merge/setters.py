"""Who set a field last, told by its values from commit to commit."""

from collections.abc import Callable, Iterable

from jimoplan.core.changes.changes import CHILDREN, Ref
from jimoplan.core.changes.outline import get_leaf, get_list, outline, without_children
from jimoplan.core.history.commits import Commit
from jimoplan.core.plan.model import Plan
from jimoplan.core.plan.records import Update

PlanAt = Callable[[str], Plan | None]
"""What a revision says, or else the last one before it that can be read; None without any."""


def find_setter(commits: Iterable[Commit], plan_at: PlanAt, item: Ref, field: str) -> Commit | None:
    """The commit that gave a field in conflict the value that it has at the first of the commits.

    The commits come newest first; a merge that has either parent's value has set nothing. None
    where they do not reach back to it: what stands as it was registered was set by nobody. Raises
    ValueError for a plan in which two items share an identity.
    """
    wanted: object = None
    for number, commit in enumerate(commits):
        value = _value_of(plan_at(commit.id), item, field)
        wanted = wanted if number else value
        if value != wanted:
            continue
        parents = [plan_at(parent) for parent in commit.parents]
        if not parents or None in parents:
            return None
        if all(_value_of(parent, item, field) != wanted for parent in parents):
            return commit
    return None


def _value_of(plan: Plan | None, item: Ref, field: str) -> object:
    """What a plan says of a field as conflicts name them; None where it is not there."""
    node = outline(plan).get(item) if plan else None
    if node is None:
        return None
    if field == "":
        return without_children(node.model), node.owner
    if field in CHILDREN:
        return node.owner
    if field in Update.model_fields:
        return [getattr(update, field) for update in get_list(node.model, "updates")]
    return get_leaf(node.model, field)
