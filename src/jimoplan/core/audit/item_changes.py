"""What an audit has to say of items: each of their changes, by whom, and by what right."""

from collections.abc import Iterable, Iterator, Sequence
from typing import NamedTuple

from jimoplan.core.audit.permission import Permission
from jimoplan.core.audit.trail import Side, Trail
from jimoplan.core.audit.verdicts import Breach, Judged
from jimoplan.core.changes.changes import Change
from jimoplan.core.changes.records import Record, make_records
from jimoplan.core.history.commits import Commit
from jimoplan.core.plan.rights import people_of
from jimoplan.core.views.history_views import Sought


class AuditedChange(NamedTuple):
    """A change of an item: the commit, what its author was by the list then, what is said of it.

    `ground` is by what right the change was made, '' where a breach says that there was none.
    """

    commit: Commit
    record: Record
    capacity: str
    ground: str
    breaches: tuple[Breach, ...]


def choose(judged: Iterable[Judged], sought: Sought) -> Iterator[Judged]:
    """The commits by the author and of the days sought, with their breaches on the items sought.

    A breach of a commit as a whole is nobody's item.
    """
    for each in judged:
        if sought.covers(each.commit):
            wanted = (b for b in each.breaches if _is_sought(b, sought))
            yield each._replace(breaches=tuple(wanted))


def _is_sought(breach: Breach, sought: Sought) -> bool:
    if breach.record is None:
        return not sought.is_of_items
    return sought.wants(breach.record)


def tell_changes(trail: Trail, judged: Sequence[Judged], sought: Sought) -> Iterator[AuditedChange]:
    """Each change that the commits themselves made of the items sought, in their order."""
    for each in judged:
        step = trail.step(each.commit.id)
        for side in step.sides:
            for change, record in zip(
                side.own, make_records(side.before, step.after, side.own), strict=True
            ):
                if sought.wants(record):
                    told = (b for b in each.breaches if b.record and b.record.data == record.data)
                    said = (
                        record if len(step.sides) > 1 else record.made_by(each.commit.author.name)
                    )
                    yield _tell(each.commit, side, change, said, tuple(told))


def _tell(
    commit: Commit, side: Side, change: Change, record: Record, breaches: tuple[Breach, ...]
) -> AuditedChange:
    address = commit.author.email
    if not people_of(side.before):
        return AuditedChange(commit, record, "", "" if breaches else _UNLISTED, breaches)
    permission = Permission(side.before, address, side.own)
    ground = "" if breaches else permission.ground(change) or _TAKEN_BACK
    return AuditedChange(commit, record, permission.capacity(change.item), ground, breaches)


_UNLISTED = "计划没有列人员,不审权限"
_TAKEN_BACK = "撤回以前的改动"
