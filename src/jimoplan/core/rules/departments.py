"""The rules that refuse a plan over its departments: names, groups, and references to them."""

import re
from collections.abc import Container, Iterator

from jimoplan.core.plan.departments import Departments, is_group, names_of
from jimoplan.core.plan.model import Department, Plan
from jimoplan.core.plan.person import Duty
from jimoplan.core.plan.traverse import each_item, owner_keys
from jimoplan.core.rules.findings import Finding, Rule, rule
from jimoplan.core.text.document import Path
from jimoplan.errors import nearest_names

_SEPARATOR = re.compile(r"[、，,;；]")
_QUOTES = ("“”", "‘’", "「」")
_AROUND = "“”‘’「」 \u3000\u00a0。.,，:：、；;"
_MOST_COMPARISONS = 20_000
"""How many pairs of names are compared at most to suggest the nearest, which is slow."""


def _check_references(plan: Plan) -> Iterator[Finding]:
    references = _References(plan.departments)
    for path, written in _each_reference(plan):
        if written not in references.names:
            yield references.explain(path, written)


def _each_reference(plan: Plan) -> Iterator[tuple[Path, str]]:
    for path, item in each_item(plan):
        for key, owners in owner_keys(item):
            for index, name in enumerate(owners):
                yield (*path, key, index), name
    for path, item in each_item(plan):
        for index, update in enumerate(item.updates):
            if update.dept is not None:
                yield (*path, "updates", index, "dept"), update.dept
    for number, department in enumerate(plan.departments):
        for index, name in enumerate(department.members):
            yield ("departments", number, "members", index), name


class _References:
    """The names a plan's departments have, and what to suggest for one that none of them has."""

    def __init__(self, departments: tuple[Department, ...]) -> None:
        self.names = {name for d in departments for name in (d.name, d.name.strip(_AROUND))}
        self._full = {name: d.name for d in departments for name in names_of(d)}
        self._nearest: dict[str, list[str]] = {}

    def explain(self, path: Path, written: str) -> Finding:
        """The finding for an unknown name."""
        parts = [part.strip() for part in _SEPARATOR.split(written) if part.strip()]
        if len(parts) > 1 and all(part in self._full for part in parts):
            message = f"“{written}”被当成了一个部门,几个部门之间要用半角逗号隔开"
            return Finding("E009", path, message, f"写成 {', '.join(parts)}")
        message = f"部门“{written}”不在部门表里,按部门查询时会漏掉"
        return Finding("E204", path, message, self._remedy(written))

    def _remedy(self, written: str) -> str:
        if full := self._full.get(written):
            return f"这里要写全称:{full}"
        near = list(dict.fromkeys(self._full[name] for name in self._nearest_to(written)))
        ask = f"您是否想填 {'、'.join(near)}?" if near else ""
        return f"{ask}若确是新部门,先在 departments 里加上"

    def _nearest_to(self, written: str) -> list[str]:
        compared = len(self._nearest) * len(self._full)
        if written not in self._nearest and compared < _MOST_COMPARISONS:
            self._nearest[written] = nearest_names(written, self._full)
        return self._nearest.get(written, [])


def _check_names(plan: Plan) -> Iterator[Finding]:
    seen: dict[str, str] = {}
    known = {name for department in plan.departments for name in names_of(department)}
    for number, department in enumerate(plan.departments):
        for index, name in enumerate(names_of(department)):
            path: Path = ("departments", number, "name")
            if index:
                path = ("departments", number, "aliases", index - 1)
            if written_well := mend_name(name, known):
                yield Finding("E009", path, f"名称“{name}”里有多余的标点", f"写成 {written_well}")
            elif name in seen:
                yield Finding(
                    "E205",
                    path,
                    f"“{name}”已经是{_what(name, seen[name])},分不清指哪一个",
                    "每个名称和别名只能指一个部门,换一个或删去",
                )
            seen.setdefault(name, department.name)


def mend_name(name: str, known: Container[str]) -> str:
    """The name without stray punctuation around it, or the names that are glued together in it.

    '' where neither is so: a name may have such marks in it, as 各区、县级市 has.
    """
    parts = [_bare(part) for part in _SEPARATOR.split(name)]
    if not all(part in known for part in parts):
        parts = [_bare(part) for part in re.split("[，；]", name)]
    meant = ", ".join(part for part in parts if part)
    return "" if meant == name else meant


def _bare(part: str) -> str:
    """A name without stray punctuation around it; quotes about a word of it are none."""
    bare = part.strip(_AROUND)
    halves = {
        sign for pair in _QUOTES if bare.count(pair[0]) != bare.count(pair[1]) for sign in pair
    }
    return part.strip("".join(sign for sign in _AROUND if sign not in halves))


def _what(name: str, department: str) -> str:
    return "另一个部门的名称" if name == department else f" {department} 的别名"


def _check_people(plan: Plan) -> Iterator[Finding]:
    for number, department in enumerate(plan.departments):
        seen: dict[tuple[str, Duty], str] = {}
        for index, person in enumerate(department.people):
            key = person.email.casefold(), person.role
            if key in seen:
                yield Finding(
                    "E218",
                    ("departments", number, "people", index, "email"),
                    f"{person.email} 已经是 {department.name} 的{person.role}({seen[key]})",
                    "删去一条;邮箱不分大小写,一个人的不同职责各写一条",
                )
            seen.setdefault(key, person.name)


def _check_groups(plan: Plan) -> Iterator[Finding]:
    for number, department in enumerate(plan.departments):
        if department.members and not is_group(department):
            yield Finding(
                "E207",
                ("departments", number, "members"),
                f"{department.name} 是{department.kind},不能有成员",
                "kind 改成 群组,或删去 members",
            )


def _check_loops(plan: Plan) -> Iterator[Finding]:
    numbers = {department.name: n for n, department in enumerate(plan.departments)}
    for group, member in Departments(plan.departments).loops():
        department = plan.departments[numbers[group]]
        again = "它自己" if member == group else f" {member},而 {member} 又包含 {group}"
        other = "" if member == group else ",或改正另一头"
        yield Finding(
            "E206",
            ("departments", numbers[group], "members", department.members.index(member)),
            f"群组 {group} 的成员里有{again},绕成了一圈",
            f"从 {group} 的 members 里去掉 {member}{other}",
        )


_OWNERS = ("lead", "responsible", "support")

DEPARTMENT_RULES: tuple[Rule, ...] = (
    rule(_check_references, *_OWNERS, "dept", "name", "members", "departments"),
    rule(_check_names, "name", "aliases", "departments"),
    rule(_check_people, "people", "name", "email", "role"),
    rule(_check_groups, "name", "kind", "members"),
    rule(_check_loops, "name", "kind", "members"),
)
