"""beyond: what a merge commit did by itself."""

from collections.abc import Sequence

from jimoplan.core.change.changes import Changes, touched_by
from jimoplan.core.change.diff import diff
from jimoplan.core.merge.merge import merge
from jimoplan.core.model import Plan


def beyond(base: Plan | None, sides: Sequence[Plan], after: Plan) -> Changes:
    """What a plan says that does not come of merging the sides.

    Where the sides conflict, taking either side's value is no change. Sides that have nothing in
    common are not merged: what counts is what none of them says. Raises ValueError for a plan in
    which two items share an identity.
    """
    first, *others = sides
    views = [first]
    for side in others:
        if base is None:
            views.append(side)
        else:
            merged = merge(base, views[0], side)
            views = [merged.plan, merged.other]
    changes, *rest = [diff(view, after) for view in views]
    touched = [{touched_by(change) for change in other} for other in rest]
    return tuple(change for change in changes if all(touched_by(change) in t for t in touched))
