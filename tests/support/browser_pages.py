"""The demo's reports as pages, drawn in one process."""

from datetime import date, datetime, time
from pathlib import Path

from jimoplan.actions.reports.ci import WeeklyRun, publish_weekly
from jimoplan.actions.reports.render import RenderRequest, render_reports
from jimoplan.core.history.commits import BEIJING
from jimoplan.core.reports.index import INDEX

WEEKLY = RenderRequest("weekly", "html", period="2024-W24")

_DAY = date(2025, 1, 20)
_NOW = datetime.combine(_DAY, time(17), BEIJING)
_ASKED = {
    "weekly": WEEKLY,
    "last_week": RenderRequest("weekly", "html", period="2024-W52"),
    "monthly": RenderRequest("monthly", "html", period="2024-06"),
    "bimonthly": RenderRequest("bimonthly", "html", period="2024-B3"),
    "quarterly": RenderRequest("quarterly", "html", period="2024-Q2"),
    "annual": RenderRequest("annual", "html", period="2024"),
    "reminder": RenderRequest("reminder", "html", as_of=_DAY, department="政治处"),
    "supervision": RenderRequest("supervision", "html", as_of=_DAY, department="政治处"),
    "feedback": RenderRequest("feedback", "html", as_of=_DAY, department="复议应诉科"),
}

NAMES = (*_ASKED, "index", "overview", "department", "source")
"""Every kind of page there is."""


def report_demo(demo: Path, public: Path) -> dict[str, str]:
    """The HTML of the demo's periodic reports and letters, and of the index, by name."""
    pages = {}
    for name, asked in _ASKED.items():
        (report,) = render_reports(None, demo, asked, _DAY).reports
        pages[name] = report.data.decode()
        (public / report.file_name).write_bytes(report.data)
    publish_weekly(None, demo, WeeklyRun(public, _DAY, _NOW, only_this_week=True), _DAY)
    return pages | {"index": (public / INDEX).read_text("utf-8")}
