"""Changes as history keeps them: what changed, whom it concerns and how it is said.

A record is made where both plans are at hand; showing, filtering and storing it takes neither.
"""

from collections.abc import Iterable, Iterator, Sequence
from typing import Any, NamedTuple

from jimoplan.core.changes.changes import (
    Change,
    Changes,
    Element,
    Insert,
    Move,
    Ref,
    Remove,
    Rename,
    Set,
    Subject,
    plain_value,
)
from jimoplan.core.changes.items import refer_to
from jimoplan.core.changes.outline import get_leaf, leaves
from jimoplan.core.changes.renaming import Names, follow_renames
from jimoplan.core.changes.told import as_said_by, find_corrected, phrases
from jimoplan.core.changes.words import name_ref, phrase
from jimoplan.core.plan.fields import FieldValue, PlanPart
from jimoplan.core.plan.items import Item, Measure, Task
from jimoplan.core.plan.model import Plan
from jimoplan.core.plan.vocabulary import POSITION


class Record(NamedTuple):
    """One change: the item, the fields it touched, the departments that own it, what happened.

    Of an element of a list without ids, such as a report of progress, the list and the element's
    own fields are touched. `departments` own the item before or after, as the owner clauses name
    them, groups included. `data` is the change under stable English keys. What is `told_elsewhere`,
    another record tells of as well: what an entry said before.
    """

    subject: str
    id: str
    fields: tuple[str, ...]
    departments: tuple[str, ...]
    phrase: str
    data: dict[str, Any]
    told_elsewhere: bool = False

    @property
    def ref(self) -> Ref:
        """The identity of the item."""
        return Ref(Subject(self.subject), self.id)

    @property
    def ref_since(self) -> Ref:
        """The identity of the item from then on, which is another one where it was renamed."""
        return self.ref._replace(id=self.data["new"]) if self.is_renaming else self.ref

    @property
    def is_renaming(self) -> bool:
        """Whether the item has another name, wherever it is named."""
        return bool(self.data["change"] == "rename")

    @property
    def words(self) -> str:
        """The change in one line: 8-1 状态 推进中→已完成."""
        return f"{name_ref(self.ref)} {self.phrase}"

    @property
    def is_insertion(self) -> bool:
        """Whether the item came into being with all that is not recorded otherwise."""
        return self.data["change"] == "insert" and "in" in self.data

    @property
    def set_fields(self) -> tuple[str, ...]:
        """The fields of the item itself that say something else now.

        Of an element of a list without ids that is the list, whatever fields of its own it has: a
        new deadline's record gives a reason, and the item's reason stays who gave it.
        """
        of_element = self.data["change"] in {"insert", "remove"} and "in" not in self.data
        return (self.data["field"],) if of_element else self.fields

    def sets(self, item: PlanPart | None) -> bool:
        """Whether the record sets a single field to what an item says now, or sets none at all."""
        if self.data["change"] != "set" or item is None:
            return True
        return bool(plain_value(get_leaf(item, self.data["field"])) == self.data["new"])

    def made_by(self, name: str) -> "Record":
        """The same said of somebody of that name, who takes back what was their own word."""
        if self.told_elsewhere:
            return self
        return self._replace(phrase=as_said_by(self.phrase, self.data, name))


def names_since(records: Iterable[Record]) -> Names:
    """What departments are called now by what they were, the records oldest first."""
    return follow_renames(Rename(r.ref, r.data["new"]) for r in records if r.is_renaming)


def tell_once(records: Iterable[Record]) -> tuple[Record, ...]:
    """The records without those of which another one tells as well.

    A suspension that has ended stands in a list in the place of the same without its end, and so
    does a report or remark that has been corrected.
    """
    return tuple(record for record in records if not record.told_elsewhere)


def restore_record(parts: Sequence[Any]) -> Record:
    """The record that was written down as JSON."""
    subject, number, fields, departments, *more = parts
    return Record(subject, number, tuple(fields), tuple(departments), *more)


def make_records(before: Plan | None, after: Plan | None, changes: Changes) -> tuple[Record, ...]:
    """The records of what has changed between two plans.

    What corrects an entry touches the fields that this had, too.
    """
    corrected = find_corrected(changes)
    touched = {change.item for change in changes}
    was, now = _owners(before, touched), _owners(after, touched)
    now |= {c.item: (c.new,) for c in changes if isinstance(c, Rename)}
    return tuple(
        Record(
            subject=item.subject.value,
            id=item.id,
            fields=tuple(dict.fromkeys((*_fields(change), *_fields(corrected.get(change))))),
            departments=tuple(dict.fromkeys((*was.get(item, ()), *now.get(item, ())))),
            phrase=words or phrase(change),
            data=change.data,
            told_elsewhere=not words,
        )
        for change, words in zip(changes, phrases(changes), strict=True)
        for item in (change.item,)
    )


def _fields(change: Change | None) -> Iterator[str]:
    match change:
        case Set(_, field, _, _):
            yield field
        case Rename():
            yield change.touched[1]
        case Insert(place, Element(value), _) | Remove(place, Element(value), _):
            yield place.field
            yield from _given(value)
        case Move(Element(), _, place):
            yield place.field
        case Insert(_, _, value) | Remove(_, _, value):
            yield from _given(value)
        case Move():
            yield POSITION


def _given(value: FieldValue) -> Iterator[str]:
    if isinstance(value, PlanPart):
        stand = value.model_fields_set
        said = ((f, part) for f, part in leaves(value) if part not in {None, ()})
        yield from (f for f, _ in said if f.partition(".")[0] in stand)


def _owners(plan: Plan | None, wanted: set[Ref]) -> dict[Ref, tuple[str, ...]]:
    """The departments that own each item wanted; a department is concerned by its own entry."""
    if plan is None:
        return {}
    owners: dict[Ref, tuple[str, ...]] = {
        ref: (ref.id,) for ref in wanted if ref.subject is Subject.DEPARTMENT
    }
    for task in plan.all_tasks():
        items: tuple[Task | Measure, ...] = (task, *task.measures)
        for item in items:
            if (ref := refer_to(item)) in wanted:
                owners[ref] = _named(item) or _named(task)
    return owners


def _named(item: Item) -> tuple[str, ...]:
    return tuple(name for _, names in item.by_role() for name in names)
