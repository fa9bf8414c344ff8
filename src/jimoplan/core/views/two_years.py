"""Two years' plans compared: carried over, new, left behind, finished; as a view and an answer."""

from collections.abc import Iterable, Iterator
from datetime import date
from typing import Any, NamedTuple

from jimoplan.core.changes.words import show_both
from jimoplan.core.plan.departments import effective_owners
from jimoplan.core.plan.items import Measure, Owners, Task
from jimoplan.core.plan.model import Plan
from jimoplan.core.plan.periods import runs_for_years
from jimoplan.core.plan.traverse import owner_keys
from jimoplan.core.plan.words import DONE, Status
from jimoplan.core.views.answer import Answer, Table
from jimoplan.core.views.views import Heading, about_of, head_answer


class Owned(NamedTuple):
    """An item and who owns it, by itself or as its task does."""

    item: Task | Measure
    owners: Owners

    @property
    def departments(self) -> frozenset[str]:
        """The departments that own it in whatever role, groups as such."""
        return frozenset(name for _, names in self.owners.by_role() for name in names)


class Carried(NamedTuple):
    """An item of the new plan, and what it was in the old one."""

    old: Owned
    new: Owned

    @property
    def changed(self) -> tuple[str, ...]:
        """The fields of title and owners that say otherwise than they did."""
        title = ("title",) if self.old.item.title != self.new.item.title else ()
        roles = zip(owner_keys(self.old.owners), owner_keys(self.new.owners), strict=True)
        return (*title, *(was[0] for was, now in roles if was != now))


class TwoYears(NamedTuple):
    """What became of the old plan's items in the new one.

    `dropped` are unfinished in the old plan and not in the new one; `finished` and `cancelled` are
    the old plan's, whether or not they were carried over nonetheless.
    """

    heading: Heading
    old: Plan
    new: Plan
    carried: tuple[Carried, ...]
    added: tuple[Owned, ...]
    dropped: tuple[Owned, ...]
    finished: tuple[Owned, ...]
    cancelled: tuple[Owned, ...]

    @property
    def era(self) -> str:
        """What comes after 上 and 本: 年, or 期 where the old plan is of several years."""
        return "期" if runs_for_years(self.old.plan.period) else "年"

    @property
    def changed(self) -> tuple[Carried, ...]:
        """What was carried over with another title or other owners."""
        return tuple(pair for pair in self.carried if pair.changed)


def compare_years(old: Plan, new: Plan, as_of: date) -> TwoYears:
    """The two plans compared by where the new one's items say that they come from."""
    were = {owned.item.id: owned for owned in _owned(old)}
    carried: list[Carried] = []
    added: list[Owned] = []
    for owned in _owned(new):
        origin = owned.item.carried_from.id
        if origin in were:
            carried.append(Carried(were[origin], owned))
        else:
            added.append(owned)
    came = {pair.old.item.id for pair in carried}
    ended = {*DONE, Status.CANCELLED}
    return TwoYears(
        heading=head_answer(new, as_of, _doubts(old, carried)),
        old=old,
        new=new,
        carried=tuple(carried),
        added=tuple(added),
        dropped=tuple(
            owned
            for owned in were.values()
            if owned.item.status not in ended and owned.item.id not in came
        ),
        finished=tuple(owned for owned in were.values() if owned.item.status in DONE),
        cancelled=tuple(o for o in were.values() if o.item.status is Status.CANCELLED),
    )


def _owned(plan: Plan) -> Iterator[Owned]:
    for task in plan.all_tasks():
        yield Owned(task, task)
        for measure in task.measures:
            yield Owned(measure, effective_owners(measure, task))


def _doubts(old: Plan, carried: Iterable[Carried]) -> Iterator[str]:
    """Where items say that they come from a plan of another title than the old one's."""
    named = [pair.new.item.carried_from.plan for pair in carried]
    others = [title for title in named if title and title != old.plan.title]
    if others:
        titles = "".join(f"《{title}》" for title in dict.fromkeys(others))
        yield f"{len(others)} 项写明结转自{titles},不是《{old.plan.title}》,按编号对应的"


