"""Which report becomes which document."""

from jimoplan.core.reports.letters import FeedbackForm, ReminderLetter, SupervisionNotice
from jimoplan.core.reports.period_view import PeriodicReport
from jimoplan.core.views.duties import DutyList
from jimoplan.errors import needing


def draw_document(name: str, view: object) -> bytes:
    """A report as .docx, by its name, from the view that its templates get.

    The same view gives the same bytes. Raises MissingExtraError without python-docx, ValueError for
    a report that is none for Word.
    """
    with needing("office", "写 .docx "):
        import docx  # noqa: F401 - whether it is there

    from jimoplan.exchange.word import letters, reports

    match name, view:
        case "quarterly", PeriodicReport():
            return reports.draw_quarterly(view)
        case _, PeriodicReport():
            return reports.draw_periodic(view)
        case "department", DutyList():
            return reports.draw_duties(view)
        case "reminder", ReminderLetter():
            return letters.draw_reminder(view)
        case "supervision", SupervisionNotice():
            return letters.draw_supervision(view)
        case "feedback", FeedbackForm():
            return letters.draw_feedback(view)
    raise ValueError(f"no document for {name}")
