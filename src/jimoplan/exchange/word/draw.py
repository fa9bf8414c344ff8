"""Which report becomes which document."""

from io import BytesIO

from jimoplan.core.display.cells import reveal
from jimoplan.core.display.punctuation import in_full_width
from jimoplan.core.reports.parts.blocks import ReportText
from jimoplan.core.reports.parts.compose import report_parts
from jimoplan.core.reports.period_view import PeriodicReport
from jimoplan.errors import needing


def draw_document(name: str, view: object) -> bytes:
    """A report by its name as .docx, from the view that its templates get.

    The same view gives the same bytes. Raises MissingExtraError without python-docx, ValueError
    for a report that is none for Word.
    """
    with needing("office", "写 .docx "):
        import docx

    if not isinstance(view, PeriodicReport):
        raise ValueError(name)  # noqa: TRY004 - what the name stands for
    document = docx.Document()
    for part in report_parts(view):
        document.add_heading(in_full_width(part.title))
        for block in part.blocks:
            if isinstance(block, ReportText):
                document.add_paragraph(reveal("".join(run.text for run in block.text)))
    data = BytesIO()
    document.save(data)
    return data.getvalue()
