"""One item's own lines of a text, taken out to be edited and put back."""

from typing import NamedTuple

from jimoplan.core.change.changes import CHILDREN, Ref
from jimoplan.core.change.outline import outline
from jimoplan.core.document import Document
from jimoplan.core.model import Plan
from jimoplan.core.nodes import Mapping
from jimoplan.core.writing.chunks import extents_of_items
from jimoplan.core.writing.inventory import Inventory
from jimoplan.core.writing.source import Source, shift_lines


class Cutting(NamedTuple):
    """An item's lines, moved to the left margin; where they stand and how far they were indented.

    `first_line` is the number of the first of them in the file.
    """

    text: str
    start: int
    end: int
    indent: int
    first_line: int


def cut_out(document: Document, plan: Plan, ref: Ref) -> Cutting | None:
    """The lines of an item, its dash included; None if the plan has no such item."""
    node = outline(plan).get(ref)
    if node is None or not isinstance(document.root, Mapping):
        return None
    field = next(name for name, (subject, _) in CHILDREN.items() if subject is ref.subject)
    found = Inventory(document.root, plan).find(field, node.model)
    if found is None:
        return None
    source = Source(document.text)
    extent = extents_of_items(source, found.within, found.header)[found.position]
    indent = 0 if found.within.flow else source.column(extent.start)
    body = source.text[extent.start : extent.end].replace("\r\n", "\n")
    line = source.line_of(extent.start)
    return Cutting(shift_lines(body, -indent), extent.start, extent.end, indent, line)


def put_back(document: Document, cutting: Cutting, text: str) -> str:
    """The document's text with other lines in place of those that were cut out."""
    source = Source(document.text)
    lines = shift_lines(text.rstrip("\n"), cutting.indent).replace("\n", source.line_end)
    return source.text[: cutting.start] + lines + source.text[cutting.end :]
