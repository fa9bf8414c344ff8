"""Departments: which one is meant, and which groups it is reached through."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from functools import cached_property

from jimoplan.core.model import Department, DepartmentKind
from jimoplan.errors import AmbiguousNameError, UnknownNameError


@dataclass(frozen=True)
class Departments:
    """The departments of a plan, found by name and expanded by group."""

    all: tuple[Department, ...]

    @cached_property
    def by_name(self) -> dict[str, Department]:
        """Departments by their full names."""
        return {department.name: department for department in self.all}

    @cached_property
    def _members(self) -> dict[str, frozenset[str]]:
        return {d.name: self._collect(d.name, set()) for d in self.all if is_group(d)}

    def members(self, name: str) -> frozenset[str]:
        """The names that a group stands for, groups within groups included; none for others."""
        return self._members.get(name, frozenset())

    def groups_of(self, name: str) -> tuple[str, ...]:
        """The groups that stand for a department, in the order of the plan."""
        return tuple(group for group, members in self._members.items() if name in members)

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
        raise UnknownNameError("部门", written, [n for d in self.all for n in names_of(d)])

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
        spelled = written.lower()
        exact = [d for d in self.all if spelled in map(initials, names_of(d))]
        return exact or [d for d in self.all if initials(d.name).startswith(spelled)]

    def _collect(self, name: str, seen: set[str]) -> frozenset[str]:
        """Every member below a group; a group met a second time is not entered again."""
        found: set[str] = set()
        seen.add(name)
        for member in self.by_name[name].members:
            found.add(member)
            department = self.by_name.get(member)
            if department and is_group(department) and member not in seen:
                found |= self._collect(member, seen)
        return frozenset(found)


Initials = Callable[[str], str]
"""The pinyin initials of a name, in lower case: 复议应诉科 → fyysk."""


def is_group(department: Department) -> bool:
    """Whether a department stands for its members."""
    return department.kind is DepartmentKind.GROUP


def names_of(department: Department) -> Iterable[str]:
    """The full name and the aliases."""
    return (department.name, *department.aliases)
