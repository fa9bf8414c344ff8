"""Departments: which one is meant, and which groups it is reached through."""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from functools import cached_property

from jimoplan.core.plan.items import Item, Owners, Task
from jimoplan.core.plan.model import Department
from jimoplan.core.plan.words import GROUP
from jimoplan.errors import AmbiguousNameError, UnknownNameError


class Departments:
    """The departments of a plan, found by name and expanded by group."""

    def __init__(self, departments: tuple[Department, ...]) -> None:
        self.all = departments
        self._stood_for: dict[frozenset[str], frozenset[str]] = {}

    @cached_property
    def by_name(self) -> dict[str, Department]:
        """Departments by their full names."""
        return {department.name: department for department in self.all}

    @cached_property
    def _groups(self) -> dict[str, tuple[str, ...]]:
        return {d.name: d.members for d in self.all if is_group(d)}

    @cached_property
    def _direct_groups(self) -> dict[str, list[str]]:
        """The groups that list a name among their members."""
        found: dict[str, list[str]] = {}
        for group, members in self._groups.items():
            for member in members:
                found.setdefault(member, []).append(group)
        return found

    def members(self, name: str) -> frozenset[str]:
        """The names that a group stands for, groups within groups included; none for others."""
        return frozenset(_reach(name, self._groups))

    def stand_for(self, names: frozenset[str]) -> frozenset[str]:
        """All departments that the groups among these names stand for."""
        if names not in self._stood_for:
            self._stood_for[names] = frozenset().union(*map(self.members, names))
        return self._stood_for[names]

    def groups_of(self, name: str) -> tuple[str, ...]:
        """The groups that stand for a department, in the order of the plan."""
        found = _reach(name, self._direct_groups)
        return tuple(group for group in self._groups if group in found)

    def loops(self) -> Iterator[tuple[str, str]]:
        """Each group with a member that contains the group again, one pair for each loop."""
        finished: set[str] = set()
        for start in self._groups:
            open_groups: dict[str, Iterator[str]] = {}
            group: str | None = start if start not in finished else None
            while group is not None:
                members = open_groups.setdefault(group, iter(self._groups[group]))
                member = next((m for m in members if m in self._groups), None)
                if member is None:
                    finished.add(group)
                    del open_groups[group]
                    group = next(reversed(open_groups), None)
                elif member in open_groups:
                    yield group, member
                elif member not in finished:
                    group = member

    def resolve(self, written: str, initials: "Initials | None" = None) -> Department:
        """The department meant by a name, an alias, a unique part or pinyin initials.

        Raises AmbiguousNameError where several are meant and UnknownNameError where none is.
        """
        for meant in (self._named, self._containing, lambda w: self._spelled(w, initials)):
            found = meant(written.strip())
            if len(found) == 1:
                return found[0]
            if found:
                raise AmbiguousNameError("部门", written, [d.name for d in found])
        names = [name for department in self.all for name in names_of(department)]
        raise UnknownNameError("部门", written, names, listed=self.by_name)

    def _named(self, written: str) -> list[Department]:
        exact = self.by_name.get(written)
        return [exact] if exact else [d for d in self.all if written in d.aliases]

    def _containing(self, written: str) -> list[Department]:
        if not written:
            return []
        return [d for d in self.all if any(written in name for name in names_of(d))]

    def _spelled(self, written: str, initials: "Initials | None") -> list[Department]:
        if initials is None or not written.isascii() or not written:
            return []
        begun = {
            name: len(letters)
            for department in self.all
            for name in names_of(department)
            if is_spelled(written, letters := initials(name))
        }
        exact = {name for name, length in begun.items() if length == len(written)}
        found = [d for d in self.all if exact.intersection(names_of(d))]
        return found or [d for d in self.all if d.name in begun]


Initials = Callable[[str], Sequence[str]]
"""For each character of a name the letters that its pinyin may begin with: 调解科 → dt, jx, k."""


def is_spelled(written: str, letters: Sequence[str]) -> bool:
    """Whether something typed, in any case, is the beginning of a name's initials."""
    pairs = zip(written.lower(), letters, strict=False)
    return len(written) <= len(letters) and all(typed in each for typed, each in pairs)


def is_group(department: Department) -> bool:
    """Whether a department stands for its members."""
    return department.kind == GROUP


def names_of(department: Department) -> Iterable[str]:
    """The full name and the aliases."""
    return (department.name, *department.aliases)


def _reach(start: str, ways: Mapping[str, Sequence[str]]) -> set[str]:
    """Every name reachable from a start along the ways; the start itself only over a loop."""
    found: set[str] = set()
    ahead = list(ways.get(start, ()))
    while ahead:
        name = ahead.pop()
        if name not in found:
            found.add(name)
            ahead.extend(ways.get(name, ()))
    return found


def effective_owners(item: Item, task: Task) -> Owners:
    """A measure's own owners, or its task's where it names none."""
    return item if any(owners for _, owners in item.by_role()) else task
