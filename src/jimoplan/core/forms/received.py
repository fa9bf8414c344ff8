"""What forms that came back come to, by department: what is recorded, what is left, and why."""

from collections.abc import Iterator, Sequence
from datetime import date
from typing import NamedTuple

from jimoplan.core.changes.changes import Changes
from jimoplan.core.changes.told import tell_each
from jimoplan.core.forms.outcomes import FormConflict, Unreadable
from jimoplan.core.plan.items import Measure, Task
from jimoplan.core.views.answer import Table


class ReceivedForm(NamedTuple):
    """A form that came back: whose it is, when it was sent, what of it is recorded.

    `changes` are those of the plan by item. `sent` is '' where that is not known; `left` are rows
    that could not be read or recorded, `conflicts` those that the plan has moved on from.
    `is_filled` says that somebody has written in it at all, their name if nothing else.
    """

    department: str
    sent: str
    by: str
    changes: tuple[tuple[Task | Measure, Changes], ...]
    conflicts: tuple[FormConflict, ...]
    left: tuple[Unreadable, ...]
    is_filled: bool = True

    @property
    def is_whole(self) -> bool:
        """Whether all that was filled in is recorded."""
        return not self.conflicts and not self.left


_CHANGED = ("编号", "举措", "记下")
_CONFLICTS = ("格子", "举措", "哪一样", "发出时", "现在", "表里")
_LEFT = ("格子", "读不懂或不能记的", "怎么办")


def tabulate_received(form: ReceivedForm, author: str | None) -> Iterator[Table]:
    """What a form comes to in tables: what is recorded, then what is left and why."""
    who = f"{form.by}填报" if form.by else ""
    when = f"{form.sent}发出" if form.sent else ""
    aside = ",".join(filter(None, (who, when)))
    title = f"{form.department}({aside})" if aside else form.department
    if form.changes:
        rows = [_tell(item, changes, author) for item, changes in form.changes]
        yield Table(f"{title}:记 {len(rows)} 项", _CHANGED, tuple(rows), frozenset({"记下"}))
    if form.conflicts:
        yield Table(
            f"{title}:两边都改了,这 {len(form.conflicts)} 行没有记,请核对后用 jimoplan update 记",
            _CONFLICTS,
            tuple(
                (each.place, f"{each.item.id} {each.item.title}", *each[2:])
                for each in form.conflicts
            ),
        )
    if form.left:
        yield Table(
            f"{title}:{len(form.left)} 处没有记",
            _LEFT,
            tuple(tuple(each) for each in form.left),
            frozenset(_LEFT[1:]),
        )


def _tell(item: Task | Measure, changes: Changes, author: str | None) -> tuple[str, ...]:
    begin = f"{item.id} "
    lines = [line.removeprefix(begin) for line in tell_each(changes, author)]
    return item.id, item.title, "\n".join(lines)


def tell_left(forms: Sequence[ReceivedForm]) -> Iterator[str]:
    """What of the forms is not recorded, in a sentence each."""
    for form in forms:
        for each in form.conflicts:
            yield (
                f"没有记:{each.place} {each.item.id} {each.what}两边都改了,"
                f"发出时 {each.sent},现在 {each.now},表里 {each.returned}"
            )
        for left in form.left:
            yield f"没有记:{left.place} {left.words};{left.remedy}"


def tell_empty(forms: Sequence[ReceivedForm]) -> Iterator[str]:
    """Whose forms nobody has written in; they do not count as returned."""
    if empty := [form.department for form in forms if not form.is_filled]:
        yield f"一格也没有填,不算交:{'、'.join(empty)}"


def say_received(forms: Sequence[ReceivedForm]) -> str:
    """How many forms and reports there are, in words."""
    count = sum(len(form.changes) for form in forms)
    return f"要记下 {len(forms)} 份填报表里的 {count} 项"


def day_of(sent: str) -> date | None:
    """The day on which a form was sent; None for what is no day."""
    try:
        return date.fromisoformat(sent)
    except ValueError:
        return None
