"""Word documents as a bureau would make them for templates, and what is in those made of them."""

from collections.abc import Sequence
from io import BytesIO

from docx import Document


def make_template(
    *paragraphs: str, rows: Sequence[Sequence[str]] = (), header: str = "", footer: str = ""
) -> bytes:
    """A .docx of paragraphs, then a table of the rows."""
    document = Document()
    for text in paragraphs:
        document.add_paragraph(text)
    if rows:
        table = document.add_table(rows=0, cols=len(rows[0]))
        for texts in rows:
            for cell, text in zip(table.add_row().cells, texts, strict=True):
                cell.text = text
    section = document.sections[0]
    if header:
        section.header.paragraphs[0].text = header
    if footer:
        section.footer.paragraphs[0].text = footer
    return as_bytes(document)


def as_bytes(document: object) -> bytes:
    """A document of python-docx as a file holds it."""
    written = BytesIO()
    document.save(written)  # type: ignore[attr-defined] # python-docx hides its type
    return written.getvalue()


def paragraphs_of(data: bytes) -> list[str]:
    """The paragraphs that stand in no table."""
    return [paragraph.text for paragraph in Document(BytesIO(data)).paragraphs]


def rows_of(data: bytes) -> list[list[str]]:
    """The cells of the tables, row by row."""
    tables = Document(BytesIO(data)).tables
    return [[cell.text for cell in row.cells] for table in tables for row in table.rows]


def header_and_footer_of(data: bytes) -> tuple[str, str]:
    """What stands above and below every page."""
    section = Document(BytesIO(data)).sections[0]
    return section.header.paragraphs[0].text, section.footer.paragraphs[0].text
