"""Departments that one side gave another name, which every item that names them shows as edited."""

from collections.abc import Iterator

from jimoplan.core.display.cells import reveal_line
from jimoplan.core.plan.model import Department, Plan


def describe_renames(base: Plan, ours: Plan, theirs: Plan) -> Iterator[str]:
    """In words, which departments either side renamed; what is left of one tells that it is it."""
    for name, side in (("我方", ours), ("对方", theirs)):
        for old, new in _renames(base, side):
            yield (
                f"{name}把部门“{reveal_line(old)}”改名为“{reveal_line(new)}”:"
                f"另一方写着“{reveal_line(old)}”的地方要改成新名称"
            )


def _renames(base: Plan, side: Plan) -> Iterator[tuple[str, str]]:
    was, now = ({d.name: d for d in plan.departments} for plan in (base, side))
    gone = [was[name] for name in was if name not in now]
    come = [now[name] for name in now if name not in was]
    for old in gone:
        same = [new for new in come if _rest(new) == _rest(old)]
        twins = [other for other in gone if _rest(other) == _rest(old)]
        if len(same) == len(twins) == 1:
            yield old.name, same[0].name


def _rest(department: Department) -> Department:
    return department.model_copy(update={"name": "", "members": ()})
