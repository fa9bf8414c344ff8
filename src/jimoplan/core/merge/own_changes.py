"""What a merge commit did by itself, and what it brought from its parents, told by values."""

from collections.abc import Container, Iterable, Iterator, Mapping, Sequence
from itertools import chain, combinations
from typing import NamedTuple, TypeVar

from jimoplan.core.changes.changes import (
    RETIRED,
    ROOT,
    Change,
    Changes,
    Element,
    Insert,
    Key,
    Move,
    Ref,
    Remove,
    Rename,
    Set,
    Subject,
    Touched,
)
from jimoplan.core.changes.diff import diff, diff_by_name
from jimoplan.core.changes.outline import ItemNode, element_keys, get_leaf, get_list, outline
from jimoplan.core.changes.renaming import rename_departments
from jimoplan.core.merge.combine import ALONG
from jimoplan.core.merge.namesakes import differ, find_namesakes
from jimoplan.core.merge.renames import brought_names, call_as_brought, names_given
from jimoplan.core.merge.rivals import gave_way
from jimoplan.core.merge.updates import (
    FIGURES,
    adds_up,
    is_contradicted,
    remade,
    without_department,
    without_figure,
)
from jimoplan.core.plan.fields import FieldValue
from jimoplan.core.plan.items import Measure
from jimoplan.core.plan.model import Plan
from jimoplan.core.plan.records import Update

_Items = Mapping[Ref, ItemNode]
_Value = TypeVar("_Value")
_ALONG = {**ALONG, "due": ("due_changes",)}
"""What may be either side's where both set a field; merges have let the record of a deadline go."""


class MergeSplit(NamedTuple):
    """The changes of a merge against one side: the merge's own, and those another side made."""

    own: Changes
    brought: Changes


def own_changes(bases: Sequence[Plan], sides: Sequence[Plan], after: Plan) -> Changes:
    """What a merge did by itself, each change told from a side that had the value to be expected.

    A value was brought where it is what a three-way comparison of the sides gives, or any side's
    where several changed it; all else is the merge's own. So it is with an item's single fields
    and where it stands, with the elements of lists and the fields of a report of progress. What
    one side removed and another changed may be there or not; what goes along with a status or
    deadline may be either side's where both set that; a new measure may have got another number;
    of two new items with one identity, one may be there with all that stands in it;
    a report may lack the figure that another side reports for that day; a list that several sides
    changed may stand in any order. Of several bases it is open which one the sides come from; what
    comes of any of them was brought. Sides that have nothing in common bring what they say.

    Raises ValueError for a plan in which two items share an identity.
    """
    comparison = _Comparisons(bases, sides, after)
    found: dict[Touched, Change] = {}
    for change in chain.from_iterable(comparison.diffs):
        if comparison.is_own(change):
            known = found.setdefault(change.touched, change)
            if comparison.is_expected(change) and not comparison.is_expected(known):
                found[change.touched] = change
    return tuple(found.values())


def split_merge(
    bases: Sequence[Plan], sides: Sequence[Plan], after: Plan
) -> tuple[MergeSplit, ...]:
    """What a merge changed, seen from each side: what it did by itself, and what it brought.

    Here, sides that have nothing in common bring nothing: whoever merges them answers for all of
    it. Raises ValueError as above.
    """
    comparison = _Comparisons(bases, sides, after)
    splits: list[MergeSplit] = []
    for changes in comparison.diffs:
        own: list[Change] = []
        brought: list[Change] = []
        for change in changes:
            is_own = not bases or comparison.is_own(change)
            (own if is_own else brought).append(change)
        splits.append(MergeSplit(tuple(own), tuple(brought)))
    return tuple(splits)


class _Comparisons:
    """A merge compared with each of the plans that its sides may come from."""

    def __init__(self, bases: Sequence[Plan], sides: Sequence[Plan], after: Plan) -> None:
        given = [names_given(bases[0], side) if bases else {} for side in sides]
        names = brought_names(given, sides, after)
        called = [call_as_brought(side, its, names) for side, its in zip(sides, given, strict=True)]
        known = {each.name for side, _ in called for each in side.departments}
        self.diffs = [(*renames, *_compare(side, after, known)) for side, renames in called]
        renamed = [rename_departments(base, names) for base in bases]
        compared: Sequence[Plan | None] = renamed or (None,)
        calls = frozenset(names.values())
        self._each = [
            _Comparison(base, [side for side, _ in called], after, self.diffs, calls)
            for base in compared
        ]

    def is_own(self, change: Change) -> bool:
        """Whether what a change comes to is no side's doing."""
        return all(comparison.is_own(change) for comparison in self._each)

    def is_expected(self, change: Change) -> bool:
        """Whether the side that a change is told from had what was to be expected of it."""
        return any(comparison.is_expected(change) for comparison in self._each)


