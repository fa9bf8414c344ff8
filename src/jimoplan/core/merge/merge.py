"""merge: what both sides did to a plan, in one plan, and what they have to agree on."""

from collections.abc import Iterable
from typing import Any

from jimoplan.core.changes.changes import CHILDREN, ROOT, Ref, Subject
from jimoplan.core.changes.outline import child_ref, get_leaf, leaves
from jimoplan.core.merge.combine import Combined, HomelessError, Weave
from jimoplan.core.merge.renames import call_alike
from jimoplan.core.merge.renumber import tell_apart
from jimoplan.core.merge.result import Conflict, Merged
from jimoplan.core.plan.model import Plan
from jimoplan.core.rules.checks import ERROR_RULES
from jimoplan.core.rules.findings import Finding

_NAMED = {"E204": Subject.DEPARTMENT, "E214": Subject.TASK}
"""What the value is the id of that a rule complains of."""


def merge(base: Plan, ours: Plan, theirs: Plan) -> Merged:
    """Both sides' changes to the base, item by item and field by field.

    A field that both set to different values is a conflict; so is an item that one side removed and
    the other changed, and items that break a rule which neither side broke: these are left as
    either side has them. What one side renamed has its new name on the other, too. Lists without
    ids are unions, with what either side removed left out. The result does not depend on which side
    is which. Raises ValueError for a plan in which two items share an identity: such a plan has
    errors.
    """
    if theirs in (base, ours):
        return Merged(ours, ours)
    if base == ours:
        return Merged(theirs, theirs)
    alike = call_alike(base, ours, theirs)
    base = alike.base
    ours, theirs, renumbered = tell_apart(base, alike.ours, alike.theirs)
    settling = _Settling(base, ours, theirs)
    woven, other = settling.settle()
    conflicts = (*settling.whole_conflicts(), *woven.conflicts)
    merged = Merged(woven.plan, other, conflicts, renumbered, tuple(woven.reordered))
    return alike.settle(merged)


class _Settling:
    """Fixes one item after the other until what comes out breaks no rule."""

    def __init__(self, base: Plan, ours: Plan, theirs: Plan) -> None:
        self._weave = Weave(base, ours, theirs)
        self._plans = (ours, theirs)

    def settle(self) -> tuple[Combined, Plan]:
        """The plan from our view with the conflicts over single fields, and from theirs."""
        while True:
            try:
                woven, other = self._weave.build(0), self._weave.build(1).plan
            except HomelessError as homeless:
                owners = (owner for ref in homeless.refs for owner in self._weave.owners(ref))
                self._fix_all(dict.fromkeys((*homeless.refs, *owners), ""))
                continue
            new = self._new_findings(woven.plan, other)
            if not new:
                return woven, other
            self._fix_all({ref: f.message for f, made in new for ref in self._concerned(f, made)})

    def whole_conflicts(self) -> list[Conflict]:
        """The conflicts over whole items, each said once for all that stands in it."""
        weave = self._weave
        if ROOT in weave.whole and weave.fixed.issuperset(weave.refs):
            reason = weave.whole[ROOT]
            ours, theirs = self._plans
            return [Conflict(ROOT, "", weave.base[ROOT].model, ours, theirs, reason)]
        found: list[Conflict] = []
        for ref in weave.refs:
            if ref in weave.whole and not self._is_told_with_another(ref):
                found += self._header_conflicts() if ref == ROOT else self._item_conflict(ref)
        return found

    def _is_told_with_another(self, ref: Ref) -> bool:
        """Whether an item stands in another in conflict; not where the sides put each in either.

        Another that came out the same on both sides, as what stood in it is in neither, tells none.
        """
        weave = self._weave
        wholes = weave.whole.keys() - {ROOT, ref}
        return any(
            ref in weave.below(each) and each not in weave.below(ref) and self._item_conflict(each)
            for each in wholes
        )

    def _header_conflicts(self) -> list[Conflict]:
        ours, theirs = self._plans
        base, reason = self._weave.base[ROOT].model, self._weave.whole[ROOT]
        return [
            Conflict(ROOT, field, get_leaf(base, field), own, get_leaf(theirs, field), reason)
            for field, own in leaves(ours)
            if own != get_leaf(theirs, field)
        ]

    def _item_conflict(self, ref: Ref) -> list[Conflict]:
        weave = self._weave
        base, ours, theirs = (items[ref].model if ref in items else None for items in weave.plans)
        return [] if ours == theirs else [Conflict(ref, "", base, ours, theirs, weave.whole[ref])]

    def _new_findings(self, plan: Plan, other: Plan) -> list[tuple[Finding, Plan]]:
        """What rules find in the plan from either view and in neither side."""
        found = [(finding, made) for made in (plan, other) for finding in _check(made)]
        if not found:
            return []
        known = {(f.code, f.message) for side in self._plans for f in _check(side)}
        return [(f, made) for f, made in found if (f.code, f.message) not in known]

    def _concerned(self, finding: Finding, plan: Plan) -> list[Ref]:
        """What a finding is about: its item, and what is named there."""
        item, value = _walk(plan, finding.path)
        subject = _NAMED.get(finding.code)
        named = Ref(subject, value) if subject else item
        new = named in self._weave.refs and named not in self._weave.fixed
        return [item, named] if new else [item]

    def _fix_all(self, wanted: dict[Ref, str]) -> None:
        """Take items as either side has them, each for a reason."""
        before = frozenset(self._weave.fixed)
        for ref, reason in wanted.items():
            self._fix(ref, reason, before)

    def _fix(self, ref: Ref, reason: str, before: frozenset[Ref]) -> None:
        """Take one item so; if that was done before and did not help, what it stands in."""
        weave = self._weave
        inside = {ref, *weave.below(ref)}
        if ref == ROOT:
            weave.fixed |= inside if ROOT in before else {ROOT}
            weave.whole.setdefault(ROOT, reason)
        elif not before.issuperset(inside):
            weave.fixed |= inside
            weave.whole.setdefault(ref, reason)
        elif ref.subject is Subject.DEPARTMENT and not before.issuperset(self._departments()):
            weave.fixed |= self._departments()
            weave.whole |= {r: weave.whole.get(r, reason) for r in self._departments()}
        else:
            for owner in weave.owners(ref):  # sides may have put sections into each other
                self._fix(ROOT if owner in weave.below(ref) else owner, reason, before)

    def _departments(self) -> set[Ref]:
        return {ref for ref in self._weave.refs if ref.subject is Subject.DEPARTMENT}


def _check(plan: Plan) -> Iterable[Finding]:
    return (finding for rule in ERROR_RULES for finding in rule.check(plan))


def _walk(plan: Plan, path: tuple[str | int, ...]) -> tuple[Ref, str]:
    """The item that a path leads into, and the value it leads to."""
    item, at, field = ROOT, plan, ""
    value: Any = at
    for part in path:
        if isinstance(part, int):
            value = value[part]
            item = child_ref(field, value) if field in CHILDREN else item
        else:
            value, field = getattr(value, part, None), part
    return item, str(value)
