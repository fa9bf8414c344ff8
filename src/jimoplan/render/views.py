"""Which view each report's templates get; docs/templates.md is written from this."""

from collections.abc import Mapping

from jimoplan.core.letters import FeedbackForm, ReminderLetter, SupervisionNotice
from jimoplan.core.model import Plan
from jimoplan.core.periodic.view import PeriodicReport
from jimoplan.core.report import DutyList, Overview
from jimoplan.core.report_index import ReportIndex
from jimoplan.core.report_kinds import REPORT_KINDS

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