def _compare(side: Plan, after: Plan, known: Container[str]) -> Changes:
    """A side and what was made of it; a name that a side knows is no new one of a department."""
    changes = diff(side, after)
    renamed = (change.new for change in changes if isinstance(change, Rename))
    return diff_by_name(side, after) if any(name in known for name in renamed) else changes


class _Comparison:
    """The sides of a merge, what they come from and what was made of them."""

    def __init__(
        self,
        base: Plan | None,
        sides: Sequence[Plan],
        after: Plan,
        diffs: Sequence[Changes],
        names: frozenset[str],
    ) -> None:
        self._base: _Items = outline(base) if base else {}
        self._is_related = base is not None
        self._sides = [outline(side) for side in sides]
        self._after = outline(after)
        self._diffs = diffs
        self._names = names
        self._namesakes = {
            ref
            for pair in combinations(self._sides, 2)
            for ref in find_namesakes(self._base.keys(), *pair)
        }

    def is_own(self, change: Change) -> bool:
        """Whether what a change comes to is no side's doing."""
        match change:
            case Set(item, field, _, new):
                return new not in self._expected(item, field)
            case Rename():
                return change.new not in self._names
            case Move(key, old, new) if old[:2] == new[:2]:
                return key in self._reordered(*new[:2])
            case Insert(place, Element() as key) | Remove(place, Element() as key):
                return not self._brings_element(*place[:2], key)
        return not self._brings_item(change.item)

    def is_expected(self, change: Change) -> bool:
        """Whether the side that a change is told from had what was to be expected of it.

        That is a field's value; an item where it stays, and none where it goes.
        """
        match change:
            case Set(item, field, old):
                return old in self._expected(item, field)
            case Insert(_, str()):
                return not any(self._places(change.item))
            case Move(str()):
                return any(self._places(change.item))
        return True

    def _expected(self, item: Ref, field: str) -> list[FieldValue]:
        """The values that a field may have: those that sides gave it, or else what it was."""
        values = [get_leaf(side[item].model, field) for side in self._sides if item in side]
        if item not in self._base or self._goes_along(item, field):
            return values
        return _changed(get_leaf(self._base[item].model, field), values)

    def _goes_along(self, item: Ref, field: str) -> bool:
        """Whether sides have set to different values what a field goes along with."""
        leaders = [leader for leader, along in _ALONG.items() if field in along]
        return any(len(set(self._expected(item, leader))) > 1 for leader in leaders)

    def _brings_element(self, owner: Ref, field: str, key: Element) -> bool:
        """Whether an element is, or is not, in a list where it may be."""
        there = [key in _keys(side, owner, field) for side in self._sides if owner in side]
        if owner in self._base and not self._goes_along(owner, field):
            there = _changed(key in _keys(self._base, owner, field), there)
        if (key in _keys(self._after, owner, field)) in there:
            return True
        if field == RETIRED:
            return self._is_still_needed(str(key.value))
        if not isinstance(key.value, Update):
            return self._gave_way(owner, field, key)
        return self._brings_report(owner, key.value)

    def _gave_way(self, owner: Ref, field: str, key: Element) -> bool:
        """Whether a record is not there, as another side's of the same step was chosen."""
        was, now, *sides = (
            get_list(items[owner].model, field) if owner in items else ()
            for items in (self._base, self._after, *self._sides)
        )
        return key.value not in now and gave_way(key.value, was, sides, now)

    def _is_still_needed(self, number: str) -> bool:
        """Whether what had a retired number is there, as another side has it."""
        named = (Ref(subject, number) for subject in (Subject.TASK, Subject.MEASURE))
        return any(ref in self._after and self._brings_item(ref) for ref in named)

    def _brings_report(self, owner: Ref, report: Update) -> bool:
        """Whether a report is what may have become of one that sides rewrote or took out."""
        was, now = _reports(self._base, owner), _reports(self._after, owner)
        sides = [_reports(side, owner) for side in self._sides]
        for old in was:
            made = [_become(old, was, side) for side in sides]
            if report in {old, _become(old, was, now), *made}:
                return _may_become(old, _become(old, was, now), made)
        if any(u not in was and u.dept and without_department(u) == report for u in now):
            return True  # which some side has, or else it is the merge's own
        return any(
            (u == report and bare in {None, *now}) or bare == report
            for side in sides
            for u in side
            for field in FIGURES
            if u not in was and self._is_figure_taken(owner, u, field)
            for bare in (without_figure(u, field),)
        )

    def _is_figure_taken(self, owner: Ref, report: Update, field: str) -> bool:
        """Whether for what a report is on another one's figure counts, which is new too."""
        known = {report, *_reports(self._base, owner)}
        is_sum = all(adds_up(side[owner].model) for side in self._sides if owner in side)
        return any(
            is_contradicted(field, report, other, adds_up=is_sum)
            for other in _reports(self._after, owner)
            if other not in known
        )

    def _brings_item(self, ref: Ref) -> bool:
        """Whether an item is, or is not, where it may be."""
        now = _owner(self._after, ref)
        owners = [_owner(side, ref) for side in self._sides]
        if now in self._places(ref):
            return True
        if now is None:  # what was put into an item goes with it
            is_gone = all(owner is None or self._is_gone(owner) for owner in owners)
            given = any(measure.id == ref.id for measure in self._given_to_gone())
            return is_gone or given or self._is_in_namesake(ref)
        return not any(owners) and self._is_renumbered(ref)

    def _is_in_namesake(self, ref: Ref) -> bool:
        """Whether an item stood in one side's of two new ones, of which the other has been kept."""
        return any(
            any(self._after[owner].model == side[owner].model for side in self._sides)
            for owner in self._namesakes & self._after.keys()
            if any(_stands_in(side, ref, owner) for side in self._sides)
        )

    def _places(self, ref: Ref) -> list[Ref | None]:
        """What an item may stand in, None for being nowhere: both where sides disagree."""
        was = _owner(self._base, ref)
        owners = [_owner(side, ref) for side in self._sides]
        if not self._is_related:
            return owners
        stays = was and None in owners and self._may_stay(ref)
        left = _changed(was, filter(None, owners)) if stays else []
        stayed = [was] if self._namesakes.intersection(filter(None, owners)) else []
        return [*_changed(was, owners), *left, *stayed]

    def _is_gone(self, ref: Ref) -> bool:
        return ref not in self._after and self._brings_item(ref)

    def _may_stay(self, ref: Ref) -> bool:
        """Whether an item that one side removed was changed by another, or what it stands in."""
        was = self._base[ref]
        if any(ref in side and side[ref].model != was.model for side in self._sides):
            return True
        owner = was.owner
        gone = owner and any(owner not in side for side in self._sides)
        return bool(owner and gone and self._may_stay(owner))

    def _is_renumbered(self, ref: Ref) -> bool:
        """Whether a new measure is a side's whose id another side gave to a different one."""
        new = self._after[ref].model
        moved = chain(self._given_twice(), self._given_to_gone())
        return any(each.model_copy(update={"id": ref.id}) == new for each in moved)

    def _given_twice(self) -> Iterator[Measure]:
        """The new measures with an id that means another one to another side."""
        for ref in self._sides[0].keys() - self._base.keys():
            found = [side[ref].model for side in self._sides if ref in side]
            measures = [part for part in found if isinstance(part, Measure)]
            if len(measures) == len(self._sides) and any(differ(measures[0], m) for m in measures):
                yield from measures

    def _given_to_gone(self) -> Iterator[Measure]:
        """The new measures with an id that another side has given and retired since."""
        retired = {key for side in self._sides for key in _keys(side, ROOT, RETIRED)}
        for key in retired.difference(_keys(self._base, ROOT, RETIRED)):
            ref = Ref(Subject.MEASURE, str(key.value if isinstance(key, Element) else key))
            found = (side[ref].model for side in self._sides if ref in side)
            yield from (m for m in found if ref not in self._base and isinstance(m, Measure))

    def _reordered(self, owner: Ref, field: str) -> set[Key]:
        """The elements of a list that the merge itself has moved in it."""
        was = _keys(self._base, owner, field)
        changed = [
            changes
            for side, changes in zip(self._sides, self._diffs, strict=True)
            if not self._is_related or _keys(side, owner, field) != was
        ]
        if len(changed) > 1:
            return set()
        told = [*changed, *self._diffs][0]
        return {c.key for c in told if isinstance(c, Move) and c.new[:2] == (owner, field)}


