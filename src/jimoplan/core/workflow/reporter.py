"""Whose report it is: the department it is written down for, and who wrote it down."""

from collections.abc import Iterable, Iterator
from datetime import date
from typing import NamedTuple

from jimoplan.core.plan.departments import Departments, effective_owners
from jimoplan.core.plan.duties import Duties, duties_of
from jimoplan.core.plan.items import Item, Owners, Task
from jimoplan.core.plan.model import Plan
from jimoplan.core.plan.problems import open_problems
from jimoplan.core.plan.records import Update
from jimoplan.core.plan.rights import Rights, people_of, rights_of
from jimoplan.core.plan.traverse import name_of
from jimoplan.core.plan.words import Role
from jimoplan.errors import UsageError


class Reporter(NamedTuple):
    """Who is at the keyboard by git's settings, and what was said of whose report it is.

    `department` is the full name of the one named, `by` the person named as 填报人.
    """

    name: str | None = None
    address: str | None = None
    department: str | None = None
    by: str | None = None


class NotOwnerError(UsageError):
    """Somebody reports on an item that none of their departments has; perhaps a remark is meant."""

    code = "not_owner"

    def __init__(self, item: Item, owners: Owners, reporter: Reporter, rights: Rights) -> None:
        duties = f"({'、'.join(rights.duties)})" if rights.duties else "(不在人员名单里)"
        super().__init__(
            f"{name_of(item)} 由{_say_owners(owners)};"
            f"{reporter.name or reporter.address}{duties}不是这些部门的联络员",
            f"提意见用 jimoplan remark {item.id} 文字;"
            "督查替填报的部门登记,加上 --dept 部门(填报人写在 --by)",
        )


class Filed(NamedTuple):
    """A report with its department in it, and what is worth saying of that."""

    update: Update
    notes: tuple[str, ...] = ()


def file_report(plan: Plan, task: Task, item: Item, update: Update, said: Reporter) -> Filed:
    """The report with the department that it counts as, and with who entered it for another.

    That is the one named, or else, by the plan's people, the one whose 联络员 reports; in a plan
    that lists nobody the report has none, and counts as the owner's. Raises NotOwnerError, and
    UsageError where a department has to be named, where the one named does not have the item, and
    where a problem is settled that is not open.
    """
    settled = tuple(_settle(item, update.date)) if update.solved else ()
    departments = Departments(plan.departments)
    owners = effective_owners(item, task)
    duties = duties_of(owners, departments)
    rights = rights_of(plan, said.address or "")
    if said.department:
        _check_named(item, owners, duties, said.department)
        department: str | None = said.department
    elif people_of(plan) and said.address and (duties.main or duties.support):
        department = _find_department(plan, item, owners, said, rights)
    else:
        return Filed(update, settled)
    entered_by = _entered_by(plan, rights, said)
    filed = update.model_copy(
        update={
            "dept": department,
            "by": said.by if entered_by else update.by,
            "entered_by": entered_by,
        }
    )
    return Filed(filed, (*settled, *_remark_on(item, duties, filed, rights)))


def _settle(item: Item, day: date) -> Iterator[str]:
    """Say how many problems are settled together; raises UsageError where none was open by then."""
    _check_solved(item, day)
    problems = open_problems(item, day)
    if len(problems) > 1:
        told = ";".join(" ".join((update.problem or "").split()) for update in problems)
        yield (
            f"{name_of(item)} 的{len(problems)}条存在问题都算解决:{told};没解决的用 --problem 再报"
        )


def _check_solved(item: Item, day: date) -> None:
    """Raises UsageError where no problem is open that was reported by then."""
    if open_problems(item, day):
        return
    later = open_problems(item)
    if later:
        raise UsageError(
            f"{name_of(item)} 的存在问题是 {later[0].date} 填报的,不能在 {day} 就解决",
            f"--date 写 {later[0].date} 或以后的日期",
        )
    raise UsageError(f"{name_of(item)} 没有还没解决的存在问题,--solved 用不上", "进展情况用 --note")


def _find_department(plan: Plan, item: Item, owners: Owners, said: Reporter, rights: Rights) -> str:
    """The department that somebody reports for: one that owns the item before one that supports.

    One that is named comes before one that a group stands for.
    """
    departments = Departments(plan.departments)
    named = Duties(frozenset((*owners.lead, *owners.responsible)), frozenset(owners.support))
    meant = duties_of(owners, departments)
    for having in (named.main, meant.main, named.support, meant.support):
        found = [d.name for d in plan.departments if d.name in rights.reports_for & having]
        if len(found) > 1:
            raise UsageError(
                f"{said.name or said.address} 是{'、'.join(found)}的联络员,"
                f"{name_of(item)} 是这几个部门共同的,分不清替哪个填报",
                f"加上 --dept 部门,如 --dept {found[0]}",
            )
        if found:
            return found[0]
    raise NotOwnerError(item, owners, said, rights)


def _check_named(item: Item, owners: Owners, duties: Duties, department: str) -> None:
    """Raises UsageError where an item is not the department's that was named."""
    if (duties.main or duties.support) and department not in duties.main | duties.support:
        raise UsageError(
            f"{name_of(item)} 由{_say_owners(owners)},不是{department}的",
            f"改正 --dept;提意见用 jimoplan remark {item.id} 文字",
        )


def _entered_by(plan: Plan, rights: Rights, said: Reporter) -> str | None:
    """Who enters a report for a department that is not theirs; None if it is theirs.

    In a plan that lists nobody, whoever names another person as 填报人 enters it for them.
    """
    if said.department is None or said.department in rights.reports_for:
        return None
    if not people_of(plan) and (said.by is None or said.by == said.name):
        return None
    return rights.name_of(said.name)


def _remark_on(item: Item, duties: Duties, filed: Update, rights: Rights) -> Iterable[str]:
    """What is worth saying of whose report it is."""
    if filed.entered_by and rights.people and not rights.supervises:
        yield (
            f"{filed.entered_by} 不是{filed.dept}的联络员,也不是督查,无权代录,"
            "审计(jimoplan audit)会指出"
        )
    if filed.entered_by and not filed.by:
        yield f"没有写填报人(--by),只记下由 {filed.entered_by} 代录"
    if filed.dept in duties.support - duties.main:
        yield (
            f"{filed.dept}是{name_of(item)} 的配合部门,这次填报记在它名下:"
            "不算责任部门的填报,责任部门的进度、未填报天数照旧"
        )


def _say_owners(owners: Owners) -> str:
    """The departments that have an item, in words: 法治科负责、办公室配合."""
    main = "、".join((*owners.lead, *owners.responsible))
    support = "、".join(owners.support)
    both = (f"{main}负责" if main else "", f"{support}{Role.SUPPORT}" if support else "")
    return "、".join(filter(None, both))
