"""A report as a workbook: what it says in sentences on the first sheet, then a sheet a table."""

from jimoplan.core.reports.letters import FeedbackForm, ReminderLetter, SupervisionNotice
from jimoplan.core.reports.period_view import PeriodicReport
from jimoplan.core.views.duties import DutyList
from jimoplan.core.views.views import Heading, Overview
from jimoplan.exchange.workbooks.book import Book, write_book
from jimoplan.exchange.workbooks.letters import feedback_pages, reminder_pages, supervision_pages
from jimoplan.exchange.workbooks.pages import Pages
from jimoplan.exchange.workbooks.periodic import periodic_pages
from jimoplan.exchange.workbooks.tasks import duty_pages, overview_pages


def draw_workbook(name: str, view: object) -> bytes:
    """The report of that kind as a .xlsx; the same view gives the same bytes.

    Raises MissingExtraError without XlsxWriter, TypeError for a view that no workbook is made of.
    """
    match view:
        case PeriodicReport():
            pages = periodic_pages(name, view)
        case DutyList():
            pages = duty_pages(view)
        case Overview():
            pages = overview_pages(view)
        case ReminderLetter():
            pages = reminder_pages(view)
        case SupervisionNotice():
            pages = supervision_pages(view)
        case FeedbackForm():
            pages = feedback_pages(view)
        case _:
            raise TypeError(name)
    return write_book(_bind(pages, view.heading))


def _bind(pages: Pages, heading: Heading) -> Book:
    return Book(pages.title, heading.plan.unit, heading.as_of, pages.sheets)
