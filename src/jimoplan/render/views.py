"""Which view each report's templates get; docs/templates.md is written from this."""

from collections.abc import Mapping

from jimoplan.core.plan.model import Plan
from jimoplan.core.reports.index import ReportIndex
from jimoplan.core.reports.kinds import REPORT_KINDS
from jimoplan.core.reports.letters import FeedbackForm, ReminderLetter, SupervisionNotice
from jimoplan.core.reports.period_view import PeriodicReport
from jimoplan.core.views.views import DutyList, Overview

_OTHERS: Mapping[str, type] = {
    "overview": Overview,
    "department": DutyList,
    "reminder": ReminderLetter,
    "supervision": SupervisionNotice,
    "feedback": FeedbackForm,
    "source": Plan,
}


def view_types() -> Mapping[str, type]:
    """The type of each template's view by the report's name; index is what links the reports."""
    kinds = {
        kind.name: PeriodicReport if kind.cadence else _OTHERS[kind.name]
        for kind in REPORT_KINDS.values()
    }
    return {**kinds, "index": ReportIndex}
