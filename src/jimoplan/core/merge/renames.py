"""Departments that a side of a merge renamed: every side is told by one name of each."""

from collections import Counter
from collections.abc import Iterator, Sequence
from itertools import chain
from typing import NamedTuple

from jimoplan.core.changes.changes import Ref, Rename, Subject
from jimoplan.core.changes.renaming import (
    Names,
    called,
    find_renames,
    follow_renames,
    rename_departments,
)
from jimoplan.core.display.cells import reveal_line
from jimoplan.core.merge.result import Conflict, Merged
from jimoplan.core.plan.fields import PlanPart
from jimoplan.core.plan.model import Plan


class Contested(NamedTuple):
    """A department that both sides renamed, each to a name of its own; merged by the first."""

    old: str
    ours: str
    theirs: str

    @property
    def name(self) -> str:
        """The name that it goes by until somebody decides, which no side's being ours does."""
        return min(self.ours, self.theirs)


class CalledAlike(NamedTuple):
    """The base and the sides of a merge, with departments called alike in all three."""

    base: Plan
    ours: Plan
    theirs: Plan
    contested: tuple[Contested, ...] = ()

    def settle(self, merged: Merged) -> Merged:
        """A merge of these with either side's own names in its view, over which they conflict."""
        if not self.contested:
            return merged
        ours = {each.name: each.ours for each in self.contested}
        theirs = {each.name: each.theirs for each in self.contested}
        over = (
            Conflict(Ref(Subject.DEPARTMENT, each.ours), "name", *each) for each in self.contested
        )
        return merged._replace(
            plan=rename_departments(merged.plan, ours),
            other=rename_departments(merged.other, theirs),
            conflicts=(*over, *(_as_called(each, ours, theirs) for each in merged.conflicts)),
        )


def _as_called(conflict: Conflict, ours: Names, theirs: Names) -> Conflict:
    item, values = conflict.item, (conflict.base, conflict.ours, conflict.theirs)
    if item.subject is Subject.DEPARTMENT:
        item = item._replace(id=ours.get(item.id, item.id))
    base, own, other = (
        called(value, names) if isinstance(value, PlanPart) else value
        for value, names in zip(values, (ours, ours, theirs), strict=True)
    )
    return conflict._replace(item=item, base=base, ours=own, theirs=other)


def names_given(base: Plan, side: Plan) -> Names:
    """By the base's name of a department the one that a side gave it."""
    return follow_renames(find_renames(base, side))


def call_alike(base: Plan, ours: Plan, theirs: Plan) -> CalledAlike:
    """The three with the names that either side gave to departments.

    A name that means another department to the other side is given to none there: then it is as if
    the one had been removed and the other added.
    """
    mine, others = names_given(base, ours), names_given(base, theirs)
    if not mine and not others:
        return CalledAlike(base, ours, theirs)
    known, known_there = ({each.name for each in plan.departments} for plan in (ours, theirs))
    contested: list[Contested] = []
    names: tuple[dict[str, str], ...] = ({}, {}, {})
    for old in sorted({*mine, *others}):
        own, other = mine.get(old, old), others.get(old, old)
        if own != other and (own in known_there - {old} or other in known - {old}):
            continue
        name = own if other == old else other if own == old else min(own, other)
        for each, now in zip(names, (old, own, other), strict=True):
            each[now] = name
        if own != other and old not in {own, other}:
            contested.append(Contested(old, own, other))
    base, ours, theirs = map(rename_departments, (base, ours, theirs), names)
    return CalledAlike(base, ours, theirs, tuple(contested))


def brought_names(given: Sequence[Names], sides: Sequence[Plan], after: Plan) -> dict[str, str]:
    """The names that sides gave to departments and a merge has kept, one each.

    One that means another department to a side is none of them.
    """
    known, *theirs = ({each.name for each in plan.departments} for plan in (after, *sides))
    pairs = {
        (old, new)
        for old, new in chain.from_iterable(names.items() for names in given)
        if new in known
        and all(
            names.get(old) == new or new not in there
            for names, there in zip(given, theirs, strict=True)
        )
    }
    times = Counter(chain.from_iterable(pairs))
    return {old: new for old, new in pairs if times[old] == times[new] == 1}


def call_as_brought(side: Plan, given: Names, names: Names) -> tuple[Plan, tuple[Rename, ...]]:
    """A side with the names that were brought, and the renamings by which it gets them."""
    known = {each.name for each in side.departments}
    wanted = {given.get(old, old): new for old, new in names.items()}
    new_here = {old: new for old, new in wanted.items() if old in known and new not in known}
    renames = (Rename(Ref(Subject.DEPARTMENT, old), new) for old, new in new_here.items())
    return rename_departments(side, new_here), tuple(renames)


def describe_renames(base: Plan, ours: Plan, theirs: Plan) -> Iterator[str]:
    """In words, which departments one side alone renamed, and what that means for the other."""
    alike = {each.name for each in call_alike(base, ours, theirs).base.departments}
    sides = (("我方", ours, theirs), ("对方", theirs, ours))
    for name, side, other in sides:
        given, there = names_given(base, side), names_given(base, other)
        for old, new in given.items():
            was = reveal_line(old)
            follows = "已跟着改" if new in alike else "要改成新名称"
            if old not in there:
                yield (
                    f"{name}把部门“{was}”改名为“{reveal_line(new)}”:"
                    f"另一方写着“{was}”的地方{follows}"
                )
