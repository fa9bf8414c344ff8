"""Reports of progress from two sides: all of them in order of date, no figure taken in silence."""

from collections.abc import Sequence
from datetime import date
from decimal import Decimal
from typing import Any, NamedTuple

from jimoplan.core.changes.outline import entry_keys
from jimoplan.core.changes.same_entries import same_entries
from jimoplan.core.merge.sequence import weave_entries
from jimoplan.core.plan.model import Update

Updates = tuple[Update, ...]

FIGURES = ("progress", "value")
_WHOSE = frozenset({"date", "by", "dept", "entered_by"})


class Disagreement(NamedTuple):
    """A field of an update on which the sides differ; `preferred` is of the side preferred."""

    field: str
    base: Any
    preferred: Any
    other: Any


def weave_updates(
    base: Updates, preferred: Updates, other: Updates
) -> tuple[Updates, list[Disagreement]]:
    """The updates of both sides, and where the sides contradict each other.

    An update that both rewrote is put together field by field; one that was taken out by one side
    and rewritten by the other is open as a whole. Two that report different figures for the same
    day leave open which one counts, whatever was reported of later days: the preferred side's does,
    and the other side's reports of that day come without theirs. The same report with and without
    its department is one, with it.
    """
    preferred, other = _name(base, preferred, other), _name(base, other, preferred)
    splits: list[Disagreement] = []
    for was, one, another in _rewritten(base, preferred, other):
        both, differing = _combine(was, one, another)
        preferred = tuple(both if update == one else update for update in preferred)
        other = tuple(both if update == another else update for update in other)
        splits += differing
    removed = _removed(base, preferred, other)
    splits += [Disagreement("updates", was, None, now) for was, now in removed]
    splits += [
        Disagreement("updates", was, now, None) for was, now in _removed(base, other, preferred)
    ]
    edited = {now for _, now in removed}
    other = tuple(update for update in other if update not in edited)
    for field in FIGURES:
        for day, split in _contradictions(field, base, preferred, other):
            splits.append(split)
            known = {*base, *preferred}
            bare = (u if u in known else without_figure(u, field, day) for u in other)
            other = tuple(update for update in bare if update)
    return weave_entries(base, preferred, other), splits


def _name(base: Updates, side: Updates, other: Updates) -> Updates:
    """A side's updates, each new one with the department that the other side's twin of it has."""
    known = {*base, *side}
    twins = {without_department(u): u for u in other if u.dept and u not in known}
    return tuple(u if u in base else twins.get(u, u) for u in side)


def without_department(update: Update) -> Update:
    """An update that does not say whose it is."""
    return update.model_copy(update={"dept": None, "entered_by": None})


def _rewritten(base: Updates, one: Updates, other: Updates) -> list[tuple[Update, Update, Update]]:
    """Each update that neither side has any more, with what either side made of it."""
    made = [remade(base, side) for side in (one, other)]
    return [
        (update, made[0][update], made[1][update])
        for update in base
        if update in made[0] and update in made[1] and made[0][update] != made[1][update]
    ]


def remade(base: Updates, side: Updates) -> dict[Update, Update]:
    """What a side made of the updates that it rewrote."""
    pairs = same_entries(entry_keys(base), entry_keys(side)).items()
    return {was.value: now.value for now, was in pairs}  # type: ignore[union-attr, misc]


def _removed(base: Updates, one: Updates, other: Updates) -> list[tuple[Update, Update]]:
    """The updates that one side took out, each with what the other made of it."""
    made = remade(base, one)
    return [
        (update, now)
        for update, now in remade(base, other).items()
        if update not in made and update not in one and now not in one
    ]


def _combine(was: Update, one: Update, other: Update) -> tuple[Update, list[Disagreement]]:
    values: dict[str, Any] = {}
    splits: list[Disagreement] = []
    for field in Update.model_fields:
        before, mine, others = (getattr(update, field) for update in (was, one, other))
        values[field] = others if mine == before else mine
        if mine not in {before, others} and others != before:
            splits.append(Disagreement(field, before, mine, others))
    return one.model_copy(update=values), splits


def _contradictions(
    field: str, base: Updates, one: Updates, other: Updates
) -> list[tuple[date, Disagreement]]:
    """The days of which both sides newly report a figure, and the last of each differ."""
    new = [{u.date for u in set(s) - set(base) if _reports(u, field, u.date)} for s in (one, other)]
    found: list[tuple[date, Disagreement]] = []
    for day in sorted(new[0] & new[1]):
        mine, others = (_last(field, [u for u in side if u.date == day]) for side in (one, other))
        if mine != others:
            was = _last(field, [update for update in base if update.date <= day])
            found.append((day, Disagreement(field, was, mine, others)))
    return found


def _last(field: str, updates: Sequence[Update]) -> int | Decimal | None:
    """The figure that counts: of the latest day the last in the list; None where there is none."""
    reported = [(u.date, getattr(u, field)) for u in updates if getattr(u, field) is not None]
    days = sorted(reported, key=lambda report: report[0])
    return days[-1][1] if days else None


def _reports(update: Update, field: str, day: date) -> bool:
    return update.date == day and getattr(update, field) is not None


def without_figure(update: Update, field: str, day: date) -> Update | None:
    """An update of that day without the figure; None if it says nothing else."""
    if not _reports(update, field, day):
        return update
    bare = update.model_copy(update={field: None})
    said = (getattr(bare, name) for name in Update.model_fields if name not in _WHOSE)
    return bare if any(value is not None for value in said) else None
