"""What others than the owner have to say on an item: who may say what, and how it is recorded."""

from collections.abc import Iterable, Sequence

from jimoplan.core.changes.items import each_named, replace_items
from jimoplan.core.plan.items import Item, Measure, Task
from jimoplan.core.plan.model import Plan
from jimoplan.core.plan.person import Duty
from jimoplan.core.plan.records import Remark
from jimoplan.core.plan.rights import Rights, people_of
from jimoplan.core.plan.words import RemarkKind, Status
from jimoplan.core.workflow.steps import check_open
from jimoplan.errors import UsageError


def add_remark(plan: Plan, ids: Iterable[str], remark: Remark) -> Plan:
    """The plan with a remark on the items of those ids, in order of date; nothing else changes.

    A remark that is there already is not added again. Raises UsageError for an unknown id and for
    items that are closed, all of them at once.
    """
    changed: dict[str, Task | Measure] = {}
    items = [item for _, item in each_named(plan, ids)]
    _check_all_open(items)
    for item in items:
        if remark not in item.remarks:
            at = len(item.remarks) - sum(other.date > remark.date for other in item.remarks)
            remarks = (*item.remarks[:at], remark, *item.remarks[at:])
            changed[item.id] = item.model_copy(update={"remarks": remarks})
    return replace_items(plan, changed)


def _check_all_open(items: Sequence[Item]) -> None:
    closed = [item.id for item in items if item.status is Status.CLOSED]
    rest = [item.id for item in items if item.id not in closed]
    if closed and rest:
        raise UsageError(
            f"{'、'.join(closed)} 已销号,不再改动;一项也没有写",
            f"只写其余的:jimoplan remark {' '.join(rest)} 文字",
        )
    for item in items:
        check_open(item)


def usual_kind(plan: Plan, rights: Rights) -> RemarkKind:
    """The kind that a remark has if nothing is said of it: what its author may give.

    Where nobody is listed, whoever keeps the plan speaks as 督查.
    """
    if rights.supervises or not people_of(plan):
        return RemarkKind.SUPERVISION
    return RemarkKind.INSTRUCTION if rights.approves_for else RemarkKind.REMINDER


def may_give(rights: Rights, kind: RemarkKind) -> bool:
    """Whether somebody may give a remark of a kind: 批示 is a leader's, which 督查 may pass on."""
    if kind is RemarkKind.SUPERVISION:
        return rights.supervises
    if kind is RemarkKind.INSTRUCTION:
        return rights.supervises or bool(rights.approves_for)
    return bool(rights.people)


def may_sign(plan: Plan, rights: Rights, remark: Remark) -> bool:
    """Whether a remark may have the name that it has: its author's own, or none.

    A 批示 that 督查 passes on has the name of a listed 分管领导.
    """
    if remark.by is None or remark.by in rights.names:
        return True
    leaders = {person.name for person in people_of(plan) if person.role is Duty.LEADER}
    passed_on = rights.supervises and remark.kind is RemarkKind.INSTRUCTION
    return passed_on and remark.by in leaders