def _changed(was: _Value, values: Iterable[_Value]) -> list[_Value]:
    """The values that are not as it was; as it was where there is none."""
    return [value for value in values if value != was] or [was]


def _owner(items: _Items, ref: Ref) -> Ref | None:
    return items[ref].owner if ref in items else None


def _stands_in(items: _Items, ref: Ref, owner: Ref) -> bool:
    inside: Ref | None = ref
    while inside not in {None, owner}:
        inside = _owner(items, inside) if inside else None
    return inside is not None and inside != ref


def _keys(items: _Items, owner: Ref, field: str) -> list[Key]:
    return element_keys(field, get_list(items[owner].model, field)) if owner in items else []


def _reports(items: _Items, owner: Ref) -> tuple[Update, ...]:
    found = get_list(items[owner].model, "updates") if owner in items else ()
    return tuple(report for report in found if isinstance(report, Update))


def _become(old: Update, was: tuple[Update, ...], side: tuple[Update, ...]) -> Update | None:
    """What has become of a report on a side; None where it was taken out."""
    return old if old in side else remade(was, side).get(old)


def _may_become(old: Update, now: Update | None, made: Sequence[Update | None]) -> bool:
    """Whether each field of a report is as a comparison of what sides made of it allows."""
    if now is None:
        return None in made
    left = [report for report in made if report is not None]
    return all(
        getattr(now, field) in _changed(getattr(old, field), (getattr(r, field) for r in left))
        for field in Update.model_fields
    )
