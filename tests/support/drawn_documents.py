"""What stands in a .docx, as Word would show it."""

from collections.abc import Iterator
from io import BytesIO
from typing import Any
from zipfile import ZipFile

import docx
from docx.oxml.ns import qn
from docx.table import Table
from docx.text.paragraph import Paragraph
from drawn_parts import Rows, squeeze_drawn
from lxml import etree

_NAMESPACES = {"w": "http://schemas.openxmlformats.org/wordprocessingml/2006/main"}
TITLES = {"Heading1", "AnnexTitle"}


def blocks_of(data: bytes) -> Iterator[Paragraph | Table]:
    """The paragraphs and tables of a document, one behind the other."""
    return docx.Document(BytesIO(data)).iter_inner_content()


def parts_of_document(data: bytes) -> list[tuple[str, Rows]]:
    """The titles of a document's parts and the rows of their tables."""
    found: list[tuple[str, Rows]] = [("", [])]
    for block in blocks_of(data):
        if isinstance(block, Paragraph):
            if style_of(block) in TITLES:
                found.append((block.text, []))
        else:
            found[-1][1].extend(rows_of(block))
    return found


def rows_of(table: Table) -> Rows:
    return [
        [squeeze_drawn(Paragraph(p, table).text) for p in row.iter(qn("w:p"))]
        for row in table._tbl.tr_lst  # noqa: SLF001 - cell by cell it takes long
    ]


def style_of(paragraph: Paragraph) -> str:
    """The id of a paragraph's style."""
    return paragraph._p.style or "Normal"  # noqa: SLF001 - as it stands in the file


def words_of(data: bytes) -> str:
    """All that a document says from its beginning to its end."""
    told = []
    for block in blocks_of(data):
        if isinstance(block, Paragraph):
            told.append(block.text)
        else:
            told += ["".join(row) for row in rows_of(block)]
    return squeeze_drawn("".join(told))


def xml_of(data: bytes, name: str) -> Any:  # noqa: ANN401 - lxml has no types
    """A part of a document's package as elements."""
    with ZipFile(BytesIO(data)) as package:
        return etree.fromstring(package.read(name))


def find(root: Any, path: str) -> list[Any]:  # noqa: ANN401 - lxml's elements
    """The elements of a path such as w:pPr/w:ind anywhere below."""
    found: list[Any] = etree.XPath(f".//{path}", namespaces=_NAMESPACES)(root)
    return found


def sections_behind(element: Any) -> list[Any]:  # noqa: ANN401 - lxml's elements
    """The section properties behind an element, the first ones those of its own sheet."""
    found: list[Any] = etree.XPath("following::w:sectPr", namespaces=_NAMESPACES)(element)
    return found


def value(element: Any, name: str) -> str | None:  # noqa: ANN401 - lxml's elements
    """An attribute of the w namespace."""
    return element.get(qn(f"w:{name}"))  # type: ignore[no-any-return]
