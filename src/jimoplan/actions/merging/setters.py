"""Who gave the values in conflict, and when, as far as the repository's history tells."""

from collections.abc import Callable
from contextlib import suppress
from functools import cache, cached_property

from jimoplan.core.changes.changes import Subject
from jimoplan.core.history.commits import Commit
from jimoplan.core.merge.result import Conflict
from jimoplan.core.merge.setters import find_setter
from jimoplan.core.plan.model import Plan
from jimoplan.core.text.reading.load_many import PieceReader
from jimoplan.errors import JimoplanError
from jimoplan.git.history import read_touching
from jimoplan.git.merging import Three, find_tips
from jimoplan.git.objects import ObjectReader, open_objects
from jimoplan.git.repository import Repository

Conflicts = tuple[Conflict, ...]
FindRepository = Callable[[], Repository | None]

_MOST_COMMITS = 200
_MOST_UNREADABLE = 20


def add_setters(
    conflicts: Conflicts, reader: PieceReader, three: Three, find: FindRepository
) -> Conflicts:
    """The conflicts with the commits that gave the values of either side.

    Of each side, the commits that touched the plan are looked at from the newest on, no further
    back than to the one wanted. A history that cannot be read is in nobody's way: it names nobody.
    """
    with suppress(JimoplanError):
        repository = find() if conflicts else None
        if repository:
            with open_objects(repository) as objects:
                return _ask(conflicts, _Plans(repository, objects, reader), three)
    return conflicts


def _ask(conflicts: Conflicts, plans: "_Plans", three: Three) -> Conflicts:
    ours, theirs = (_Line(plans, tip) for tip in find_tips(plans.repository, plans.objects, three))
    return tuple(
        c._replace(setters=(ours.find(c), theirs.find(_as_they_call(c)))) for c in conflicts
    )


def _as_they_call(conflict: Conflict) -> Conflict:
    """A conflict over a department's name, about the department as theirs has it."""
    item = conflict.item
    is_name = (item.subject, conflict.field) == (Subject.DEPARTMENT, "name")
    return conflict._replace(item=item._replace(id=conflict.theirs)) if is_name else conflict


class _Plans:
    """The plans at revisions, each read once."""

    def __init__(self, repository: Repository, objects: ObjectReader, reader: PieceReader) -> None:
        self.repository = repository
        self.objects = objects
        self._reader = reader
        self.at = cache(self._at)

    def _at(self, revision: str) -> Plan | None:
        """The plan at a revision, or the last one before it that can be read."""
        for back in range(_MOST_UNREADABLE):
            found = self.objects.find(f"{revision}~{back}:{self.repository.path}")
            plan = self._reader.read(found[1]) if found else None
            if plan or found is None:
                return plan
        return None


class _Line:
    """The commits up to one that is being merged; none where nobody knows which one that is."""

    def __init__(self, plans: _Plans, tip: str | None) -> None:
        self._plans = plans
        self._tip = tip

    def find(self, conflict: Conflict) -> Commit | None:
        """The commit that gave this side's value."""
        with suppress(JimoplanError, ValueError):
            return find_setter(self._commits, self._plans.at, conflict.item, conflict.field)
        return None

    @cached_property
    def _commits(self) -> tuple[Commit, ...]:
        if self._tip is None:
            return ()
        return read_touching(self._plans.repository, self._tip, _MOST_COMMITS)
