"""A list of departments to begin a plan with: one name a line."""

import re
from collections.abc import Iterator

from jimoplan.core.plan.model import Department
from jimoplan.core.plan.words import GROUP, OFFICE
from jimoplan.errors import UsageError


def read_roster(text: str) -> tuple[Department, ...]:
    """The departments named in a text, a line each; blank lines and comments (#) say nothing.

    Raises UsageError naming the line of a name that comes twice.
    """
    lines: dict[str, int] = {}
    for number, name in _names(text):
        if name in lines:
            raise UsageError(
                f"部门名单第 {number} 行的“{name}”在第 {lines[name]} 行已经有了", "删去一行"
            )
        lines[name] = number
    return tuple(Department(name=name, kind=usual_kind(name)) for name in lines)


_GROUP = re.compile(
    r"^.{0,4}各|^(?:全体|所有)|(?:有关|相关)(?:单位|部门|科室|学院)$|各(?:单位|部门)$"
)


def usual_kind(name: str) -> str:
    """The kind of a department by its name alone: what means several is a group."""
    return GROUP if _GROUP.search(name) else OFFICE


def _names(text: str) -> Iterator[tuple[int, str]]:
    for number, line in enumerate(text.removeprefix("\ufeff").splitlines(), 1):
        name = line.strip()
        if name and not name.startswith("#"):
            yield number, name
