"""The demo's reports as pages, drawn in one process."""

from datetime import date
from pathlib import Path

from jimoplan.actions.reports.ci import INDEX, Wanted, publish_weekly
from jimoplan.actions.reports.render import Asked, render_reports

WEEKLY = Asked("weekly", "html", period="2024-W24")

_DAY = date(2025, 1, 20)
_ASKED = {
    "weekly": WEEKLY,
    "monthly": Asked("monthly", "html", period="2024-06"),
    "bimonthly": Asked("bimonthly", "html", period="2024-B3"),
    "quarterly": Asked("quarterly", "html", period="2024-Q2"),
    "annual": Asked("annual", "html", period="2024"),
    "reminder": Asked("reminder", "html", as_of=_DAY, department="政治处"),
    "supervision": Asked("supervision", "html", as_of=_DAY, department="政治处"),
    "feedback": Asked("feedback", "html", as_of=_DAY, department="复议应诉科"),
}

NAMES = (*_ASKED, "index", "overview", "department", "source")
"""Every kind of page there is."""


def report_demo(demo: Path, public: Path) -> dict[str, str]:
    """The HTML of the demo's periodic reports and letters, and of the index, by name."""
    pages = {}
    for name, asked in _ASKED.items():
        (report,) = render_reports(None, demo, asked, _DAY).reports
        pages[name] = report.text
        (public / report.file_name).write_text(report.text, "utf-8")
    publish_weekly(None, demo, Wanted(public, _DAY, only_this_week=True), _DAY)
    return pages | {"index": (public / INDEX).read_text("utf-8")}
