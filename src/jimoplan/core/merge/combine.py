"""What two sides changed of a plan, in one plan, with one side preferred where both conflict.

A field is told by the changes of either side alone: the preferred side's plan with the other's
changes made that nothing stands against. Where items stand and how lists are ordered is decided on
the lists of all three plans: a change says before which element something stands, and made after
other changes it would leave an order that depends on which side is which.
"""

from collections.abc import Iterator, Mapping
from typing import Any, NamedTuple, cast

from jimoplan.core.changes.changes import CHILDREN, RETIRED, ROOT, Key, Ref, Subject
from jimoplan.core.changes.outline import (
    ItemNode,
    child_fields,
    element_keys,
    entry_keys,
    fields_of_either,
    get_leaf,
    outline,
    set_leaf,
)
from jimoplan.core.merge.namesakes import find_namesakes
from jimoplan.core.merge.result import Conflict, Reordered
from jimoplan.core.merge.sequence import find_contested, weave_entries, weave_keys
from jimoplan.core.merge.side import Side
from jimoplan.core.merge.updates import Disagreement, adds_up, weave_updates
from jimoplan.core.plan.fields import PlanPart
from jimoplan.core.plan.items import Item
from jimoplan.core.plan.model import Plan

_LEVELS = {subject: level for level, subject in enumerate(Subject)}
ALONG = {
    "status": ("reason", "approved_by", "suspensions", "finished", "submitted", "submitted_by"),
}
"""What comes from the side whose value a field has.

Reviews and the records of a moved deadline do not: whichever status or deadline is chosen, there
was the other one, too.
"""


class HomelessError(Exception):
    """An item has no place left: the sides moved it about and removed what it stood in."""

    def __init__(self, refs: tuple[Ref, ...]) -> None:
        super().__init__(str(refs))
        self.refs = refs


class Combined(NamedTuple):
    """A plan of three, the conflicts over its fields, and what both sides moved in its lists."""

    plan: Plan
    conflicts: list[Conflict]
    reordered: list[Reordered]


class Weave:
    """Base and two sides, item by item. What is `fixed` is taken as the preferred side has it."""

    def __init__(self, base: Plan, ours: Plan, theirs: Plan) -> None:
        self.base = outline(base)
        self.sides = (Side(base, ours), Side(base, theirs))
        self.plans = (self.base, *(side.items for side in self.sides))
        everywhere = {ref for items in self.plans for ref in items}
        self.refs = sorted(everywhere, key=lambda ref: (_LEVELS[ref.subject], self._depth(ref)))
        self._below = self._find_below()
        self.fixed: set[Ref] = set()
        self.whole: dict[Ref, str] = {}
        items = (side.items for side in self.sides)
        self.namesakes = frozenset(find_namesakes(self.base.keys(), *items))
        for side in (0, 1):
            self._fix_removed(side)
        self._fix_namesakes()
        self._fix_contested_milestones()

    def below(self, ref: Ref) -> set[Ref]:
        """All that stands in an item, in whichever of the plans."""
        found, ahead = set[Ref](), [ref]
        while ahead:
            ahead += [child for child in self._below.get(ahead.pop(), ()) if child not in found]
            found.update(ahead)
        return found

    def owners(self, ref: Ref) -> list[Ref]:
        """What an item stands in, in whichever of the plans."""
        nodes = [items[ref] for items in self.plans if ref in items]
        return list(dict.fromkeys(node.owner for node in nodes if node.owner))

    def build(self, prefer: int) -> Combined:
        """The plan with one side (0 ours, 1 theirs) preferred, and the conflicts over fields.

        Raises HomelessError where an item has no place left.
        """
        return _Build(self, prefer).make()

    def _depth(self, ref: Ref) -> int:
        """How many items one stands in, in the plan in which it stands deepest."""
        return max(sum(1 for _ in _owners_of(ref, items)) for items in self.plans)

    def _find_below(self) -> dict[Ref, list[Ref]]:
        below: dict[Ref, list[Ref]] = {}
        for items in self.plans:
            for ref, node in items.items():
                if node.owner:
                    below.setdefault(node.owner, []).append(ref)
        return below

    def _fix_removed(self, side: int) -> None:
        """Fix what one side needs and the other removed, with what was removed along with it."""
        own = self.sides[side]
        here, there = own.items, self.sides[1 - side].items
        needed: set[Ref] = set()
        for ref in reversed(self.refs):
            if ref in here and ref in self.base and ref not in there:
                children = [r for r in self._below.get(ref, ()) if r in here]
                inside = {child for child in children if here[child].owner == ref}
                if own.touches(ref) or inside & (own.brought | needed):
                    needed.add(ref)
        for ref in needed:
            if here[ref].owner not in needed:
                self.whole[ref] = ""
                self.fixed |= {ref, *(r for r in self.below(ref) if r not in there)}

    def _fix_namesakes(self) -> None:
        """Fix new items of both sides that share their identity alone, and what is new in them.

        What was there before and is moved into one of them goes there with that one alone.
        """
        for ref in self.namesakes:
            self.whole[ref] = ""
            self.fixed |= {ref, *(r for r in self.below(ref) if r not in self.base)}

    def _fix_contested_milestones(self) -> None:
        """Fix items whose milestones both sides changed, so that they cannot simply be united.

        A milestone has no id: one that is moved is gone and another one there.
        """
        for ref in self.refs:
            found = (items[ref].model for items in self.plans if ref in items)
            steps = [set(item.milestones) for item in found if isinstance(item, Item)]
            if len(steps) < len(self.plans):
                continue
            was, *now = steps
            moved = any(was - each for each in now)
            if moved and was not in now and now[0] != now[1]:
                self.whole.setdefault(ref, "两边都改了节点")
                self.fixed.add(ref)


