"""One item's own lines of a text, taken out to be edited and put back."""

import re
from difflib import SequenceMatcher
from typing import NamedTuple

from jimoplan.core.changes.changes import CHILDREN, Ref
from jimoplan.core.changes.outline import outline
from jimoplan.core.plan.model import Plan
from jimoplan.core.text.document import Document
from jimoplan.core.text.nodes import Mapping
from jimoplan.core.text.writing.elements import extents_of_items
from jimoplan.core.text.writing.inventory import Inventory
from jimoplan.core.text.writing.source import Source, shift_lines, split_lines


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
    body = re.sub("\r\n|\r", "\n", source.text[extent.start : extent.end])
    line = source.line_of(extent.start)
    return Cutting(shift_lines(body, -indent), extent.start, extent.end, indent, line)


def put_back(document: Document, cutting: Cutting, text: str) -> str:
    """The document's text with other lines in place of those that were cut out.

    Lines that are as they were stay so byte for byte, line ends and stray margins included.
    """
    source = Source(document.text)
    shown, edited = cutting.text.split("\n"), text.split("\n")
    raw = split_lines(source.text[cutting.start : cutting.end])
    lines: list[str] = []
    for kind, a, b, c, d in SequenceMatcher(None, shown, edited, autojunk=False).get_opcodes():
        if kind == "equal":
            lines += raw[a:b]
        else:
            lines += [_indented(line, cutting.indent) for line in edited[c:d]]
    whole = "".join(line if _ends(line) else line + source.line_end for line in lines)
    body = whole.removesuffix(_ending(whole)) if edited else ""
    if lines and not edited[0].startswith(" ") and lines[0] not in raw[:1]:
        body = body[cutting.indent :] if body.startswith(" " * cutting.indent) else body
    rest = source.text[cutting.end :]
    if not rest and edited[-1:] != shown[-1:]:  # what ends the file now may need a line break
        rest = source.line_end
    return source.text[: cutting.start] + body + rest


def _indented(line: str, indent: int) -> str:
    return " " * indent + line if line.strip() else line


def _ending(line: str) -> str:
    match = re.search("(\r\n|\r|\n)$", line)
    return match[0] if match else ""


def _ends(line: str) -> bool:
    return bool(_ending(line))
