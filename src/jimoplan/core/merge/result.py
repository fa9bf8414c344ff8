"""What a merge comes to: a plan for either side's view, and what the sides do not agree on."""

from datetime import date
from typing import Any, NamedTuple

from jimoplan.core.changes.changes import Key, Ref
from jimoplan.core.history.commits import Commit
from jimoplan.core.plan.model import Plan


class Conflict(NamedTuple):
    """A field that both sides set to different values; None stands for nothing there.

    The field is '' where the item as a whole is meant: one side removed it and the other changed
    it, each side has given its identity to another new one, or what both made of it breaks a rule,
    which `reason` then says. For the list that an item
    stands in (tasks, measures), the values are the ids of what each side put it into. The fields of
    an update (progress, value, note ...) stand under the measure it reports on. `setters` are the
    commits that gave ours and theirs, where history was asked and tells; `day` is the one for
    which both sides report a figure.
    """

    item: Ref
    field: str
    base: Any
    ours: Any
    theirs: Any
    reason: str = ""
    setters: tuple[Commit | None, Commit | None] = (None, None)
    day: date | None = None

    @property
    def is_over_namesakes(self) -> bool:
        """Whether it is over two new items with one identity, of which one can be kept."""
        are_both_new = self.base is None and None not in (self.ours, self.theirs)
        return are_both_new and not self.field and not self.reason


class Renumbered(NamedTuple):
    """A new measure whose id the other side gave to another new one; `ours` says whose it is.

    The other one is `gone` where its side has removed it since.
    """

    old: str
    new: str
    title: str
    ours: bool
    gone: bool = False


class Reordered(NamedTuple):
    """Elements of a list that both sides moved, each to another place."""

    owner: Ref
    field: str
    keys: tuple[Key, ...]


class Merged(NamedTuple):
    """The plan with ours' values wherever the sides conflict, and `other` with theirs'.

    The two are equal if there is no conflict. Over what was `reordered` there is none: either order
    would do, and its content has decided.
    """

    plan: Plan
    other: Plan
    conflicts: tuple[Conflict, ...] = ()
    renumbered: tuple[Renumbered, ...] = ()
    reordered: tuple[Reordered, ...] = ()