class _Build:
    """One plan made of three, with a preferred side."""

    def __init__(self, weave: Weave, prefer: int) -> None:
        self._weave = weave
        self._base = weave.base
        self._own, self._other = weave.sides[prefer], weave.sides[1 - prefer]
        self._mine, self._others = self._own.items, self._other.items
        self._prefer = prefer
        self._places: dict[Ref, tuple[Ref, str]] = {}
        self._members: dict[Ref, set[Key]] = {}
        self._conflicts, self._reordered = list[Conflict](), list[Reordered]()

    def make(self) -> Combined:
        homeless = [ref for ref in self._weave.refs if ref != ROOT and not self._settle(ref)]
        homeless += self._find_cut_off()
        if homeless:
            raise HomelessError(tuple(homeless))
        return Combined(cast("Plan", self._assemble(ROOT)), self._conflicts, self._reordered)

    def _settle(self, ref: Ref) -> bool:
        """Find the place of an item, if it stays; False if it should but has none."""
        if not self._stays(ref):
            return True
        own = self._mine.get(ref)
        choices = [self._choose_owner(ref), own.owner if own else None]
        for owner in choices:
            if owner and (owner == ROOT or self._stays(owner)):
                self._places[ref] = owner, (own or self._others[ref]).field
                self._members.setdefault(owner, set()).add(ref.id)
                return True
        return own is None

    def _find_cut_off(self) -> list[Ref]:
        """What stands in itself, where the sides put two sections into each other."""
        below: dict[Ref, list[Ref]] = {}
        for ref, (owner, _) in self._places.items():
            below.setdefault(owner, []).append(ref)
        reached, ahead = {ROOT}, [ROOT]
        while ahead:
            children = below.get(ahead.pop(), [])
            reached.update(children)
            ahead += children
        return [ref for ref in self._places if ref not in reached]

    def _stays(self, ref: Ref) -> bool:
        mine, others = ref in self._mine, ref in self._others
        if ref in self._weave.fixed or mine == others:
            return mine
        return ref not in self._base

    def _choose_owner(self, ref: Ref) -> Ref | None:
        mine, others, was = (
            node and node.owner
            for node in (self._mine.get(ref), self._others.get(ref), self._base.get(ref))
        )
        if ref in self._weave.fixed or others is None or mine == others:
            return mine
        if mine is not None and others in self._weave.namesakes:
            return mine
        if mine is None or mine == was:
            return others
        if others != was:
            field = self._mine[ref].field
            self._disagree(ref, Disagreement(field, was and was.id, mine.id, others.id))
        return mine

    def _assemble(self, ref: Ref) -> PlanPart:
        model = self._combine(ref)
        update: dict[str, Any] = {}
        for field in child_fields(model):
            children = [
                self._assemble(Ref(CHILDREN[field][0], str(key))) for key in self._order(ref, field)
            ]
            update[field] = tuple(children)
        return model.model_copy(update=update) if update else model

    def _order(self, owner: Ref, field: str) -> list[Key]:
        subject = CHILDREN[field][0]
        members = {
            key
            for key in self._members.get(owner, ())
            if self._places.get(Ref(subject, str(key))) == (owner, field)
        }
        was, mine, others = (
            _child_keys(items.get(owner), field) for items in (self._base, self._mine, self._others)
        )
        if owner in self._weave.fixed and members == set(mine):
            return mine
        self._note_moves(owner, field, was, mine, others)
        return weave_keys(was, mine, others, members)

    def _note_moves(self, owner: Ref, field: str, *three: list[Key]) -> None:
        if keys := find_contested(*three):
            self._reordered.append(Reordered(owner, field, tuple(keys)))

    def _combine(self, ref: Ref) -> PlanPart:
        mine, others = self._mine.get(ref), self._others.get(ref)
        if ref in self._weave.fixed or mine is None or others is None or mine.model is others.model:
            node = mine or others
            if node is None:
                raise ValueError("what stays is there on one side at least")
            return node.model
        return self._combine_leaves(ref, mine.model, others.model)

    def _combine_leaves(self, ref: Ref, mine: PlanPart, others: PlanPart) -> PlanPart:
        was = self._base.get(ref)
        model, split = mine, set[str]()
        fields = fields_of_either(mine, others)
        for field in fields:
            own, other = get_leaf(mine, field), get_leaf(others, field)
            if field not in self._other.fields.get(ref, ()) or other == own:
                continue
            before = get_leaf(was.model, field) if was else ()
            if isinstance(own, tuple):
                model = set_leaf(model, field, self._weave_list(ref, field, before, own, other))
            elif field not in self._own.fields.get(ref, ()):
                model = set_leaf(model, field, other)
            else:
                split.add(field)
        for leader in split & ALONG.keys():
            along = [f for f in ALONG[leader] if get_leaf(mine, f) != get_leaf(others, f)]
            split.update(along)
            for field in along:
                model = set_leaf(model, field, get_leaf(mine, field))
        for field in fields:
            if field in split:
                before = get_leaf(was.model, field) if was else None
                both = get_leaf(mine, field), get_leaf(others, field)
                self._disagree(ref, Disagreement(field, before, *both))
        return model

    def _weave_list(self, ref: Ref, field: str, *three: Any) -> Any:  # noqa: ANN401
        self._note_moves(ref, field, *map(entry_keys, three))
        if field == RETIRED:
            return self._without_staying(weave_entries(*three))
        if field != "updates":
            return weave_entries(*three)
        is_sum = all(adds_up(items[ref].model) for items in (self._mine, self._others))
        updates, splits = weave_updates(*three, adds_up=is_sum)
        for split in splits:
            self._disagree(ref, split)
        return updates

    def _without_staying(self, numbers: tuple[str, ...]) -> tuple[str, ...]:
        """Retired numbers without those of items that a side still needs in this view."""
        fixed = {ref.id for ref in self._weave.fixed & self._places.keys()}
        return tuple(number for number in numbers if number not in fixed)

    def _disagree(self, ref: Ref, split: Disagreement) -> None:
        field, base, mine, others, day = split
        ours, theirs = (others, mine) if self._prefer else (mine, others)
        self._conflicts.append(Conflict(ref, field, base, ours, theirs, day=day))


def _owners_of(ref: Ref, items: Mapping[Ref, ItemNode]) -> Iterator[Ref]:
    """What an item stands in, the nearest first."""
    while ref in items and (owner := items[ref].owner):
        yield owner
        ref = owner


def _child_keys(node: ItemNode | None, field: str) -> list[Key]:
    return element_keys(field, getattr(node.model, field)) if node else []
