"""rename: a department, a group or a section under another name, as the person names it."""

from pathlib import Path

from jimoplan.actions.changing.proposal import Proposal, propose
from jimoplan.actions.plan.ask import find_department
from jimoplan.actions.plan.texts import check_line
from jimoplan.actions.plan.workplace import find_workplace
from jimoplan.core.changes.changes import Ref, Subject
from jimoplan.core.changes.structure import rename_department, rename_section
from jimoplan.core.plan.departments import names_of
from jimoplan.core.plan.model import Department, Plan
from jimoplan.core.plan.sections import find_section
from jimoplan.errors import UsageError

_LONGEST_NAME, _LONGEST_TITLE = 60, 200
"""How many characters the name of a department and the title of a section have at most."""


def propose_department_name(file: Path | None, start: Path, written: str, new: str) -> Proposal:
    """Another name for a department or group, wherever it is named.

    The old one becomes an alias, and what was published stays as it is. Raises UnknownNameError for
    a department that is not there, UsageError for a name that it has or that means another one.
    """
    workplace = find_workplace(file, start)
    reading = workplace.read()
    plan = reading.plan
    name = _read_name("新名称", new, _LONGEST_NAME)
    department = find_department(plan, written)
    _check_free(plan, department, name)
    changes = rename_department(plan, department.name, name)
    asked = [Ref(Subject.DEPARTMENT, department.name)]
    return propose(workplace, reading, changes, asked=asked)


def propose_section_title(file: Path | None, start: Path, written: str, new: str) -> Proposal:
    """Another title for a section; raises UnknownNameError, and UsageError for one that it has."""
    workplace = find_workplace(file, start)
    reading = workplace.read()
    title = _read_name("新标题", new, _LONGEST_TITLE)
    section = find_section(reading.plan, written)
    if section.title == title:
        raise UsageError(f"板块 {section.key} 现在就叫“{title}”", "写另一个标题")
    ref = Ref(Subject.SECTION, section.key)
    changes = rename_section(reading.plan, ref, title)
    return propose(workplace, reading, changes, asked=[ref])


def _read_name(what: str, written: str, longest: int) -> str:
    name = check_line(what, written) or ""
    if len(name) > longest:
        raise UsageError(f"{what}有 {len(name)} 个字,最多 {longest} 个", "写得短一些")
    return name


def _check_free(plan: Plan, department: Department, name: str) -> None:
    """Raise UsageError where a name is the department's already, or means another one."""
    if name == department.name:
        raise UsageError(f"部门 {name} 现在就叫这个名称", "写另一个名称")
    for other in plan.departments:
        if other is not department and name in names_of(other):
            which = "已经有了" if name == other.name else f"已经是部门 {other.name} 的别名"
            raise UsageError(
                f"“{name}”{which},一个名称只能指一个部门",
                "换一个名称;两个部门合并的,把事项改到那个部门,再删去这一个",
            )
