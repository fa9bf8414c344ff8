"""What others than the owner have to say on an item: who may say what, and how it is recorded."""

from collections.abc import Iterable

from jimoplan.core.changes.items import each_named, replace_items
from jimoplan.core.plan.items import Measure, Task
from jimoplan.core.plan.model import Plan
from jimoplan.core.plan.person import Duty
from jimoplan.core.plan.records import Remark
from jimoplan.core.plan.rights import Rights, people_of
from jimoplan.core.plan.words import RemarkKind
from jimoplan.core.workflow.steps import check_open


def add_remark(plan: Plan, ids: Iterable[str], remark: Remark) -> Plan:
    """The plan with a remark on the items of those ids, in order of date; nothing else changes.

    A remark that is there already is not added again. Raises UsageError for an unknown id and for
    an item that is closed.
    """
    changed: dict[str, Task | Measure] = {}
    for _, item in each_named(plan, ids):
        check_open(item)
        if remark not in item.remarks:
            at = len(item.remarks) - sum(other.date > remark.date for other in item.remarks)
            remarks = (*item.remarks[:at], remark, *item.remarks[at:])
            changed[item.id] = item.model_copy(update={"remarks": remarks})
    return replace_items(plan, changed)


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
