"""A report on record put otherwise by whoever made it: where it stands and whose it is stay."""

from jimoplan.core.changes.items import items_by_id, replace_items
from jimoplan.core.plan.items import Item
from jimoplan.core.plan.model import Plan
from jimoplan.core.plan.records import Update
from jimoplan.core.plan.rights import people_of, rights_of
from jimoplan.core.plan.traverse import name_of
from jimoplan.core.workflow.record import check_figures
from jimoplan.core.workflow.steps import check_open
from jimoplan.errors import UsageError

_WHOSE = frozenset({"date", "by", "dept", "entered_by"})


def own_reports(plan: Plan, item: Item, name: str, address: str) -> tuple[int, ...]:
    """Where the reports stand that are somebody's own to correct, the latest day first.

    They have their name, or nobody's and their department's; entered for others counts as well.
    """
    rights = rights_of(plan, address)
    names = rights.names or {name}

    def is_own(report: Update) -> bool:
        if {report.by, report.entered_by} & names:
            return True
        unsigned = report.by is None and report.entered_by is None
        return unsigned and (not people_of(plan) or report.dept in rights.reports_for)

    found = [at for at, report in enumerate(item.updates) if is_own(report)]
    return tuple(sorted(found, key=lambda at: (item.updates[at].date, at), reverse=True))


def correct_report(plan: Plan, number: str, at: int, report: Update) -> Plan:
    """The plan with a report in place of the one that stands there.

    Raises UsageError for an item that is closed, a figure that is not of its kind, and for what
    says nothing any more.
    """
    item = items_by_id(plan)[number]
    check_open(item)
    check_figures(item, report)
    if not any(getattr(report, field) is not None for field in set(Update.model_fields) - _WHOSE):
        raise UsageError(
            f"这样改,{name_of(item)} 的这次填报就什么也没说了", "要撤回这次填报,用 jimoplan undo"
        )
    updates = (*item.updates[:at], report, *item.updates[at + 1 :])
    return replace_items(plan, {number: item.model_copy(update={"updates": updates})})
