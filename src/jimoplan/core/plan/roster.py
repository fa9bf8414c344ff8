"""A list of departments to begin a plan with: one name a line."""

from collections.abc import Iterator

from jimoplan.core.plan.model import Department
from jimoplan.core.plan.words import OFFICE
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
    return tuple(Department(name=name, kind=OFFICE) for name in lines)


def _names(text: str) -> Iterator[tuple[int, str]]:
    for number, line in enumerate(text.removeprefix("\ufeff").splitlines(), 1):
        name = line.strip()
        if name and not name.startswith("#"):
            yield number, name