def answer_two_years(view: TwoYears) -> Answer:
    """The answer to `compare`."""
    adjusted = f",其中名称或责任部门有调整 {len(view.changed)} 项" if view.changed else ""
    sentences = (
        f"《{view.old.plan.title}》→《{view.new.plan.title}》",
        f"上{view.era}结转 {_count(pair.new for pair in view.carried)}{adjusted}",
        f"本{view.era}新增 {_count(view.added)}",
        f"没有结转 {_count(view.dropped)}",
        f"上{view.era}办结 {_count(view.finished)}",
        *((f"上{view.era}取消 {_count(view.cancelled)}",) if view.cancelled else ()),
    )
    data = {
        "old": {"title": view.old.plan.title, "start": view.old.plan.period.start},
        "carried": [_carried_data(pair) for pair in view.carried],
        "new": [_data(owned) for owned in view.added],
        "dropped": [_data(owned) for owned in view.dropped],
        "finished": [_data(owned) for owned in view.finished],
        "cancelled": [_data(owned) for owned in view.cancelled],
        "departments": [
            {"name": name, **dict(zip(_COUNTED, found, strict=True))}
            for name, found in _by_department(view)
        ],
    }
    tables = tuple(table for table in _tables(view) if table.rows)
    return Answer("compare", about_of(view.heading), sentences, tables, data)


_COUNTED = ("carried", "new", "dropped", "finished")


def _tables(view: TwoYears) -> Iterator[Table]:
    wide = frozenset({"名称", "调整"})
    rows = tuple(
        (p.new.item.id, p.new.item.title, p.old.item.id, str(p.new.item.status))
        for p in view.carried
    )
    carried, added = f"上{view.era}结转", f"本{view.era}新增"
    yield Table(carried, ("编号", "名称", f"上{view.era}编号", "状态"), rows, wide)
    changes = tuple((p.new.item.id, p.new.item.title, _tell(p)) for p in view.changed)
    yield Table("有调整的", ("编号", "名称", "调整"), changes, wide)
    for title, listed in ((added, view.added), ("没有结转", view.dropped)):
        found = tuple((o.item.id, o.item.title, str(o.item.status)) for o in listed)
        yield Table(title, ("编号", "名称", "状态"), found, wide)
    counts = tuple((name, *map(str, found)) for name, found in _by_department(view))
    counted = (carried, added, "没有结转", f"上{view.era}办结")
    labels = ("部门", *counted)
    yield Table("各部门的任务和举措", labels, counts, frozenset({"部门"}), frozenset(counted))


def _by_department(view: TwoYears) -> Iterator[tuple[str, list[int]]]:
    """Each department with its tasks and measures counted, as the labels say; none of zeros."""
    parts = ([pair.new for pair in view.carried], view.added, view.dropped, view.finished)
    known = dict.fromkeys(d.name for plan in (view.new, view.old) for d in plan.departments)
    for name in known:
        counts = [sum(name in owned.departments for owned in part) for part in parts]
        if any(counts):
            yield name, counts


def _count(found: Iterable[Owned]) -> str:
    is_task = [isinstance(owned.item, Task) for owned in found]
    return f"任务 {sum(is_task)} 项,举措 {len(is_task) - sum(is_task)} 项"


def _tell(pair: Carried) -> str:
    """What is otherwise, as in 名称 甲→乙."""
    said = []
    for key in pair.changed:
        title = type(pair.new.item).model_fields[key].title
        was, now = show_both(*(_value(owned, key) for owned in pair))
        said.append(f"{title} {was}→{now}")
    return ";".join(said)


def _value(owned: Owned, key: str) -> Any:  # noqa: ANN401 - a field's value
    return getattr(owned.item if key == "title" else owned.owners, key)


def _data(owned: Owned) -> dict[str, Any]:
    level = "task" if isinstance(owned.item, Task) else "measure"
    item = owned.item
    told = {"level": level, "id": item.id, "title": item.title, "status": item.status}
    return {**told, **dict(owner_keys(owned.owners))}


def _carried_data(pair: Carried) -> dict[str, Any]:
    was = {key: _value(pair.old, key) for key in pair.changed}
    return {**_data(pair.new), "carried_from": pair.old.item.id, "was": was}
