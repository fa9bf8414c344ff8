"""Which view each report's templates get; docs/templates.md is written from this."""

from collections.abc import Mapping

from jimoplan.core.model import Plan
from jimoplan.core.periodic.view import PeriodicReport
from jimoplan.core.report import DutyList, Overview
from jimoplan.core.report_kinds import ReportKind

_OTHERS: Mapping[str, type] = {"overview": Overview, "department": DutyList, "source": Plan}


def view_type(kind: ReportKind) -> type:
    """The type of the view: periodic reports share one."""
    return PeriodicReport if kind.cadence else _OTHERS[kind.name]
