"""Reports of progress from two sides: all of them in order of date, no figure taken in silence."""

from collections.abc import Sequence
from datetime import date
from decimal import Decimal
from typing import Any, NamedTuple

from jimoplan.core.changes.outline import entry_keys
from jimoplan.core.changes.same_entries import same_entries
from jimoplan.core.merge.sequence import weave_entries
from jimoplan.core.plan.fields import PlanPart
from jimoplan.core.plan.items import Item
from jimoplan.core.plan.records import Update
from jimoplan.core.plan.words import Totalling

Updates = tuple[Update, ...]

FIGURES = ("progress", "value")
_WHOSE = frozenset({"date", "by", "dept", "entered_by"})


class Disagreement(NamedTuple):
    """A field of an update on which the sides differ; `preferred` is of the side preferred.

    `day` is the one for which both report a figure.
    """

    field: str
    base: Any
    preferred: Any
    other: Any
    day: date | None = None


def weave_updates(
    base: Updates, preferred: Updates, other: Updates, *, adds_up: bool = False
) -> tuple[Updates, list[Disagreement]]:
    """The updates of both sides, and where the sides contradict each other.

    An update that both rewrote is put together field by field; one that was taken out by one side
    and rewritten by the other is open as a whole. Figures of both sides for the same day that
    differ leave open which one counts: the preferred side's does, and the other side's reports of
    that day come without theirs. Where values add up, those of two departments both count. The same
    report with and without its department is one, with it.
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
        others, differing = _contradictions(field, base, preferred, other, adds_up=adds_up)
        other = tuple(update for update in others if update)
        splits += differing
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
    field: str, base: Updates, preferred: Updates, other: Updates, *, adds_up: bool
) -> tuple[list[Update | None], list[Disagreement]]:
    """The other side's updates without the figures that the preferred side's stand against."""
    known = {*base, *preferred}
    splits: list[Disagreement] = []
    others: list[Update | None] = []
    told: set[tuple[date, str | None]] = set()
    own = [u for u in preferred if u not in {*base, *other}]
    for update in other:
        against = update not in known and any(
            is_contradicted(field, update, by, adds_up=adds_up) for by in own
        )
        counts = [_counting(field, side, update, adds_up=adds_up) for side in (preferred, other)]
        if not against or counts[0] == counts[1]:
            others.append(update)
            continue
        others.append(without_figure(update, field))
        if (said := _subject(field, update, adds_up=adds_up)) not in told:
            told.add(said)
            was = _last(field, [u for u in base if u.date <= update.date])
            splits.append(Disagreement(field, was, counts[0], counts[1], update.date))
    return others, splits


def is_contradicted(field: str, one: Update, other: Update, *, adds_up: bool) -> bool:
    """Whether two updates report a figure for the same thing, so that only one can count."""
    if not (_tells(field, one) and _tells(field, other)):
        return False
    subjects = [_subject(field, update, adds_up=adds_up) for update in (one, other)]
    return subjects[0] == subjects[1]


def _subject(field: str, update: Update, *, adds_up: bool) -> tuple[date, str | None]:
    """What an update's figure is for: its day, and its department where values add up."""
    return update.date, update.dept if adds_up and field == "value" else None


def _counting(field: str, updates: Updates, like: Update, *, adds_up: bool) -> Any:  # noqa: ANN401
    """The figure that counts for what an update reports on: the last one in the list."""
    same = [u for u in updates if is_contradicted(field, u, like, adds_up=adds_up)]
    return _last(field, same)


def _last(field: str, updates: Sequence[Update]) -> int | Decimal | None:
    """The figure that counts: of the latest day the last in the list."""
    reported = sorted((u for u in updates if _tells(field, u)), key=lambda update: update.date)
    return getattr(reported[-1], field) if reported else None


def _tells(field: str, update: Update) -> bool:
    return getattr(update, field) is not None


def without_figure(update: Update, field: str) -> Update | None:
    """An update without the figure; None if it says nothing else."""
    bare = update.model_copy(update={field: None})
    said = (getattr(bare, name) for name in Update.model_fields if name not in _WHOSE)
    return bare if any(value is not None for value in said) else None


def adds_up(part: PlanPart) -> bool:
    """Whether the values reported on an item add up (累计)."""
    return isinstance(part, Item) and part.total is Totalling.CUMULATIVE
